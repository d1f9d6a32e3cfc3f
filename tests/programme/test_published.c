/* The published review of 2019-2020 (fact boxes); consolidation vector of the reference, section 8.
 */
#include "programme/published.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct published sessions[PUBLISHED_COUNT];

static int set_up(void **state)
{
    (void)state;
    published_load(sessions);
    return 0;
}

static void the_seven_sessions_had_43_people_and_sold_for_4804_74(void **state)
{
    int people = 0;
    int food = 0;
    int64_t turnover_cents = 0;

    (void)state;
    for (int i = 0; i < PUBLISHED_COUNT; i++) {
        people += sessions[i].participants;
        turnover_cents += sessions[i].turnover_cents;
        food += strcmp(sessions[i].sector, "food") == 0;
    }
    assert_int_equal(people, 43);
    assert_int_equal(turnover_cents, 480474);
    assert_int_equal(food, 5);
}

static void angers_is_mamcookies_with_six_people_and_376_euros(void **state)
{
    (void)state;
    assert_string_equal(sessions[3].name, "MamCookies");
    assert_string_equal(sessions[3].host, "CDP49");
    assert_int_equal(sessions[3].participants, 6);
    assert_int_equal(sessions[3].turnover_cents, 37600);
    assert_string_equal(sessions[6].venue, "O'Filao, café associatif");
}

static void every_session_has_seven_days_inside_its_printed_span(void **state)
{
    (void)state;
    for (int i = 0; i < PUBLISHED_COUNT; i++) {
        struct calendar calendar;
        struct err err = ERR_EMPTY;

        assert_int_equal(sessions[i].day_count, 7);
        assert_true(calendar_init(&calendar, 7, &err));
        assert_true(calendar_set_dates(&calendar, sessions[i].days, 7, &err));
        assert_int_equal(calendar_first(&calendar).number, sessions[i].first_day.number);
        assert_int_equal(calendar_last(&calendar).number, sessions[i].last_day.number);
    }
}

static void forbach_holds_its_seven_days_with_its_saturday(void **state)
{
    int saturdays = 0;

    (void)state;
    for (int i = 0; i < 7; i++)
        saturdays += day_weekday(sessions[4].days[i]) == 6;
    assert_int_equal(saturdays, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_seven_sessions_had_43_people_and_sold_for_4804_74),
        cmocka_unit_test(angers_is_mamcookies_with_six_people_and_376_euros),
        cmocka_unit_test(every_session_has_seven_days_inside_its_printed_span),
        cmocka_unit_test(forbach_holds_its_seven_days_with_its_saturday),
    };

    return cmocka_run_group_tests(tests, set_up, NULL);
}
