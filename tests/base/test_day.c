#include "base/day.h"
#include "base/lang.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static int to_paris(void **state)
{
    (void)state;
    setenv("TZ", "Europe/Paris", 1);
    tzset();
    return 0;
}

static void every_day_of_ten_millennia_comes_back(void **state)
{
    int32_t expected = day_of(1, 1, 1).number;

    (void)state;
    for (int year = 1; year <= 9999; year++) {
        for (int month = 1; month <= 12; month++) {
            for (int day = 1; day_exists(year, month, day); day++) {
                int got[3];

                assert_int_equal(day_of(year, month, day).number, expected);
                day_split((struct day){ expected }, &got[0], &got[1], &got[2]);
                assert_true(got[0] == year && got[1] == month && got[2] == day);
                expected++;
            }
        }
    }
}

static void days_count_from_1970(void **state)
{
    (void)state;
    assert_int_equal(day_of(1970, 1, 1).number, 0);
    assert_int_equal(day_of(1969, 12, 31).number, -1);
    assert_int_equal(day_of(2000, 3, 1).number, 11017);
    assert_int_equal(day_of(2019, 11, 26).number, 18226);
}

static void days_that_do_not_exist_are_known(void **state)
{
    (void)state;
    assert_true(day_exists(2020, 2, 29));
    assert_true(day_exists(2000, 2, 29));
    assert_false(day_exists(1900, 2, 29));
    assert_false(day_exists(2019, 2, 29));
    assert_false(day_exists(2019, 4, 31));
    assert_false(day_exists(2019, 13, 1));
    assert_false(day_exists(2019, 0, 1));
    assert_false(day_exists(2019, 1, 0));
    assert_false(day_exists(0, 1, 1));
    assert_false(day_exists(10000, 1, 1));
}

static void weekdays_follow_the_calendar(void **state)
{
    (void)state;
    assert_int_equal(day_weekday(day_of(1970, 1, 1)), 4);   /* a Thursday */
    assert_int_equal(day_weekday(day_of(2019, 11, 26)), 2); /* a Tuesday */
    assert_int_equal(day_weekday(day_of(1969, 12, 28)), 7); /* a Sunday, before the epoch */
    assert_int_equal(day_weekday(day_of(1969, 12, 29)), 1);
}

static void months_are_added_and_clamped_to_the_end(void **state)
{
    static const struct {
        int from[3];
        int months;
        const char *wanted;
    } CASES[] = {
        { { 2019, 8, 31 }, 6, "2020-02-29" },   { { 2018, 8, 31 }, 6, "2019-02-28" },
        { { 2019, 11, 26 }, 3, "2020-02-26" },  { { 2019, 1, 31 }, 0, "2019-01-31" },
        { { 2020, 3, 31 }, -1, "2020-02-29" },  { { 2020, 1, 15 }, -1, "2019-12-15" },
        { { 2019, 12, 31 }, 12, "2020-12-31" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        const int *from = CASES[i].from;
        char text[DAY_TEXT_MAX];

        day_format(day_add_months(day_of(from[0], from[1], from[2]), CASES[i].months), text);
        assert_string_equal(text, CASES[i].wanted);
    }
}

static void a_date_that_is_not_one_is_refused_and_nothing_moves(void **state)
{
    static const char *const WRONG[] = { "",           "2019-11-2",   "2019-11-266", "11/26/2019",
                                         "2019-02-29", "2019-13-01",  " 2019-11-26", "2019-11-26 ",
                                         "2019/11/26", "2019-1１-26", "-019-11-26",  "0000-01-01" };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(WRONG); i++) {
        struct err err = ERR_EMPTY;
        struct day day = { 42 };

        assert_false(day_parse(WRONG[i], &day, &err));
        assert_int_equal(err.code, ERR_INPUT);
        assert_int_equal(day.number, 42);
    }
}

static void a_date_is_read_and_written_back(void **state)
{
    struct err err = ERR_EMPTY;
    struct day day;
    char text[DAY_TEXT_MAX];

    (void)state;
    assert_true(day_parse("2020-02-29", &day, &err));
    day_format(day, text);
    assert_string_equal(text, "2020-02-29");
    day_format(DAY_NONE, text);
    assert_string_equal(text, "");
}

