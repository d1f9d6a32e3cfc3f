/*
 * When a person is in the group: who joins on J2, leaves after J4, comes back
 * on J6. Periods are kept by the number of the day, so that moving a date moves
 * them. Outside of them a half-day is neither planned nor absent.
 */
#ifndef PROGRAMME_STAY_H
#define PROGRAMME_STAY_H

#include "base/db.h"

enum { STAYS_MAX = 8, STAY_REASON_MAX = 80 };

struct stay {
    int from;                     /* day, from 1 */
    int to;                       /* last day, 0: still in */
    char reason[STAY_REASON_MAX]; /* free, "" none */
};

/* Ascending and apart from each other; only the last one may be open. None: from J1 on. */
struct stays {
    struct stay list[STAYS_MAX];
    int count;
};

bool stays_cover(const struct stays *stays, int day); /* none: every day */

/* ERR_INPUT: they overlap, end before they begin, or leave 1..`day_count`. Sorts them. */
bool stays_check(struct stays *stays, int day_count, struct err *err) MUST_CHECK;

bool stays_read(struct db *db, const char *badge, struct stays *out, struct err *err) MUST_CHECK;

/*
 * These periods instead of those before, and the day she stopped along with them. ERR_INPUT: the
 * call says that she was there on a day outside of them, which is named.
 */
bool stays_put(struct db *db, const char *badge, const struct stays *stays,
               struct err *err) MUST_CHECK;

/* She comes (again) from that day on, or came last on that day: the periods that follow from it. */
void stays_begin(struct stays *stays, int day);
void stays_end(struct stays *stays, int day);

#endif
