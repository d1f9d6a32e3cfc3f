/*
 * The one place where the program waits: poll() over file descriptors,
 * deadlines and signals. There is no periodic timer: without a deadline and
 * without input the process sleeps for ever.
 *
 * Order: loop_init, watch and arm, loop_turn, loop_release. Callbacks may
 * watch, unwatch, arm and disarm, also themselves.
 */
#ifndef POS_LOOP_H
#define POS_LOOP_H

#include "base/err.h"

#include <signal.h>
#include <stdint.h>

enum { LOOP_WATCHES_MAX = 64, LOOP_TIMERS_MAX = 16 };

/* `events` are the POLLIN, POLLOUT bits that happened; 0 for a timer. */
typedef void loop_fn(void *context, int events);
typedef void loop_signal_fn(void *context, int signal_number);

struct loop_watch {
    int fd;       /* -1: free */
    short events; /* POLLIN, POLLOUT */
    loop_fn *ready;
    void *context;
};

struct loop_timer {
    int64_t deadline_ms; /* on loop_now_ms(); 0: free or not armed */
    loop_fn *due;
    void *context;
};

struct loop {
    struct loop_watch watches[LOOP_WATCHES_MAX];
    struct loop_timer timers[LOOP_TIMERS_MAX];
    int signal_fd;
    sigset_t mask_before; /* given back by loop_release() */
    loop_signal_fn *on_signal;
    void *signal_context;
    bool stopping;
    int64_t turns; /* how often the process woke up */
};

/* Blocks SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT, SIGWINCH and hands them to `on_signal` in turn.
 */
bool loop_init(struct loop *loop, loop_signal_fn *on_signal, void *context,
               struct err *err) MUST_CHECK;
void loop_release(struct loop *loop);

/* ERR_STORAGE: too many. A descriptor already watched gets the new events and callback. */
bool loop_watch(struct loop *loop, int fd, short events, loop_fn *ready, void *context,
                struct err *err) MUST_CHECK;
void loop_unwatch(struct loop *loop, int fd); /* an unknown one is ignored */

/*
 * Call `due` once in `delay_ms`; a timer is known by its function and context,
 * and arming it again moves its deadline. False: all LOOP_TIMERS_MAX are taken.
 */
bool loop_arm(struct loop *loop, int delay_ms, loop_fn *due, void *context);
void loop_disarm(struct loop *loop, loop_fn *due, void *context);

int64_t loop_now_ms(void); /* monotonic */

/* Wait for one thing to happen and handle all that is ready. */
bool loop_turn(struct loop *loop, struct err *err) MUST_CHECK;
void loop_stop(struct loop *loop);

#endif
