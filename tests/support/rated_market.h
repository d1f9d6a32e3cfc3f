/* The market of tests/support/market.h with a group of people, for what is asked of them on
 * screens. */
#ifndef TESTS_SUPPORT_RATED_MARKET_H
#define TESTS_SUPPORT_RATED_MARKET_H

#include "tests/support/group.h"

/* Amina, Karim and Lise, before the program starts; `closed`: the session is over. */
void rated_prepare(struct market *market, bool closed);

/*
 * Fifteen people rated on J1 and J7 by themselves, two animators and three peers; the last one has
 * too few pairs.
 */
void rated_fill_grid(struct market *market);

/* The program in 80x24 and French, on that line of the menu of ratings. */
void rated_open_line(struct market *market, const char *line, const char *then);

#endif
