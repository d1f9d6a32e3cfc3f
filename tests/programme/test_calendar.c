#include "programme/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* Forbach: seven days between two Mondays, with the Saturday. */
static struct calendar forbach(void)
{
    static const int DAYS[] = { 2, 3, 4, 5, 6, 7, 9 };
    struct calendar calendar;
    struct day dates[7];
    struct err err = ERR_EMPTY;

    for (int i = 0; i < 7; i++)
        dates[i] = day_of(2019, 12, DAYS[i]);
    assert_true(calendar_init(&calendar, 7, &err));
    assert_true(calendar_set_dates(&calendar, dates, 7, &err));
    return calendar;
}

static void a_session_without_weeks_has_one_to_ten_days(void **state)
{
    struct calendar calendar = { .day_count = -1 };

    (void)state;
    for (int count = 0; count <= 12; count++) {
        struct err err = ERR_EMPTY;
        bool fits = count >= 1 && count <= 10;

        assert_int_equal(calendar_init(&calendar, count, &err), fits);
        assert_int_equal(err.code, fits ? ERR_NONE : ERR_INPUT);
    }
}

static void a_day_is_said_as_its_number_its_name_or_its_date(void **state)
{
    struct calendar calendar = forbach();
    static const char *const SAID[] = { "3", "J3", "j3", "2019-12-04", "04/12/2019" };
    static const char *const NOT[] = { "", "0", "8", "J8", "J", "3 h", "2019-12-08" };
    int day;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(SAID); i++) {
        struct err err = ERR_EMPTY;

        assert_true(calendar_day_parse(&calendar, SAID[i], &day, &err));
        assert_int_equal(day, 3);
    }
    for (size_t i = 0; i < COUNT_OF(NOT); i++) {
        struct err err = ERR_EMPTY;

        assert_false(calendar_day_parse(&calendar, NOT[i], &day, &err));
        assert_non_null(strstr(err.text, "J1 à J7"));
    }
}

static void a_saturday_is_a_day_like_another(void **state)
{
    struct calendar calendar = forbach();

    (void)state;
    assert_int_equal(calendar_find(&calendar, day_of(2019, 12, 7)), 6);
    assert_int_equal(calendar_find(&calendar, day_of(2019, 12, 8)), 0);
    assert_int_equal(calendar_first(&calendar).number, day_of(2019, 12, 2).number);
    assert_int_equal(calendar_last(&calendar).number, day_of(2019, 12, 9).number);
}

static void two_days_on_one_date_are_refused(void **state)
{
    struct calendar calendar = forbach();
    struct day dates[4] = { day_of(2020, 1, 6), day_of(2020, 1, 7), day_of(2020, 1, 7),
                            day_of(2020, 1, 9) };
    struct err err = ERR_EMPTY;

    (void)state;
    assert_false(calendar_set_dates(&calendar, dates, 4, &err));
    assert_int_equal(err.code, ERR_INPUT);
    assert_int_equal(calendar.day_count, 7);
}

static void a_day_moves_between_its_neighbours_only(void **state)
{
    struct calendar calendar = forbach();
    struct err err = ERR_EMPTY;

    (void)state;
    assert_true(calendar_move(&calendar, 7, day_of(2019, 12, 11), &err));
    assert_int_equal(calendar_last(&calendar).number, day_of(2019, 12, 11).number);
    assert_false(calendar_move(&calendar, 6, day_of(2019, 12, 12), &err));
    assert_string_equal(err.text, "J6 doit venir avant J7 : choisir une autre date.");
    assert_int_equal(calendar.days[5].date.number, day_of(2019, 12, 7).number);
}

static void known_dates_ascend_also_when_others_are_still_open(void **state)
{
    struct calendar calendar = forbach();
    struct err err = ERR_EMPTY;

    (void)state;
    calendar.days[2].date = DAY_NONE;
    assert_true(calendar_check(&calendar, &err));
    calendar.days[3].date = calendar.days[1].date;
    assert_false(calendar_check(&calendar, &err));
    assert_string_equal(err.text, "Les dates doivent se suivre : J4 doit venir après J2.");
}

static void seven_days_have_three_modules(void **state)
{
    static const int MODULE[] = { 1, 1, 1, 2, 2, 3, 3 };
    struct calendar calendar = forbach();

    (void)state;
    for (int day = 1; day <= 7; day++)
        assert_int_equal(calendar_module(&calendar, day), MODULE[day - 1]);
}

static void departure_is_j1_to_j3_and_arrival_j5_to_j7(void **state)
{
    struct calendar calendar = forbach();

    (void)state;
    for (int day = 1; day <= 7; day++) {
        assert_int_equal(day_is_departure(&calendar, day), day <= 3);
        assert_int_equal(day_is_arrival(&calendar, day), day >= 5);
    }
}

static void departure_and_arrival_never_overlap_whatever_the_length(void **state)
{
    struct calendar calendar;
    struct err err = ERR_EMPTY;

    (void)state;
    for (int count = DAYS_MIN; count <= DAYS_DAILY_MAX; count++) {
        assert_true(calendar_init(&calendar, count, &err));
        assert_true(calendar.creation_last < calendar.sale_day);
        assert_true(calendar.sale_day <= count);
    }
}

static void the_cold_review_is_due_from_four_to_six_months_clamped(void **state)
{
    struct calendar calendar = forbach();
    struct err err = ERR_EMPTY;
    struct follow_up_window window;

    (void)state;
    assert_true(calendar_move(&calendar, 7, day_of(2020, 8, 31), &err));
    window = calendar_follow_up(&calendar);
    assert_int_equal(window.from.number, day_of(2020, 12, 31).number);
    assert_int_equal(window.to.number, day_of(2021, 2, 28).number);
    assert_true(calendar_move(&calendar, 7, day_of(2023, 8, 31), &err));
    assert_int_equal(calendar_follow_up(&calendar).to.number, day_of(2024, 2, 29).number);
}

static void without_dates_no_cold_review_is_due(void **state)
{
    struct calendar calendar;
    struct err err = ERR_EMPTY;

    (void)state;
    assert_true(calendar_init(&calendar, 7, &err));
    assert_int_equal(calendar_follow_up(&calendar).from.number, DAY_NONE_NUMBER);
}

static void a_session_only_goes_forward_one_state_at_a_time(void **state)
{
    (void)state;
    for (int from = 0; from < SESSION_STATE_COUNT; from++)
        for (int to = 0; to < SESSION_STATE_COUNT; to++)
            assert_int_equal(
                session_state_can_follow((enum session_state)from, (enum session_state)to),
                to == from + 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_session_without_weeks_has_one_to_ten_days),
        cmocka_unit_test(a_day_is_said_as_its_number_its_name_or_its_date),
        cmocka_unit_test(a_saturday_is_a_day_like_another),
        cmocka_unit_test(two_days_on_one_date_are_refused),
        cmocka_unit_test(a_day_moves_between_its_neighbours_only),
        cmocka_unit_test(known_dates_ascend_also_when_others_are_still_open),
        cmocka_unit_test(seven_days_have_three_modules),
        cmocka_unit_test(departure_is_j1_to_j3_and_arrival_j5_to_j7),
        cmocka_unit_test(departure_and_arrival_never_overlap_whatever_the_length),
        cmocka_unit_test(the_cold_review_is_due_from_four_to_six_months_clamped),
        cmocka_unit_test(without_dates_no_cold_review_is_due),
        cmocka_unit_test(a_session_only_goes_forward_one_state_at_a_time),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
