/* `flashcoop accounts`: the folder for the host's accountant, read back by a stranger's reader. */
#include "base/err.h"
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const char ALL_PRESETS[] = "--preset caerp --preset quadra --preset rimport "
                                  "--preset ximport --preset ebp --preset sage100 "
                                  "--preset paheko --preset odoo --preset dolibarr "
                                  "--preset sage100-texte";

/* A book NAME.flashcoop of a day's sales, purchases and a cash difference, its day closed. */
static void make_book(struct shell *shell, const char *name, const char *more)
{
    char line[1024];

    shell_write(shell, "products.csv",
                "code,label,price,vat\nC1,\"Cookie \"\"noir\"\"\",1.50,5.5\nT1,Sac,12,20\n");
    shell_write(shell, "people.csv", "badge,name\nP1,Amina\nP2,Karim\n");
    snprintf(line, sizeof line,
             "$F new %s.flashcoop --name \"Mam'Cookies\" --host 'Coopé Œuvre' --siren 732829320 %s "
             "&& $F import %s.flashcoop products products.csv && "
             "$F import %s.flashcoop participants people.csv && $F cash %s.flashcoop open 50",
             name, more, name, name, name);
    shell_do(shell, line, NULL);
    snprintf(line, sizeof line, "$F sell %s.flashcoop", name);
    shell_do(shell, line, "add C1 3\npay cash 5\nadd T1\npay card 12\nadd C1\npay cheque 1.5\n");
    snprintf(line, sizeof line,
             "D=$(date +%%F); printf \"date,label,category,net,vat_amount,supplier,document,"
             "paid_from\\n$D,\\\"Farine \\\"\\\"T65\\\"\\\"\\\",materials,10,0.55,\\\"Moulin; "
             "SARL\\\",F-7,"
             "drawer\\n$D,Stand,stand,20,4,Mairie,12,host\\n$D,Sacs,packaging,5,1,Metro,M1,P1\\n\" "
             ">charges.csv && $F import %s.flashcoop charges charges.csv && "
             "$F close %s.flashcoop day --counted 44 --reason inconnu",
             name, name);
    shell_do(shell, line, NULL);
}

static void check(struct shell *shell, const char *folder)
{
    char here[512];
    char line[1024];

    assert_non_null(getcwd(here, sizeof here)); /* of the tests: the top of the sources */
    snprintf(line, sizeof line, "python3 '%s/tests/accounts/check_folder.py' %s", here, folder);
    shell_do(shell, line, NULL);
    assert_memory_equal(shell->out, "ok: ", 4);
}

static void two_books_of_one_day_share_no_number_piece_or_person(void **state)
{
    struct shell *shell = *state;
    char line[512];

    make_book(shell, "a", "");
    make_book(shell, "b", "");
    snprintf(line, sizeof line, "$F accounts a.flashcoop b.flashcoop -o host %s", ALL_PRESETS);
    shell_do(shell, line, NULL);
    check(shell, "host");
    shell_do(shell, "cut -f7 host/*FEC*1.txt | grep ^P | sort -u", NULL);
    assert_string_equal(shell->out, "P0001\nP0002\n"); /* P1 of either session */
    shell_do(shell, "$F verify a.flashcoop && $F verify host/MAM*/archive.zip 2>&1 || true", NULL);
    shell_do(shell, "head -3 host/index.txt && ls host/MAM*/Z-A-1.pdf | wc -l", NULL);
    assert_non_null(strstr(shell->out, "Coopé Œuvre, SIREN 732829320"));
    assert_non_null(strstr(shell->out, "\n2\n"));
}

/* One after the other, in the same folder: nothing that was given moves. */
static void a_later_book_leaves_every_earlier_line_as_it_was(void **state)
{
    struct shell *shell = *state;
    char line[512];

    make_book(shell, "a", "");
    make_book(shell, "b", "--code BEE26");
    snprintf(line, sizeof line, "$F accounts a.flashcoop -o host %s", ALL_PRESETS);
    shell_do(shell, line, NULL);
    shell_do(shell, "cp host/*FEC*1.txt one && $F accounts b.flashcoop -o host", NULL);
    check(shell, "host");
    shell_do(shell,
             "head -c $(wc -c <one) host/*FEC*1.txt | cmp - one && grep -c BEE26A "
             "host/*FEC*1.txt && cp host/*FEC*1.txt two",
             NULL);
    make_book(shell, "c", "");
    shell_do(shell, "$F accounts c.flashcoop a.flashcoop b.flashcoop -o host", NULL);
    check(shell, "host");
    shell_do(shell, "head -c $(wc -c <two) host/*FEC*1.txt | cmp - two", NULL);
    shell_do(shell,
             "$F accounts a.flashcoop b.flashcoop c.flashcoop -o host && cmp "
             "host/*FEC*1.txt host/*FEC*1.txt",
             NULL);
    assert_non_null(strstr(shell->err, "nouvelles 0"));
}

