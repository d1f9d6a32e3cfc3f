/* Vectors of the programme's reference, section 3. */
#include "programme/attendance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct calendar seven_days(void)
{
    struct calendar calendar;
    struct err err = ERR_EMPTY;

    assert_true(calendar_init(&calendar, 7, &err));
    return calendar;
}

/* Every half-day called, `present` of them whole. */
static struct attendance_total person(int present)
{
    struct calendar calendar = seven_days();
    struct attendance attendance = { 0 };

    for (int i = 0; i < 14; i++)
        attendance.halves[i / 2][i % 2] =
            (struct presence){ .called = true, .present = i < present ? 210 : 0 };
    return attendance_sum(&attendance, &calendar, &(struct stays){ .count = 0 });
}

static void the_group_of_the_vector_was_there_92_times_of_98(void **state)
{
    static const int PRESENT[] = { 14, 14, 13, 14, 12, 14, 11 };
    struct attendance_total group = { 0 };
    struct ratio rate;
    char text[RATE_TEXT_MAX];

    (void)state;
    for (int i = 0; i < 7; i++) {
        struct attendance_total one = person(PRESENT[i]);

        attendance_add(&group, &one);
    }
    assert_int_equal(group.half_days_present, 92);
    assert_int_equal(group.half_days_called, 98);
    assert_true(attendance_rate(&group, &rate));
    assert_int_equal(ratio_scale(rate, 10), 939);
    assert_int_equal(group.present, 322 * 60);
    assert_int_equal(group.planned, 343 * 60);
    attendance_format(&group, text);
    assert_string_equal(text, "92 demi-journées sur 98 (94 %)");
    hours_format(group.present, text);
    assert_string_equal(text, "322 h");
}

static void thirteen_of_fourteen_make_45_h_30(void **state)
{
    char text[HOURS_TEXT_MAX];

    (void)state;
    hours_format(person(13).present, text);
    assert_string_equal(text, "45 h 30");
}

static void a_half_day_not_called_is_in_no_denominator(void **state)
{
    struct calendar calendar = seven_days();
    struct attendance attendance = { 0 };
    struct attendance_total total;
    struct ratio rate;

    (void)state;
    attendance.halves[0][HALF_AM] = (struct presence){ .called = true, .present = 210 };
    attendance.halves[0][HALF_PM] = (struct presence){ .called = true, .reason = "excused" };
    total = attendance_sum(&attendance, &calendar, &(struct stays){ .count = 0 });
    assert_int_equal(total.half_days_called, 2);
    assert_int_equal(total.planned, 420);
    assert_int_equal(total.half_days_excused, 1);
    assert_true(attendance_rate(&total, &rate));
    assert_int_equal(ratio_scale(rate, 1), 50);
}

/* Whoever was there for a part is there, whatever the reason for the rest is called. */
static void who_was_there_for_a_part_is_not_excused(void **state)
{
    struct calendar calendar = seven_days();
    struct attendance attendance = { 0 };
    struct attendance_total total;

    (void)state;
    attendance.halves[0][HALF_AM] =
        (struct presence){ .called = true, .present = 60, .reason = "excused" };
    total = attendance_sum(&attendance, &calendar, &(struct stays){ .count = 0 });
    assert_int_equal(total.half_days_present, 1);
    assert_int_equal(total.half_days_excused, 0);
}

static void nobody_called_has_no_rate_and_says_so(void **state)
{
    struct attendance_total total = { 0 };
    struct ratio rate;
    char text[RATE_TEXT_MAX];

    (void)state;
    assert_false(attendance_rate(&total, &rate));
    attendance_format(&total, text);
    assert_string_equal(text, "aucune demi-journée appelée");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_group_of_the_vector_was_there_92_times_of_98),
        cmocka_unit_test(thirteen_of_fourteen_make_45_h_30),
        cmocka_unit_test(a_half_day_not_called_is_in_no_denominator),
        cmocka_unit_test(who_was_there_for_a_part_is_not_excused),
        cmocka_unit_test(nobody_called_has_no_rate_and_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
