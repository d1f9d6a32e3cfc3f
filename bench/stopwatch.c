#include "bench/stopwatch.h"

#include <assert.h>
#include <stdlib.h>
#include <time.h>

static int64_t now_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

void stopwatch_start(struct stopwatch *watch)
{
    watch->began_ns = now_ns();
}

void stopwatch_stop(struct stopwatch *watch)
{
    assert(watch->count < STOPWATCH_TIMES_MAX);
    watch->times_ns[watch->count++] = now_ns() - watch->began_ns;
}

static int time_order(const void *a, const void *b)
{
    int64_t first = *(const int64_t *)a;
    int64_t second = *(const int64_t *)b;

    return (first > second) - (first < second);
}

double stopwatch_median_us(struct stopwatch *watch)
{
    assert(watch->count > 0);
    qsort(watch->times_ns, (size_t)watch->count, sizeof watch->times_ns[0], time_order);
    return (double)watch->times_ns[watch->count / 2] / 1000;
}

double stopwatch_last_ms(const struct stopwatch *watch)
{
    return (double)watch->times_ns[watch->count - 1] / 1000000;
}

void stopwatch_pause(int pace_ms)
{
    const struct timespec pause = { .tv_nsec = (long)pace_ms * 1000000 };

    if (pace_ms > 0)
        nanosleep(&pause, NULL);
}
