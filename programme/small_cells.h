/*
 * Counts of people on papers that leave the host: a small one is merged with
 * others, never masked, because a mask is undone by subtraction.
 *
 * Counts of 1 to limit − 1, and "unknown", go to "autres ou non dit"; while
 * that is itself so small the smallest other joins it; when one cell is left
 * nothing but the total is told. The limit is 3 as in Insee's rule for
 * tables; a session may take 5 or 11.
 */
#ifndef PROGRAMME_SMALL_CELLS_H
#define PROGRAMME_SMALL_CELLS_H

#include "base/err.h"

enum { CELLS_MAX = 64, SMALL_CELLS_DEFAULT = 3, RATES_SHOWN_MIN = 5 };

#define SMALL_CELLS_SETTING "small-cells"

struct cells {
    int limit;   /* 3, 5 or 11 */
    int count;   /* 0..CELLS_MAX */
    int unknown; /* place of "not said", −1 none */
    int counts[CELLS_MAX];

    /* What cells_merge() finds. */
    int total;
    int others;             /* "autres ou non dit", 0 none */
    bool stands[CELLS_MAX]; /* shown on its own */
    bool total_only;        /* nothing but the total may be told */
};

void cells_merge(struct cells *cells);

/* A count that may be told beside its total: the rest is nobody, or enough people. */
bool cell_may_be_told(int count, int total, int limit);

/* "3", "5" or "11"; false: another text. */
bool small_cells_parse(const char *text, int *limit);

#endif