static void a_till_that_comes_later_gets_the_next_numbers(void **state)
{
    struct shell *shell = *state;

    make_book(shell, "a", "");
    shell_do(shell, "$F till a.flashcoop new B copy.flashcoop", NULL);
    shell_do(shell, "$F sell copy.flashcoop", "add T1\npay card 12\n");
    shell_do(shell,
             "$F close copy.flashcoop day && $F accounts a.flashcoop -o host && "
             "cp host/*FEC*1.txt one && $F merge a.flashcoop copy.flashcoop && "
             "$F accounts a.flashcoop -o host",
             NULL);
    check(shell, "host");
    shell_do(shell, "head -c $(wc -c <one) host/*FEC*1.txt | cmp - one && tail -1 host/*FEC*1.txt",
             NULL);
    assert_non_null(strstr(shell->out, "BZ1\t"));
}

static void the_accountants_map_holds_for_what_is_new_only(void **state)
{
    struct shell *shell = *state;

    make_book(shell, "a", "");
    shell_do(shell,
             "$F accounts --map-template -o map.csv && sed -i 's/^cash,530,/cash,531,/; "
             "s/^sales:550,7011,\"[^\"]*\",VE/sales:550,707FLASH,Ventes du marché,VT/; "
             "s/^advance,\\([0-9]*\\),\\([^,]*\\),,P,/advance,\\1,\\2,,EQ,/' map.csv && "
             "$F accounts a.flashcoop -o host --map map.csv --preset caerp",
             NULL);
    check(shell, "host");
    shell_do(shell, "cat host/*FEC*1.txt", NULL);
    assert_non_null(strstr(shell->out, "\t707FLASH\tVentes du marché\t"));
    assert_non_null(strstr(shell->out, "VT\tVT\t"));
    assert_non_null(strstr(shell->out, "\tEQ0001\tParticipant P1 (MAMC"));
    assert_null(strstr(shell->out, "\t530\t"));
    shell_do(shell, "cp host/*FEC*1.txt one", NULL);
    make_book(shell, "b", "--code BEE26");
    shell_do(shell, "$F accounts a.flashcoop b.flashcoop -o host", NULL);
    shell_do(shell,
             "head -c $(wc -c <one) host/*FEC*1.txt | cmp - one && grep -c '\t530\t' "
             "host/*FEC*1.txt",
             NULL);
    shell_write(shell, "bad.csv",
                "use,account\nsales:600,7018\nmeans:lydia,511\nsale:550,707\n"
                "sales:5.5,707\ncharge:rent,613\njournal:XX,\n");
    assert_int_equal(shell_run(shell, "$F accounts a.flashcoop -o host --map bad.csv", NULL), 1);
    for (int line = 4; line <= 7; line++) { /* what would map nothing */
        char where[24];

        snprintf(where, sizeof where, "bad.csv:%d: ", line);
        assert_non_null(strstr(shell->err, where));
    }
    assert_null(strstr(shell->err, "bad.csv:2:"));
    assert_null(strstr(shell->err, "bad.csv:3:"));
    shell_write(shell, "bad.csv", "use,account\ncash,53\ncash,531\ncard,5A B\n");
    assert_int_equal(shell_run(shell, "$F accounts a.flashcoop -o host --map bad.csv", NULL), 1);
    assert_non_null(strstr(shell->err, "bad.csv:2"));
    assert_non_null(strstr(shell->err, "bad.csv:4"));
}

