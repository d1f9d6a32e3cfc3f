/* Repeatable chance: the same seed plays the same week (SplitMix64, Steele and others, 2014). */
#ifndef TESTS_SUPPORT_CHANCE_H
#define TESTS_SUPPORT_CHANCE_H

#include <stdint.h>

struct chance {
    uint64_t state; /* the seed at first */
};

uint64_t chance_next(struct chance *chance);

/* 0 .. `limit` - 1; `limit` > 0. */
int chance_below(struct chance *chance, int limit);

#endif
