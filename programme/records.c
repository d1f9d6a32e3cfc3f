#include "programme/records.h"

#include "base/lang.h"

#include <stdio.h>
#include <string.h>

static const char SQL_PUT_PRESENCE[] =
    "INSERT INTO attendance (badge, day, half, present, reason) VALUES (?1, ?2, ?3, ?4, ?5) "
    "ON CONFLICT (badge, day, half) DO UPDATE SET present = excluded.present, "
    "reason = excluded.reason";
static const char SQL_TAKE_PRESENCE_BACK[] =
    "DELETE FROM attendance WHERE badge = ?1 AND day = ?2 AND half = ?3";
static const char SQL_PRESENCE_EXISTS[] =
    "SELECT 1 FROM attendance WHERE badge = ?1 AND day = ?2 AND half = ?3";
static const char SQL_ATTENDANCE[] =
    "SELECT day, half, present, reason FROM attendance WHERE badge = ?1";
static const char SQL_LAST_CALLED[] = "SELECT coalesce(max(day), 0) FROM attendance";
static const char SQL_MINUTES[] = "SELECT sum(present) FROM attendance WHERE badge = ?1";
static const char SQL_PUT_RATING[] =
    "INSERT INTO rating (badge, day, rater, indicator, value) VALUES (?1, ?2, ?3, ?4, ?5) "
    "ON CONFLICT (badge, day, rater, indicator) DO UPDATE SET value = excluded.value";
static const char SQL_RATING_EXISTS[] =
    "SELECT 1 FROM rating WHERE badge = ?1 AND day = ?2 AND rater = ?3 AND indicator = ?4";
static const char SQL_RATINGS[] =
    "SELECT day, rater, indicator, value FROM rating WHERE badge = ?1 "
    "ORDER BY day, rater, indicator";
static const char SQL_PUT_CARD[] =
    "INSERT INTO strength_card (giver, badge, indicator) VALUES (?1, ?2, ?3) "
    "ON CONFLICT (giver, badge) DO UPDATE SET indicator = excluded.indicator";
static const char SQL_CARDS[] =
    "SELECT indicator, count(*) FROM strength_card WHERE badge = ?1 GROUP BY indicator";
static const char SQL_EACH_CARD[] =
    "SELECT giver, badge, indicator FROM strength_card ORDER BY giver, badge";
static const char SQL_CARD_EXISTS[] = "SELECT 1 FROM strength_card WHERE giver = ?1 AND badge = ?2";
static const char SQL_PUT_ANSWER[] =
    "INSERT INTO answer (badge, statement, answer) VALUES (?1, ?2, ?3) "
    "ON CONFLICT (badge, statement) DO UPDATE SET answer = excluded.answer";
static const char SQL_ANSWER[] = "SELECT answer FROM answer WHERE badge = ?1 AND statement = ?2";
static const char SQL_IMPACT[] =
    "SELECT (SELECT count(*) FROM participant AS person WHERE NOT EXISTS (SELECT 1 FROM answer "
    "AS other WHERE other.badge = person.badge) OR EXISTS (SELECT 1 FROM answer AS own WHERE "
    "own.badge = person.badge AND (own.statement GLOB '*v2') = (?1 GLOB '*v2'))), "
    "coalesce(sum(answer = 1), 0), "
    "coalesce(sum(answer = 2), 0), coalesce(sum(answer = 3), 0), coalesce(sum(answer = 4), 0) "
    "FROM answer WHERE statement = ?1";

bool records_put_presence(struct db *db, const char *badge, int day, enum half half,
                          const struct presence *presence, struct err *err)
{
    if (presence->present < 0 || presence->present > HALF_DAY_MINUTES_MAX)
        return err_fail(err, ERR_INPUT, _("La présence va de 0 à %d minutes."),
                        (int)HALF_DAY_MINUTES_MAX);

    struct stmt put =
        db_prepare(db, presence->called ? SQL_PUT_PRESENCE : SQL_TAKE_PRESENCE_BACK, err);

    stmt_bind_text(&put, 1, badge);
    stmt_bind_int(&put, 2, day);
    stmt_bind_int(&put, 3, half);
    if (presence->called) {
        stmt_bind_int(&put, 4, presence->present);
        stmt_bind_text(&put, 5, presence->reason);
    }
    stmt_run(&put);
    return stmt_finish(&put);
}

