/* Times of one thing done many times. */
#ifndef BENCH_STOPWATCH_H
#define BENCH_STOPWATCH_H

#include <stdint.h>

enum { STOPWATCH_TIMES_MAX = 100000 };

struct stopwatch {
    int64_t began_ns;
    int64_t times_ns[STOPWATCH_TIMES_MAX];
    int count;
};

void stopwatch_start(struct stopwatch *watch);
void stopwatch_stop(struct stopwatch *watch);
double stopwatch_median_us(struct stopwatch *watch);
double stopwatch_last_ms(const struct stopwatch *watch);

/* Wait as long as the next customer takes; 0 = not at all. */
void stopwatch_pause(int pace_ms);

#endif