/* A day left open over the new year: every paper of its closing says both days. */
static void a_closing_over_days_names_the_first_and_the_last(void **state)
{
    struct shell *shell = *state;

    setenv("FLASHCOOP_CLOCK", "2026-12-31T20:00:00+01:00", 1);
    shell_do(shell,
             "$F new a.flashcoop --name Mam --host 'Coop 7' --siren 732829320 && printf "
             "'code,label,price,vat\nC1,Cookie,1.50,5.5\n' | $F import a.flashcoop products -",
             NULL);
    shell_do(shell, "$F sell a.flashcoop", "add C1\npay cash 1.5\n");
    setenv("FLASHCOOP_CLOCK", "2027-01-02T19:00:00+01:00", 1);
    shell_do(shell, "$F sell a.flashcoop", "add C1\npay cash 1.5\n");
    shell_do(shell,
             "$F close a.flashcoop day --counted 3 && $F close a.flashcoop month && "
             "$F close a.flashcoop session && $F accounts a.flashcoop -o host && "
             "grep -c '/\\(Z\\|mois\\|session\\)-A-1.*,2026-12-31,2027-01-02' host/index.csv",
             NULL);
    assert_non_null(strstr(shell->out, "du 31/12/2026 au 02/01/2027"));
    assert_string_equal(shell->out + strlen(shell->out) - 2, "3\n");
    shell_do(shell,
             "unzip -p host/MAM26/clotures.xlsx xl/worksheets/sheet1.xml | grep -o '>4638[79]<'",
             NULL);
    assert_string_equal(shell->out, ">46387<\n>46389<\n"); /* of a spreadsheet: 31/12, 02/01 */
    shell_do(shell, "$F print a.flashcoop z:1 -o z.bin && strings z.bin", NULL);
    assert_non_null(strstr(shell->out, "31/12/2026 20:00"));
    unsetenv("FLASHCOOP_CLOCK");
}

static void a_folder_that_is_not_ours_is_left_alone(void **state)
{
    struct shell *shell = *state;

    make_book(shell, "a", "");
    shell_do(shell, "mkdir other && echo mine >other/notes.txt", NULL);
    assert_int_equal(shell_run(shell, "$F accounts a.flashcoop -o other", NULL), 1);
    assert_non_null(strstr(shell->err, "numbers.csv"));
    shell_do(shell,
             "$F accounts a.flashcoop -o host && echo mine >host/notes.txt && "
             "mkdir host/caerp && echo mine >host/caerp/CAERP.txt && cp host/numbers.csv n",
             NULL);
    assert_int_equal(shell_run(shell, "$F accounts a.flashcoop -o host --preset caerp", NULL), 1);
    assert_non_null(strstr(shell->err, "caerp/CAERP.txt"));
    shell_do(shell, "cmp host/numbers.csv n && $F accounts a.flashcoop -o host", NULL);
    assert_string_equal(shell_do(shell, "cat host/notes.txt host/caerp/CAERP.txt", NULL),
                        "mine\nmine\n");
}

static void what_cannot_be_one_set_of_accounts_is_refused(void **state)
{
    struct shell *shell = *state;

    make_book(shell, "a", "--code SAME26");
    make_book(shell, "b", "--code SAME26");
    assert_int_equal(shell_run(shell, "$F accounts a.flashcoop b.flashcoop -o host", NULL), 1);
    assert_non_null(strstr(shell->err, "SAME26"));
    shell_do(shell, "$F set b.flashcoop siren 552100554", NULL);
    assert_int_equal(shell_run(shell, "$F accounts a.flashcoop b.flashcoop -o host", NULL), 1);
    assert_non_null(strstr(shell->err, "552100554"));
    assert_int_equal(shell_run(shell, "$F accounts a.flashcoop -o host --exercise 1999", NULL), 1);
    assert_int_equal(shell_run(shell, "$F accounts a.flashcoop -o host --exercise soon", NULL), 1);
    assert_int_equal(shell_run(shell, "$F accounts a.flashcoop -o host --preset sap", NULL), 1);
    assert_non_null(strstr(shell->err, "caerp, quadra"));
    assert_int_equal(shell_run(shell, "ls host", NULL), 2);
    assert_int_equal(shell_run(shell, "$F accounts a.flashcoop", NULL), 2);
    assert_int_equal(shell_run(shell, "$F accounts -o host", NULL), 2);
    shell_do(shell, "$F accounts a.flashcoop -o host", NULL);
    assert_int_equal(shell_run(shell, "$F set a.flashcoop code OTHER", NULL), 1);
    assert_int_equal(
        shell_run(shell, "$F accounts a.flashcoop -o host --exercise 2000-01-01..2001-12-31", NULL),
        1);
}

