#include "programme/format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static bool read_text(const char *text, struct format *out, struct err *err)
{
    char path[] = "/tmp/flashcoop-format-XXXXXX";
    int file = mkstemp(path);
    struct csv_faults faults = csv_faults_init();
    bool good;

    assert_true(file >= 0);
    assert_int_equal(write(file, text, strlen(text)), (ssize_t)strlen(text));
    close(file);
    good = format_read(path, out, &faults, err);
    csv_faults_release(&faults);
    unlink(path);
    return good;
}

static void every_shipped_format_reads_back_as_it_is_written(void **state)
{
    const char *name;

    (void)state;
    for (int i = 0; (name = format_name(i)); i++) {
        struct err err = ERR_EMPTY;
        struct format format, again;
        struct buf text = buf_init(1 << 16);

        assert_true(format_find(name, &format, &err));
        format_put_csv(&format, &text);
        assert_true(read_text(buf_text(&text), &again, &err));
        buf_release(&text);
        assert_string_equal(again.title, format.title);
        assert_int_equal(again.calendar.day_count, format.calendar.day_count);
        assert_memory_equal(again.weeks, format.weeks, sizeof format.weeks);
        for (int day = 0; day < format.calendar.day_count; day++)
            assert_int_equal(again.calendar.days[day].steps, format.calendar.days[day].steps);
    }
}

static void first_and_last_ratings_never_share_a_day(void **state)
{
    const char *name;

    (void)state;
    for (int i = 0; (name = format_name(i)); i++) {
        struct err err = ERR_EMPTY;
        struct format format;

        assert_true(format_find(name, &format, &err));
        assert_true(format.calendar.creation_last < format.calendar.sale_day);
        assert_in_range(format.calendar.sale_day, 1, format.calendar.day_count);
    }
}

static void spread_is_whole(int count, int creation, int sale)
{
    struct calendar calendar;
    struct err err = ERR_EMPTY;

    assert_true(calendar_init(&calendar, count, &err));
    assert_true(calendar_set_modules(&calendar, creation, sale, &err));
    assert_int_equal(calendar_step_day(&calendar, STEP_SELL), sale);
    assert_true(day_has_step(&calendar, count, STEP_REVIEW));
    for (int step = STEP_OFFER; step <= STEPS_MAX; step++)
        assert_true(calendar_step_day(&calendar, (enum step)step) >=
                    calendar_step_day(&calendar, (enum step)(step - 1)));
    calendar_settle(&calendar);
    assert_int_equal(calendar.creation_last, creation);
    assert_int_equal(calendar.sale_day, sale);
}

/* Whatever books named before there were formats: modules of any length, steps spread. */
static void steps_that_are_spread_are_all_there_and_in_order(void **state)
{
    (void)state;
    for (int count = 4; count <= DAYS_DAILY_MAX; count++)
        for (int creation = 1; creation < count - 1; creation++)
            for (int sale = creation + 1; sale < count; sale++)
                spread_is_whole(count, creation, sale);
}

static void a_long_format_takes_its_dates_from_the_first(void **state)
{
    struct format format;
    struct err err = ERR_EMPTY;
    struct day first = day_of(2026, 9, 1);

    (void)state;
    assert_true(format_find("weeks", &format, &err));
    assert_true(format_set_dates(&format, &first, 1, &err));
    assert_int_equal(format.calendar.days[6].date.number, first.number + 6 * 7);
    assert_int_equal(format.calendar.days[7].date.number,
                     first.number + 6 * 7 + 1); /* the market */
    assert_int_equal(calendar_last(&format.calendar).number, first.number + 16 * 7);
    assert_int_equal(format.calendar.creation_last, 4); /* a fifth of twenty */
    assert_int_equal(format.calendar.sale_day, 17);
}

static void nine_months_by_week_are_a_format(void **state)
{
    struct buf text = buf_init(1 << 16);
    struct format format;
    struct err err = ERR_EMPTY;

    (void)state;
    buf_printf(&text, "day,week,steps\n");
    for (int day = 1; day <= 39; day++)
        buf_printf(&text, "%d,%d,%s\n", day, day,
                   day == 1         ? "start"
                   : day % 13 == 12 ? "sell"
                   : day % 13 == 0  ? "count review"
                                    : "produce");
    assert_true(read_text(buf_text(&text), &format, &err));
    buf_release(&text);
    assert_int_equal(format.calendar.day_count, 39);
    assert_true(day_has_step(&format.calendar, 38, STEP_SELL));
}

static void what_is_no_format_is_refused_by_its_line(void **state)
{
    static const char *const TEXTS[] = {
        "day,steps\n",
        "day,steps\n2,start\n",
        "day,steps\n1,start\n3,sell\n",
        "day,steps\n1,dance\n",
        "day,steps\n1,\n",
        "day,week,steps\n1,2,start\n2,1,sell\n",
        "day,week,steps\n1,,start\n2,1,sell\n",
        "day,steps,am\n1,start,721\n",
        "day,steps\n1,start\n2,sell\n3,sell\n4,sell\n5,sell\n6,sell\n7,sell\n8,sell\n9,sell\n"
        "10,sell\n11,sell\n",
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(TEXTS); i++) {
        struct format format;
        struct err err = ERR_EMPTY;

        assert_false(read_text(TEXTS[i], &format, &err));
        assert_int_equal(err.code, ERR_INPUT);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_shipped_format_reads_back_as_it_is_written),
        cmocka_unit_test(first_and_last_ratings_never_share_a_day),
        cmocka_unit_test(steps_that_are_spread_are_all_there_and_in_order),
        cmocka_unit_test(a_long_format_takes_its_dates_from_the_first),
        cmocka_unit_test(nine_months_by_week_are_a_format),
        cmocka_unit_test(what_is_no_format_is_refused_by_its_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
