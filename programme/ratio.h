/*
 * Exact ratios of integers, and the one way they are rounded for people:
 * half away from zero. An index computed on ratios cannot drift, and two
 * programs that follow the same rules print the same percent.
 */
#ifndef PROGRAMME_RATIO_H
#define PROGRAMME_RATIO_H

#include <stdint.h>

struct ratio {
    int64_t top;
    int64_t bottom; /* > 0; reduced by ratio_of() and ratio_add() */
};

enum { RATIO_TEXT_MAX = 32 };

/* `bottom` > 0. */
struct ratio ratio_of(int64_t top, int64_t bottom);
struct ratio ratio_add(struct ratio a, struct ratio b);
struct ratio ratio_divide(struct ratio a, int64_t divisor); /* divisor > 0 */
int ratio_compare(struct ratio a, struct ratio b);          /* < 0, 0, > 0 */

/* `ratio` × `factor`, rounded to an integer half away from zero. */
int64_t ratio_scale(struct ratio ratio, int64_t factor);

/* a × b ÷ divisor, half away from zero; divisor > 0, exact. */
int64_t scale_round(int64_t a, int64_t b, int64_t divisor);

/* "+27 %", "−17 %", "0 %": the sign is always written, "−0" never appears. */
void ratio_format_percent(struct ratio ratio, char out[RATIO_TEXT_MAX]);

/* "0,8" in French, "0.8" in English: one decimal, sign only when negative. */
void ratio_format_step(struct ratio ratio, char out[RATIO_TEXT_MAX]);

#endif
