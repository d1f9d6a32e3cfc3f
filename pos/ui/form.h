/*
 * The one look of every form: a label, a place to type, and under the field
 * what was wrong with it. What was typed is kept until it is accepted, also
 * wrong: a refusal never empties a field. A form holds no pointer to memory
 * of its own, so that it can be saved as a draft byte by byte.
 */
#ifndef POS_FORM_H
#define POS_FORM_H

#include "base/field.h"
#include "pos/ui/canvas.h"
#include "pos/ui/event.h"

enum {
    FORM_FIELDS_MAX = 20,
    FORM_PAGE_FIELDS = 6,
    FORM_VALUE_MAX = FIELD_TEXT_MAX,
    FORM_CHOICES_MAX = 12
};

/* Judges one value; `err` gets the sentence shown under the field. */
typedef bool form_check_fn(const char *value, struct err *err);

/* What a line of the form is; a static table per form. What it does not say, its field says. */
struct form_rule {
    const struct field *field;  /* of a table of fields; NULL: a line that is in no table */
    const char *label;          /* N_() */
    const char *hint;           /* N_(), shown under the field being typed; may be NULL */
    form_check_fn *check;       /* NULL: anything */
    const char *const *choices; /* N_(), NULL-terminated: left and right choose; NULL: typed text */
    bool secret;                /* shown as dots */
    bool required;
    bool wide; /* the field takes the rest of the line */
};

struct form_value {
    char text[FORM_VALUE_MAX]; /* of a choice: its number from 0, in digits */
    char fault[320];           /* "" when nothing is wrong */
};

struct form {
    int at; /* the field being typed */
    struct form_value values[FORM_FIELDS_MAX];
};

enum form_outcome {
    FORM_IGNORED, /* not for us */
    FORM_CHANGED,
    FORM_DONE,  /* Enter on the last field and every field is right */
    FORM_WRONG, /* Enter, but a field is wrong: it has the cursor */
};

enum form_outcome form_update(struct form *form, const struct form_rule *rules, int count,
                              const struct event *event);
void form_draw(const struct form *form, const struct form_rule *rules, int count,
               struct canvas *canvas, struct area area);

void form_set(struct form *form, int field, const char *text);
int form_choice(const struct form *form, int field);
void form_set_choice(struct form *form, int field, int choice);

/* What `thing` holds into the lines that have a field, and back. ERR_INPUT: what cannot be. */
void form_fill(struct form *form, const struct form_rule *rules, int count, const void *thing);
bool form_take(const struct form *form, const struct form_rule *rules, int count, void *thing,
               struct err *err) MUST_CHECK;

/* It comes back from a draft: to the first field that is wrong, else the first that is empty. */
void form_reopen(struct form *form, const struct form_rule *rules, int count);

/* The ledger refused this value: say so under its field and go there. */
void form_fault(struct form *form, int field, const char *sentence);

#endif
