/* What was said to the questionnaires: whole, for the team. */
#include "reports/figures/opinion_list.h"

#include "base/lang.h"
#include "programme/workbook.h"
#include "tests/support/people_book.h"
#include "tests/support/rendered.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct session SESSION = { .name = "MamCookies", .host = "CDP49" };

static void say(struct people_book *book, const char *respondent, const char *question,
                const char *words)
{
    const struct opinion opinion = { question[0] == 'H' ? "hot" : "cold", respondent, question,
                                     words };

    assert_true(workbook_put_opinion(book->db, &opinion, &book->err));
}

static void agree(struct people_book *book, const char *badge)
{
    assert_true(
        people_decide(book->db, badge, CONSENT_QUOTE, true, day_of(2019, 12, 5), &book->err));
}

static const char *team(struct people_book *book, enum page_format format, struct rendered *out)
{
    rendered_begin(out, format);
    assert_true(opinion_list_page(book->db, &SESSION, out->page, &book->err));
    return rendered_text(out);
}

static void the_team_reads_everything_and_whom_not_to_quote(void **state)
{
    struct people_book *book = *state;
    struct rendered out;
    const char *text;

    say(book, "P1", "HM1", "La vente.");
    say(book, "P2", "HM1", "Le groupe.");
    say(book, "partner:2", "HP3", "Le stand.");
    agree(book, "P2");
    text = team(book, PAGE_TEXT, &out);
    assert_non_null(strstr(text, "Nom 1 : « La vente. » (ne pas citer)"));
    assert_non_null(strstr(text, "Nom 2 : « Le groupe. »\n"));
    assert_non_null(strstr(text, "partenaire 2 : « Le stand. »\n"));
    assert_non_null(strstr(text, "Qu'est-ce que j'ai aimé ?"));
    assert_null(strstr(text, "Qu'est-ce qui était difficile ?")); /* nobody answered it */
    rendered_end(&out);
}

static void the_file_has_a_row_for_each_answer(void **state)
{
    struct people_book *book = *state;
    struct rendered out;

    say(book, "animator", "HA1", "Le rythme, enfin.");
    say(book, "P1", "CM1", "Je travaille.");
    assert_string_equal(team(book, PAGE_CSV, &out), "moment,respondent,question,words,quote\r\n"
                                                    "hot,animator,HA1,\"Le rythme, enfin.\",\r\n"
                                                    "cold,P1,CM1,Je travaille.,no\r\n");
    rendered_end(&out);
}

static void a_question_of_an_older_book_is_not_lost(void **state)
{
    struct people_book *book = *state;
    struct rendered out;

    say(book, "animator", "Votre point de vue", "Bien.");
    assert_non_null(strstr(team(book, PAGE_TEXT, &out), "Votre point de vue\n"));
    rendered_end(&out);
}

static void with_no_answer_the_report_says_so(void **state)
{
    struct rendered out;

    assert_non_null(strstr(team(*state, PAGE_TEXT, &out), "Personne n'a encore répondu."));
    rendered_end(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        PEOPLE_BOOK_TEST(the_team_reads_everything_and_whom_not_to_quote, 3),
        PEOPLE_BOOK_TEST(the_file_has_a_row_for_each_answer, 3),
        PEOPLE_BOOK_TEST(a_question_of_an_older_book_is_not_lost, 3),
        PEOPLE_BOOK_TEST(with_no_answer_the_report_says_so, 3),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
