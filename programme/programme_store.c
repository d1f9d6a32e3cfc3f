#include "programme/programme_store.h"

#include "base/lang.h"
#include "programme/format.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static const unsigned char SCHEMA[] = {
#include "programme/schema.sql.inc"
};

static const char SQL_START[] =
    "INSERT INTO programme (id, state, creation_last, sale_day, second_tongue) "
    "VALUES (1, 0, ?1, ?2, '')";
static const char SQL_MODULES[] = "SELECT creation_last, sale_day FROM programme WHERE id = 1";
static const char SQL_SET_MODULES[] = "UPDATE programme SET creation_last = ?1, sale_day = ?2";
static const char SQL_DAYS[] =
    "SELECT day, date, planned_am, planned_pm, steps FROM session_day ORDER BY day";
/* Out of the way of each other while they move, and still known to the trace. */
static const char SQL_FORGET_DATES[] = "UPDATE session_day SET date = -date";
static const char SQL_SET_DAY[] =
    "INSERT INTO session_day (day, date, planned_am, planned_pm, note, steps) "
    "VALUES (?1, ?2, ?3, ?4, '', ?5) ON CONFLICT (day) DO UPDATE SET "
    "date = excluded.date, planned_am = excluded.planned_am, planned_pm = excluded.planned_pm, "
    "steps = excluded.steps";
static const char SQL_USED_AFTER[] =
    "SELECT max(day) FROM (SELECT day FROM attendance UNION ALL SELECT day FROM rating "
    "UNION ALL SELECT day FROM batch UNION ALL SELECT day FROM role_held "
    "UNION ALL SELECT day FROM checked_step "
    "UNION ALL SELECT day FROM session_day WHERE note <> '') WHERE day > ?1";
static const char SQL_CUT_DAYS[] = "DELETE FROM session_day WHERE day > ?1";
static const char SQL_NOTE[] = "SELECT note FROM session_day WHERE day = ?1";
static const char SQL_SET_NOTE[] = "UPDATE session_day SET note = ?2 WHERE day = ?1";
static const char SQL_STATE[] = "SELECT state FROM programme WHERE id = 1";
static const char SQL_SET_STATE[] = "UPDATE programme SET state = ?1";
static const char SQL_ACTING[] =
    "INSERT INTO acting (id, time, who, why) VALUES (1, ?1, ?2, ?3) ON CONFLICT (id) DO UPDATE "
    "SET time = excluded.time, who = excluded.who, why = excluded.why";
static const char SQL_ADD_CORRECTION[] =
    "INSERT INTO correction (time, what, reason) VALUES (?1, ?2, ?3)";
static const char SQL_ADD_TRACE[] =
    "INSERT INTO trace (time, who, what, subject, old, new, reason) VALUES (?, ?, ?, ?, ?, ?, ?)";
static const char SQL_CORRECTIONS[] = "SELECT time, what, reason FROM correction ORDER BY id";
static const char SQL_GRID[] = "SELECT kind, id, version, volet, counts, days, fr, en, ar, prs, "
                               "reviewed, link FROM grid_row ORDER BY rank";
static const char SQL_CLEAR_GRID[] = "DELETE FROM grid_row";
static const char SQL_ADD_GRID_ROW[] =
    "INSERT INTO grid_row (rank, kind, id, version, volet, counts, days, fr, en, ar, prs, "
    "reviewed, link) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
static const char SQL_ANY_RATING[] =
    "SELECT 1 FROM rating UNION ALL SELECT 1 FROM strength_card LIMIT 1";
static const char SQL_TONGUE[] = "SELECT second_tongue FROM programme WHERE id = 1";
static const char SQL_SET_TONGUE[] = "UPDATE programme SET second_tongue = ?1";
static const char SQL_TICK[] = "INSERT OR IGNORE INTO checked_step (day, step) VALUES (?1, ?2)";
static const char SQL_UNTICK[] = "DELETE FROM checked_step WHERE day = ?1 AND step = ?2";
static const char SQL_TICKED[] = "SELECT 1 FROM checked_step WHERE day = ?1 AND step = ?2";

