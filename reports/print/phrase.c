#include "reports/print/phrase.h"

#include "base/csv.h"
#include "base/text.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static const unsigned char PHRASES[] = {
#include "reports/print/phrases.csv.inc"
};

#define ISOLATE_BEGIN "\u2066"
#define ISOLATE_END   "\u2069"

enum field { FIELD_ID, FIELD_FR, FIELD_REVIEWED = FIELD_FR + TONGUE_COUNT };

static const struct csv_column COLUMNS[] = {
    { "id", true },  { "fr", true },   { "en", true },
    { "ar", false }, { "prs", false }, { "reviewed", false },
};

static bool row_take(void *context, long line, const char *const *fields, struct err *err)
{
    struct phrases *all = context;
    struct phrase *next = &all->list[all->count];

    (void)line;
    assert(all->count < PHRASES_MAX);
    all->count++;
    return text_copy(next->id, sizeof next->id, fields[FIELD_ID], "id", err) &&
           wording_fill(&next->wording, fields + FIELD_FR, fields[FIELD_REVIEWED], err);
}

void phrases_load(struct phrases *out)
{
    static const struct csv_table TABLE = { COLUMNS, COUNT_OF(COLUMNS), row_take, NULL };
    struct err err = ERR_EMPTY;

    *out = (struct phrases){ 0 };

    bool good = csv_read_text((const char *)PHRASES, "phrases.csv", &TABLE, out, &err);

    assert(good); /* a fault in the program's own data */
}

const struct wording *phrase_find(const struct phrases *phrases, const char *id)
{
    int at = 0;

    while (at < phrases->count && strcmp(phrases->list[at].id, id) != 0)
        at++;
    assert(at < phrases->count);
    return &phrases->list[at].wording;
}

/* "{1}" at `text`: the place of its value, −1 for anything else. */
static int value_at(const char *text)
{
    return text[0] == '{' && text[1] >= '1' && text[1] < '1' + PHRASE_VALUES_MAX && text[2] == '}'
               ? text[1] - '1'
               : -1;
}

static void text_fill(const char *pattern, const char *const *values, bool from_right,
                      char out[WORDING_MAX])
{
    size_t length = 0;

    for (const char *at = pattern; *at && length + 1 < WORDING_MAX; at++) {
        int value = value_at(at);

        if (value < 0) {
            out[length++] = *at;
            continue;
        }
        assert(values[value]);
        length += (size_t)snprintf(out + length, WORDING_MAX - length, "%s%s%s",
                                   from_right ? ISOLATE_BEGIN : "", values[value],
                                   from_right ? ISOLATE_END : "");
        at += 2;
    }
    assert(length < WORDING_MAX); /* the phrases are short, and so are figures */
    out[length] = '\0';
}

void phrase_fill(const struct wording *pattern, const char *const values[PHRASE_VALUES_MAX],
                 struct wording *out)
{
    *out = *pattern;
    for (int i = 0; i < TONGUE_COUNT; i++)
        text_fill(pattern->text[i], values, tongue_is_right_to_left((enum tongue)i), out->text[i]);
}
