/*
 * Roles rotate: who takes what on for a day. A role is a word of the usual list
 * or the group's own words; several may hold one, and one may hold several.
 * See programme_store.h for transactions.
 */
#ifndef PROGRAMME_DUTY_H
#define PROGRAMME_DUTY_H

#include "programme/people.h"

enum { DUTY_ROLE_MAX = 40, DUTIES_MAX = 90 };

struct duty {
    char role[DUTY_ROLE_MAX]; /* a usual word, or as the group says it */
    char badge[BADGE_MAX];
};

/* All of one day. */
struct duties {
    int count;
    struct duty list[DUTIES_MAX]; /* by role, then by badge */
};

/* The usual roles, as files and the book write them; NULL past the last. */
const char *duty_usual(int i);
/* A role for people: translated when it is a usual one. */
const char *duty_role_name(const char *role);

bool duty_read(struct db *db, int day, struct duties *out, struct err *err) MUST_CHECK;
bool duty_is_held(const struct duties *duties, const char *role, const char *badge);

/* ERR_INPUT: no such day, the role has no name, or the day holds all it can. */
bool duty_give(struct db *db, int day, const char *role, const char *badge,
               struct err *err) MUST_CHECK;
bool duty_take(struct db *db, int day, const char *role, const char *badge,
               struct err *err) MUST_CHECK;

/* She still comes on that day, as far as one knows. */
bool duty_can_hold(const struct participant *person, int day);

/*
 * The roles of day `from` on `day`, each one person further down the list, over
 * those who had stopped by then. ERR_INPUT: nobody held a role on `from`.
 */
bool duty_rotate(struct db *db, int from, int day, struct err *err) MUST_CHECK;

/* The last day before `day` on which somebody held a role; 0 = none. */
bool duty_day_before(struct db *db, int day, int *out, struct err *err) MUST_CHECK;

#endif
