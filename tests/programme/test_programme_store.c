#include "tests/support/people_book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void a_new_book_has_seven_days_and_the_default_grid(void **state)
{
    struct people_book *book = *state;
    struct calendar calendar;
    static struct grid grid;
    static struct grid expected;

    assert_true(programme_calendar(book->db, &calendar, &book->err));
    assert_int_equal(calendar.day_count, 7);
    assert_int_equal(calendar.sale_day, 5);
    assert_int_equal(calendar.days[6].planned[HALF_PM], 210);
    assert_int_equal(calendar.days[0].date.number, DAY_NONE_NUMBER);
    assert_true(programme_grid(book->db, &grid, &book->err));
    grid_default(&expected);
    assert_int_equal(grid.indicator_count, expected.indicator_count);
    for (int i = 0; i < grid.indicator_count; i++)
        assert_memory_equal(&grid.indicators[i], &expected.indicators[i],
                            sizeof grid.indicators[i]);
    assert_memory_equal(&grid.marks, &expected.marks, sizeof grid.marks);
}

static void a_day_moves_with_everything_that_was_recorded_on_it(void **state)
{
    struct people_book *book = *state;
    struct calendar calendar;
    struct day dates[7];
    struct attendance attendance;
    const struct presence presence = { .called = true, .present = 210 };
    char note[DAY_NOTE_MAX];

    people_book_add(book, 1);
    for (int i = 0; i < 7; i++)
        dates[i] = day_of(2019, 12, 2 + i);
    assert_true(programme_set_dates(book->db, dates, 7, &book->err));
    assert_true(records_put_presence(book->db, "P1", 7, HALF_AM, &presence, &book->err));
    assert_true(programme_set_day_note(book->db, 7, "Bilan au café", &book->err));

    assert_true(programme_calendar(book->db, &calendar, &book->err));
    assert_true(calendar_move(&calendar, 7, day_of(2019, 12, 20), &book->err));
    assert_true(programme_set_calendar(book->db, &calendar, &book->err));

    assert_true(records_attendance(book->db, "P1", &attendance, &book->err));
    assert_true(attendance.halves[6][HALF_AM].called);
    assert_true(programme_day_note(book->db, 7, note, &book->err));
    assert_string_equal(note, "Bilan au café");
    assert_true(programme_calendar(book->db, &calendar, &book->err));
    assert_int_equal(calendar.days[6].date.number, day_of(2019, 12, 20).number);
}

static void a_day_with_presence_cannot_be_cut_off(void **state)
{
    struct people_book *book = *state;
    struct calendar four;
    struct calendar after;
    const struct presence presence = { .called = true, .present = 0 };

    people_book_add(book, 1);
    assert_true(records_put_presence(book->db, "P1", 6, HALF_AM, &presence, &book->err));
    assert_true(calendar_init(&four, 4, &book->err));
    assert_false(programme_set_calendar(book->db, &four, &book->err));
    assert_int_equal(book->err.code, ERR_INPUT);
    book->err = ERR_EMPTY;
    assert_true(programme_calendar(book->db, &after, &book->err));
    assert_int_equal(after.day_count, 7);
}

static void an_untouched_session_can_become_four_days(void **state)
{
    struct people_book *book = *state;
    struct calendar calendar;
    const struct day dates[4] = { day_of(2020, 1, 6), day_of(2020, 1, 7), day_of(2020, 1, 9),
                                  day_of(2020, 1, 11) };

    assert_true(programme_set_dates(book->db, dates, 4, &book->err));
    assert_true(programme_calendar(book->db, &calendar, &book->err));
    assert_int_equal(calendar.day_count, 4);
    assert_int_equal(calendar.creation_last, 2);
    assert_int_equal(calendar.sale_day, 3);
}

static void a_day_with_a_note_is_not_cut_off(void **state)
{
    struct people_book *book = *state;
    struct calendar calendar;

    assert_true(programme_set_day_note(book->db, 7, "Il a plu.", &book->err));
    assert_true(programme_calendar(book->db, &calendar, &book->err));
    assert_true(calendar_resize(&calendar, 6, &book->err));
    assert_false(programme_set_calendar(book->db, &calendar, &book->err));
    assert_int_equal(book->err.code, ERR_INPUT);
}

static void days_that_stay_keep_their_dates_when_others_come_or_go(void **state)
{
    struct people_book *book = *state;
    struct calendar calendar;

    assert_true(calendar_init(&calendar, 7, &book->err));
    calendar.days[1].date.number = 100;
    calendar.days[1].planned[HALF_PM] = 0;
    assert_true(calendar_resize(&calendar, 9, &book->err));
    assert_true(calendar_resize(&calendar, 5, &book->err));
    assert_int_equal(calendar.day_count, 5);
    assert_int_equal(calendar.days[1].date.number, 100);
    assert_int_equal(calendar.days[1].planned[HALF_PM], 0);
    assert_int_equal(calendar.sale_day, 4); /* the usual place again */
    assert_false(calendar_resize(&calendar, 11, &book->err));
    assert_int_equal(calendar.day_count, 5);
}

