#include "reports/figures/to_do.h"

#include "programme/erasure.h"
#include "programme/records.h"
#include "programme/sample.h"
#include "programme/workbook.h"
#include "tests/support/people_book.h"
#include "tests/support/rendered.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static enum to_do_task first_missing(const struct to_do *list)
{
    int i = 0;

    while (i < list->count && list->items[i].done >= list->items[i].wanted)
        i++;
    assert_in_range(i, 0, list->count - 1);
    return list->items[i].task;
}

static void the_first_thing_missing_is_the_people(void **state)
{
    struct people_book *book = *state;
    struct to_do list;

    assert_true(to_do_read(book->db, &list, &book->err));
    assert_int_equal(first_missing(&list), TASK_PEOPLE);
    people_book_add(book, 3);
    assert_true(to_do_read(book->db, &list, &book->err));
    assert_int_equal(first_missing(&list), TASK_DATES);
}

static void a_call_waits_for_each_person_and_half_day(void **state)
{
    struct people_book *book = *state;
    const struct presence presence = { .called = true, .present = 210 };
    struct to_do list;

    people_book_add(book, 2);
    assert_true(records_put_presence(book->db, "P1", 1, HALF_AM, &presence, &book->err));
    assert_true(to_do_read(book->db, &list, &book->err));
    for (int i = 0; i < list.count; i++)
        if (list.items[i].task == TASK_CALL && list.items[i].day == 1) {
            assert_int_equal(list.items[i].done, 1);
            assert_int_equal(list.items[i].wanted, 4);
        }
}

static void who_stopped_is_not_waited_for(void **state)
{
    struct people_book *book = *state;
    struct to_do list;

    people_book_add(book, 2);
    assert_true(people_stop(book->db, "P2", 3, &book->err));
    assert_true(to_do_read(book->db, &list, &book->err));
    for (int i = 0; i < list.count; i++)
        if (list.items[i].task == TASK_CALL)
            assert_int_equal(list.items[i].wanted, list.items[i].day <= 3 ? 4 : 2);
}

/* Who answered and left, or was erased, does not stand for another who was not asked. */
static void what_the_gone_answered_hides_nobody(void **state)
{
    struct people_book *book = *state;
    struct to_do list;

    people_book_add(book, 4);
    for (int i = 1; i <= 3; i++) {
        const char *badge = (const char *[]){ "", "P1", "P2", "P3" }[i];

        assert_true(records_put_answer(book->db, badge, "I1", ANSWER_YES, &book->err));
        assert_true(
            people_decide(book->db, badge, CONSENT_IMAGE, true, day_of(2019, 11, 26), &book->err));
    }
    assert_true(people_stop(book->db, "P2", 3, &book->err));
    assert_true(erasure_of_person(book->db, NULL, "P3", day_of(2019, 12, 20), &book->err));
    assert_true(to_do_read(book->db, &list, &book->err));
    for (int i = 0; i < list.count; i++)
        if (list.items[i].task == TASK_ANSWERS || list.items[i].task == TASK_CONSENT) {
            assert_int_equal(list.items[i].done, 1);
            assert_int_equal(list.items[i].wanted, 2);
        }
}

static void in_an_example_only_workshops_and_calls_are_missing(void **state)
{
    struct people_book *book = *state;
    static struct published sessions[PUBLISHED_COUNT];
    struct to_do list;
    struct rendered out;
    const char *text;

    published_load(sessions);
    assert_true(sample_fill(book->db, &sessions[4], &book->access, &book->err));
    assert_true(to_do_read(book->db, &list, &book->err));
    rendered_begin(&out, PAGE_CSV);
    to_do_page(&(struct session){ .name = "Cookiks" }, &list, out.page);
    text = rendered_text(&out);
    assert_non_null(strstr(text, "day,date,task,done,wanted\r\nbefore,,people,7,1\r\n"));
    assert_non_null(strstr(text, "J6,2019-12-07,call,14,14\r\n"));
    assert_non_null(strstr(text, "J7,2019-12-09,last-rating,7,7\r\n"));
    assert_non_null(strstr(text, "later,,follow-up,0,7\r\n"));
    rendered_end(&out);
}

int main(void)
{
#define TEST(name) PEOPLE_BOOK_TEST(name, 0)
    const struct CMUnitTest tests[] = {
        TEST(the_first_thing_missing_is_the_people),
        TEST(a_call_waits_for_each_person_and_half_day),
        TEST(who_stopped_is_not_waited_for),
        TEST(what_the_gone_answered_hides_nobody),
        TEST(in_an_example_only_workshops_and_calls_are_missing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
