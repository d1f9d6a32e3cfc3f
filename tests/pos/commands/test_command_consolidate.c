/* The network's table counts a session once, whatever files of it are named. */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void sell_one(struct shell *shell, const char *book)
{
    char line[100];

    snprintf(line, sizeof line, "$F sell %s", book);
    shell_do(shell, line, "add C1\npay cash 1.50\n");
}

static const char *total_of(struct shell *shell, const char *books)
{
    char line[200];
    char *total;

    snprintf(line, sizeof line, "$F consolidate %s --format csv", books);
    shell_do(shell, line, NULL);
    total = strstr(shell->out, "\nTOTAL");
    assert_non_null(total);
    return total;
}

static void two_files_of_one_session_count_once_and_the_longer_counts(void **state)
{
    static const char *const NAMED[] = { "b.flashcoop copie", "copie b.flashcoop",
                                         "b.flashcoop b.flashcoop", "copie b.flashcoop copie" };
    struct shell *shell = *state;
    char alone[SHELL_TEXT_MAX];

    shell_make_book(shell);
    sell_one(shell, "b.flashcoop");
    shell_do(shell, "cp b.flashcoop copie", NULL);
    sell_one(shell, "b.flashcoop");
    snprintf(alone, sizeof alone, "%s", total_of(shell, "b.flashcoop"));
    assert_non_null(strstr(alone, "3.00"));
    for (size_t i = 0; i < sizeof NAMED / sizeof *NAMED; i++)
        assert_string_equal(total_of(shell, NAMED[i]), alone);
}

static void a_second_till_that_was_merged_counts_with_its_book(void **state)
{
    struct shell *shell = *state;
    char alone[SHELL_TEXT_MAX];

    shell_make_book(shell);
    shell_do(shell, "$F till b.flashcoop new B c.flashcoop", NULL);
    sell_one(shell, "c.flashcoop");
    shell_do(shell, "$F merge b.flashcoop c.flashcoop", NULL);
    snprintf(alone, sizeof alone, "%s", total_of(shell, "b.flashcoop"));
    assert_string_equal(total_of(shell, "c.flashcoop b.flashcoop"), alone);
}

static void two_files_that_went_different_ways_are_refused_and_both_heads_named(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "$F till b.flashcoop new B c.flashcoop", NULL);
    sell_one(shell, "b.flashcoop");
    sell_one(shell, "c.flashcoop");
    assert_int_equal(shell_run(shell, "$F consolidate b.flashcoop c.flashcoop", NULL), 1);
    assert_non_null(strstr(shell->err, "b.flashcoop (caisse A, empreinte "));
    assert_non_null(strstr(shell->err, "c.flashcoop (caisse B, empreinte "));
}

/* Neither can be brought into the other. */
static void two_computers_under_one_letter_are_not_told_to_come_together(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "cp b.flashcoop c.flashcoop", NULL);
    sell_one(shell, "b.flashcoop");
    shell_do(shell,
             "export XDG_DATA_HOME=$PWD/autre && $F till c.flashcoop stay && "
             "printf 'add C1\\npay cash 1.50\\n' | $F sell c.flashcoop",
             NULL);
    assert_int_equal(shell_run(shell, "$F consolidate b.flashcoop c.flashcoop", NULL), 1);
    assert_non_null(strstr(shell->err, "deux ordinateurs ont vendu sous une lettre"));
    assert_null(strstr(shell->err, "les réunir"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, shell_set_up, shell_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(two_files_of_one_session_count_once_and_the_longer_counts),
        TEST(a_second_till_that_was_merged_counts_with_its_book),
        TEST(two_files_that_went_different_ways_are_refused_and_both_heads_named),
        TEST(two_computers_under_one_letter_are_not_told_to_come_together),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
