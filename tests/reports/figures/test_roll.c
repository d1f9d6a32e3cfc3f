#include "reports/figures/roll.h"

#include "reports/figures/call_list.h"
#include "reports/figures/impact_table.h"
#include "tests/support/people_book.h"
#include "tests/support/rendered.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct session SESSION = { .name = "MamCookies", .host = "CDP49" };

static void report(struct people_book *book, enum page_format format, struct rendered *out)
{
    static struct roll roll;

    assert_true(roll_read(book->db, &roll, &book->err));
    rendered_begin(out, format);
    roll_page(&SESSION, &roll, out->page);
}

/* The vector of the reference, section 3. */
static void the_group_of_the_vector_was_there_322_hours(void **state)
{
    static const int PRESENT[] = { 14, 14, 13, 14, 12, 14, 11 };
    struct people_book *book = *state;
    struct rendered out;
    const char *text;

    people_book_add(book, 7);
    for (int person = 0; person < 7; person++)
        for (int i = 0; i < 14; i++) {
            const struct presence presence = { .called = true,
                                               .present = i < PRESENT[person] ? 210 : 0 };
            char badge[BADGE_MAX];

            snprintf(badge, sizeof badge, "P%d", person + 1);
            assert_true(records_put_presence(book->db, badge, i / 2 + 1, (enum half)(i % 2),
                                             &presence, &book->err));
        }
    report(book, PAGE_CSV, &out);
    text = rendered_text(&out);
    assert_non_null(strstr(text, "badge,name,minutes,planned_minutes,half_days_present,"
                                 "half_days_called,from,to\r\nP1,Nom 1,2940,2940,14,14,J1,\r\n"));
    assert_non_null(strstr(text, "P3,Nom 3,2730,2940,13,14,J1,\r\n"));
    rendered_end(&out);
    report(book, PAGE_TEXT, &out);
    text = rendered_text(&out);
    assert_non_null(strstr(text, "92 demi-journées sur 98 (94 %)"));
    assert_non_null(strstr(text, "322 h"));
    assert_non_null(strstr(text, "45 h 30"));
    rendered_end(&out);
}

static void a_session_without_a_call_says_so(void **state)
{
    struct people_book *book = *state;
    struct rendered out;

    people_book_add(book, 2);
    report(book, PAGE_TEXT, &out);
    assert_non_null(strstr(rendered_text(&out), "aucune demi-journée appelée"));
    rendered_end(&out);
    report(book, PAGE_CSV, &out);
    assert_non_null(strstr(rendered_text(&out), "P2,Nom 2,0,0,0,0,J1,\r\n"));
    rendered_end(&out);
}

static void impact_counts_and_rates_carry_their_base(void **state)
{
    struct people_book *book = *state;
    static struct impact_table impact;
    struct rendered out;
    const char *text;

    people_book_add(book, 7);
    assert_true(people_book_import(book, PEOPLE_ANSWERS,
                                   "badge,statement,answer\nP1,I1,yes\nP2,I1,yes\nP3,I1,yes\n"
                                   "P4,I1,yes\nP5,I1,yes\nP6,I1,no\nP7,I1,unknown\n"));
    assert_true(impact_table_read(book->db, &impact, &book->err));
    rendered_begin(&out, PAGE_CSV);
    impact_table_page(&SESSION, &impact, out.page);
    assert_string_equal(rendered_text(&out),
                        "statement,participants,answered,yes,little,no,unknown\r\n"
                        "I1,7,6,5,0,1,1\r\nI2,7,0,0,0,0,0\r\nI3,7,0,0,0,0,0\r\n"
                        "I4,7,0,0,0,0,0\r\nI5,7,0,0,0,0,0\r\nI6,7,0,0,0,0,0\r\n");
    rendered_end(&out);
    rendered_begin(&out, PAGE_TEXT);
    impact_table_page(&SESSION, &impact, out.page);
    text = rendered_text(&out);
    assert_non_null(strstr(text, "5 sur 6 (83 %)"));
    assert_non_null(strstr(text, "44–97 %")); /* Wilson 43,6–97,0 */
    assert_non_null(strstr(text, "71–86 %")); /* 5/7 .. 6/7 */
    rendered_end(&out);
}

static void the_cold_review_is_listed_with_its_window(void **state)
{
    struct people_book *book = *state;
    static struct call_list calls;
    const struct day dates[4] = { day_of(2019, 8, 5), day_of(2019, 8, 6), day_of(2019, 8, 7),
                                  day_of(2019, 8, 31) };
    struct rendered out;

    people_book_add(book, 1);
    assert_true(programme_set_dates(book->db, dates, 4, &book->err));
    assert_true(call_list_read(book->db, day_of(2020, 1, 2), &calls, &book->err));
    rendered_begin(&out, PAGE_CSV);
    call_list_page(&SESSION, &calls, out.page);
    assert_string_equal(rendered_text(&out), "badge,due_from,due_to,state\r\n"
                                             "P1,2019-12-31,2020-02-29,due\r\n");
    rendered_end(&out);
}

int main(void)
{
#define TEST(name) PEOPLE_BOOK_TEST(name, 0)
    const struct CMUnitTest tests[] = {
        TEST(the_group_of_the_vector_was_there_322_hours),
        TEST(a_session_without_a_call_says_so),
        TEST(impact_counts_and_rates_carry_their_base),
        TEST(the_cold_review_is_listed_with_its_window),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
