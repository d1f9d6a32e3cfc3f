#include "programme/duty.h"
#include "tests/support/people_book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void a_role_given_is_held_and_taken_back_is_not(void **state)
{
    struct people_book *book = *state;
    struct duties duties;

    people_book_add(book, 2);
    assert_true(duty_give(book->db, 5, "till", "P1", &book->err));
    assert_true(duty_give(book->db, 5, "till", "P2", &book->err));
    assert_true(duty_read(book->db, 5, &duties, &book->err));
    assert_true(duty_is_held(&duties, "till", "P1"));
    assert_int_equal(duties.count, 2);
    assert_true(duty_take(book->db, 5, "till", "P1", &book->err));
    assert_true(duty_read(book->db, 5, &duties, &book->err));
    assert_false(duty_is_held(&duties, "till", "P1"));
    assert_true(duty_is_held(&duties, "till", "P2"));
}

static void a_role_turns_to_the_next_person_who_is_there(void **state)
{
    struct people_book *book = *state;
    struct duties duties;

    people_book_add(book, 3);
    assert_true(people_stop(book->db, "P2", 4, &book->err)); /* gone on J5 */
    assert_true(duty_give(book->db, 4, "till", "P1", &book->err));
    assert_true(duty_give(book->db, 4, "stock", "P3", &book->err));
    assert_true(duty_rotate(book->db, 4, 5, &book->err));
    assert_true(duty_read(book->db, 5, &duties, &book->err));
    assert_int_equal(duties.count, 2);
    assert_true(duty_is_held(&duties, "till", "P3"));
    assert_true(duty_is_held(&duties, "stock", "P1"));
}

static void with_one_person_the_role_stays_and_with_nobody_it_goes(void **state)
{
    struct people_book *book = *state;
    struct duties duties;

    people_book_add(book, 1);
    assert_true(duty_give(book->db, 1, "till", "P1", &book->err));
    assert_true(duty_rotate(book->db, 1, 2, &book->err));
    assert_true(duty_read(book->db, 2, &duties, &book->err));
    assert_true(duty_is_held(&duties, "till", "P1"));
    assert_true(people_stop(book->db, "P1", 2, &book->err));
    assert_true(duty_rotate(book->db, 2, 3, &book->err));
    assert_true(duty_read(book->db, 3, &duties, &book->err));
    assert_int_equal(duties.count, 0);
}

static void nothing_turns_from_a_day_without_roles(void **state)
{
    struct people_book *book = *state;
    int before = -1;

    people_book_add(book, 1);
    assert_true(duty_day_before(book->db, 5, &before, &book->err));
    assert_int_equal(before, 0);
    assert_false(duty_rotate(book->db, 4, 5, &book->err));
    assert_int_equal(book->err.code, ERR_INPUT);
}

static void a_role_of_a_day_that_does_not_exist_is_refused(void **state)
{
    struct people_book *book = *state;

    people_book_add(book, 1);
    assert_false(duty_give(book->db, 8, "till", "P1", &book->err));
    assert_int_equal(book->err.code, ERR_INPUT);
    book->err = ERR_EMPTY;
    assert_false(duty_give(book->db, 1, " ", "P1", &book->err));
    assert_int_equal(book->err.code, ERR_INPUT);
}

static void a_usual_role_has_a_name_and_another_keeps_its_words(void **state)
{
    (void)state;
    assert_string_equal(duty_role_name("till"), "caisse");
    assert_string_equal(duty_role_name("photographe"), "photographe");
    assert_null(duty_usual(99));
}

int main(void)
{
#define TEST(name) PEOPLE_BOOK_TEST(name, 0)
    const struct CMUnitTest tests[] = {
        TEST(a_role_given_is_held_and_taken_back_is_not),
        TEST(a_role_turns_to_the_next_person_who_is_there),
        TEST(with_one_person_the_role_stays_and_with_nobody_it_goes),
        TEST(nothing_turns_from_a_day_without_roles),
        TEST(a_role_of_a_day_that_does_not_exist_is_refused),
        TEST(a_usual_role_has_a_name_and_another_keeps_its_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
