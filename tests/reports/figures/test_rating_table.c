#include "reports/figures/rating_table.h"

#include "tests/support/people_book.h"
#include "tests/support/rendered.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct session SESSION = { .name = "MamCookies", .host = "CDP49" };

static void report(struct people_book *book, enum page_format format, struct rendered *out)
{
    struct rating_table *marks;

    assert_true(rating_table_open(book->db, &marks, &book->err));
    rendered_begin(out, format);
    rating_table_page(&SESSION, marks, out->page);
    rating_table_close(marks);
}

static void each_rater_has_a_row_and_peers_only_their_median(void **state)
{
    struct people_book *book = *state;
    struct rendered out;

    assert_true(people_book_import(book, PEOPLE_RATINGS,
                                   "badge,rater,indicator,day,value\n"
                                   "P1,self,B1,1,2\nP1,self,B1,7,3\nP1,animator,B1,6,4\n"
                                   "P1,P2,B1,7,2\nP1,P3,B1,7,2\nP1,P4,B1,7,3\nP1,P2,B2,7,4\n"));
    report(book, PAGE_CSV, &out);
    assert_string_equal(rendered_text(&out), "badge,indicator,volet,rater,t0,t3\r\n"
                                             "P1,B1,B,self,2,3\r\n"
                                             "P1,B1,B,animator,,4\r\n"
                                             "P1,B1,B,peers,,2\r\n");
    rendered_end(&out);
}

static void an_even_number_of_peers_may_have_a_median_between_two_marks(void **state)
{
    struct people_book *book = *state;
    struct rendered out;

    assert_true(people_put(book->db, "P5", "Nom 5", &book->err));
    assert_true(people_book_import(book, PEOPLE_RATINGS,
                                   "badge,rater,indicator,day,value\n"
                                   "P1,P2,B1,7,2\nP1,P3,B1,7,2\nP1,P4,B1,7,3\nP1,P5,B1,7,4\n"));
    report(book, PAGE_CSV, &out);
    assert_non_null(strstr(rendered_text(&out), "P1,B1,B,peers,,2.5\r\n"));
    rendered_end(&out);
}

static void with_nobody_rated_the_report_says_so(void **state)
{
    struct people_book *book = *state;
    struct rendered out;

    report(book, PAGE_TEXT, &out);
    assert_non_null(strstr(rendered_text(&out), "Personne n'a encore été noté."));
    rendered_end(&out);
}

int main(void)
{
#define TEST(name) PEOPLE_BOOK_TEST(name, 4)
    const struct CMUnitTest tests[] = {
        TEST(each_rater_has_a_row_and_peers_only_their_median),
        TEST(an_even_number_of_peers_may_have_a_median_between_two_marks),
        TEST(with_nobody_rated_the_report_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
