/* `flashcoop demo` and `consolidate`: the seven published sessions, to the cent. */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const BOOKS[] = {
    "apephemere", "dastmal-d-ernee",       "coopkies", "mamcookies", "cookiks",
    "sacresac",   "cuisine-sans-frontiere"
};

enum { BOOK_COUNT = sizeof BOOKS / sizeof BOOKS[0] };

/* Published figures of 2019-2020: 43 participants, 4 804,74 €. */
static void the_network_table_is_the_published_one(void **state)
{
    struct shell *shell = *state;

    shell_do(shell, "$F demo d >/dev/null && $F consolidate d/*.flashcoop --format csv", NULL);
    assert_non_null(strstr(shell->out, "\nApé'phémère,Coodem,Laval,2019-09-17,2019-09-25,6,"));
    assert_non_null(strstr(shell->out, ",315.00,"));
    assert_non_null(strstr(shell->out, ",528.00,"));
    assert_non_null(strstr(shell->out, ",4,Forum Régional de l'Economie Sociale et Solidaire,"
                                       "204.74,"));
    assert_non_null(strstr(shell->out, ",376.00,"));
    assert_non_null(strstr(shell->out, ",1200.00,"));
    assert_non_null(strstr(shell->out, ",513.00,"));
    assert_non_null(strstr(shell->out, ",1668.00,"));
    assert_non_null(strstr(shell->out, "\nTOTAL,,,,,43,,4804.74,"));
}

static void the_demo_shows_a_result_and_its_shares(void **state)
{
    struct shell *shell = *state;

    shell_do(shell, "$F demo d --lang en", NULL);
    assert_non_null(strstr(shell->out, "MamCookies"));
    assert_non_null(strstr(shell->out, "To share"));
    assert_non_null(strstr(shell->out, "4,804.74"));
    shell_do(shell, "$F demo e", NULL);
    assert_non_null(strstr(shell->out, "4\u00a0804,74"));
}

static void every_example_book_verifies_and_shares_to_the_cent(void **state)
{
    struct shell *shell = *state;
    char line[200];

    shell_do(shell, "$F demo d", NULL);
    for (int i = 0; i < BOOK_COUNT; i++) {
        long shared;

        snprintf(line, sizeof line, "$F verify d/%s.flashcoop", BOOKS[i]);
        assert_memory_equal(shell_do(shell, line, NULL), "ok: ", 4);
        snprintf(line, sizeof line, "$F report d/%s.flashcoop z:1", BOOKS[i]);
        assert_null(strstr(shell_do(shell, line, NULL), "Attention")); /* it was, when closed */
        snprintf(line, sizeof line,
                 "$F report d/%s.flashcoop shares --format csv | tr -d '.\\r' | "
                 "awk -F, 'NR > 1 { s += $4 } END { print s }'",
                 BOOKS[i]);
        shared = strtol(shell_do(shell, line, NULL), NULL, 10);
        snprintf(line, sizeof line,
                 "$F report d/%s.flashcoop result --format csv | tr -d '.\\r' | "
                 "awk -F, '$1 == \"to_share\" { print $2 }'",
                 BOOKS[i]);
        assert_true(shared > 0);
        assert_int_equal(strtol(shell_do(shell, line, NULL), NULL, 10), shared);
    }
}

static void two_demos_give_the_same_figures(void **state)
{
    struct shell *shell = *state;

    shell_do(shell,
             "$F demo d >/dev/null && $F demo e >/dev/null && for b in d/*; do "
             "$F report $b sales --format csv >one; $F report e/${b#d/} sales --format csv >two; "
             "cmp one two || exit 1; done",
             NULL);
}

static void an_existing_book_is_not_written_over(void **state)
{
    struct shell *shell = *state;
    uint64_t before;

    shell_do(shell, "$F demo d && cp d/mamcookies.flashcoop kept.flashcoop", NULL);
    before = shell_file_sum(shell, "d/mamcookies.flashcoop");
    assert_int_equal(shell_run(shell, "$F demo d", NULL), 1);
    assert_int_equal(shell_file_sum(shell, "d/mamcookies.flashcoop"), before);
}

static void what_is_invented_says_so(void **state)
{
    struct shell *shell = *state;

    shell_do(shell, "$F demo d", NULL);
    assert_non_null(strstr(shell_do(shell, "$F report d/coopkies.flashcoop z:1", NULL), "Exemple"));
    assert_non_null(
        strstr(shell_do(shell, "$F report d/coopkies.flashcoop receipt:1", NULL), "Exemple"));
    assert_non_null(
        strstr(shell_do(shell, "$F report d/coopkies.flashcoop result", NULL), "Exemple"));
}

static void consolidating_names_the_book_that_is_none(void **state)
{
    struct shell *shell = *state;

    shell_write(shell, "x.flashcoop", "not a book");
    assert_int_equal(shell_run(shell, "$F consolidate x.flashcoop", NULL), 1);
    assert_memory_equal(shell->err, "flashcoop: x.flashcoop: ", 24);
    assert_int_equal(shell_run(shell, "$F consolidate", NULL), 2);
}

int main(void)
{
#define SHELL_TEST(name) cmocka_unit_test_setup_teardown(name, shell_set_up, shell_tear_down)
    const struct CMUnitTest tests[] = {
        SHELL_TEST(the_network_table_is_the_published_one),
        SHELL_TEST(the_demo_shows_a_result_and_its_shares),
        SHELL_TEST(every_example_book_verifies_and_shares_to_the_cent),
        SHELL_TEST(two_demos_give_the_same_figures),
        SHELL_TEST(an_existing_book_is_not_written_over),
        SHELL_TEST(what_is_invented_says_so),
        SHELL_TEST(consolidating_names_the_book_that_is_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