const char *programme_schema(void)
{
    return (const char *)SCHEMA;
}

bool programme_store_create(struct db *db, struct err *err)
{
    struct calendar calendar;
    struct grid grid;

    if (!calendar_init(&calendar, DAYS_DEFAULT, err) || !db_script(db, programme_schema(), err))
        return false;

    struct stmt insert = db_prepare(db, SQL_START, err);

    stmt_bind_int(&insert, 1, calendar.creation_last);
    stmt_bind_int(&insert, 2, calendar.sale_day);
    stmt_run(&insert);
    grid_default(&grid);
    return stmt_finish(&insert) && programme_set_calendar(db, &calendar, err) &&
           programme_set_grid(db, &grid, err);
}

bool programme_calendar(struct db *db, struct calendar *out, struct err *err)
{
    struct stmt modules = db_prepare(db, SQL_MODULES, err);
    struct calendar calendar = { 0 };
    bool good = true;
    unsigned steps = 0; /* of all days: books of before name none */

    if (stmt_next(&modules)) {
        calendar.creation_last = stmt_range(&modules, 0, 0, DAYS_MAX);
        calendar.sale_day = stmt_range(&modules, 1, 1, DAYS_MAX);
    }
    if (!stmt_finish(&modules))
        return false;

    struct stmt days = db_prepare(db, SQL_DAYS, err);

    while (good && stmt_next(&days) && calendar.day_count < DAYS_MAX) {
        struct calendar_day *day = &calendar.days[calendar.day_count++];

        day->date = stmt_day(&days, 1);
        day->planned[HALF_AM] = stmt_range(&days, 2, 0, HALF_DAY_MINUTES_MAX);
        day->planned[HALF_PM] = stmt_range(&days, 3, 0, HALF_DAY_MINUTES_MAX);
        good = steps_parse(stmt_text(&days, 4), &day->steps, err);
        steps |= day->steps;
    }
    if (!stmt_finish(&days) || !good)
        return false;
    if (steps == 0 && calendar.sale_day < calendar.day_count)
        calendar_spread(&calendar);
    for (int i = calendar.day_count; i < DAYS_MAX; i++)
        calendar.days[i].date = DAY_NONE;
    *out = calendar;
    return true;
}

/* Days beyond the new length go, unless something was recorded on one. */
static bool days_cut(struct db *db, int day_count, struct err *err)
{
    struct stmt used = db_prepare(db, SQL_USED_AFTER, err);
    int last = 0;

    stmt_bind_int(&used, 1, day_count);
    if (stmt_next(&used))
        last = stmt_range(&used, 0, 0, DAYS_MAX);
    if (!stmt_finish(&used))
        return false;
    if (last > 0)
        return err_fail(err, ERR_INPUT,
                        _("J%d a déjà des notes ou des présences : le garder, ou le déplacer."),
                        last);

    struct stmt cut = db_prepare(db, SQL_CUT_DAYS, err);

    stmt_bind_int(&cut, 1, day_count);
    stmt_run(&cut);
    return stmt_finish(&cut);
}

bool programme_set_calendar(struct db *db, const struct calendar *calendar, struct err *err)
{
    if (!days_cut(db, calendar->day_count, err))
        return false;

    struct stmt forget = db_prepare(db, SQL_FORGET_DATES, err); /* dates are unique: free them */

    stmt_run(&forget);
    if (!stmt_finish(&forget))
        return false;

    struct stmt set = db_prepare(db, SQL_SET_DAY, err);

    for (int i = 0; i < calendar->day_count; i++) {
        const struct calendar_day *day = &calendar->days[i];
        char steps[STEPS_TEXT_MAX];

        stmt_bind_int(&set, 1, i + 1);
        if (day->date.number == DAY_NONE_NUMBER)
            stmt_bind_null(&set, 2);
        else
            stmt_bind_int(&set, 2, day->date.number);
        stmt_bind_int(&set, 3, day->planned[HALF_AM]);
        stmt_bind_int(&set, 4, day->planned[HALF_PM]);
        steps_format(day->steps, steps);
        stmt_bind_text(&set, 5, steps);
        stmt_run(&set);
    }
    if (!stmt_finish(&set))
        return false;

    struct stmt modules = db_prepare(db, SQL_SET_MODULES, err);

    stmt_bind_int(&modules, 1, calendar->creation_last);
    stmt_bind_int(&modules, 2, calendar->sale_day);
    stmt_run(&modules);
    return stmt_finish(&modules);
}

