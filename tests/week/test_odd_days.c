/*
 * A host's odd fortnight, played by commands under a clock that is set: nights over midnight, days
 * left open over new year, a flat battery, late entries, a till that comes back after the accounts
 * were made, two exercises, corrections after the end. Every figure is added up again by a stranger
 * (tests/accounts/check_days.py) and every file is read by one (check_folder.py, check_sheets.py).
 */
#include "base/err.h"
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const char PRODUCTS[] = "code,label,price,vat\nC1,Cookie,1.50,5.5\nS1,Sirop,3,10\n"
                               "T1,Sac,12,20\nL1,Livre,5,2.1\n";
static const char SOME[] = "add C1 3\npay cash 5\nadd T1\nadd L1\npay card 17\n";

static void at(const char *time)
{
    setenv("FLASHCOOP_CLOCK", time, 1);
}

static void sell(struct shell *shell, const char *book, const char *lines)
{
    char line[200];

    snprintf(line, sizeof line, "$F sell %s.flashcoop", book);
    shell_do(shell, line, lines);
    assert_null(strstr(shell->out, "error"));
}

static void run(struct shell *shell, const char *format, const char *book)
{
    char line[1000];

    snprintf(line, sizeof line, format, book, book, book);
    shell_do(shell, line, NULL);
}

static void close_day(struct shell *shell, const char *book)
{
    run(shell, "$F close %s.flashcoop day --counted 50 --reason essai", book);
}

static void found(struct shell *shell, const char *book)
{
    at("2026-12-28T09:00:00+01:00");
    shell_write(shell, "products.csv", PRODUCTS);
    shell_write(shell, "people.csv", "badge,name\nP1,Amina\nP2,Karim\n");
    run(shell,
        "$F new %s.flashcoop --name \"Mam'Cookies $(echo %s)\" --host 'Coop Une' "
        "--siren 732829320 --contribution net:10%% --dates 2026-12-28,2026-12-29,2026-12-30,"
        "2026-12-31,2027-01-01,2027-01-02,2027-01-03",
        book);
    run(shell,
        "$F import %s.flashcoop products products.csv && "
        "$F import %s.flashcoop participants people.csv && $F cash %s.flashcoop open 50",
        book);
}

/* One day that ends at night, one that is forgotten over new year. */
static void live_the_nights(struct shell *shell, const char *book)
{
    at("2026-12-30T20:00:00+01:00");
    sell(shell, book, SOME);
    at("2026-12-31T01:30:00+01:00");
    sell(shell, book, "add S1 2\npay cash 10\n");
    at("2026-12-31T02:00:00+01:00");
    close_day(shell, book);
    at("2026-12-31T18:00:00+01:00");
    sell(shell, book, SOME);
    at("2027-01-01T02:00:00+01:00");
    sell(shell, book, "add C1\npay cheque 1.50\n");
    at("2027-01-02T11:00:00+01:00");
    sell(shell, book, "add T1 2\ndiscount 10%\npay card 21.60\n");
    at("2027-01-02T20:00:00+01:00");
    close_day(shell, book);
}

/* A battery that is flat, a refund, a sale noted on paper, invoices and their corrections. */
static void live_the_rest(struct shell *shell, const char *book)
{
    at("2000-01-01T00:03:00+01:00");
    sell(shell, book, "add L1 3\npay cash 15\n");
    run(shell, "$F cash %s.flashcoop in 4 --reason monnaie --as host", book);
    at("2027-01-03T10:00:00+01:00");
    sell(shell, book, "refund 1\npay cash -4.50\nadd S1\npay card 3\n");
    shell_write(shell, "late.csv",
                "ticket,time,product,quantity,cash,paper\n"
                "n1,2026-12-31T16:00,T1,1,12,7\n");
    shell_write(shell, "charges.csv",
                "date,label,category,net,vat_amount,supplier,document,paid_from\n"
                "2026-12-29,\u00A0Farine\u00A0T65\u202F,materials,10,0.55,Moulin,F1,host\n"
                "2027-01-02,Stand,stand,20,4,Mairie,12,drawer\n"
                "2027-01-02,Farine rendue,materials,-3,-0.17,Moulin,A1,host\n");
    run(shell,
        "$F import %s.flashcoop sales late.csv && $F import %s.flashcoop charges charges.csv",
        book);
    at("2027-01-03T18:00:00+01:00");
    close_day(shell, book);
}

static void close_and_correct(struct shell *shell, const char *book)
{
    at("2027-01-03T19:00:00+01:00");
    run(shell, "$F close %s.flashcoop session", book);
    shell_write(shell, "late-charge.csv",
                "date,label,category,net,vat_amount,supplier,document\n"
                "2026-12-30,Sacs,packaging,5,1,Metro,M1\n");
    at("2027-01-20T10:00:00+01:00");
    run(shell,
        "$F import %s.flashcoop charges late-charge.csv --as host --reason 'facture en retard' && "
        "$F set %s.flashcoop contribution net:12%% --reason 'contrat relu' && "
        "$F share %s.flashcoop --rule equal --reason 'nouveau vote' --as host",
        book);
}

