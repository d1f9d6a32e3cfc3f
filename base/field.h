/*
 * A thing that people fill in, field by field: a sheet, a charge, a call. One
 * row says what a field is called in files and by people, where it lies and
 * what it takes; form, import, export and papers read that row.
 *
 * What a field takes is its kind; others than these stand beside the values
 * that they read (ledger/money_field.h).
 */
#ifndef BASE_FIELD_H
#define BASE_FIELD_H

#include "base/buf.h"
#include "base/csv.h"
#include "base/day.h"
#include "base/text.h"

#include <stddef.h>

enum { FIELD_TEXT_MAX = TEXT_ROOM(200), FIELD_ROOM_MAX = FIELD_TEXT_MAX };

/* One answer of a list, as files write it and as people read it. */
struct field_word {
    const char *word; /* NULL: the end of the list; "": nothing said */
    const char *name; /* N_() */
};

struct field;

struct field_kind {
    /* `text` into `place`; `what` names the field in a sentence. ERR_INPUT: it cannot be that. */
    bool (*take)(const struct field *field, void *place, const char *text, const char *what,
                 struct err *err);
    void (*put)(const struct field *field, const void *place, char out[FIELD_TEXT_MAX]);
};

struct field {
    const char *name;  /* in files: "vat_amount" */
    const char *label; /* N_(), as people read it */
    const char *hint;  /* N_(), what is meant; NULL none */
    const struct field_kind *kind;
    size_t offset; /* in the thing */
    size_t size;
    const struct field_word *words; /* of a list; NULL none */
    bool required;                  /* a file has its column, a form is not done without it */
    enum day_use day;               /* of a day: by what rule it is judged */
};

/* Where a member of a struct lies, offset and size at once; the last of a row's values. */
#define FIELD_AT(type, member)                                                                     \
    .offset = offsetof(type, member), .size = sizeof(((type *)NULL)->member)

extern const struct field_kind FIELD_TEXT;   /* char[], clean and not too long */
extern const struct field_kind FIELD_WORD;   /* char[], one of `words` */
extern const struct field_kind FIELD_CHOICE; /* an enum from 0 in the order of `words` */
extern const struct field_kind FIELD_EITHER; /* bool: the second of two `words` is true */
extern const struct field_kind FIELD_DAY;    /* struct day; "" is none */

/* ERR_INPUT names the field as files call it. */
bool field_set(const struct field *field, void *thing, const char *text,
               struct err *err) MUST_CHECK;
/* The same, as a judgement, and the field named as people call it. */
bool field_check(const struct field *field, const char *text, struct err *err) MUST_CHECK;
/* As people type it; field_set() takes it again. */
void field_get(const struct field *field, const void *thing, char out[FIELD_TEXT_MAX]);
/* The text of a char[] where it lies. */
const char *field_text(const struct field *field, const void *thing);

extern const struct field_word FIELD_NO_YES[]; /* the words of a bool */

/* The rank of a word in a list, −1 when it is none of them. */
int field_word_rank(const struct field_word *words, const char *word);
/* As people read it; what is no word of the list stands for itself. */
const char *field_word_name(const struct field_word *words, const char *word);

/* The columns of a file of these fields. */
void field_columns(const struct field *fields, int count, struct csv_column *out);
/* A row of such a file; where it is empty, what `thing` holds stays. */
bool field_set_row(const struct field *fields, int count, void *thing, const char *const *texts,
                   struct err *err) MUST_CHECK;

#endif
