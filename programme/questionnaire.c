#include "programme/questionnaire.h"

#include "base/csv.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static const unsigned char QUESTIONS[] = {
#include "programme/questions.csv.inc"
};

enum field {
    FIELD_KIND,
    FIELD_MOMENT,
    FIELD_RESPONDENT,
    FIELD_ID,
    FIELD_FR, /* the texts follow the order of enum tongue */
    FIELD_REVIEWED = 8,
};

static const struct csv_column COLUMNS[] = {
    { "kind", true }, { "moment", true }, { "respondent", true },
    { "id", true },   { "fr", true },     { "en", false },
    { "ar", false },  { "prs", false },   { "reviewed", false },
};

static const char *const MOMENTS[] = { "hot", "cold" };
static const char *const RESPONDENTS[] = { "person", "animator", "partner" };

bool review_moment_parse(const char *text, enum review_moment *out)
{
    for (size_t i = 0; i < COUNT_OF(MOMENTS); i++)
        if (strcmp(text, MOMENTS[i]) == 0) {
            *out = (enum review_moment)i;
            return true;
        }
    return false;
}

const char *review_moment_word(enum review_moment moment)
{
    return MOMENTS[moment];
}

enum respondent_kind respondent_kind_of(const char *word)
{
    struct err ignored = ERR_EMPTY;

    for (int kind = RESPONDENT_ANIMATOR; kind <= RESPONDENT_PARTNER; kind++) {
        size_t length = strlen(RESPONDENTS[kind]);
        const char *rest = word + length;

        if (strncmp(word, RESPONDENTS[kind], length) == 0 &&
            (rest[0] == '\0' || (rest[0] == ':' && partner_key_check(rest + 1, &ignored))))
            return (enum respondent_kind)kind;
    }
    return RESPONDENT_PERSON;
}

const char *respondent_key(const char *word)
{
    const char *colon = strchr(word, ':');

    if (respondent_kind_of(word) == RESPONDENT_PERSON || !colon ||
        (colon[1] >= '2' && colon[1] <= '0' + RESPONDENTS_MAX && colon[2] == '\0'))
        return "";
    return colon + 1;
}

bool respondent_is_asked(const struct partner *partner, enum respondent_kind kind)
{
    return partner->name[0] != '\0' && strcmp(partner->key, PARTNER_EMBLEM_KEY) != 0 &&
           (partner->kind == PARTNER_ANIMATOR) == (kind == RESPONDENT_ANIMATOR);
}

void respondent_of_partner(const struct partner *partner, char out[RESPONDENT_MAX])
{
    enum respondent_kind kind =
        partner->kind == PARTNER_ANIMATOR ? RESPONDENT_ANIMATOR : RESPONDENT_PARTNER;

    snprintf(out, RESPONDENT_MAX, "%s:%s", RESPONDENTS[kind], partner->key);
}

void respondent_word(enum respondent_kind kind, int rank, char out[RESPONDENT_MAX])
{
    assert(kind != RESPONDENT_PERSON);
    assert(rank >= 1 && rank <= RESPONDENTS_MAX);
    if (rank == 1)
        snprintf(out, RESPONDENT_MAX, "%s", RESPONDENTS[kind]);
    else
        snprintf(out, RESPONDENT_MAX, "%s:%d", RESPONDENTS[kind], rank);
}

static bool sheet_take(struct questionnaires *all, const char *const *fields, struct err *err)
{
    struct questionnaire *sheet = &all->list[all->count];

    assert(all->count < QUESTIONNAIRES_MAX);
    if (!review_moment_parse(fields[FIELD_MOMENT], &sheet->moment))
        return err_fail(err, ERR_INPUT, "moment %s", fields[FIELD_MOMENT]);
    for (size_t i = 0; i < COUNT_OF(RESPONDENTS); i++)
        if (strcmp(fields[FIELD_RESPONDENT], RESPONDENTS[i]) == 0)
            sheet->respondent = (enum respondent_kind)i;
    snprintf(sheet->id, sizeof sheet->id, "%.7s", fields[FIELD_ID]);
    all->count++;
    return wording_fill(&sheet->heading, fields + FIELD_FR, fields[FIELD_REVIEWED], err);
}

static bool row_take(void *context, long line, const char *const *fields, struct err *err)
{
    struct questionnaires *all = context;
    struct questionnaire *sheet;
    struct asked_question *question;

    (void)line;
    if (strcmp(fields[FIELD_KIND], "sheet") == 0)
        return sheet_take(all, fields, err);
    assert(all->count > 0);
    sheet = &all->list[all->count - 1];
    assert(sheet->count < QUESTIONS_MAX);
    question = &sheet->questions[sheet->count++];
    snprintf(question->id, sizeof question->id, "%.7s", fields[FIELD_ID]);
    return wording_fill(&question->wording, fields + FIELD_FR, fields[FIELD_REVIEWED], err);
}

void questionnaires_load(struct questionnaires *out)
{
    static const struct csv_table TABLE = { COLUMNS, COUNT_OF(COLUMNS), row_take, NULL };
    struct err err = ERR_EMPTY;

    *out = (struct questionnaires){ 0 };

    bool good = csv_read_text((const char *)QUESTIONS, "questions.csv", &TABLE, out, &err);

    assert(good); /* a fault in the program's own data */
}

const struct asked_question *questionnaires_find(const struct questionnaires *all, const char *id,
                                                 const struct questionnaire **which)
{
    for (int i = 0; i < all->count; i++)
        for (int k = 0; k < all->list[i].count; k++)
            if (strcmp(all->list[i].questions[k].id, id) == 0) {
                *which = &all->list[i];
                return &all->list[i].questions[k];
            }
    return NULL;
}
