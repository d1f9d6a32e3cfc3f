#include "programme/files/outcome_import.h"

#include "base/lang.h"
#include "base/text.h"
#include "programme/outcome.h"

enum { COLUMN_BADGE, COLUMN_MOMENT, COLUMN_OUTCOME, COLUMN_DATE, COLUMN_WITH };

static const struct csv_column COLUMNS[] = {
    { "badge", true }, { "moment", true }, { "outcome", true }, { "date", CSV_DAY(DAY_OF_FACT) },
    { "with", false },
};

struct period_totals {
    struct db *db;
    struct people people;
    int64_t count;
};

static bool words_take(const char *const *fields, enum outcome_moment *moment,
                       struct outcome *outcome, struct err *err)
{
    if (!outcome_moment_parse(fields[COLUMN_MOMENT], moment))
        return err_fail(err, ERR_INPUT, _("« %s » est un mot parmi : %s."), "moment",
                        "exit 4-weeks cold");
    return outcome_parse(fields[COLUMN_OUTCOME], &outcome->kind) ||
           err_fail(err, ERR_INPUT, _("« %s » est un mot parmi : %s."), "outcome",
                    "cae creation job_long job_short integration training diagnosis search "
                    "barrier inactive unreachable unknown");
}

static bool outcome_row(void *context, long line, const char *const *fields, struct err *err)
{
    struct period_totals *reading = context;
    struct outcome outcome = { .date = DAY_NONE };
    struct outcome before;
    enum outcome_moment moment;

    (void)line;
    if (people_find(&reading->people, fields[COLUMN_BADGE]) < 0)
        return err_fail(err, ERR_NOT_FOUND,
                        _("Badge « %.20s » inconnu : l'ajouter d'abord aux participants."),
                        fields[COLUMN_BADGE]);
    if (!words_take(fields, &moment, &outcome, err) ||
        (fields[COLUMN_DATE][0] != '\0' && !day_parse(fields[COLUMN_DATE], &outcome.date, err)) ||
        !text_copy_words(outcome.with, sizeof outcome.with, fields[COLUMN_WITH], "with", err) ||
        !outcome_read(reading->db, fields[COLUMN_BADGE], moment, &before, err))
        return false;
    if (before.kind != OUTCOME_NOT_SAID)
        return err_fail(err, ERR_INPUT, _("Déjà dans le livre : retirer cette ligne."));
    reading->count++;
    return outcome_put(reading->db, fields[COLUMN_BADGE], moment, &outcome, err);
}

bool import_outcomes(struct db *db, const char *path, struct csv_faults *faults, int64_t *count,
                     struct err *err)
{
    static const struct csv_table TABLE = { COLUMNS, COUNT_OF(COLUMNS), outcome_row, "outcomes" };
    struct period_totals reading = { .db = db };

    if (!people_read(db, &reading.people, err) || !csv_read(path, &TABLE, &reading, faults, err))
        return false;
    *count = reading.count;
    return true;
}
