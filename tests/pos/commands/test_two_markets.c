/* Two markets at once: each till says where it stands, today and when asked again later. */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void two_tills_at_two_places(struct shell *shell)
{
    shell_make_book(shell);
    shell_do(shell, "$F set b.flashcoop venue 'Marché des Halles'", NULL);
    shell_do(shell, "$F set b.flashcoop venue.B 'Fête du port'", NULL);
    shell_do(shell, "$F till b.flashcoop new B port.flashcoop", NULL);
    shell_do(shell, "$F sell b.flashcoop", "add C1 2\npay cash 3\n");
    shell_do(shell, "$F sell port.flashcoop", "add T1\npay card 12\n");
}

static const char *paper(struct shell *shell, const char *book, const char *name)
{
    char line[200];

    snprintf(line, sizeof line,
             "$F print %s %s --format pdf -o p.pdf --force && pdftotext -layout p.pdf -", book,
             name);
    return shell_do(shell, line, NULL);
}

static void expect_place(struct shell *shell, const char *book, const char *name, const char *here,
                         const char *elsewhere)
{
    const char *text = paper(shell, book, name);

    if (!strstr(text, here) || strstr(text, elsewhere))
        fail_msg("%s of %s, not at %s:\n%s", name, book, here, text);
}

static void each_paper_of_a_till_says_where_it_stands(void **state)
{
    static const char *const PAPERS[] = { "receipt:1", "x", "count", "float", "fallback" };
    struct shell *shell = *state;

    two_tills_at_two_places(shell);
    for (size_t i = 0; i < sizeof PAPERS / sizeof *PAPERS; i++) {
        expect_place(shell, "b.flashcoop", PAPERS[i], "Marché des Halles", "Fête du port");
        expect_place(shell, "port.flashcoop", PAPERS[i], "Fête du port", "Marché des Halles");
    }
    shell_do(shell, "$F close port.flashcoop day --counted 0", NULL);
    expect_place(shell, "port.flashcoop", "z:1", "Fête du port", "Marché des Halles");
}

static void reports_of_each_till_say_it_too_and_once_together_both_are_named(void **state)
{
    struct shell *shell = *state;

    two_tills_at_two_places(shell);
    shell_do(shell, "$F close port.flashcoop day --counted 0", NULL);
    assert_string_equal(shell_value(shell, "x", "venue"), "Marché des Halles");
    shell_do(shell, "$F merge b.flashcoop port.flashcoop", NULL);
    assert_string_equal(shell_value(shell, "z:B-1", "venue"), "Fête du port");
    assert_non_null(
        strstr(shell_do(shell, "$F report b.flashcoop receipt:B-1", NULL), "Fête du port"));
    assert_string_equal(shell_value(shell, "session", "venue"),
                        "Marché des Halles et Fête du port");
    assert_non_null(strstr(shell_do(shell, "$F set b.flashcoop --format csv", NULL),
                           "venue.B,Fête du port\r\n"));
    shell_do(shell, "$F verify b.flashcoop", NULL);
}

static void what_is_printed_again_after_a_move_names_the_place_of_then(void **state)
{
    struct shell *shell = *state;

    two_tills_at_two_places(shell);
    shell_do(shell, "$F close b.flashcoop day --counted 3", NULL);
    shell_do(shell, "$F set b.flashcoop venue.A 'Place du Capitole'", NULL);
    shell_do(shell, "$F sell b.flashcoop", "add C1 2\npay cash 3\n");
    expect_place(shell, "b.flashcoop", "receipt:1", "Marché des Halles", "Capitole");
    expect_place(shell, "b.flashcoop", "z:1", "Marché des Halles", "Capitole");
    expect_place(shell, "b.flashcoop", "receipt:2", "Place du Capitole", "Halles");
    shell_do(shell, "$F set b.flashcoop venue.A ''", NULL);
    expect_place(shell, "b.flashcoop", "x", "Marché des Halles", "Capitole");
}

static void the_kit_names_every_market(void **state)
{
    struct shell *shell = *state;

    two_tills_at_two_places(shell);
    shell_run(shell, "$F kit b.flashcoop -o kit", NULL);
    shell_do(shell, "pdftotext -layout kit/communique.pdf - | tr '\\n' ' ' | tr -s ' '", NULL);
    assert_non_null(strstr(shell->out, "Lieu : Marché des Halles et Fête du port"));
    shell_do(shell, "pdftotext -layout kit/affiche-a3.pdf - | tr '\\n' ' ' | tr -s ' '", NULL);
    assert_non_null(strstr(shell->out, "Marché des Halles et Fête du port"));
}

static void a_till_has_one_letter_and_its_place_the_length_of_a_name(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    assert_int_equal(shell_run(shell, "$F set b.flashcoop venue.BB Halles", NULL), 2);
    assert_non_null(strstr(shell->err, "de A à Z"));
    assert_int_equal(shell_run(shell, "$F set b.flashcoop venue.B $(printf %090d 0)", NULL), 1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, shell_set_up, shell_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(each_paper_of_a_till_says_where_it_stands),
        TEST(reports_of_each_till_say_it_too_and_once_together_both_are_named),
        TEST(what_is_printed_again_after_a_move_names_the_place_of_then),
        TEST(the_kit_names_every_market),
        TEST(a_till_has_one_letter_and_its_place_the_length_of_a_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