static void a_closed_session_takes_a_correction_only_with_a_reason_that_stays(void **state)
{
    struct people_book *book = *state;
    struct correction correction = { .what = "P1 J3 am : 210", .at = { 1575300000, 60 } };

    assert_true(programme_allow(book->db, &correction, &book->err));
    assert_true(programme_advance(book->db, SESSION_OPEN, &book->err));
    assert_true(programme_advance(book->db, SESSION_CLOSED, &book->err));

    assert_false(programme_allow(book->db, &correction, &book->err));
    assert_int_equal(book->err.code, ERR_CLOSED);
    book->err = ERR_EMPTY;
    correction.reason = "feuille retrouvée";
    assert_true(programme_allow(book->db, &correction, &book->err));
    assert_false(db_script(book->db, "DELETE FROM correction", &book->err));
    book->err = ERR_EMPTY;
    assert_false(db_script(book->db, "UPDATE correction SET reason = 'x'", &book->err));
}

static void answers_may_come_until_the_session_is_archived(void **state)
{
    struct people_book *book = *state;
    const struct correction plain = { .what = "answers" };

    for (int to = SESSION_OPEN; to <= SESSION_COLD_REVIEW; to++) {
        assert_true(programme_advance(book->db, (enum session_state)to, &book->err));
        assert_true(programme_allow_answers(book->db, &plain, &book->err));
    }
    assert_true(programme_advance(book->db, SESSION_ARCHIVED, &book->err));
    assert_false(programme_allow_answers(book->db, &plain, &book->err));
    assert_int_equal(book->err.code, ERR_CLOSED);
}

static void a_session_does_not_go_back(void **state)
{
    struct people_book *book = *state;
    enum session_state now;

    assert_true(programme_advance(book->db, SESSION_OPEN, &book->err));
    assert_false(programme_advance(book->db, SESSION_PREPARED, &book->err));
    assert_string_equal(book->err.text,
                        "La session est ouverte : elle ne peut pas devenir préparée.");
    book->err = ERR_EMPTY;
    assert_true(programme_state(book->db, &now, &book->err));
    assert_int_equal(now, SESSION_OPEN);
}

static void a_session_keeps_the_grid_it_started_with(void **state)
{
    struct people_book *book = *state;
    static struct grid grid;
    struct rating rating = { .rater = "self", .indicator = 0, .day = 1, .value = 2 };

    people_book_add(book, 1);
    grid_default(&grid);
    grid.version = 2;
    assert_true(programme_set_grid(book->db, &grid, &book->err));
    assert_true(records_put_rating(book->db, "P1", &rating, &grid, &book->err));
    grid.version = 3;
    assert_false(programme_set_grid(book->db, &grid, &book->err));
    assert_int_equal(book->err.code, ERR_CLOSED);
    book->err = ERR_EMPTY;
    assert_true(programme_grid(book->db, &grid, &book->err));
    assert_int_equal(grid.version, 2);
}

static void a_step_stays_ticked_until_it_is_unticked(void **state)
{
    struct people_book *book = *state;
    bool ticked;

    assert_true(programme_tick(book->db, 1, "badges", true, &book->err));
    assert_true(programme_tick(book->db, 1, "badges", true, &book->err));
    assert_true(programme_is_ticked(book->db, 1, "badges", &ticked, &book->err));
    assert_true(ticked);
    assert_true(programme_tick(book->db, 1, "badges", false, &book->err));
    assert_true(programme_is_ticked(book->db, 1, "badges", &ticked, &book->err));
    assert_false(ticked);
}

static void the_second_language_is_one_of_the_grid(void **state)
{
    struct people_book *book = *state;
    enum tongue tongue;
    bool found;

    assert_true(programme_second_tongue(book->db, &tongue, &found, &book->err));
    assert_false(found);
    assert_true(programme_set_second_tongue(book->db, "prs", &book->err));
    assert_true(programme_second_tongue(book->db, &tongue, &found, &book->err));
    assert_true(found);
    assert_int_equal(tongue, TONGUE_PRS);
    assert_false(programme_set_second_tongue(book->db, "zz", &book->err));
}

int main(void)
{
#define TEST(name) PEOPLE_BOOK_TEST(name, 0)
    const struct CMUnitTest tests[] = {
        TEST(a_new_book_has_seven_days_and_the_default_grid),
        TEST(a_day_moves_with_everything_that_was_recorded_on_it),
        TEST(a_day_with_presence_cannot_be_cut_off),
        TEST(an_untouched_session_can_become_four_days),
        TEST(a_day_with_a_note_is_not_cut_off),
        TEST(days_that_stay_keep_their_dates_when_others_come_or_go),
        TEST(a_closed_session_takes_a_correction_only_with_a_reason_that_stays),
        TEST(answers_may_come_until_the_session_is_archived),
        TEST(a_session_does_not_go_back),
        TEST(a_session_keeps_the_grid_it_started_with),
        TEST(a_step_stays_ticked_until_it_is_unticked),
        TEST(the_second_language_is_one_of_the_grid),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