bool records_presence_exists(struct db *db, const char *badge, int day, enum half half, bool *out,
                             struct err *err)
{
    struct stmt query = db_prepare(db, SQL_PRESENCE_EXISTS, err);

    stmt_bind_text(&query, 1, badge);
    stmt_bind_int(&query, 2, day);
    stmt_bind_int(&query, 3, half);
    *out = stmt_next(&query);
    return stmt_finish(&query);
}

bool records_attendance(struct db *db, const char *badge, struct attendance *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_ATTENDANCE, err);

    *out = (struct attendance){ 0 };
    stmt_bind_text(&query, 1, badge);
    while (stmt_next(&query)) {
        int day = stmt_range(&query, 0, 1, DAYS_MAX);
        struct presence *presence = &out->halves[day - 1][stmt_range(&query, 1, HALF_AM, HALF_PM)];

        presence->called = true;
        presence->present = stmt_range(&query, 2, 0, HALF_DAY_MINUTES_MAX);
        snprintf(presence->reason, sizeof presence->reason, "%s", stmt_text(&query, 3));
    }
    return stmt_finish(&query);
}

bool records_last_called(struct db *db, int *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_LAST_CALLED, err);

    *out = stmt_next(&query) ? stmt_range(&query, 0, 0, DAYS_MAX) : 0;
    return stmt_finish(&query);
}

bool records_minutes(struct db *db, const char *badge, int64_t *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_MINUTES, err);
    int64_t sum = 0;

    stmt_bind_text(&query, 1, badge);
    if (stmt_next(&query))
        sum = stmt_int(&query, 0);
    if (!stmt_finish(&query))
        return false;
    *out = sum;
    return true;
}

bool records_put_rating(struct db *db, const char *badge, const struct rating *rating,
                        const struct grid *grid, struct err *err)
{
    struct stmt put = db_prepare(db, SQL_PUT_RATING, err);

    stmt_bind_text(&put, 1, badge);
    stmt_bind_int(&put, 2, rating->day);
    stmt_bind_text(&put, 3, rating->rater);
    stmt_bind_text(&put, 4, grid->indicators[rating->indicator].id);
    if (rating->value == 0)
        stmt_bind_null(&put, 5);
    else
        stmt_bind_int(&put, 5, rating->value);
    stmt_run(&put);
    return stmt_finish(&put);
}

bool records_rating_exists(struct db *db, const char *badge, const struct rating *rating,
                           const struct grid *grid, bool *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_RATING_EXISTS, err);

    stmt_bind_text(&query, 1, badge);
    stmt_bind_int(&query, 2, rating->day);
    stmt_bind_text(&query, 3, rating->rater);
    stmt_bind_text(&query, 4, grid->indicators[rating->indicator].id);
    *out = stmt_next(&query);
    return stmt_finish(&query);
}

bool records_each_rating(struct db *db, const char *badge, const struct grid *grid, rating_fn *each,
                         void *context, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_RATINGS, err);

    stmt_bind_text(&query, 1, badge);
    while (stmt_next(&query)) {
        struct rating rating = { .day = stmt_range(&query, 0, 1, DAYS_MAX),
                                 .indicator = grid_find(grid, stmt_text(&query, 2)),
                                 .value = stmt_range(&query, 3, 0, SCALE_TOP / STEP) };

        snprintf(rating.rater, sizeof rating.rater, "%s", stmt_text(&query, 1));
        if (rating.indicator >= 0)
            each(context, badge, &rating);
    }
    return stmt_finish(&query);
}

