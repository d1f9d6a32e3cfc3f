/* Section 7 of the programme's reference: a changed wording is a new question. */
#include "reports/figures/impact_table.h"

#include "tests/support/people_book.h"
#include "tests/support/rendered.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct session SESSION = { .name = "MamCookies", .host = "CDP49" };

static void say(struct people_book *book, const char *badge, const char *statement,
                enum answer answer)
{
    assert_true(records_put_answer(book->db, badge, statement, answer, &book->err));
}

static const char *report(struct people_book *book, enum page_format format, struct rendered *out)
{
    static struct impact_table impact;

    assert_true(impact_table_read(book->db, &impact, &book->err));
    rendered_begin(out, format);
    impact_table_page(&SESSION, &impact, out->page);
    return rendered_text(out);
}

static void plain_words_stand_alone_and_never_beside_the_printed_figures(void **state)
{
    struct people_book *book = *state;
    struct rendered out;

    say(book, "P1", "I1v2", ANSWER_YES);
    say(book, "P2", "I1v2", ANSWER_LITTLE);
    assert_string_equal(report(book, PAGE_CSV, &out),
                        "statement,participants,answered,yes,little,no,unknown\r\n"
                        "I1v2,3,2,1,1,0,0\r\nI2v2,3,0,0,0,0,0\r\nI3v2,3,0,0,0,0,0\r\n"
                        "I4v2,3,0,0,0,0,0\r\nI5v2,3,0,0,0,0,0\r\nI6v2,3,0,0,0,0,0\r\n");
    rendered_end(&out);
    assert_null(strstr(report(book, PAGE_TEXT, &out), "2019-2020"));
    rendered_end(&out);
}

static void printed_words_come_with_what_was_printed_and_its_missing_base(void **state)
{
    struct people_book *book = *state;
    struct rendered out;
    const char *text;

    say(book, "P1", "I1", ANSWER_YES);
    text = report(book, PAGE_TEXT, &out);
    assert_non_null(strstr(text, "I1 78 %"));
    assert_non_null(strstr(text, "nombre de réponses non imprimé"));
    assert_null(strstr(text, "I1v2"));
    rendered_end(&out);
}

static void answers_in_both_wordings_are_counted_apart(void **state)
{
    struct people_book *book = *state;
    struct rendered out;
    const char *text;

    say(book, "P1", "I1", ANSWER_YES);
    say(book, "P2", "I1v2", ANSWER_NO);
    text = report(book, PAGE_CSV, &out); /* P3 said nothing: she may have been asked either */
    assert_non_null(strstr(text, "I1,2,1,1,0,0,0\r\n"));
    assert_non_null(strstr(text, "I1v2,2,1,0,0,1,0\r\n"));
    rendered_end(&out);
}

static void a_session_adds_its_people_only_to_what_it_asked(void **state)
{
    static struct impact_table total, plain, printed;
    struct people_book *book = *state;
    int first, other;

    say(book, "P1", "I1v2", ANSWER_YES);
    assert_true(impact_table_read(book->db, &plain, &book->err));
    total = printed = plain;
    memset(total.counts, 0, sizeof total.counts);
    memset(printed.counts, 0, sizeof printed.counts);
    first = statements_find(&total.statements, "I1");
    other = statements_find(&total.statements, "I1v2");
    printed.counts[first] = (struct impact){ .participants = 7, .yes = 5, .no = 2 };
    printed.counts[other] = (struct impact){ .participants = 7 };
    impact_table_pool(&total, &plain);
    impact_table_pool(&total, &printed);
    assert_int_equal(total.counts[first].participants, 7); /* not 10 */
    assert_int_equal(total.counts[other].participants, 3);
}

static void with_no_answer_the_contract_has_its_six_rows(void **state)
{
    struct rendered out;
    const char *text = report(*state, PAGE_CSV, &out);

    assert_non_null(strstr(text, "I6,3,0,0,0,0,0\r\n"));
    assert_null(strstr(text, "v2"));
    rendered_end(&out);
}

int main(void)
{
#define TEST(name) PEOPLE_BOOK_TEST(name, 3)
    const struct CMUnitTest tests[] = {
        TEST(plain_words_stand_alone_and_never_beside_the_printed_figures),
        TEST(printed_words_come_with_what_was_printed_and_its_missing_base),
        TEST(answers_in_both_wordings_are_counted_apart),
        TEST(a_session_adds_its_people_only_to_what_it_asked),
        TEST(with_no_answer_the_contract_has_its_six_rows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
