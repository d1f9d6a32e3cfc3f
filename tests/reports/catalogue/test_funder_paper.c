/* The page of pictures: what a funder may see of a small group, and what not. */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void group_make(struct shell *shell, int count)
{
    char line[200];

    shell_make_book(shell);
    shell_write(shell, "p.csv",
                "badge,name\nP1,Awa\nP2,Lina\nP3,Karim\nP4,Ivan\nP5,Zoé\nP6,Sam\nP7,Noor\n");
    snprintf(line, sizeof line,
             "head -n %d p.csv > q.csv && $F import b.flashcoop participants q.csv", count + 1);
    shell_do(shell, line, NULL);
    snprintf(line, sizeof line,
             "{ echo badge,day,half,minutes; for p in $(seq %d); do echo P$p,1,am,180; done; } | "
             "$F import b.flashcoop attendance -",
             count);
    shell_do(shell, line, NULL);
}

static void page_make(struct shell *shell)
{
    shell_do(shell, "$F report b.flashcoop papers -o papers --force", NULL);
    shell_do(shell, "pdfinfo papers/infographie.pdf | grep Pages", NULL);
    assert_string_equal(shell->out, "Pages:           1\n");
    shell_do(shell, "pdftotext -layout papers/infographie.pdf -", NULL);
}

/* domain-papers §7: "`4 2 1` → 4, autres 3"; hours 7 × 3 h by hand. */
static void small_groups_are_merged_and_hours_are_summed(void **state)
{
    struct shell *shell = *state;

    group_make(shell, 7);
    shell_write(shell, "o.csv",
                "badge,moment,outcome\nP1,cold,training\nP2,cold,training\nP3,cold,training\n"
                "P4,cold,training\nP5,cold,search\nP6,cold,search\nP7,cold,cae\n");
    shell_do(shell, "$F import b.flashcoop outcomes o.csv", NULL);
    page_make(shell);
    assert_non_null(strstr(shell->out, "7 personnes, 21 h"));
    assert_non_null(strstr(shell->out, "en formation"));
    assert_non_null(strstr(shell->out, "4 sur 7"));
    assert_non_null(strstr(shell->out, "autres ou non dit"));
    assert_non_null(strstr(shell->out, "3 sur 7"));
    assert_null(strstr(shell->out, "2 sur 7"));
    assert_null(strstr(shell->out, "1 sur 7"));
    assert_null(strstr(shell->out, "cherche du travail"));
}

/* With two people even the hours are somebody's own. */
static void of_two_people_nothing_is_told(void **state)
{
    struct shell *shell = *state;

    group_make(shell, 2);
    shell_write(shell, "o.csv", "badge,moment,outcome\nP1,exit,training\nP2,exit,training\n");
    shell_do(shell, "$F import b.flashcoop outcomes o.csv", NULL);
    page_make(shell);
    assert_null(strstr(shell->out, "2 personnes"));
    assert_null(strstr(shell->out, "6 h"));
    assert_null(strstr(shell->out, "sur 2"));
}

#define SHELL_TEST(name) cmocka_unit_test_setup_teardown(name, shell_set_up, shell_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SHELL_TEST(small_groups_are_merged_and_hours_are_summed),
        SHELL_TEST(of_two_people_nothing_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
