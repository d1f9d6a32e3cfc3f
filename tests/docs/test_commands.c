/* The commands that README and docs name are run, each as it stands there. */
#include "tests/support/folder.h"
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

static void each_command_of_the_texts_runs(void **state)
{
    struct folder folder = folder_make();
    char line[FOLDER_PATH_MAX + 300];
    int status;

    (void)state;
    snprintf(line, sizeof line,
             "python3 tests/docs/run_commands.py \"$FLASHCOOP\" %s README.md README.fr.md "
             "CONTRIBUTING.md $(ls docs/*.md | grep -v command-line)",
             folder.path);
    status = system(line);
    folder_remove(&folder);
    assert_int_equal(status, 0);
}

static void each_place_that_the_guide_names_is_on_a_screen(void **state)
{
    (void)state;
    assert_int_equal(system("python3 tests/docs/check_places.py docs/guide.fr.md README.fr.md"), 0);
}

static void the_columns_of_each_import_stand_in_the_promises(void **state)
{
    (void)state;
    assert_int_equal(
        system("$FLASHCOOP help import | awk '/^[a-z]+ +[^ ]*,/ { all = all \" \" $2; next }"
               " /^              [a-z]/ { all = all $1; next }"
               " END { n = split(all, each, \" \"); for (i = 1; i <= n; i++) print each[i] }' | "
               "{ while read -r columns; do grep -qF \"\\`$columns\\`\" docs/command-line.md ||"
               " { echo \"$columns\"; exit 1; }; seen=$columns; done; test -n \"$seen\"; }"),
        0);
}

static void man_pages_and_completion_offer_all_that_the_catalogue_has(void **state)
{
    (void)state;
    assert_int_equal(system("bash tests/docs/offered.sh >$HOME/missing; cat $HOME/missing; "
                            "test ! -s $HOME/missing"),
                     0);
}

static void every_variable_that_the_program_reads_stands_in_both_man_pages(void **state)
{
    (void)state;
    assert_int_equal(
        system("grep -rhoE '\"FLASHCOOP_[A-Z_]*\"' base drivers ledger programme reports pos |"
               " tr -d '\"' | sort -u >$HOME/variables; test -s $HOME/variables && "
               "while read -r v; do for page in man/fr.tail man/en.tail; do "
               "grep -q \"^.B $v\\$\" $page || { echo \"$page: $v\"; exit 1; }; done; "
               "done <$HOME/variables"),
        0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_command_of_the_texts_runs),
        cmocka_unit_test(each_place_that_the_guide_names_is_on_a_screen),
        cmocka_unit_test(the_columns_of_each_import_stand_in_the_promises),
        cmocka_unit_test(man_pages_and_completion_offer_all_that_the_catalogue_has),
        cmocka_unit_test(every_variable_that_the_program_reads_stands_in_both_man_pages),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