bool programme_set_dates(struct db *db, const struct day *dates, int date_count, struct err *err)
{
    struct calendar calendar;

    return programme_calendar(db, &calendar, err) &&
           calendar_set_dates(&calendar, dates, date_count, err) &&
           programme_set_calendar(db, &calendar, err);
}

bool programme_day_note(struct db *db, int day, char out[DAY_NOTE_MAX], struct err *err)
{
    struct stmt query = db_prepare(db, SQL_NOTE, err);

    out[0] = '\0';
    stmt_bind_int(&query, 1, day);
    if (stmt_next(&query))
        snprintf(out, DAY_NOTE_MAX, "%s", stmt_text(&query, 0));
    return stmt_finish(&query);
}

bool programme_set_day_note(struct db *db, int day, const char *note, struct err *err)
{
    if (strlen(note) >= DAY_NOTE_MAX)
        return err_fail(err, ERR_INPUT, _("La note est trop longue : la raccourcir."));

    struct stmt update = db_prepare(db, SQL_SET_NOTE, err);

    stmt_bind_int(&update, 1, day);
    stmt_bind_text(&update, 2, note);
    stmt_run(&update);
    return stmt_finish(&update);
}

bool programme_state(struct db *db, enum session_state *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_STATE, err);
    int state = SESSION_PREPARED;

    if (stmt_next(&query))
        state = stmt_range(&query, 0, 0, SESSION_STATE_COUNT - 1);
    if (!stmt_finish(&query))
        return false;
    *out = (enum session_state)state;
    return true;
}

bool programme_advance(struct db *db, enum session_state to, struct err *err)
{
    enum session_state from;

    if (!programme_state(db, &from, err))
        return false;
    if (!session_state_can_follow(from, to))
        return err_fail(err, ERR_INPUT, _("La session est %s : elle ne peut pas devenir %s."),
                        session_state_name(from), session_state_name(to));

    struct stmt update = db_prepare(db, SQL_SET_STATE, err);

    stmt_bind_int(&update, 1, to);
    stmt_run(&update);
    return stmt_finish(&update);
}

bool programme_note_correction(struct db *db, const struct correction *correction, struct err *err)
{
    if (!correction->reason || correction->reason[0] == '\0')
        return err_fail(err, ERR_INPUT, _("Une correction demande une raison."));

    struct stmt insert = db_prepare(db, SQL_ADD_CORRECTION, err);

    stmt_bind_int(&insert, 1, correction->at.utc_s);
    stmt_bind_text(&insert, 2, correction->what);
    stmt_bind_text(&insert, 3, correction->reason);
    stmt_run(&insert);
    return stmt_finish(&insert);
}

bool programme_trace(struct db *db, const struct correction *correction,
                     const struct traced *change, struct err *err)
{
    struct stmt insert = db_prepare(db, SQL_ADD_TRACE, err);

    stmt_bind_int(&insert, 1, correction->at.utc_s);
    stmt_bind_text(&insert, 2, correction->who);
    stmt_bind_text(&insert, 3, correction->what);
    stmt_bind_text(&insert, 4, change->subject);
    stmt_bind_text(&insert, 5, change->old);
    stmt_bind_text(&insert, 6, change->new);
    stmt_bind_text(&insert, 7, correction->reason);
    stmt_run(&insert);
    return stmt_finish(&insert);
}

/* The tables themselves trace what changes from here to the end of the transaction. */
static bool acting_set(struct db *db, const struct correction *correction, struct err *err)
{
    struct stmt put = db_prepare(db, SQL_ACTING, err);

    stmt_bind_int(&put, 1, correction->at.utc_s);
    stmt_bind_text(&put, 2, correction->who ? correction->who : "");
    stmt_bind_text(&put, 3, correction->reason ? correction->reason : "");
    stmt_run(&put);
    return stmt_finish(&put);
}