static void a_date_is_read_as_french_people_and_spreadsheets_write_it(void **state)
{
    static const char *const TEXTS[] = { "26/11/2019",       "26.11.2019",
                                         "26-11-2019",       "26/11/19",
                                         "26/11/2019 00:00", "2019-11-26 00:00:00",
                                         "26 novembre 2019", "mardi 26 nov. 2019",
                                         "26-nov-19",        "26 Nov 2019" };
    static const char *const WRONG[] = { "31/02/2019", "26/11/199",      "26/11.2019",
                                         "26/11",      "26.11.19",       "26/11/2019 10:02",
                                         "1-mars",     "26 jui 2019",    "31 juin 2019",
                                         "26 no 2019", "26 novem 2019x", "26 11 2019" };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(TEXTS); i++) {
        struct err err = ERR_EMPTY;
        struct day day;

        assert_true(day_parse(TEXTS[i], &day, &err));
        assert_int_equal(day.number, day_of(2019, 11, 26).number);
    }
    for (size_t i = 0; i < COUNT_OF(WRONG); i++) {
        struct err err = ERR_EMPTY;
        struct day day;

        assert_false(day_parse(WRONG[i], &day, &err));
    }
}

static void a_moment_is_read_with_a_french_date(void **state)
{
    static const char *const TEXTS[] = { "26/11/2019 9:02", "26/11/2019 09:02:00",
                                         "2019-11-26 9h02" };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(TEXTS); i++) {
        struct err err = ERR_EMPTY;
        struct moment moment;
        char text[MOMENT_TEXT_MAX];

        assert_true(moment_parse(TEXTS[i], &moment, &err));
        moment_format(moment, text);
        text[16] = '\0';
        assert_string_equal(text, "2019-11-26T09:02");
    }
}

static void people_read_a_date_in_their_language(void **state)
{
    char text[32];

    (void)state;
    day_format_human(day_of(2019, 11, 5), text, sizeof text);
    assert_string_equal(text, "05/11/2019");
    lang_choose("en");
    day_format_human(day_of(2019, 11, 5), text, sizeof text);
    lang_choose("fr");
    assert_string_equal(text, "5 Nov 2019");
    day_format_human(DAY_NONE, text, sizeof text);
    assert_string_equal(text, "–");
    day_format_weekday(day_of(2019, 11, 5), text, sizeof text);
    assert_string_equal(text, "mardi 05/11/2019");
    day_format_weekday(DAY_NONE, text, sizeof text);
    assert_string_equal(text, "–");
}

static void a_moment_is_read_and_written_back(void **state)
{
    static const char *const TEXTS[] = { "2019-11-26T10:02:05+01:00", "1969-12-31T23:59:59-05:30",
                                         "2020-07-01T00:00:00+00:00", "2020-02-29T23:59:59+18:00",
                                         "0001-01-02T00:00:00+00:00" };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(TEXTS); i++) {
        struct err err = ERR_EMPTY;
        struct moment moment;
        char text[MOMENT_TEXT_MAX];

        assert_true(moment_parse(TEXTS[i], &moment, &err));
        moment_format(moment, text);
        assert_string_equal(text, TEXTS[i]);
    }
}

static void a_moment_counts_utc_seconds(void **state)
{
    struct err err = ERR_EMPTY;
    struct moment moment;

    (void)state;
    assert_true(moment_parse("2001-09-09T03:46:40+02:00", &moment, &err));
    assert_int_equal(moment.utc_s, 1000000000);
    assert_int_equal(moment.offset_min, 120);
    assert_true(moment_parse("2001-09-09T01:46:40Z", &moment, &err));
    assert_int_equal(moment.utc_s, 1000000000);
    assert_int_equal(moment.offset_min, 0);
}

static void without_an_offset_the_machines_zone_is_meant(void **state)
{
    struct err err = ERR_EMPTY;
    struct moment winter;
    struct moment summer;

    (void)state;
    assert_true(moment_parse("2019-11-26 10:02", &winter, &err));
    assert_true(moment_parse("2019-07-26T10:02", &summer, &err));
    assert_int_equal(winter.offset_min, 60);
    assert_int_equal(summer.offset_min, 120);
}

