#include "programme/agenda.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct calendar days(int count)
{
    struct calendar calendar;
    struct err err = ERR_EMPTY;

    assert_true(calendar_init(&calendar, count, &err));
    return calendar;
}

static void seven_days_have_one_step_each(void **state)
{
    struct calendar calendar = days(7);

    (void)state;
    for (int number = 1; number <= 7; number++) {
        assert_int_equal(agenda_day(&calendar, number), number);
        assert_int_equal(agenda_of_day(&calendar, number)->number, number);
    }
}

static void
every_length_keeps_the_order_sells_on_the_sale_day_and_ends_with_the_review(void **state)
{
    (void)state;
    for (int count = DAYS_MIN; count <= DAYS_MAX; count++) {
        struct calendar calendar = days(count);

        for (int number = 2; number <= 7; number++)
            assert_true(agenda_day(&calendar, number) >= agenda_day(&calendar, number - 1));
        assert_int_equal(agenda_day(&calendar, 5), calendar.sale_day);
        assert_int_equal(agenda_day(&calendar, 7), count);
    }
}

static void each_step_falls_in_its_module(void **state)
{
    (void)state;
    for (int count = DAYS_MIN; count <= DAYS_MAX; count++)
        for (int number = 1; number <= 7; number++) {
            struct calendar calendar = days(count);

            assert_int_equal(calendar_module(&calendar, agenda_day(&calendar, number)),
                             agenda_step(number)->module);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seven_days_have_one_step_each),
        cmocka_unit_test(
            every_length_keeps_the_order_sells_on_the_sale_day_and_ends_with_the_review),
        cmocka_unit_test(each_step_falls_in_its_module),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
