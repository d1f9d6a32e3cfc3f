/*
 * From what came in to what there is to share, as steps that stand on one
 * another: each takes something off, or adds it, where the one before ended.
 */
#ifndef REPORTS_WATERFALL_H
#define REPORTS_WATERFALL_H

#include "ledger/closing/distribution.h"

enum { WATERFALL_MAX = 9 };

struct waterfall_step {
    const char *phrase; /* an id of phrases.csv, for papers in two languages */
    const char *name;   /* N_(), a few easy words */
    cents amount;       /* as it counts: what is taken off is negative */
    cents from, to;     /* where its bar begins and ends; a sum begins at 0 */
    bool is_sum;
};

struct waterfall {
    struct waterfall_step steps[WATERFALL_MAX];
    int count;
    cents highest, lowest; /* of all bars; the lowest is 0 or below */
};

/* `came_in`: all that was sold, tax included. Steps of nothing are left out. */
void waterfall_of(const struct result *result, cents came_in, struct waterfall *out);

#endif
