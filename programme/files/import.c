#include "programme/files/import.h"

#include "base/lang.h"
#include "base/text.h"
#include "programme/people.h"
#include "programme/programme_store.h"
#include "programme/records.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What every row needs to be judged; read once. */
struct importing {
    struct db *db;
    const struct vault_access *access;
    struct vault vault; /* opened at the first line that needs it */
    struct people people;
    struct calendar calendar;
    struct grid grid;
    struct statements statements;
    bool corrects; /* rows replace what stands */
    int64_t count; /* lines taken in */
};

static struct importing *importing_open(struct db *db, struct err *err)
{
    struct importing *importing =
        calloc(1, sizeof *importing); /* a grid is too large for a frame */

    if (!importing)
        abort();
    importing->db = db;
    if (people_read(db, &importing->people, err) &&
        programme_calendar(db, &importing->calendar, err) &&
        programme_grid(db, &importing->grid, err)) {
        statements_load(&importing->statements);
        return importing;
    }
    free(importing);
    return NULL;
}

static void importing_close(struct importing *importing)
{
    vault_close(&importing->vault);
    free(importing);
}

static bool badge_is_known(const struct importing *importing, const char *badge, struct err *err)
{
    return people_find(&importing->people, badge) >= 0 ||
           err_fail(err, ERR_NOT_FOUND,
                    _("Badge « %.20s » inconnu : l'ajouter d'abord aux participants."), badge);
}

/* A whole number from `low` to `high`. */
static bool number_parse(const char *text, long low, long high, int *out)
{
    char *end;
    long value = strtol(text, &end, 10);

    if (end == text || *end != '\0' || value < low || value > high)
        return false;
    *out = (int)value;
    return true;
}

/* A key that is in the book already: only a correction may say it again. */
static bool may_stand_again(const struct importing *importing, bool exists, struct err *err)
{
    return importing->corrects || !exists ||
           err_fail(err, ERR_INPUT, _("Déjà dans le livre : retirer cette ligne."));
}

/* ---- participants ---- */

enum { PARTICIPANT_BADGE, PARTICIPANT_NAME, PARTICIPANT_SHEET };
enum { PARTICIPANT_COLUMN_COUNT = PARTICIPANT_SHEET + SHEET_FIELD_COUNT };

static bool sheet_row(struct importing *importing, const char *const *fields, struct err *err)
{
    const char *badge = fields[PARTICIPANT_BADGE];
    struct sheet sheet;
    bool told = false;

    for (size_t i = PARTICIPANT_SHEET; i < PARTICIPANT_COLUMN_COUNT; i++)
        told = told || fields[i][0] != '\0';
    if (!told)
        return true;
    if (!importing->vault.is_open &&
        !vault_open(importing->db, importing->access, &importing->vault, err))
        return false;
    return people_sheet(importing->db, &importing->vault, badge, &sheet, err) &&
           field_set_row(SHEET_FIELDS, SHEET_FIELD_COUNT, &sheet, fields + PARTICIPANT_SHEET,
                         err) &&
           people_set_sheet(importing->db, &importing->vault, badge, &sheet, err);
}

static bool participant_row(void *context, long line, const char *const *fields, struct err *err)
{
    struct importing *importing = context;
    const char *badge = fields[PARTICIPANT_BADGE];

    (void)line;
    for (int i = 0; i < importing->people.count; i++)
        if (importing->people.list[i].position == -1 &&
            strcmp(importing->people.list[i].badge, badge) == 0)
            return err_fail(err, ERR_INPUT,
                            _("Badge « %.20s » deux fois dans le fichier : en retirer un."), badge);
    if (!people_put(importing->db, badge, fields[PARTICIPANT_NAME], err) ||
        !sheet_row(importing, fields, err))
        return false;

    /* In this list, -1 marks a badge that this file has named. */
    int known = people_find(&importing->people, badge);

    if (known < 0 && importing->people.count < PARTICIPANTS_MAX) {
        known = importing->people.count++;
        snprintf(importing->people.list[known].badge, BADGE_MAX, "%s", badge);
    }
    if (known >= 0)
        importing->people.list[known].position = -1;
    importing->count++;
    return true;
}

