#include "pos/example_people.h"

#include "programme/people.h"
#include "programme/programme_store.h"
#include "programme/records.h"

#include <stdio.h>

/* Minutes of presence by place in the list; the rest of the group was always there. */
static const minutes PRESENT[] = { 2940, 2940, 2730, 2295, 2940, 1305 };

static minutes minutes_of(int person)
{
    return person < (int)COUNT_OF(PRESENT) ? PRESENT[person] : 2940;
}

static const char *badge_of(int person, char out[BADGE_MAX])
{
    snprintf(out, BADGE_MAX, "P%d", person + 1);
    return out;
}

/* Full half-days as long as there are minutes, then a part of one, then absence. */
static bool presence_put(struct db *db, const char *badge, int days, minutes total, struct err *err)
{
    for (int day = 1; day <= days; day++)
        for (enum half half = HALF_AM; half < HALF_COUNT; half++) {
            struct presence presence = { .called = true };

            presence.present = total < HALF_DAY_MINUTES ? total : HALF_DAY_MINUTES;
            total -= presence.present;
            if (presence.present == 0)
                snprintf(presence.reason, sizeof presence.reason, "excused");
            if (!records_put_presence(db, badge, day, half, &presence, err))
                return false;
        }
    return true;
}

/* A small fixed pattern: most go up a step, some stay, few go down, some were not seen. */
static int value_of(int person, int indicator, bool arrival)
{
    int start = 1 + (person + indicator * 2) % 3;
    int change = (person * 3 + indicator) % 7;
    int steady = person % 4 == 3 ? 4 : 2;

    if ((person + indicator) % 11 == 0)
        return 0;
    if (!arrival)
        return start;
    return change == 0 && start > 1 ? start - 1 : change <= steady ? start : start + 1;
}

static bool ratings_of_day_put(struct db *db, int person, const struct grid *grid, int day,
                               struct err *err)
{
    static const char *const RATERS[] = { "self", "animator" };
    char badge[BADGE_MAX];

    badge_of(person, badge);
    for (int rater = 0; rater < (int)COUNT_OF(RATERS); rater++)
        for (int i = 0; i < grid->indicator_count; i++) {
            struct rating rating = { .indicator = i, .day = day };

            rating.value = value_of(person + rater, i, day > 1);
            snprintf(rating.rater, sizeof rating.rater, "%s", RATERS[rater]);
            if (!records_put_rating(db, badge, &rating, grid, err))
                return false;
        }
    return true;
}

static bool answers_put(struct db *db, const char *badge, int person, struct err *err)
{
    static const enum answer PATTERN[] = { ANSWER_YES, ANSWER_YES, ANSWER_LITTLE, ANSWER_YES,
                                           ANSWER_NO,  ANSWER_YES, ANSWER_UNKNOWN };
    struct statements statements;

    statements_load(&statements);
    for (int i = 0; i < statements.count; i++)
        if (statements.list[i].original &&
            !records_put_answer(db, badge, statements.list[i].id,
                                PATTERN[(size_t)(person * 2 + i) % COUNT_OF(PATTERN)], err))
            return false;
    return true;
}

bool example_people_put(struct db *db, const struct published *session, struct err *err)
{
    static const char *const NAMES[] = { "Amina", "Claire", "Fatou", "Hélène", "Ioana",
                                         "Leïla", "Maria",  "Nadia", "Rosa",   "Sara" };
    struct grid grid;

    if (!programme_grid(db, &grid, err))
        return false;
    for (int person = 0; person < session->participants; person++) {
        char badge[BADGE_MAX];

        if (!people_put(db, badge_of(person, badge), NAMES[(size_t)person % COUNT_OF(NAMES)],
                        err) ||
            !presence_put(db, badge, session->day_count, minutes_of(person), err) ||
            !ratings_of_day_put(db, person, &grid, 1, err) ||
            !ratings_of_day_put(db, person, &grid, session->day_count, err) ||
            !answers_put(db, badge, person, err))
            return false;
    }
    return true;
}

bool example_people_weigh(struct db *db, const struct published *session, struct distribution *out,
                          struct err *err)
{
    for (int person = 0; person < session->participants; person++) {
        struct sharer *sharer = &out->sharers[out->sharer_count++];
        char badge[BADGE_MAX];

        snprintf(sharer->badge, sizeof sharer->badge, "%s", badge_of(person, badge));
        if (!records_minutes(db, badge, &sharer->weight, err))
            return false;
    }
    return true;
}
