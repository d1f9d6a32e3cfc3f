#include "base/field.h"

#include "base/lang.h"
#include "base/text.h"

#include <assert.h>
#include <stdalign.h>
#include <stdio.h>
#include <string.h>

const struct field_word FIELD_NO_YES[] = {
    { "no", N_("non") },
    { "yes", N_("oui") },
    { NULL, NULL },
};

static bool text_take(const struct field *field, void *place, const char *text, const char *what,
                      struct err *err)
{
    return text_copy(place, field->size, text, what, err);
}

static void text_put_out(const struct field *field, const void *place, char out[FIELD_TEXT_MAX])
{
    (void)field;
    snprintf(out, FIELD_TEXT_MAX, "%s", (const char *)place);
}

const struct field_kind FIELD_TEXT = { text_take, text_put_out };

int field_word_rank(const struct field_word *words, const char *word)
{
    for (int i = 0; words[i].word; i++)
        if (strcmp(words[i].word, word) == 0)
            return i;
    return -1;
}

const char *field_word_name(const struct field_word *words, const char *word)
{
    int rank = field_word_rank(words, word);

    return rank < 0 ? word : _(words[rank].name);
}

/* The rank of `text`; ERR_INPUT names the words that there are. */
static bool rank_read(const struct field *field, const char *text, const char *what, int *rank,
                      struct err *err)
{
    char known[200] = "";

    *rank = field_word_rank(field->words, text);
    if (*rank >= 0)
        return true;
    for (const struct field_word *word = field->words; word->word; word++)
        if (word->word[0] != '\0')
            snprintf(known + strlen(known), sizeof known - strlen(known), "%s%s",
                     known[0] ? " " : "", word->word);
    return err_fail(err, ERR_INPUT, _("« %s » est un mot parmi : %s."), what, known);
}

static bool word_take(const struct field *field, void *place, const char *text, const char *what,
                      struct err *err)
{
    int rank;

    return rank_read(field, text, what, &rank, err) &&
           text_copy(place, field->size, text, what, err);
}

const struct field_kind FIELD_WORD = { word_take, text_put_out };

static bool choice_take(const struct field *field, void *place, const char *text, const char *what,
                        struct err *err)
{
    int rank;

    assert(field->size == sizeof rank);
    if (!rank_read(field, text, what, &rank, err))
        return false;
    memcpy(place, &rank, sizeof rank);
    return true;
}

static void choice_put(const struct field *field, const void *place, char out[FIELD_TEXT_MAX])
{
    int rank;

    memcpy(&rank, place, sizeof rank);
    snprintf(out, FIELD_TEXT_MAX, "%s", field->words[rank].word);
}

const struct field_kind FIELD_CHOICE = { choice_take, choice_put };

static bool either_take(const struct field *field, void *place, const char *text, const char *what,
                        struct err *err)
{
    int rank;

    if (!rank_read(field, text, what, &rank, err))
        return false;
    *(bool *)place = rank == 1;
    return true;
}

static void either_put(const struct field *field, const void *place, char out[FIELD_TEXT_MAX])
{
    snprintf(out, FIELD_TEXT_MAX, "%s", field->words[*(const bool *)place].word);
}

const struct field_kind FIELD_EITHER = { either_take, either_put };

static bool day_take(const struct field *field, void *place, const char *text, const char *what,
                     struct err *err)
{
    (void)field;
    (void)what;
    if (text[0] != '\0')
        return day_parse(text, place, err);
    *(struct day *)place = DAY_NONE;
    return true;
}

static void day_put(const struct field *field, const void *place, char out[FIELD_TEXT_MAX])
{
    (void)field;
    day_format(*(const struct day *)place, out);
}

const struct field_kind FIELD_DAY = { day_take, day_put };

bool field_set(const struct field *field, void *thing, const char *text, struct err *err)
{
    return field->kind->take(field, (char *)thing + field->offset, text, field->name, err);
}

bool field_check(const struct field *field, const char *text, struct err *err)
{
    alignas(max_align_t) char place[FIELD_ROOM_MAX];

    assert(field->size <= sizeof place);
    return field->kind->take(field, place, text, _(field->label), err);
}

void field_get(const struct field *field, const void *thing, char out[FIELD_TEXT_MAX])
{
    field->kind->put(field, (const char *)thing + field->offset, out);
}

const char *field_text(const struct field *field, const void *thing)
{
    assert(field->kind == &FIELD_TEXT || field->kind == &FIELD_WORD);
    return (const char *)thing + field->offset;
}

void field_columns(const struct field *fields, int count, struct csv_column *out)
{
    for (int i = 0; i < count; i++)
        out[i] = (struct csv_column){ fields[i].name, fields[i].required | CSV_DAY(fields[i].day) };
}

bool field_set_row(const struct field *fields, int count, void *thing, const char *const *texts,
                   struct err *err)
{
    for (int i = 0; i < count; i++)
        if (texts[i][0] != '\0' && !field_set(&fields[i], thing, texts[i], err))
            return false;
    return true;
}
