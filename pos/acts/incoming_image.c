#include "pos/acts/incoming_image.h"

#include "base/text.h"
#include "ledger/image_right.h"
#include "programme/people.h"

#include <string.h>

enum { COLUMN_BADGE, COLUMN_USE, COLUMN_ANSWER, COLUMN_DATE, COLUMN_END, COLUMN_BY, COLUMN_PAPER };

static const struct csv_column COLUMNS[] = {
    { "badge", true },
    { "use", true },
    { "answer", true },
    { "date", true | CSV_DAY(DAY_OF_FACT) },
    { "end", CSV_DAY(DAY_OF_KEEPING) },
    { "by", false },
    { "paper", false },
};

struct period_totals {
    struct till *till;
    int64_t count;
};

static bool row_take(void *context, long line, const char *const *fields, struct err *err)
{
    struct period_totals *reading = context;
    struct image_event event = { .until = DAY_NONE };
    struct participant person;

    (void)line;
    if (!people_person(reading->till->db, fields[COLUMN_BADGE], &person, err) ||
        !text_copy(event.badge, sizeof event.badge, fields[COLUMN_BADGE], "badge", err) ||
        !image_use_parse(fields[COLUMN_USE], &event.use, err) ||
        !image_answer_parse(fields[COLUMN_ANSWER], &event.answer, err) ||
        !day_parse(fields[COLUMN_DATE], &event.day, err) ||
        (fields[COLUMN_END][0] && !day_parse(fields[COLUMN_END], &event.until, err)) ||
        !image_signer_parse(fields[COLUMN_BY], &event.by, err) ||
        !text_copy(event.paper, sizeof event.paper, fields[COLUMN_PAPER], "paper", err) ||
        !image_put(reading->till, &event, err))
        return false;
    reading->count++;
    return true;
}

bool incoming_image_read(struct till *till, const char *path, struct csv_faults *faults,
                         int64_t *count, struct err *err)
{
    static const struct csv_table TABLE = { COLUMNS, COUNT_OF(COLUMNS), row_take, "image" };
    struct period_totals reading = { .till = till };
    bool good = csv_read(path, &TABLE, &reading, faults, err);

    *count = reading.count;
    return good;
}
