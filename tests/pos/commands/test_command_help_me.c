/* The bundle for whoever helps: figures and versions, and nothing that a person said or is called.
 */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void no_word_of_a_book_is_in_the_bundle(void **state)
{
    struct shell *shell = *state;

    shell_do(shell, "$F demo d >/dev/null", NULL);
    shell_do(shell,
             "for b in d/*.flashcoop; do"
             " sqlite3 \"$b\" \"SELECT called_name FROM participant UNION SELECT label FROM product"
             " UNION SELECT label FROM sale_line UNION SELECT label FROM charge"
             " UNION SELECT supplier FROM charge UNION SELECT reason FROM closing"
             " UNION SELECT reason FROM attendance UNION SELECT words FROM opinion"
             " UNION SELECT note FROM session_day UNION SELECT lot FROM batch"
             " UNION SELECT detail FROM note UNION SELECT value FROM setting"
             " WHERE key IN ('name', 'host', 'place', 'venue', 'product', 'address')\""
             " | tr -cs '[:alnum:]' '\\n' | grep -E '^.{5,}$' | sort -u >words;"
             " $F help-me \"$b\" -o \"$b.txt\" || echo refused;"
             " grep -Fwf words \"$b.txt\" && echo \"$b\"; done; true",
             NULL);
    assert_string_equal(shell->out, "");
    shell_do(shell, "wc -l <words", NULL);
    assert_true(atoi(shell->out) > 10);
}

static void the_bundle_says_versions_and_where_a_book_is_bad(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "$F sell b.flashcoop", "add C1 2\npay cash 3\n");
    shell_do(shell, "$F help-me b.flashcoop -o good.txt && cat good.txt", NULL);
    assert_non_null(strstr(shell->out, "\nflashcoop "));
    assert_non_null(strstr(shell->out, "verify ok"));
    assert_non_null(strstr(shell->out, "tickets=1"));
    shell_do(shell,
             "sqlite3 b.flashcoop \"DROP TRIGGER sale_line_no_update;"
             " UPDATE sale_line SET label = 'Gateau secret'\""
             " && $F help-me b.flashcoop -o bad.txt && cat bad.txt",
             NULL);
    assert_non_null(strstr(shell->out, "refused"));
    assert_null(strstr(shell->out, "secret"));
}

static void an_existing_file_is_kept(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_write(shell, "out.txt", "mine");
    assert_int_equal(shell_run(shell, "$F help-me b.flashcoop -o out.txt", NULL), 1);
    assert_string_equal(shell_do(shell, "cat out.txt", NULL), "mine");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(no_word_of_a_book_is_in_the_bundle, shell_set_up,
                                        shell_tear_down),
        cmocka_unit_test_setup_teardown(the_bundle_says_versions_and_where_a_book_is_bad,
                                        shell_set_up, shell_tear_down),
        cmocka_unit_test_setup_teardown(an_existing_file_is_kept, shell_set_up, shell_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
