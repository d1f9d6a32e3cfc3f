/* The bundle for whoever helps: figures and versions, and nothing that a person said or is called.
 */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A session where everything has been written that people write. */
static void make_full_book(struct shell *shell)
{
    shell_do(shell,
             "$F demo d >/dev/null && cp d/mamcookies.flashcoop full.flashcoop && "
             "$F import full.flashcoop clients - ",
             "key,name,address,siren,email\n"
             "mairie,Mairie d'Ermelinde,3 rue Quincampoix,732829320,greffe@ermelinde.example\n");
    shell_do(shell, "$F import full.flashcoop jobs -",
             "client,service,quantity,price,vat,date,place,hours\n"
             "mairie,Tonte du verger,2,60.00,20,2019-12-10,Jardin des Plantes,\n");
    shell_do(shell, "$F import full.flashcoop partners -",
             "key,kind,name,job,organisation,roles,email,phone\n"
             "g1,guest,Ysoline Barbedette,souffleuse de verre,Verrerie,produce,"
             "ysoline@verre.example,0611223344\n");
    shell_do(
        shell,
        "$F set full.flashcoop siren 732829320 && $F set full.flashcoop siret 73282932000074 && "
        "$F set full.flashcoop address '1 rue Mirabelle' && "
        "$F invoice full.flashcoop mairie --order 'Commande Zibeline' >/dev/null && "
        "$F cash full.flashcoop out 1 --reason 'Pourboire de Zacharie' --as host >/dev/null",
        NULL);
    shell_do(shell,
             "sqlite3 full.flashcoop \"UPDATE session_day SET note = 'Philibert boudait';"
             " INSERT INTO correction (time, what, reason) SELECT 1, 'absence Clotilde', 'grippe';"
             " INSERT INTO parked VALUES ('Dame au dalmatien', 1, x'00')\"",
             NULL);
}

/* Every word of every text in every table, but those that the bundle of an empty book has, too. */
static const char WORDS[] =
    "words() { sqlite3 \"$1\" \"SELECT 'SELECT \"\"' || p.name || '\"\" FROM \"\"' || m.name ||"
    " '\"\";' FROM sqlite_master AS m, pragma_table_info(m.name) AS p WHERE m.type = 'table'\" |"
    " sqlite3 \"$1\" | tr -cs '[:alnum:]' '\\n' | grep -E '^.*[[:alpha:]].*$' |"
    " grep -E '^.{4,}$'; }; ";

static void no_word_of_a_book_is_in_the_bundle(void **state)
{
    struct shell *shell = *state;
    char line[2000];

    make_full_book(shell);
    shell_do(shell,
             "$F new e.flashcoop --name Q --host Q && echo code,label,price,vat >q && "
             "echo Q,Q,1.00,5.5 >>q && $F import e.flashcoop products q && $F sell e.flashcoop",
             "add Q\npay cash 1\n");
    snprintf(line, sizeof line,
             "%s mkdir perrine-duval && mv full.flashcoop perrine-duval/ && "
             "$F close e.flashcoop day >/dev/null && $F help-me e.flashcoop -o own && "
             "tr -cs '[:alnum:]' '\\n' <own | sort -u >ours; "
             "for b in d/*.flashcoop perrine-duval/full.flashcoop; do"
             " { words \"$b\"; printf '%%s\\n' perrine duval \"${PWD##*/}\" \"$(uname -n)\"; } |"
             " grep -vxFf ours | sort -u >words;"
             " HOME=$PWD/perrine-duval $F help-me \"$b\" -o \"$b.txt\" || echo refused;"
             " grep -q '^verify ' \"$b.txt\" || echo not read;"
             " grep -Fwf words \"$b.txt\" && echo \"$b\"; done; true",
             WORDS);
    shell_do(shell, line, NULL);
    assert_string_equal(shell->out, "");
    for (const char *const *word =
             (const char *const[]){ "Quincampoix", "verger", "Ysoline", "souffleuse", "Zibeline",
                                    "Zacharie", "Philibert", "Clotilde", "dalmatien", "duval",
                                    NULL };
         *word; word++) {
        snprintf(line, sizeof line, "grep -xF '%s' words", *word);
        shell_do(shell, line, NULL);
    }
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
    assert_non_null(strstr(shell->out, "refused, error 7: "));
    assert_null(strstr(shell->out, "secret"));
}

/* Two letters, letters of other scripts, and the name of the file itself. */
static void a_short_or_foreign_name_is_in_no_bundle_either(void **state)
{
    struct shell *shell = *state;

    shell_do(shell,
             "$F new 'Ян Jo.flashcoop' --name 李 --host سارة && "
             "$F import 'Ян Jo.flashcoop' participants -",
             "badge,name\n1,Jo\n2,Ян\n3,Bö\n4,نور\n");
    shell_do(shell,
             "$F help-me 'Ян Jo.flashcoop' -o 1 && cp 'Ян Jo.flashcoop' 'Bö.flashcoop' && "
             "sqlite3 'Bö.flashcoop' 'CREATE TABLE \"نور\" (a)' && $F help-me 'Bö.flashcoop' -o 2",
             NULL);
    shell_do(shell,
             "cp Bö.flashcoop torn.flashcoop && yes | dd of=torn.flashcoop bs=1k seek=30 count=20 "
             "conv=notrunc 2>/dev/null && $F help-me torn.flashcoop -o 3 && grep abîmé 3",
             NULL);
    shell_do(shell, "grep -c 'verify ok' 1 && grep -c 'refused, error 7: ' 2", NULL);
    shell_do(shell, "grep -w Jo 1 2; grep -Fe Ян -e 李 -e سارة -e Bö -e نور 1 2; true", NULL);
    assert_string_equal(shell->out, "");
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
        cmocka_unit_test_setup_teardown(a_short_or_foreign_name_is_in_no_bundle_either,
                                        shell_set_up, shell_tear_down),
        cmocka_unit_test_setup_teardown(an_existing_file_is_kept, shell_set_up, shell_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
