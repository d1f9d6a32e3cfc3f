#include "programme/statement.h"

#include "base/csv.h"
#include "base/lang.h"
#include "base/text.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const unsigned char STATEMENTS[] = {
#include "programme/statements.csv.inc"
};

enum field { FIELD_KIND, FIELD_ID, FIELD_VERSION, FIELD_PUBLISHED, FIELD_FR, FIELD_REVIEWED = 8 };

static const struct csv_column COLUMNS[] = {
    { "kind", true }, { "id", true },  { "version", false }, { "published", false }, { "fr", true },
    { "en", false },  { "ar", false }, { "prs", false },     { "reviewed", false },
};

static bool row_take(void *context, long line, const char *const *fields, struct err *err)
{
    struct statements *all = context;
    struct statement *next = &all->list[all->count];
    enum answer answer;

    (void)line;
    if (strcmp(fields[FIELD_KIND], "answer") == 0) {
        if (!answer_parse(fields[FIELD_ID], &answer))
            return err_fail(err, ERR_INPUT, "answer %s", fields[FIELD_ID]);
        return wording_fill(&all->answers[answer], fields + FIELD_FR, fields[FIELD_REVIEWED], err);
    }
    assert(all->count < STATEMENTS_MAX);
    next->original = strcmp(fields[FIELD_KIND], "original") == 0;
    next->published_percent = atoi(fields[FIELD_PUBLISHED]);
    snprintf(next->id, sizeof next->id, "%.3s%s%.2s", fields[FIELD_ID], next->original ? "" : "v",
             fields[FIELD_VERSION]);
    all->count++;
    return wording_fill(&next->wording, fields + FIELD_FR, fields[FIELD_REVIEWED], err);
}

void statements_load(struct statements *out)
{
    static const struct csv_table TABLE = { COLUMNS, COUNT_OF(COLUMNS), row_take, NULL };
    struct err err = ERR_EMPTY;

    *out = (struct statements){ 0 };

    bool good = csv_read_text((const char *)STATEMENTS, "statements.csv", &TABLE, out, &err);

    assert(good); /* a fault in the program's own data */
}

static const char *const WORDS[STATEMENT_WORDS_COUNT] = { "plain", "printed" };

bool statement_is_of(const struct statement *statement, enum statement_words words)
{
    return statement->original == (words == STATEMENT_PRINTED);
}

bool statement_words_parse(const char *text, enum statement_words *out)
{
    for (int words = 0; words < STATEMENT_WORDS_COUNT; words++)
        if (strcmp(text, WORDS[words]) == 0) {
            *out = (enum statement_words)words;
            return true;
        }
    return false;
}

const char *statement_words_word(enum statement_words words)
{
    return WORDS[words];
}

int statements_find(const struct statements *statements, const char *id)
{
    for (int i = 0; i < statements->count; i++)
        if (strcmp(statements->list[i].id, id) == 0)
            return i;
    return -1;
}
