#include "programme/files/stay_import.h"

#include "base/lang.h"
#include "base/text.h"
#include "programme/people.h"
#include "programme/programme_store.h"

#include <stdio.h>
#include <stdlib.h>

enum { STAY_BADGE, STAY_FROM, STAY_TO, STAY_REASON };

static const struct csv_column COLUMNS[] = {
    { "badge", true },
    { "from", true },
    { "to", false },
    { "reason", false },
};

struct period_totals {
    struct people people;
    struct calendar calendar;
    struct stays stays[PARTICIPANTS_MAX]; /* of the file, beside people.list */
    int64_t count;
};

static bool stay_row(void *context, long line, const char *const *fields, struct err *err)
{
    struct period_totals *reading = context;
    int person = people_find(&reading->people, fields[STAY_BADGE]);
    struct stay stay = { .to = 0 };

    (void)line;
    if (person < 0)
        return err_fail(err, ERR_NOT_FOUND,
                        _("Badge « %.20s » inconnu : l'ajouter d'abord aux participants."),
                        fields[STAY_BADGE]);

    struct stays *stays = &reading->stays[person];

    if (!calendar_day_parse(&reading->calendar, fields[STAY_FROM], &stay.from, err) ||
        (fields[STAY_TO][0] != '\0' &&
         !calendar_day_parse(&reading->calendar, fields[STAY_TO], &stay.to, err)) ||
        !text_copy(stay.reason, sizeof stay.reason, fields[STAY_REASON], "reason", err))
        return false;
    if (stays->count == STAYS_MAX)
        return err_fail(err, ERR_INPUT, _("%s : %d périodes au plus."), fields[STAY_BADGE],
                        (int)STAYS_MAX);
    stays->list[stays->count++] = stay;
    reading->count++;
    return true;
}

/* Judged person by person, once all her rows are known; line 1 stands for the file. */
static bool stays_keep(struct period_totals *reading, struct db *db, const char *path,
                       struct csv_faults *faults, struct err *err)
{
    bool good = true;

    for (int i = 0; i < reading->people.count; i++) {
        struct err fault = ERR_EMPTY;

        if (reading->stays[i].count == 0 ||
            (stays_check(&reading->stays[i], reading->calendar.day_count, &fault) &&
             stays_put(db, reading->people.list[i].badge, &reading->stays[i], &fault)))
            continue;
        err_prefix(&fault, "%s", reading->people.list[i].badge);
        csv_faults_add(faults, path, 1, fault.text);
        (void)err_fail(err, fault.code, "%s", fault.text);
        good = false;
    }
    return good;
}

bool import_stays(struct db *db, const char *path, struct csv_faults *faults, int64_t *count,
                  struct err *err)
{
    static const struct csv_table TABLE = { COLUMNS, COUNT_OF(COLUMNS), stay_row, "stays" };
    struct period_totals *reading = calloc(1, sizeof *reading); /* too large for a frame */

    if (!reading)
        abort();

    bool good =
        people_read(db, &reading->people, err) && programme_calendar(db, &reading->calendar, err) &&
        csv_read(path, &TABLE, reading, faults, err) && stays_keep(reading, db, path, faults, err);

    if (good)
        *count = reading->count;
    free(reading);
    return good;
}