/* Europe/Paris, 26 October 2025 at 03:00 and 29 March 2026 at 02:00 (directive 2000/84/CE). */
static void the_offset_changes_in_the_nights_when_clocks_are_set(void **state)
{
    static const struct {
        const char *local;
        const char *full;
    } NIGHTS[] = {
        { "2025-10-26 01:59", "2025-10-26T01:59:00+02:00" },
        { "2025-10-26 03:00", "2025-10-26T03:00:00+01:00" },
        { "2026-03-29 01:59", "2026-03-29T01:59:00+01:00" },
        { "2026-03-29 03:00", "2026-03-29T03:00:00+02:00" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(NIGHTS); i++) {
        struct err err = ERR_EMPTY;
        struct moment moment;
        char text[MOMENT_TEXT_MAX];

        assert_true(moment_parse(NIGHTS[i].local, &moment, &err));
        moment_format(moment, text);
        assert_string_equal(text, NIGHTS[i].full);
    }
}

static void a_moment_that_is_not_one_is_refused_and_nothing_moves(void **state)
{
    static const char *const WRONG[] = {
        "",
        "2019-11-26",
        "2019-11-26T",
        "2019-11-26T24:00",
        "2019-11-26T10:60",
        "2019-11-26T10:02:60",
        "2019-11-26T10:02:05+1:00",
        "2019-11-26T10:02:05+01:00x",
        "2019-11-26T10:02:05+19:00",
        "2019-11-26T10:02:05+18:30",
        "2019-11-26T10:02:05+01:60",
        "2019-11-26t10:02",
        "2019-02-30T10:02",
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(WRONG); i++) {
        struct err err = ERR_EMPTY;
        struct moment moment = { 42, 7 };

        assert_false(moment_parse(WRONG[i], &moment, &err));
        assert_int_equal(err.code, ERR_INPUT);
        assert_int_equal(moment.utc_s, 42);
        assert_int_equal(moment.offset_min, 7);
    }
}

static void the_day_of_a_moment_is_the_one_people_lived(void **state)
{
    struct moment late = { 1574809200, 60 }; /* 2019-11-26T23:00:00Z */
    char text[DAY_TEXT_MAX];
    char hour[6];

    (void)state;
    day_format(moment_day(late), text);
    assert_string_equal(text, "2019-11-27");
    moment_format_hour(late, hour);
    assert_string_equal(hour, "00:00");
    day_format(moment_day((struct moment){ -1, 0 }), text);
    assert_string_equal(text, "1969-12-31");
}

static void a_frozen_clock_does_not_move(void **state)
{
    const struct clock clock = clock_frozen((struct moment){ 1574762525, 60 });

    (void)state;
    assert_int_equal(clock_now(&clock).utc_s, 1574762525);
    assert_int_equal(clock_now(&clock).offset_min, 60);
}

/* Else no record could be written. */
static void a_zone_that_no_place_has_is_that_of_greenwich(void **state)
{
    static const char *const ZONES[] = { "AAA-160", "AAA+160", "AAA-18:30" };
    const struct clock clock = clock_real();

    for (size_t i = 0; i < COUNT_OF(ZONES); i++) {
        setenv("TZ", ZONES[i], 1);
        tzset();
        assert_int_equal(clock_now(&clock).offset_min, 0);
    }
    to_paris(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_of_ten_millennia_comes_back),
        cmocka_unit_test(days_count_from_1970),
        cmocka_unit_test(days_that_do_not_exist_are_known),
        cmocka_unit_test(weekdays_follow_the_calendar),
        cmocka_unit_test(months_are_added_and_clamped_to_the_end),
        cmocka_unit_test(a_date_that_is_not_one_is_refused_and_nothing_moves),
        cmocka_unit_test(a_date_is_read_and_written_back),
        cmocka_unit_test(a_date_is_read_as_french_people_and_spreadsheets_write_it),
        cmocka_unit_test(a_moment_is_read_with_a_french_date),
        cmocka_unit_test(people_read_a_date_in_their_language),
        cmocka_unit_test(a_moment_is_read_and_written_back),
        cmocka_unit_test(a_moment_counts_utc_seconds),
        cmocka_unit_test(without_an_offset_the_machines_zone_is_meant),
        cmocka_unit_test(the_offset_changes_in_the_nights_when_clocks_are_set),
        cmocka_unit_test(a_moment_that_is_not_one_is_refused_and_nothing_moves),
        cmocka_unit_test(the_day_of_a_moment_is_the_one_people_lived),
        cmocka_unit_test(a_frozen_clock_does_not_move),
        cmocka_unit_test(a_zone_that_no_place_has_is_that_of_greenwich),
    };

    return cmocka_run_group_tests(tests, to_paris, NULL);
}
