/* The fallback sheet and the count sheet: on A4 and on the roll the same things are to be written.
 */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#define SHELL_TEST(name) cmocka_unit_test_setup_teardown(name, shell_set_up, shell_tear_down)

enum { TEXT_MAX = 16384 };

static void make_book(struct shell *shell)
{
    shell_write(
        shell, "means.csv",
        "means,label,account,change,drawer,number,max\nhalles,Bons des halles,,no,yes,no,\n");
    shell_do(shell,
             "$F new b.flashcoop --name Cookies --host CDP49 && "
             "$F set b.flashcoop venue 'Marché des Halles' && "
             "$F import b.flashcoop means means.csv && $F report b.flashcoop papers -o papers",
             NULL);
}

/* What both papers show, the one of the folder and the one of the printer. */
static void expect_on_both(struct shell *shell, const char *file, const char *slip,
                           const char *const *words, size_t count)
{
    char command[200], on_a4[TEXT_MAX], on_roll[TEXT_MAX];

    snprintf(command, sizeof command, "pdftotext -layout papers/%s -", file);
    snprintf(on_a4, sizeof on_a4, "%s", shell_do(shell, command, NULL));
    snprintf(command, sizeof command,
             "$F print b.flashcoop %s --format pdf -o s.pdf --force && pdftotext -layout s.pdf -",
             slip);
    snprintf(on_roll, sizeof on_roll, "%s", shell_do(shell, command, NULL));
    for (size_t i = 0; i < count; i++)
        if (!strstr(on_a4, words[i]) || !strstr(on_roll, words[i]))
            fail_msg("« %s » is not on both:\n%s\n%s", words[i], on_a4, on_roll);
}

static void sales_on_paper_are_asked_alike(void **state)
{
    static const char *const WORDS[] = { "Feuille de secours A",
                                         "Marché des Halles",
                                         "La machine est en panne",
                                         "Heure",
                                         "Article",
                                         "Nombre",
                                         "Prix",
                                         "Payé comment",
                                         "-01",
                                         "-20" };
    struct shell *shell = *state;

    make_book(shell);
    expect_on_both(shell, "ventes-papier.pdf", "fallback:7", WORDS, sizeof WORDS / sizeof *WORDS);
}

static void the_drawer_is_counted_alike(void **state)
{
    static const char *const WORDS[] = { "Compter la caisse",
                                         "Marché des Halles",
                                         "Compter à deux",
                                         "500,00",
                                         "200,00",
                                         "100,00",
                                         "50,00",
                                         "20,00",
                                         "10,00",
                                         "5,00",
                                         "2,00",
                                         "1,00",
                                         "0,50",
                                         "0,20",
                                         "0,10",
                                         "0,05",
                                         "0,02",
                                         "0,01",
                                         "Total",
                                         "Bons des halles",
                                         "Noms",
                                         "Date et heure" };
    struct shell *shell = *state;

    make_book(shell);
    expect_on_both(shell, "compter-caisse.pdf", "count", WORDS, sizeof WORDS / sizeof *WORDS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SHELL_TEST(sales_on_paper_are_asked_alike),
        SHELL_TEST(the_drawer_is_counted_alike),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