bool import_participants(struct db *db, const char *path, const struct vault_access *access,
                         struct csv_faults *faults, int64_t *count, struct err *err)
{
    struct csv_column columns[PARTICIPANT_COLUMN_COUNT] = { { "badge", true }, { "name", true } };
    const struct csv_table table = { columns, COUNT_OF(columns), participant_row, "participants" };
    struct importing *importing = importing_open(db, err);

    if (!importing)
        return false;
    importing->access = access;
    field_columns(SHEET_FIELDS, SHEET_FIELD_COUNT, columns + PARTICIPANT_SHEET);

    bool good = csv_read(path, &table, importing, faults, err);

    *count = importing->count;
    if (!good)
        vault_discard(db, access,
                      &importing->vault); /* the caller rolls back: leave no key behind */
    importing_close(importing);
    return good;
}

/* ---- attendance ---- */

enum { ATTENDANCE_BADGE, ATTENDANCE_DAY, ATTENDANCE_HALF, ATTENDANCE_MINUTES, ATTENDANCE_REASON };

static const struct csv_column ATTENDANCE_COLUMNS[] = {
    { "badge", true }, { "day", true }, { "half", true }, { "minutes", true }, { "reason", false },
};

/* No minutes take a call back. */
static const struct csv_column CORRECTED_COLUMNS[] = {
    { "badge", true }, { "day", true }, { "half", true }, { "minutes", false }, { "reason", false },
};

static bool attendance_row(void *context, long line, const char *const *fields, struct err *err)
{
    struct importing *importing = context;
    const char *badge = fields[ATTENDANCE_BADGE];
    struct presence presence = { .called = true };
    enum half half;
    int day;
    int present = 0;
    bool exists;

    (void)line;
    if (!badge_is_known(importing, badge, err) ||
        !calendar_day_parse(&importing->calendar, fields[ATTENDANCE_DAY], &day, err))
        return false;
    if (!stays_cover(&importing->people.list[people_find(&importing->people, badge)].stays, day))
        return err_fail(err, ERR_INPUT, _("%s n'est pas dans le groupe à J%d."), badge, day);
    if (!half_parse(fields[ATTENDANCE_HALF], &half))
        return err_fail(err, ERR_INPUT, _("Demi-journée « %.20s » : écrire am ou pm."),
                        fields[ATTENDANCE_HALF]);
    presence.called = !importing->corrects || fields[ATTENDANCE_MINUTES][0] != '\0';
    if (presence.called &&
        !number_parse(fields[ATTENDANCE_MINUTES], 0, HALF_DAY_MINUTES_MAX, &present))
        return err_fail(err, ERR_INPUT, _("Minutes « %.20s » : écrire un nombre de 0 à %d."),
                        fields[ATTENDANCE_MINUTES], (int)HALF_DAY_MINUTES_MAX);
    if (importing->calendar.days[day - 1].planned[half] == 0)
        return err_fail(err, ERR_INPUT, _("J%d n'a pas d'activité cette demi-journée."), day);
    presence.present = present;
    if (!text_copy(presence.reason, sizeof presence.reason, fields[ATTENDANCE_REASON], "reason",
                   err) ||
        !records_presence_exists(importing->db, badge, day, half, &exists, err))
        return false;
    if (!may_stand_again(importing, exists, err))
        return false;
    importing->count++;
    return records_put_presence(importing->db, badge, day, half, &presence, err);
}

/* ---- ratings ---- */

enum { RATING_BADGE, RATING_RATER, RATING_INDICATOR, RATING_DAY, RATING_VALUE };

static const struct csv_column RATING_COLUMNS[] = {
    { "badge", true }, { "rater", true }, { "indicator", true }, { "day", true }, { "value", true },
};