bool programme_allow(struct db *db, const struct correction *correction, struct err *err)
{
    enum session_state state;

    if (!acting_set(db, correction, err) || !programme_state(db, &state, err))
        return false;
    if (state < SESSION_CLOSED)
        return true;
    if (!correction->reason || correction->reason[0] == '\0')
        return err_fail(err, ERR_CLOSED,
                        _("La session est fermée : une correction demande une raison."));
    return programme_note_correction(db, correction, err);
}

bool programme_allow_answers(struct db *db, const struct correction *correction, struct err *err)
{
    enum session_state state;

    if (!acting_set(db, correction, err) || !programme_state(db, &state, err))
        return false;
    return state < SESSION_ARCHIVED || programme_allow(db, correction, err);
}

bool programme_each_correction(struct db *db, correction_fn *each, void *context, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_CORRECTIONS, err);

    while (stmt_next(&query))
        each(context, (struct moment){ stmt_int(&query, 0), 0 }, stmt_text(&query, 1),
             stmt_text(&query, 2));
    return stmt_finish(&query);
}

bool programme_grid(struct db *db, struct grid *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_GRID, err);
    bool good = true;

    *out = (struct grid){ 0 };
    while (good && stmt_next(&query)) {
        const char *fields[GRID_FIELD_COUNT];

        for (int i = 0; i < GRID_FIELD_COUNT; i++)
            fields[i] = stmt_text(&query, i);
        good = grid_take_row(out, fields, err);
    }
    return stmt_finish(&query) && good && grid_check(out, err);
}

static bool something_is_rated(struct db *db, bool *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_ANY_RATING, err);

    *out = stmt_next(&query);
    return stmt_finish(&query);
}

bool programme_set_grid(struct db *db, const struct grid *grid, struct err *err)
{
    struct grid_row row;
    bool rated;

    if (!grid_check(grid, err) || !something_is_rated(db, &rated, err))
        return false;
    if (rated)
        return err_fail(err, ERR_CLOSED,
                        _("Des personnes sont déjà notées : la session garde sa grille."));

    struct stmt clear = db_prepare(db, SQL_CLEAR_GRID, err);

    stmt_run(&clear);
    if (!stmt_finish(&clear))
        return false;

    struct stmt insert = db_prepare(db, SQL_ADD_GRID_ROW, err);

    for (int i = 0; grid_put_row(grid, i, &row); i++) {
        stmt_bind_int(&insert, 1, i + 1);
        for (int field = 0; field < GRID_FIELD_COUNT; field++)
            stmt_bind_text(&insert, field + 2, row.fields[field]);
        stmt_run(&insert);
    }
    return stmt_finish(&insert);
}

bool programme_second_tongue(struct db *db, enum tongue *out, bool *found, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_TONGUE, err);

    *found = stmt_next(&query) && tongue_parse(stmt_text(&query, 0), out);
    return stmt_finish(&query);
}

bool programme_set_second_tongue(struct db *db, const char *code, struct err *err)
{
    enum tongue tongue;

    if (code[0] && (!tongue_parse(code, &tongue) || tongue == TONGUE_FR))
        return err_fail(err, ERR_INPUT, _("Langue « %.20s » inconnue : en, ar ou prs."), code);

    struct stmt update = db_prepare(db, SQL_SET_TONGUE, err);

    stmt_bind_text(&update, 1, code);
    stmt_run(&update);
    return stmt_finish(&update);
}

bool programme_tick(struct db *db, int day, const char *step, bool done, struct err *err)
{
    struct stmt stmt = db_prepare(db, done ? SQL_TICK : SQL_UNTICK, err);

    stmt_bind_int(&stmt, 1, day);
    stmt_bind_text(&stmt, 2, step);
    stmt_run(&stmt);
    return stmt_finish(&stmt);
}

bool programme_is_ticked(struct db *db, int day, const char *step, bool *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_TICKED, err);

    stmt_bind_int(&query, 1, day);
    stmt_bind_text(&query, 2, step);
    *out = stmt_next(&query);
    return stmt_finish(&query);
}