struct assessing {
    struct assessment *assessment;
    const struct calendar *calendar;
};

static void assess(void *context, const char *badge, const struct rating *rating)
{
    struct assessing *assessing = context;

    (void)badge;
    assessment_add(assessing->assessment, rating, assessing->calendar);
}

bool records_assessment(struct db *db, const char *badge, const struct grid *grid,
                        const struct calendar *calendar, struct assessment *out, struct err *err)
{
    struct assessing assessing = { out, calendar };

    *out = (struct assessment){ 0 };
    return records_each_rating(db, badge, grid, assess, &assessing, err);
}

bool records_put_card(struct db *db, const char *giver, const char *badge, const char *indicator,
                      struct err *err)
{
    struct stmt put = db_prepare(db, SQL_PUT_CARD, err);

    stmt_bind_text(&put, 1, giver);
    stmt_bind_text(&put, 2, badge);
    stmt_bind_text(&put, 3, indicator);
    stmt_run(&put);
    return stmt_finish(&put);
}

bool records_each_card(struct db *db, card_fn *each, void *context, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_EACH_CARD, err);

    while (stmt_next(&query))
        each(context, stmt_text(&query, 0), stmt_text(&query, 1), stmt_text(&query, 2));
    return stmt_finish(&query);
}

bool records_card_exists(struct db *db, const char *giver, const char *badge, bool *out,
                         struct err *err)
{
    struct stmt query = db_prepare(db, SQL_CARD_EXISTS, err);

    stmt_bind_text(&query, 1, giver);
    stmt_bind_text(&query, 2, badge);
    *out = stmt_next(&query);
    return stmt_finish(&query);
}

bool records_cards(struct db *db, const char *badge, const struct grid *grid,
                   int counts[INDICATORS_MAX], struct err *err)
{
    struct stmt query = db_prepare(db, SQL_CARDS, err);

    memset(counts, 0, INDICATORS_MAX * sizeof *counts);
    stmt_bind_text(&query, 1, badge);
    while (stmt_next(&query)) {
        int indicator = grid_find(grid, stmt_text(&query, 0));

        if (indicator >= 0)
            counts[indicator] = stmt_range(&query, 1, 0, PARTICIPANTS_MAX);
    }
    return stmt_finish(&query);
}

bool records_put_answer(struct db *db, const char *badge, const char *statement, enum answer answer,
                        struct err *err)
{
    struct stmt put = db_prepare(db, SQL_PUT_ANSWER, err);

    stmt_bind_text(&put, 1, badge);
    stmt_bind_text(&put, 2, statement);
    stmt_bind_int(&put, 3, answer);
    stmt_run(&put);
    return stmt_finish(&put);
}

bool records_answer(struct db *db, const char *badge, const char *statement, enum answer *out,
                    struct err *err)
{
    struct stmt query = db_prepare(db, SQL_ANSWER, err);

    *out = ANSWER_NONE;
    stmt_bind_text(&query, 1, badge);
    stmt_bind_text(&query, 2, statement);
    if (stmt_next(&query))
        *out = (enum answer)stmt_range(&query, 0, ANSWER_NONE, ANSWER_UNKNOWN);
    return stmt_finish(&query);
}

bool records_impact(struct db *db, const char *statement, struct impact *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_IMPACT, err);

    *out = (struct impact){ 0 };
    stmt_bind_text(&query, 1, statement);
    if (stmt_next(&query))
        *out = (struct impact){ .participants = stmt_range(&query, 0, 0, PARTICIPANTS_MAX),
                                .yes = stmt_range(&query, 1, 0, PARTICIPANTS_MAX),
                                .little = stmt_range(&query, 2, 0, PARTICIPANTS_MAX),
                                .no = stmt_range(&query, 3, 0, PARTICIPANTS_MAX),
                                .unknown = stmt_range(&query, 4, 0, PARTICIPANTS_MAX) };
    return stmt_finish(&query);
}
