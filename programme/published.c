#include "programme/published.h"

#include "base/csv.h"
#include "base/text.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const unsigned char SESSIONS[] = {
#include "programme/sessions.csv.inc"
};

enum field {
    FIELD_ID,
    FIELD_NAME,
    FIELD_HOST,
    FIELD_PLACE,
    FIELD_FIRST_DAY,
    FIELD_LAST_DAY,
    FIELD_PARTICIPANTS,
    FIELD_AGE_MIN,
    FIELD_AGE_MAX,
    FIELD_PUBLIC,
    FIELD_VENUE,
    FIELD_TURNOVER,
    FIELD_SECTOR,
    FIELD_PRODUCT,
    FIELD_NOTE,
    FIELD_DAYS,
};

static const struct csv_column COLUMNS[] = {
    { "id", true },           { "name", true },      { "host", true },
    { "place", true },        { "first_day", true }, { "last_day", true },
    { "participants", true }, { "age_min", false },  { "age_max", false },
    { "public", true },       { "venue", true },     { "turnover_cents", true },
    { "sector", true },       { "product", true },   { "note", false },
    { "days", true },
};

struct period_totals {
    struct published *list;
    int count;
};

/* "2019-12-02 2019-12-03 …" */
static bool days_take(struct published *session, const char *text, struct err *err)
{
    while (*text && session->day_count < DAYS_DAILY_MAX) {
        char date[DAY_TEXT_MAX] = "";

        memcpy(date, text, strnlen(text, DAY_TEXT_MAX - 1));
        if (!day_parse(date, &session->days[session->day_count++], err))
            return false;
        text += strlen(date);
        text += *text == ' ';
    }
    return true;
}

static bool row_take(void *context, long line, const char *const *fields, struct err *err)
{
    struct period_totals *reading = context;
    struct published *session = &reading->list[reading->count++];
    const struct {
        char *out;
        size_t room;
        enum field field;
    } texts[] = {
        { session->id, sizeof session->id, FIELD_ID },
        { session->name, sizeof session->name, FIELD_NAME },
        { session->host, sizeof session->host, FIELD_HOST },
        { session->place, sizeof session->place, FIELD_PLACE },
        { session->venue, sizeof session->venue, FIELD_VENUE },
        { session->people, sizeof session->people, FIELD_PUBLIC },
        { session->product, sizeof session->product, FIELD_PRODUCT },
        { session->sector, sizeof session->sector, FIELD_SECTOR },
        { session->note, sizeof session->note, FIELD_NOTE },
    };

    (void)line;
    assert(reading->count <= PUBLISHED_COUNT);
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        if (!text_copy(texts[i].out, texts[i].room, fields[texts[i].field],
                       COLUMNS[texts[i].field].name, err))
            return false;
    session->participants = atoi(fields[FIELD_PARTICIPANTS]);
    session->age_min = atoi(fields[FIELD_AGE_MIN]);
    session->age_max = atoi(fields[FIELD_AGE_MAX]);
    session->turnover_cents = strtoll(fields[FIELD_TURNOVER], NULL, 10);
    return day_parse(fields[FIELD_FIRST_DAY], &session->first_day, err) &&
           day_parse(fields[FIELD_LAST_DAY], &session->last_day, err) &&
           days_take(session, fields[FIELD_DAYS], err);
}

void published_load(struct published out[PUBLISHED_COUNT])
{
    static const struct csv_table TABLE = { COLUMNS, COUNT_OF(COLUMNS), row_take, NULL };
    struct period_totals reading = { .list = out };
    struct err err = ERR_EMPTY;

    for (int i = 0; i < PUBLISHED_COUNT; i++)
        out[i] = (struct published){ 0 };

    bool good = csv_read_text((const char *)SESSIONS, "sessions.csv", &TABLE, &reading, &err);

    assert(good && reading.count == PUBLISHED_COUNT); /* a fault in the program's own data */
}
