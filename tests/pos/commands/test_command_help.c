/* What is said of the commands: one catalogue for help, man pages and completion. */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void every_option_of_every_command_has_its_words(void **state)
{
    struct shell *shell = *state;

    /* Name, value and words: the value may be empty, the words never. */
    shell_do(shell, "$F help --table | awk -F'\\t' '$1 == \"option\" && $4 == \"\"'", NULL);
    assert_string_equal(shell->out, "");
    shell_do(shell, "$F help --table | grep -c '^option'", NULL);
    assert_true(atoi(shell->out) > 60);
}

static void every_command_explains_itself_in_both_languages(void **state)
{
    struct shell *shell = *state;

    shell_do(shell,
             "for c in $($F help --table | awk -F'\\t' '$1 == \"command\" { print $2 }'); do"
             " $F help $c >fr || echo $c; $F $c --help --lang en >en || echo $c;"
             " cmp -s fr en && echo same $c; done; true",
             NULL);
    assert_string_equal(shell->out, "");
}

static void the_short_options_are_understood(void **state)
{
    struct shell *shell = *state;

    assert_non_null(strstr(shell_do(shell, "$F -V", NULL), "flashcoop "));
    assert_non_null(strstr(shell_do(shell, "$F -h", NULL), "flashcoop close"));
    assert_non_null(strstr(shell_do(shell, "$F close -h", NULL), "flashcoop close BOOK"));
}

static void help_says_where_the_books_are(void **state)
{
    struct shell *shell = *state;

    assert_non_null(strstr(shell_do(shell, "$F help", NULL), "dossier Flashcoop"));
    assert_non_null(strstr(shell_do(shell, "$F help --lang en", NULL), "Flashcoop folder"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_option_of_every_command_has_its_words, shell_set_up,
                                        shell_tear_down),
        cmocka_unit_test_setup_teardown(every_command_explains_itself_in_both_languages,
                                        shell_set_up, shell_tear_down),
        cmocka_unit_test_setup_teardown(the_short_options_are_understood, shell_set_up,
                                        shell_tear_down),
        cmocka_unit_test_setup_teardown(help_says_where_the_books_are, shell_set_up,
                                        shell_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
