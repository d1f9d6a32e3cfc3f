/* The exercise session from its first task to its last: each is ticked by what the book holds. */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    const char *name; /* of the task */
    const char *line;
    const char *input;
} DONE[] = {
    { "people", "$F import e.flashcoop participants -", "badge,name\nP1,Awa\nP2,Ali\nP3,Lise\n" },
    { "call", "$F import e.flashcoop attendance -",
      "badge,day,half,minutes\nP1,1,am,210\nP2,1,am,210\nP3,1,am,0\n" },
    { "first-rating", "$F import e.flashcoop ratings -",
      "badge,rater,indicator,day,value\nP1,self,B1,1,2\n" },
    { "product", "$F import e.flashcoop products -",
      "code,label,price,vat,allergens\nC1,Biscuit,1.50,5.5,gluten\n" },
    { "price", "$F workshop e.flashcoop price C1 quantity=60 materials=42 packaging=0.25 price=3",
      NULL },
    { "charge",
      "printf 'date,label,category,net,vat_amount\\n%s,Farine,materials,2.00,0.11\\n' "
      "$(date +%F) | $F import e.flashcoop charges -",
      NULL },
    { "batch", "$F workshop e.flashcoop batch C1 60 --lot L1 --allergens lait", NULL },
    { "float", "$F cash e.flashcoop open 20", NULL },
    { "sales",
      "for i in 1 2 3 4 5; do printf 'add C1 2\\npay cash 3\\nquit\\n' | $F sell e.flashcoop; done",
      NULL },
    { "refund", "$F sell e.flashcoop", "refund 1\npay cash 3\nquit\n" },
    { "day-closed", "$F close e.flashcoop day --counted 32", NULL },
    { "shares", "$F share e.flashcoop --rule equal", NULL },
    { "last-rating", "$F import e.flashcoop ratings -",
      "badge,rater,indicator,day,value\nP1,self,B1,7,3\n" },
    { "finished", "$F set e.flashcoop state closed", NULL },
    { "session-closed", "$F close e.flashcoop session", NULL },
};

/* How many tasks the program says are done. */
static int done_count(struct shell *shell)
{
    shell_do(shell,
             "$F exercise e.flashcoop --format csv | tr -d '\\r' | "
             "awk -F, 'NR > 1 && $3 >= $4' | wc -l",
             NULL);
    return atoi(shell->out);
}

static void each_task_is_ticked_by_what_it_leaves_in_the_book(void **state)
{
    struct shell *shell = *state;

    shell_do(shell, "$F exercise e.flashcoop", NULL);
    for (size_t i = 0; i < sizeof DONE / sizeof *DONE; i++) {
        if (done_count(shell) != (int)i)
            fail_msg("before %s: %s tasks are done", DONE[i].name, shell->out);
        shell_do(shell, DONE[i].line, DONE[i].input);
    }
    assert_int_equal(done_count(shell), (int)(sizeof DONE / sizeof *DONE));
    shell_do(shell, "$F exercise e.flashcoop", NULL);
    assert_non_null(strstr(shell->out, "Tout est fait"));
    shell_do(shell, "$F verify e.flashcoop", NULL);
}

static void the_mark_is_on_papers_and_cannot_be_taken_off(void **state)
{
    struct shell *shell = *state;

    shell_do(shell, "$F exercise e.flashcoop", NULL);
    assert_int_not_equal(shell_run(shell, "$F set e.flashcoop name 'Vraie session'", NULL), 0);
    shell_do(shell,
             "$F import e.flashcoop products - >o && $F print e.flashcoop tags --format pdf "
             "-o t.pdf >o && pdftotext t.pdf - && $F report e.flashcoop session",
             "code,label,price,vat\nC1,Biscuit,1.50,5.5\n");
    assert_non_null(strstr(shell->out, "EXERCICE"));
    shell_do(shell, "$F set e.flashcoop siren 732829320", NULL);
    assert_int_equal(shell_run(shell, "$F accounts e.flashcoop -o folder 2>&1", NULL), 1);
    assert_non_null(strstr(shell->out, "est un exercice"));
}

static void the_page_of_the_trainer_is_a_pdf_of_about_an_hour(void **state)
{
    struct shell *shell = *state;
    const char *total;

    shell_do(shell,
             "$F exercise e.flashcoop >o && $F report e.flashcoop exercise-trainer "
             "--format csv | grep TOTAL",
             NULL);
    total = strchr(shell->out, ',');
    assert_non_null(total);
    assert_in_range(atoi(total + 1), 50, 70);
    shell_do(shell,
             "$F report e.flashcoop exercise-trainer --format pdf -o p.pdf && "
             "pdftotext p.pdf -",
             NULL);
    assert_non_null(strstr(shell->out, "EXERCICE"));
}

#define SHELL_TEST(name) cmocka_unit_test_setup_teardown(name, shell_set_up, shell_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SHELL_TEST(each_task_is_ticked_by_what_it_leaves_in_the_book),
        SHELL_TEST(the_mark_is_on_papers_and_cannot_be_taken_off),
        SHELL_TEST(the_page_of_the_trainer_is_a_pdf_of_about_an_hour),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
