/* Who changed what, from the first day, by whatever door. */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int set_up(void **state)
{
    struct shell *shell;

    if (shell_set_up(state) != 0)
        return 1;
    shell = *state;
    shell_do(shell,
             "$F new b.flashcoop --name Essai --host H --dates "
             "2026-11-02,2026-11-03,2026-11-04,2026-11-05,2026-11-06,2026-11-09,2026-11-10",
             NULL);
    shell_write(shell, "people.csv", "badge,name\nP1,Amina\nP2,Luc\n");
    shell_do(shell, "$F import b.flashcoop participants people.csv", NULL);
    return 0;
}

static void import(struct shell *shell, const char *kind, const char *text, const char *options)
{
    char line[256];

    shell_write(shell, "in.csv", text);
    snprintf(line, sizeof line, "$F import b.flashcoop %s in.csv %s", kind, options);
    shell_do(shell, line, NULL);
}

static const char *trace(struct shell *shell)
{
    return shell_do(shell, "$F report b.flashcoop trace --format csv | cut -d, -f2-", NULL);
}

static void a_call_and_a_mark_say_who_wrote_them(void **state)
{
    struct shell *shell = *state;

    import(shell, "attendance", "badge,day,half,minutes\nP1,1,am,210\n", "");
    import(shell, "ratings", "badge,rater,indicator,day,value\nP1,self,B1,1,3\n", "--as host");
    assert_non_null(strstr(trace(shell), "who,what,subject,old,new,reason"));
    assert_non_null(strstr(shell->out, "animator,attendance J1 am,P1,,210,"));
    assert_non_null(strstr(shell->out, "host,rating B1 J1 self,P1,,3,"));
}

/* Files keep the words of the book; people read their own. */
static void people_read_the_trace_in_their_own_words(void **state)
{
    struct shell *shell = *state;

    import(shell, "attendance", "badge,day,half,minutes\nP1,1,am,210\nP2,1,pm,0\n", "");
    import(shell, "ratings", "badge,rater,indicator,day,value\nP1,self,B1,1,3\n", "--as host");
    import(shell, "answers", "badge,statement,answer\nP1,I1v2,little\n", "");
    shell_do(shell, "$F report b.flashcoop trace --format html | sed 's/<[^>]*>/ /g' | tr -s ' '",
             NULL);
    assert_non_null(strstr(shell->out, "équipe présence J1 matin P1 – 3 h 30"));
    assert_non_null(strstr(shell->out, "équipe présence J1 après-midi P2 – absence"));
    assert_non_null(strstr(shell->out, "coopérative note B1 J1 par soi-même P1 – 3"));
    assert_non_null(strstr(shell->out, "réponse I1v2 P1 – un peu"));
    assert_null(strstr(shell->out, "attendance"));
}

static void an_agreement_taken_back_keeps_both_answers(void **state)
{
    struct shell *shell = *state;

    import(shell, "consents", "badge,use,decision,date\nP2,image,yes,2026-11-02\n", "");
    import(shell, "consents", "badge,use,decision,date\nP2,image,no,2026-11-03\n", "");
    import(shell, "consents", "badge,use,decision,date\nP2,image,yes,2026-11-04\n", "");
    assert_non_null(strstr(trace(shell), "consent image,P2,,yes,"));
    assert_non_null(strstr(shell->out, "consent image,P2,yes,stop,"));
    assert_non_null(strstr(shell->out, "consent image,P2,stop,yes,"));
}

static void a_date_that_moves_is_traced_with_both_dates(void **state)
{
    struct shell *shell = *state;

    import(shell, "days", "day,date\n7,2026-11-12\n", "");
    assert_non_null(strstr(trace(shell), "host,date J7,,2026-11-10,2026-11-12,"));
}

/* Nobody can go around: the tables write it themselves, whatever changes them. */
static void a_mark_changed_with_a_tool_of_another_is_traced_too(void **state)
{
    struct shell *shell = *state;

    import(shell, "ratings", "badge,rater,indicator,day,value\nP1,self,B1,1,3\n", "");
    shell_do(shell, "sqlite3 b.flashcoop \"UPDATE rating SET value = 4\"", NULL);
    assert_non_null(strstr(trace(shell), "rating B1 J1 self,P1,3,4,"));
}

static void an_erased_person_leaves_no_words_in_the_trace(void **state)
{
    struct shell *shell = *state;

    import(shell, "stays", "badge,from,reason\nP1,2,Amina malade\n", "");
    import(shell, "consents", "badge,use,decision,date\nP1,image,yes,2026-11-02\n", "");
    import(shell, "ratings", "badge,rater,indicator,day,value\nP1,self,B1,2,3\n", "");
    shell_do(shell, "$F person b.flashcoop erase P1 -o proof.txt </dev/null", NULL);
    assert_null(strstr(trace(shell), "Amina"));
    assert_null(strstr(shell->out, "consent"));
    assert_non_null(strstr(shell->out, "rating B1 J2 self,P1,,3,"));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, shell_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(people_read_the_trace_in_their_own_words),
        TEST(a_call_and_a_mark_say_who_wrote_them),
        TEST(an_agreement_taken_back_keeps_both_answers),
        TEST(a_date_that_moves_is_traced_with_both_dates),
        TEST(a_mark_changed_with_a_tool_of_another_is_traced_too),
        TEST(an_erased_person_leaves_no_words_in_the_trace),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
