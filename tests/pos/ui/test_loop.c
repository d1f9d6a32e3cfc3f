#include "pos/ui/loop.h"

#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

struct seen {
    struct loop *loop;
    int signal_number;
    int ready;
    int due;
    int pipe[2];
};

static void on_signal(void *context, int signal_number)
{
    ((struct seen *)context)->signal_number = signal_number;
}

static void on_ready(void *context, int events)
{
    struct seen *seen = context;
    char byte;

    assert_true(events & POLLIN);
    assert_int_equal(read(seen->pipe[0], &byte, 1), 1);
    seen->ready++;
}

static void on_due(void *context, int events)
{
    (void)events;
    ((struct seen *)context)->due++;
}

static void open_loop(struct loop *loop, struct seen *seen, struct err *err)
{
    *seen = (struct seen){ .loop = loop };
    assert_true(loop_init(loop, on_signal, seen, err));
    assert_int_equal(pipe(seen->pipe), 0);
}

static void close_loop(struct loop *loop, struct seen *seen)
{
    close(seen->pipe[0]);
    close(seen->pipe[1]);
    loop_release(loop);
}

static void a_signal_is_handed_over_in_a_turn(void **state)
{
    struct loop loop;
    struct seen seen;
    struct err err = ERR_EMPTY;

    (void)state;
    open_loop(&loop, &seen, &err);
    kill(getpid(), SIGWINCH);
    assert_int_equal(seen.signal_number, 0);
    assert_true(loop_turn(&loop, &err));
    assert_int_equal(seen.signal_number, SIGWINCH);
    close_loop(&loop, &seen);
}

static void a_watched_descriptor_wakes_the_loop_once_per_input(void **state)
{
    struct loop loop;
    struct seen seen;
    struct err err = ERR_EMPTY;

    (void)state;
    open_loop(&loop, &seen, &err);
    assert_true(loop_watch(&loop, seen.pipe[0], POLLIN, on_ready, &seen, &err));
    assert_int_equal(write(seen.pipe[1], "ab", 2), 2);
    assert_true(loop_turn(&loop, &err));
    assert_true(loop_turn(&loop, &err));
    assert_int_equal(seen.ready, 2);
    close_loop(&loop, &seen);
}

static void a_timer_runs_once_and_nothing_else_wakes_the_loop(void **state)
{
    struct loop loop;
    struct seen seen;
    struct err err = ERR_EMPTY;

    (void)state;
    open_loop(&loop, &seen, &err);
    assert_true(loop_arm(&loop, 5000, on_due, &seen));
    assert_true(loop_arm(&loop, 1, on_due, &seen)); /* the same timer, moved */
    while (seen.due == 0)
        assert_true(loop_turn(&loop, &err));
    assert_int_equal(seen.due, 1);
    assert_true(loop.turns <= 2); /* poll may wake within the same millisecond */
    close_loop(&loop, &seen);
}

static void a_disarmed_timer_never_runs(void **state)
{
    struct loop loop;
    struct seen seen;
    struct err err = ERR_EMPTY;

    (void)state;
    open_loop(&loop, &seen, &err);
    assert_true(loop_arm(&loop, 0, on_due, &seen));
    loop_disarm(&loop, on_due, &seen);
    kill(getpid(), SIGCONT);
    assert_true(loop_turn(&loop, &err));
    assert_int_equal(seen.due, 0);
    close_loop(&loop, &seen);
}

static void too_many_descriptors_are_refused_with_a_sentence(void **state)
{
    struct loop loop;
    struct seen seen;
    struct err err = ERR_EMPTY;

    (void)state;
    open_loop(&loop, &seen, &err);
    for (int fd = 0; fd < LOOP_WATCHES_MAX; fd++)
        assert_true(loop_watch(&loop, 1000 + fd, POLLIN, on_ready, &seen, &err));
    assert_false(loop_watch(&loop, 2000, POLLIN, on_ready, &seen, &err));
    assert_int_equal(err.code, ERR_STORAGE);
    assert_string_equal(err.text, "Trop d'appareils à la fois : en débrancher un.");
    close_loop(&loop, &seen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_signal_is_handed_over_in_a_turn),
        cmocka_unit_test(a_watched_descriptor_wakes_the_loop_once_per_input),
        cmocka_unit_test(a_timer_runs_once_and_nothing_else_wakes_the_loop),
        cmocka_unit_test(a_disarmed_timer_never_runs),
        cmocka_unit_test(too_many_descriptors_are_refused_with_a_sentence),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
