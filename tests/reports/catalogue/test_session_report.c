/* The report that leaves the host: figures of a group, never of a person. */
#include "reports/catalogue/session_report.h"

#include "programme/people.h"
#include "programme/workbook.h"
#include "tests/support/people_book.h"
#include "tests/support/rendered.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

static const struct session SESSION = { .name = "MamCookies", .host = "CDP49" };

static const char *report(struct people_book *book, struct rendered *out)
{
    rendered_begin(out, PAGE_TEXT);
    assert_true(session_report_page(book->db, &book->access, &SESSION, out->page, &book->err));
    return rendered_text(out);
}

static void agree(struct people_book *book, const char *badge)
{
    assert_true(
        people_decide(book->db, badge, CONSENT_QUOTE, true, (struct day){ 18235 }, &book->err));
}

static void say(struct people_book *book, const char *badge, const char *question,
                const char *words)
{
    const struct opinion opinion = { "hot", badge, question, words };

    assert_true(workbook_add_opinion(book->db, &opinion, &book->err));
}

static void a_quote_that_names_somebody_is_held_back(void **state)
{
    struct people_book *book = *state;
    struct rendered out;
    const char *text;

    people_book_add(book, 3);
    assert_true(people_put(book->db, "P4", "Amina", &book->err));
    agree(book, "P1");
    say(book, "P1", "HM1", "Avec amina, j'ai vendu.");
    say(book, "P1", "HM4", "Plus de temps pour la recette.");
    say(book, "P2", "HM4", "Un mot sans accord.");
    text = report(book, &out);
    assert_null(strstr(text, "j'ai vendu"));
    assert_null(strstr(text, "sans accord"));
    assert_non_null(strstr(text, "Plus de temps"));
    rendered_end(&out);
}

static void one_person_alone_has_neither_answer_nor_index_nor_hours(void **state)
{
    struct people_book *book = *state;
    struct rendered out;
    const char *text;

    people_book_add(book, 1);
    assert_true(records_put_answer(book->db, "P1", "I1v2", ANSWER_YES, &book->err));
    text = report(book, &out);
    assert_null(strstr(text, "sur 1"));
    assert_null(strstr(text, "100 %"));
    assert_null(strstr(text, "Heures faites"));
    assert_null(strstr(text, "plus haut"));
    rendered_end(&out);
}

static void statistics_that_nobody_reads_stay_with_the_team(void **state)
{
    struct people_book *book = *state;
    struct rendered out;
    const char *text;

    people_book_add(book, 8);
    for (int i = 1; i <= 8; i++) {
        const char badge[] = { 'P', (char)('0' + i), '\0' };

        assert_true(records_put_answer(book->db, badge, "I1v2", i < 5 ? ANSWER_YES : ANSWER_NO,
                                       &book->err));
    }
    text = report(book, &out);
    assert_non_null(strstr(text, "oui : 4 sur 8 (50 %)"));
    assert_null(strstr(text, "Marge"));
    assert_null(strstr(text, "Si tous"));
    rendered_end(&out);
}

#define TEST(name) PEOPLE_BOOK_TEST(name, 0)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_quote_that_names_somebody_is_held_back),
        TEST(one_person_alone_has_neither_answer_nor_index_nor_hours),
        TEST(statistics_that_nobody_reads_stay_with_the_team),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
