#include "programme/sample.h"

#include "tests/support/people_book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct published sessions[PUBLISHED_COUNT];

static int set_up(void **state)
{
    static struct people_book book;

    published_load(sessions);
    people_book_open(&book, true);
    *state = &book;
    return 0;
}

static int tear_down(void **state)
{
    people_book_close(*state);
    return 0;
}

static void fill(struct people_book *book, int rank, const struct vault_access *access)
{
    assert_true(db_begin(book->db, &book->err));
    assert_true(sample_fill(book->db, &sessions[rank], access, &book->err));
    assert_true(db_commit(book->db, &book->err));
}

static void an_example_has_the_published_head_count_and_dates(void **state)
{
    struct people_book *book = *state;
    static struct people people;
    struct calendar calendar;

    fill(book, 3, &book->access);
    assert_true(people_read(book->db, &people, &book->err));
    assert_int_equal(people.count, 6);
    assert_true(programme_calendar(book->db, &calendar, &book->err));
    assert_int_equal(calendar_last(&calendar).number, day_of(2019, 12, 5).number);
}

static void every_person_was_called_rated_and_heard(void **state)
{
    struct people_book *book = *state;
    static struct people people;
    static struct grid grid;
    static struct assessment assessment;
    struct calendar calendar;

    fill(book, 1, &book->access);
    assert_true(people_read(book->db, &people, &book->err));
    assert_true(programme_grid(book->db, &grid, &book->err));
    assert_true(programme_calendar(book->db, &calendar, &book->err));
    for (int i = 0; i < people.count; i++) {
        struct attendance attendance;
        struct impact impact;

        assert_true(records_attendance(book->db, people.list[i].badge, &attendance, &book->err));
        assert_int_equal(
            attendance_sum(&attendance, &calendar, &(struct stays){ .count = 0 }).half_days_called,
            14);
        assert_true(records_assessment(book->db, people.list[i].badge, &grid, &calendar,
                                       &assessment, &book->err));
        assert_int_equal(assessment.peer_count, people.count - 1);
        assert_true(records_impact(book->db, "I6", &impact, &book->err));
        assert_int_equal(impact_answered(&impact) + impact.unknown, people.count);
    }
}

static void without_a_place_for_keys_the_example_is_made_all_the_same(void **state)
{
    struct people_book *book = *state;
    const struct vault_access nowhere = { .folder = "/proc/no/such/folder" };
    static struct people people;

    fill(book, 0, &nowhere);
    assert_true(people_read(book->db, &people, &book->err));
    assert_int_equal(people.count, 6);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(an_example_has_the_published_head_count_and_dates),
        TEST(every_person_was_called_rated_and_heard),
        TEST(without_a_place_for_keys_the_example_is_made_all_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
