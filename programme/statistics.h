/*
 * The few statistics that group figures may show, on integers only.
 *
 * Small groups prove little: these figures come with their base, and below
 * the sizes given here they do not exist. Rounding half away from zero.
 */
#ifndef PROGRAMME_STATISTICS_H
#define PROGRAMME_STATISTICS_H

#include "programme/ratio.h"

#include <stdbool.h>
#include <stddef.h>

enum { SAMPLE_MAX = 30, STUDENT_MAX = 15, MICRO = 1000000 };

/* Wilson's interval at 95 % (z = 1,959964) for `count` of `base`, in tenths of a percent and in
 * percent. */
struct interval {
    bool exists;                   /* base > 0 */
    int low;                       /* 0..1000 */
    int high;                      /* 0..1000 */
    int low_percent, high_percent; /* 0..100: of the exact bound, not of its tenths */
};

struct interval wilson_interval(int count, int base);

/*
 * Exact two-sided sign test on `up` against `down` (ties are left out before):
 * p = min(1, 2 · Σ C(n, i) / 2^n for i = 0..min). `exists` is false for no sign at all.
 */
struct sign_test {
    bool exists;
    struct ratio p;
    bool too_small; /* even unanimous, so few signs cannot pass a 5 % test */
};

struct sign_test sign_test_of(int up, int down);

/* Spread of a few exact values: all in millionths of the values' unit. */
struct spread {
    bool exists;            /* count >= 2 and not all equal */
    int64_t deviation;      /* s, with divisor count - 1 */
    int64_t effect;         /* mean / s */
    int64_t effect_reduced; /* times J = 1 - 3 / (4 (count - 1) - 1), for small samples */
    int64_t low;            /* mean - t(0,975; count - 1) · s / √count */
    int64_t high;
};

/* `count` 0..SAMPLE_MAX. */
struct spread spread_of(const struct ratio *values, size_t count);

#endif
