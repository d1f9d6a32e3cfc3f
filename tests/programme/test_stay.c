/* Who joins, leaves and comes back: what is counted is what she could have done. */
#include "tests/support/shell.h"

#include "base/lang.h"
#include "programme/attendance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void without_a_period_every_day_is_hers(void **state)
{
    const struct stays stays = { .count = 0 };

    (void)state;
    assert_true(stays_cover(&stays, 1));
    assert_true(stays_cover(&stays, 7));
}

static void between_two_periods_she_is_not_awaited(void **state)
{
    const struct stays stays = { { { .from = 2, .to = 3 }, { .from = 5 } }, 2 };

    (void)state;
    assert_false(stays_cover(&stays, 1));
    assert_true(stays_cover(&stays, 2));
    assert_true(stays_cover(&stays, 3));
    assert_false(stays_cover(&stays, 4));
    assert_true(stays_cover(&stays, 5));
    assert_true(stays_cover(&stays, 9));
}

static void periods_that_touch_overlap_or_leave_the_session_are_refused(void **state)
{
    static const struct stays BAD[] = {
        { { { .from = 1, .to = 3 }, { .from = 3 } }, 2 },
        { { { .from = 1 }, { .from = 4 } }, 2 },
        { { { .from = 4, .to = 2 } }, 1 },
        { { { .from = 8 } }, 1 },
        { { { .from = 2, .to = 8 } }, 1 },
        { { { .from = 0 } }, 1 },
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        struct stays stays = BAD[i];
        struct err err = ERR_EMPTY;

        assert_false(stays_check(&stays, 7, &err));
        assert_int_equal(err.code, ERR_INPUT);
    }
}

static void periods_are_sorted_when_they_are_checked(void **state)
{
    struct stays stays = { { { .from = 5 }, { .from = 1, .to = 3 } }, 2 };
    struct err err = ERR_EMPTY;

    (void)state;
    assert_true(stays_check(&stays, 7, &err));
    assert_int_equal(stays.list[0].from, 1);
    assert_int_equal(stays.list[1].from, 5);
}

static void who_comes_back_the_next_day_never_left(void **state)
{
    struct stays stays = { { { .from = 1, .to = 3 } }, 1 };

    (void)state;
    stays_begin(&stays, 4);
    assert_int_equal(stays.count, 1);
    assert_int_equal(stays.list[0].to, 0);
    stays_end(&stays, 5);
    stays_begin(&stays, 7);
    assert_int_equal(stays.count, 2);
    assert_int_equal(stays.list[1].from, 7);
}

static void a_half_day_outside_her_periods_is_neither_planned_nor_absent(void **state)
{
    const struct stays stays = { { { .from = 2 } }, 1 };
    struct attendance attendance = { 0 };
    struct attendance_total total;
    struct calendar calendar;
    struct err err = ERR_EMPTY;

    (void)state;
    assert_true(calendar_init(&calendar, 7, &err));
    for (int i = 0; i < 14; i++)
        attendance.halves[i / 2][i % 2] =
            (struct presence){ .called = true, .present = i < 2 ? 0 : 210 };
    total = attendance_sum(&attendance, &calendar, &stays);
    assert_int_equal(total.half_days_called, 12);
    assert_int_equal(total.half_days_present, 12);
    assert_int_equal(total.planned, 12 * 210);
}

/* The whole way: a file, the call, the hours. */
static void make_group(struct shell *shell)
{
    shell_do(shell,
             "$F new b.flashcoop --name Essai --host H --dates "
             "2026-11-02,2026-11-03,2026-11-04,2026-11-05,2026-11-06,2026-11-09,2026-11-10",
             NULL);
    shell_write(shell, "people.csv", "badge,name\nP1,Amina\nP2,Luc\n");
    shell_do(shell, "$F import b.flashcoop participants people.csv", NULL);
}

static void who_joined_on_the_second_day_has_no_absence_before(void **state)
{
    struct shell *shell = *state;

    make_group(shell);
    shell_write(shell, "stays.csv", "badge,from,to,reason\nP2,J2,3,stage\nP2,05/11/2026,,\n");
    shell_do(shell, "$F import b.flashcoop stays stays.csv", NULL);
    assert_string_equal(shell->out, "stays: 2\n");
    shell_write(shell, "call.csv",
                "badge,day,half,minutes\nP1,1,am,210\nP1,2,am,210\nP2,2,am,0\nP2,4,am,210\n");
    shell_do(shell, "$F import b.flashcoop attendance call.csv", NULL);
    shell_do(shell, "$F report b.flashcoop attendance --format csv", NULL);
    assert_non_null(strstr(shell->out, "half_days_called,from,to"));
    assert_non_null(strstr(shell->out, "P1,Amina,420,420,2,2,J1,"));
    assert_non_null(strstr(shell->out, "P2,Luc,210,420,1,2,J2,"));
}

static void a_call_outside_the_periods_is_refused_both_ways(void **state)
{
    struct shell *shell = *state;

    make_group(shell);
    shell_write(shell, "stays.csv", "badge,from\nP2,2\n");
    shell_do(shell, "$F import b.flashcoop stays stays.csv", NULL);
    shell_write(shell, "early.csv", "badge,day,half,minutes\nP2,1,am,210\n");
    assert_int_equal(shell_run(shell, "$F import b.flashcoop attendance early.csv", NULL), 1);
    assert_non_null(strstr(shell->err, "P2 n'est pas dans le groupe à J1"));
    shell_write(shell, "later.csv", "badge,day,half,minutes\nP2,2,am,210\n");
    shell_do(shell, "$F import b.flashcoop attendance later.csv", NULL);
    shell_write(shell, "stays.csv", "badge,from\nP2,3\n");
    assert_int_equal(shell_run(shell, "$F import b.flashcoop stays stays.csv", NULL), 1);
    assert_non_null(strstr(shell->err, "était là à J2"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_a_period_every_day_is_hers),
        cmocka_unit_test(between_two_periods_she_is_not_awaited),
        cmocka_unit_test(periods_that_touch_overlap_or_leave_the_session_are_refused),
        cmocka_unit_test(periods_are_sorted_when_they_are_checked),
        cmocka_unit_test(who_comes_back_the_next_day_never_left),
        cmocka_unit_test(a_half_day_outside_her_periods_is_neither_planned_nor_absent),
        cmocka_unit_test_setup_teardown(who_joined_on_the_second_day_has_no_absence_before,
                                        shell_set_up, shell_tear_down),
        cmocka_unit_test_setup_teardown(a_call_outside_the_periods_is_refused_both_ways,
                                        shell_set_up, shell_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
