/*
 * A whole session at the stall by chance: two market days, practice, refunds,
 * charges, cash differences, a second till under odd seeds, a vote, and every
 * closing. The same seed plays the same week.
 */
#ifndef TESTS_SUPPORT_STALL_WEEK_H
#define TESTS_SUPPORT_STALL_WEEK_H

#include "tests/support/stall.h"

/* Founds the stall and leaves its book open, the session closed. */
void stall_play_week(struct stall *stall, uint64_t seed);

#endif