static bool rating_row(void *context, long line, const char *const *fields, struct err *err)
{
    struct importing *importing = context;
    const char *badge = fields[RATING_BADGE];
    const char *value = fields[RATING_VALUE];
    struct rating rating = { .indicator = grid_find(&importing->grid, fields[RATING_INDICATOR]) };
    bool exists;

    (void)line;
    if (!badge_is_known(importing, badge, err) ||
        !calendar_day_parse(&importing->calendar, fields[RATING_DAY], &rating.day, err) ||
        !text_copy(rating.rater, sizeof rating.rater, fields[RATING_RATER], "rater", err))
        return false;
    if (rating.indicator < 0)
        return err_fail(err, ERR_INPUT,
                        _("Phrase « %.20s » inconnue : voir la grille, de %s à %s."),
                        fields[RATING_INDICATOR], importing->grid.indicators[0].id,
                        importing->grid.indicators[importing->grid.indicator_count - 1].id);
    if (rater_kind_of(rating.rater) == RATER_PEER &&
        people_find(&importing->people, rating.rater) < 0)
        return err_fail(err, ERR_INPUT,
                        _("Noté par « %.20s » : écrire self, animator ou le badge d'un pair."),
                        rating.rater);
    if (strcmp(value, "-") != 0 && !number_parse(value, 1, 4, &rating.value))
        return err_fail(err, ERR_INPUT, _("La marque est 1, 2, 3, 4 ou -."));
    if (!rating_check(&rating, badge, &importing->grid, &importing->calendar, err) ||
        !records_rating_exists(importing->db, badge, &rating, &importing->grid, &exists, err))
        return false;
    if (!may_stand_again(importing, exists, err))
        return false;
    importing->count++;
    return records_put_rating(importing->db, badge, &rating, &importing->grid, err);
}

/* ---- answers ---- */

enum { ANSWER_BADGE, ANSWER_STATEMENT, ANSWER_ANSWER };

static const struct csv_column ANSWER_COLUMNS[] = {
    { "badge", true },
    { "statement", true },
    { "answer", true },
};

static bool answer_row(void *context, long line, const char *const *fields, struct err *err)
{
    struct importing *importing = context;
    const char *badge = fields[ANSWER_BADGE];
    const char *statement = fields[ANSWER_STATEMENT];
    enum answer answer;
    enum answer before;

    (void)line;
    if (!badge_is_known(importing, badge, err))
        return false;
    if (statements_find(&importing->statements, statement) < 0)
        return err_fail(err, ERR_INPUT, _("Question « %.20s » inconnue : écrire I1 à I6."),
                        statement);
    if (!answer_parse(fields[ANSWER_ANSWER], &answer))
        return err_fail(err, ERR_INPUT, _("Réponse « %.20s » : écrire yes, little, no ou unknown."),
                        fields[ANSWER_ANSWER]);
    if (!records_answer(importing->db, badge, statement, &before, err))
        return false;
    if (!may_stand_again(importing, before != ANSWER_NONE, err))
        return false;
    importing->count++;
    return records_put_answer(importing->db, badge, statement, answer, err);
}

static bool import_rows(struct db *db, const struct import_file *file,
                        const struct csv_table *table, struct csv_faults *faults, int64_t *count,
                        struct err *err)
{
    struct importing *importing = importing_open(db, err);

    if (!importing)
        return false;
    importing->corrects = file->corrects;

    bool good = csv_read(file->path, table, importing, faults, err);

    *count = importing->count;
    importing_close(importing);
    return good;
}

bool import_attendance(struct db *db, const struct import_file *file, struct csv_faults *faults,
                       int64_t *count, struct err *err)
{
    static const struct csv_table TABLE = { ATTENDANCE_COLUMNS, COUNT_OF(ATTENDANCE_COLUMNS),
                                            attendance_row, "attendance" };

    static const struct csv_table CORRECTED = { CORRECTED_COLUMNS, COUNT_OF(CORRECTED_COLUMNS),
                                                attendance_row, "attendance" };

    return import_rows(db, file, file->corrects ? &CORRECTED : &TABLE, faults, count, err);
}

bool import_ratings(struct db *db, const struct import_file *file, struct csv_faults *faults,
                    int64_t *count, struct err *err)
{
    static const struct csv_table TABLE = { RATING_COLUMNS, COUNT_OF(RATING_COLUMNS), rating_row,
                                            "ratings" };

    return import_rows(db, file, &TABLE, faults, count, err);
}

bool import_answers(struct db *db, const struct import_file *file, struct csv_faults *faults,
                    int64_t *count, struct err *err)
{
    static const struct csv_table TABLE = { ANSWER_COLUMNS, COUNT_OF(ANSWER_COLUMNS), answer_row,
                                            "answers" };

    return import_rows(db, file, &TABLE, faults, count, err);
}