static void strangers_agree(struct shell *shell, const char *books)
{
    char here[512];
    char line[1600];

    assert_non_null(getcwd(here, sizeof here)); /* of the tests: the top of the sources */
    snprintf(line, sizeof line, "python3 '%s/tests/accounts/check_days.py' $F comptes %s", here,
             books);
    if (shell_run(shell, line, NULL) != 0)
        fail_msg("%s%s", shell->out, shell->err);
    snprintf(line, sizeof line,
             "python3 '%s/tests/accounts/check_folder.py' comptes && "
             "python3 '%s/tests/accounts/check_sheets.py' comptes",
             here, here);
    if (shell_run(shell, line, NULL) != 0)
        fail_msg("%s%s", shell->out, shell->err);
    assert_null(strstr(shell->out, "ok: 0 formulas"));
}

/* The stranger adds up indeed: of two lines of the FEC, each a cent more, he names the day. */
static void a_cent_is_seen(struct shell *shell, const char *books)
{
    char here[512];
    char line[1600];

    assert_non_null(getcwd(here, sizeof here));
    shell_do(shell,
             "sed -i 's/\\t24,00\\t0,00/\\t24,01\\t0,00/;s/\\t0,00\\t24,00/\\t0,00\\t24,01/' "
             "comptes/732829320FEC20271231.txt",
             NULL);
    snprintf(line, sizeof line, "python3 '%s/tests/accounts/check_days.py' $F comptes %s", here,
             books);
    assert_int_equal(shell_run(shell, line, NULL), 1);
    assert_non_null(strstr(shell->out, "FEC and entries"));
}

/* Nor does he take a file that breaks a rule: one change each to the fields of a line, by awk. */
static void broken_rules_are_seen(struct shell *shell)
{
    static const char *const BREAKS[] = {
        "$2 = \"Autre nom\"",
        "$3 = $3 + 1",
        "$4 = \"20280101\"",
        "$5 = \"830\"",
        "$6 = \"Autre nom\"",
        "$7 = \"P0001\"",
        "$9 = \"\"",
        "$10 = \"20990101\"",
        "$11 = \"a\\\"b\"",
        "$12 = \"1.00\"",
        "$13 = \"0,01\"",
        "$14 = \"A\"",
        "$16 = \"20200101\"",
        "$18 = \"EUR\"",
        "$0 = $0 FS",
        "$11 = $11 \" \"",
        "$14 = \"A\"; $15 = \"1\"",
        "$17 = \"1.00\"; $18 = \"USD\"",
        "} $3 == 1 { $10 = \"18991231\"",
        "} NR > 1 { gsub(/,/, \".\", $12); gsub(/,/, \".\", $13)",
        "} NR > 1 { next",
    };
    char here[512];
    char line[1600];

    assert_non_null(getcwd(here, sizeof here));
    for (size_t i = 0; i < COUNT_OF(BREAKS); i++) {
        snprintf(line, sizeof line,
                 "rm -rf rompu && cp -r comptes rompu && cd rompu && f=732829320FEC20271231.txt && "
                 "awk 'BEGIN { FS = OFS = \"\\t\" } NR == 3 { %s } { print }' ../comptes/$f >$f && "
                 "! cmp -s $f ../comptes/$f && ! python3 '%s/tests/accounts/check_folder.py' .",
                 BREAKS[i], here);
        if (shell_run(shell, line, NULL) != 0)
            fail_msg("%s\n%s%s", BREAKS[i], shell->out, shell->err);
    }
    shell_do(shell, "rm -rf rompu", NULL);
}

static void odd_days_add_up_everywhere(void **state)
{
    static const char *const BOOKS[] = { "une", "deux" };
    struct shell *shell = *state;

    for (size_t i = 0; i < 2; i++) {
        found(shell, BOOKS[i]);
        live_the_nights(shell, BOOKS[i]);
    }
    at("2026-12-29T10:00:00+01:00");
    shell_do(shell, "$F till une.flashcoop new B b.flashcoop", NULL);
    at("2027-01-02T21:00:00+01:00"); /* the accounts are wanted before all is there */
    shell_do(shell, "$F accounts une.flashcoop -o comptes --exercise 2026 --preset caerp", NULL);
    shell_do(shell, "cp comptes/numbers.csv before.csv", NULL);
    at("2026-12-31T15:00:00+01:00");
    sell(shell, "b", "add S1 4\npay cash 12\n");
    at("2027-01-01T12:00:00+01:00");
    sell(shell, "b", SOME);
    close_day(shell, "b");
    at("2027-01-03T09:00:00+01:00");
    shell_do(shell, "$F merge une.flashcoop b.flashcoop", NULL);
    for (size_t i = 0; i < 2; i++) {
        live_the_rest(shell, BOOKS[i]);
        close_and_correct(shell, BOOKS[i]);
    }
    for (int year = 2026; year <= 2027; year++) {
        char line[300];

        snprintf(line, sizeof line,
                 "$F accounts une.flashcoop deux.flashcoop -o comptes --exercise %d --preset caerp "
                 "--preset quadra --preset sage100 --preset paheko",
                 year);
        shell_do(shell, line, NULL);
    }
    /* Nothing that was given changed. */
    shell_do(shell, "head -c $(wc -c <before.csv) comptes/numbers.csv | cmp - before.csv", NULL);
    strangers_agree(shell, "une.flashcoop deux.flashcoop");
    shell_do(shell, "$F verify une.flashcoop && $F verify deux.flashcoop", NULL);
    broken_rules_are_seen(shell);
    a_cent_is_seen(shell, "une.flashcoop deux.flashcoop");
    unsetenv("FLASHCOOP_CLOCK");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(odd_days_add_up_everywhere, shell_set_up, shell_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