static void
a_book_that_the_till_holds_gives_its_accounts_and_says_that_it_cannot_note_it(void **state)
{
    struct shell *shell = *state;

    make_book(shell, "a", "");
    shell_do(shell,
             "mkfifo in && { $F sell a.flashcoop < in > said & } ; exec 7> in && echo total >&7 && "
             "until [ -s said ]; do :; done && { $F accounts a.flashcoop -o host 2>noted; r=$?; "
             "exec 7>&-; wait; cat noted >&2; test $r -eq 0; }",
             NULL);
    assert_non_null(strstr(shell->err, "Non noté"));
    shell_do(shell, "grep 'Non noté' host/index.txt", NULL);
    check(shell, "host");
    shell_do(shell, "$F accounts a.flashcoop -o host && ls host/MAM*/archive.zip", NULL);
}

/* A program that we do not know: its file is described, not programmed. */
static void a_preset_is_a_text_that_anyone_can_write(void **state)
{
    struct shell *shell = *state;

    make_book(shell, "a", "");
    shell_write(shell, "mine.txt",
                "# ours\ntitle: Le mien\nencoding: ascii\nnewline: lf\nseparator: |\n"
                "decimal: ,\ndate: AA-MM-JJ\nfile: mine.dat\nheader: yes\neach: line\n"
                "column: Acc | account | fill=6\ncolumn: Lib | label | most=6\n"
                "column: S | sign\ncolumn: M | amount | width=8 right pad=0\n");
    shell_do(shell, "$F accounts a.flashcoop -o host --preset ./mine.txt && cat host/mine/mine.dat",
             NULL);
    assert_non_null(strstr(shell->out, "\nAcc|Lib|S|M\n"));
    assert_non_null(strstr(shell->out, "\n530000|fond d|0|00050,00\n"));
    shell_write(shell, "short.txt", "file: s\neach: line\ncolumn: A | account | most=4\n");
    assert_int_equal(shell_run(shell, "$F accounts a.flashcoop -o host --preset ./short.txt", NULL),
                     1);
    assert_non_null(strstr(shell->err, "short : «"));
    assert_non_null(strstr(shell->err, "--map"));
    shell_write(shell, "wrong.txt", "title: x\ncolour: red\n");
    assert_int_equal(shell_run(shell, "$F accounts a.flashcoop -o host --preset ./wrong.txt", NULL),
                     1);
    assert_non_null(strstr(shell->err, "wrong.txt:2"));
}

/* One folder, one SIREN; and a register that was corrected by hand is not gone on with. */
static void a_folder_of_another_host_or_with_another_register_is_refused(void **state)
{
    struct shell *shell = *state;

    make_book(shell, "a", "");
    make_book(shell, "b", "");
    shell_do(shell, "$F set b.flashcoop siren 552100554 && $F accounts a.flashcoop -o host", NULL);
    assert_int_equal(shell_run(shell,
                               "cp -r host before; $F accounts b.flashcoop -o host; a=$?; "
                               "diff -r host before && exit $a",
                               NULL),
                     1);
    assert_non_null(strstr(shell->err, "732829320"));
    assert_int_equal(shell_run(shell,
                               "sed -i s/,12.00,/,21.00,/ host/numbers.csv; "
                               "$F accounts a.flashcoop -o host",
                               NULL),
                     1);
    assert_non_null(strstr(shell->err, "équilibrée"));
    shell_do(shell, "cp before/numbers.csv host && $F accounts a.flashcoop -o host", NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, shell_set_up, shell_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_folder_of_another_host_or_with_another_register_is_refused),
        TEST(two_books_of_one_day_share_no_number_piece_or_person),
        TEST(a_later_book_leaves_every_earlier_line_as_it_was),
        TEST(a_till_that_comes_later_gets_the_next_numbers),
        TEST(the_accountants_map_holds_for_what_is_new_only),
        TEST(a_closing_over_days_names_the_first_and_the_last),
        TEST(a_folder_that_is_not_ours_is_left_alone),
        TEST(what_cannot_be_one_set_of_accounts_is_refused),
        TEST(a_book_that_the_till_holds_gives_its_accounts_and_says_that_it_cannot_note_it),
        TEST(a_preset_is_a_text_that_anyone_can_write),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
