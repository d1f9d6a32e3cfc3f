/* A typing error in the year is refused at every door that takes a day, and the host may say why
 * it is the odd true case. */
#include "base/err.h"
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SHELL_TEST(test) cmocka_unit_test_setup_teardown(test, shell_set_up, shell_tear_down)

static void make_book(struct shell *shell)
{
    shell_make_book(shell);
    shell_do(shell,
             "$F set b.flashcoop dates 2019-11-25,2019-11-26,2019-11-27,2019-11-28 && "
             "printf 'badge,name\\nP1,Une\\nP2,Deux\\n' > p.csv && "
             "$F import b.flashcoop participants p.csv",
             NULL);
}

/* The file is refused, is not the animator's to say why, and is taken from the host who does. */
static void assert_only_with_a_reason(struct shell *shell, const char *kind, const char *text)
{
    char line[160];

    shell_write(shell, "file.csv", text);
    for (int way = 0; way < 3; way++) {
        static const char *const WAYS[] = { "", "--as animator --reason essai",
                                            "--as host --reason essai" };

        snprintf(line, sizeof line, "$F import b.flashcoop %s file.csv %s", kind, WAYS[way]);
        if (shell_run(shell, line, NULL) != (way < 2))
            fail_msg("%s %s: %s%s", kind, text, line, shell->err);
        if (way < 2 && !strstr(shell->err, "n'est pas encore venu") &&
            !strstr(shell->err, "est trop loin"))
            fail_msg("%s: %s", kind, shell->err);
    }
}

static void every_list_refuses_a_day_that_cannot_be(void **state)
{
    static const char *const LISTS[][2] = {
        { "charges", "date,label,category,net,vat_amount\n%s,Farine,materials,5,0.28\n" },
        { "sales", "ticket,time,product,quantity,cash\nk%s,%s 10:00,C1,1,1.50\n" },
        { "calls", "badge,date,channel,result\nP1,%s,telephone,no-answer\n" },
        { "consents", "badge,use,decision,date\nP1,image,yes,%s\n" },
        { "image", "badge,use,answer,date\nP1,album,yes,%s\n" },
        { "participants", "badge,name,birth_date\nP1,Une,%s\n" },
        { "participants", "badge,name,signed_on\nP1,Une,%s\n" },
        { "products", "code,label,price,vat,use_by\nC9,Cake,2,5.5,%s\n" },
        { "products", "code,label,price,vat,best_before\nC8,Tarte,2,5.5,%s\n" },
    };
    static const char *const DAYS[] = { "1826-11-26", "26/11/2162" };
    struct shell *shell = *state;

    make_book(shell);
    for (size_t i = 0; i < COUNT_OF(LISTS); i++)
        for (size_t day = 0; day < COUNT_OF(DAYS); day++) {
            char text[300];

            snprintf(text, sizeof text, LISTS[i][1], DAYS[day], DAYS[day]);
            assert_only_with_a_reason(shell, LISTS[i][0], text);
        }
}

/* Said once each. */
static void what_becomes_of_people_has_a_day_that_can_be(void **state)
{
    struct shell *shell = *state;

    make_book(shell);
    assert_only_with_a_reason(shell, "outcomes",
                              "badge,moment,outcome,date\nP1,exit,search,2162-11-26\n");
    assert_only_with_a_reason(shell, "outcomes",
                              "badge,moment,outcome,date\nP2,exit,search,1919-11-26\n");
    assert_only_with_a_reason(shell, "days", "day,date\n4,2162-11-28\n");
    assert_only_with_a_reason(shell, "image",
                              "badge,use,answer,date,end\nP2,album,yes,2019-11-26,2162-11-26\n");
}

static void the_days_of_a_session_are_of_these_years(void **state)
{
    struct shell *shell = *state;

    assert_int_equal(shell_run(shell,
                               "$F new c.flashcoop --name M --host C --dates "
                               "2162-11-25,2162-11-26,2162-11-27,2162-11-28",
                               NULL),
                     1);
    assert_non_null(strstr(shell->err, "est trop loin dans l'avenir"));
    assert_false(folder_has(&shell->folder, "c.flashcoop"));
    make_book(shell);
    assert_int_equal(
        shell_run(shell, "$F set b.flashcoop dates 1919-11-25,1919-11-26,1919-11-27,1919-11-28",
                  NULL),
        1);
    assert_non_null(strstr(shell->err, "est trop loin avant la session"));
    shell_do(shell,
             "$F set b.flashcoop dates 1919-11-25,1919-11-26,1919-11-27,1919-11-28 --reason x",
             NULL);
}

static void a_payment_of_a_client_has_a_day_that_can_be(void **state)
{
    struct shell *shell = *state;

    make_book(shell);
    shell_do(shell,
             "$F set b.flashcoop siren 732829320 && $F set b.flashcoop siret 73282932000074 && "
             "$F set b.flashcoop address '1 rue X, Brest' && "
             "printf 'key,name,address\\nC,Cliente,2 rue Y\\n' > c.csv && "
             "$F import b.flashcoop clients c.csv && "
             "printf 'client,service,quantity,price,vat,date\\nC,Vitres,1,20,0,2019-11-26\\n' > "
             "j.csv && $F import b.flashcoop jobs j.csv && $F invoice b.flashcoop C > number",
             NULL);
    assert_int_equal(shell_run(shell,
                               "$F settle b.flashcoop $(head -1 number | cut -d' ' -f2) transfer "
                               "10 --date 2162-01-01",
                               NULL),
                     1);
    assert_non_null(strstr(shell->err, "n'est pas encore venu"));
}

/* A second till whose session had other dates when it was typed. */
static void a_merge_brings_no_day_that_cannot_be(void **state)
{
    struct shell *shell = *state;

    make_book(shell);
    shell_do(shell,
             "$F set b.flashcoop dates 2018-11-25,2018-11-26,2018-11-27,2018-11-28 && "
             "$F till b.flashcoop new B c.flashcoop && "
             "$F import c.flashcoop charges - && "
             "$F set b.flashcoop dates 2019-11-25,2019-11-26,2019-11-27,2019-11-28",
             "date,label,category,net,vat_amount\n2018-11-26,Riz,materials,1,0\n");
    assert_int_equal(shell_run(shell, "$F merge b.flashcoop c.flashcoop", NULL), 1);
    assert_non_null(strstr(shell->err, "26/11/2018 est trop loin avant la session"));
    shell_do(shell, "$F merge b.flashcoop c.flashcoop --reason 'session de 2018'", NULL);
    shell_do(shell, "$F verify b.flashcoop", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SHELL_TEST(every_list_refuses_a_day_that_cannot_be),
        SHELL_TEST(what_becomes_of_people_has_a_day_that_can_be),
        SHELL_TEST(the_days_of_a_session_are_of_these_years),
        SHELL_TEST(a_merge_brings_no_day_that_cannot_be),
        SHELL_TEST(a_payment_of_a_client_has_a_day_that_can_be),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
