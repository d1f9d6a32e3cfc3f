/*
 * What became of the people of a session, how they were asked, and how long they
 * were there, as counts for the hub: never who. Fewer than COUNT_LEAST people
 * stay in the book.
 */
#ifndef REPORTS_HUB_FOLLOW_H
#define REPORTS_HUB_FOLLOW_H

#include "base/db.h"
#include "programme/outcome.h"

enum {
    FOLLOW_ITEM_MAX = 16,
    FOLLOW_COUNTS_MAX = OUTCOME_MOMENT_COUNT * (OUTCOME_KIND_COUNT + 1) + 4
};

struct follow_count {
    const char *kind; /* "exit", "4-weeks", "cold": people; "call", "hours": see below */
    char
        item[FOLLOW_ITEM_MAX]; /* word of the outcome, "unsaid"; attempts called reached; minutes */
    int64_t count;
};

struct follow {
    struct follow_count all[FOLLOW_COUNTS_MAX];
    int count;
};

bool follow_read(struct db *db, struct follow *out, struct err *err) MUST_CHECK;

#endif
