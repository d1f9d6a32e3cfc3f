/* What every command promises: exit statuses, error lines, languages, roles, the drawer, the Z. */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void wrong_usage_ends_with_2_and_one_line(void **state)
{
    static const char *const LINES[] = {
        "$F nonsense",
        "$F nonsense book",
        "$F --nonsense",
        "$F new",
        "$F new x.flashcoop --name N",
        "$F new x.flashcoop --name N --host H --colour red",
        "$F new x.flashcoop --name N --host H --vat maybe",
        "$F new x.flashcoop --name N --host H --till b",
        "$F new x.flashcoop --name",
        "$F report b.flashcoop",
        "$F report b.flashcoop nonsense",
        "$F report b.flashcoop z",
        "$F report b.flashcoop sales:3",
        "$F report b.flashcoop sales --format doc",
        "$F report b.flashcoop sales --format pdf",
        "$F report b.flashcoop receipt:1 --format csv",
        "$F import b.flashcoop nonsense file",
        "$F cash b.flashcoop",
        "$F cash b.flashcoop in",
        "$F cash b.flashcoop in abc --reason x",
        "$F close b.flashcoop year",
        "$F pin b.flashcoop P1",
        "$F share b.flashcoop",
        "$F share b.flashcoop --rule mix",
        "$F share b.flashcoop --rule equal --vote all",
        "$F till b.flashcoop new b c.flashcoop",
        "$F help nonsense",
        "$F --lang de help",
    };
    struct shell *shell = *state;

    shell_make_book(shell);
    for (size_t i = 0; i < sizeof LINES / sizeof LINES[0]; i++) {
        if (shell_run(shell, LINES[i], NULL) != 2)
            fail_msg("%s: %d %s", LINES[i], shell->status, shell->err);
        assert_memory_equal(shell->err, "flashcoop: ", 11);
        assert_ptr_equal(strchr(shell->err, '\n'), shell->err + strlen(shell->err) - 1);
        assert_string_equal(shell->out, "");
    }
    assert_false(folder_has(&shell->folder, "x.flashcoop"));
}

static void what_is_refused_ends_with_1_and_names_where(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    assert_int_equal(shell_run(shell, "$F new b.flashcoop --name N --host H", NULL), 1);
    assert_memory_equal(shell->err, "flashcoop: b.flashcoop", 22);
    assert_int_equal(shell_run(shell, "$F report b.flashcoop z:7", NULL), 1);
    assert_int_equal(shell_run(shell, "$F report b.flashcoop receipt:7", NULL), 1);
    shell_write(shell, "foreign.flashcoop", "something else entirely");
    assert_int_equal(shell_run(shell, "$F report foreign.flashcoop sales", NULL), 1);
    assert_int_equal(
        shell_run(shell, "$F new x.flashcoop --name N --host H --siren 123456789", NULL), 1);
    assert_int_equal(
        shell_run(shell, "$F new x.flashcoop --name N --host H --dates 2019-02-30", NULL), 1);
    assert_int_equal(shell_run(shell,
                               "$F new x.flashcoop --name N --host H --format 7 --dates 2019-02-01",
                               NULL),
                     1);
    assert_false(folder_has(&shell->folder, "x.flashcoop"));
}

static void disk_trouble_ends_with_3(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    assert_int_equal(shell_run(shell, "$F new no/where/x.flashcoop --name N --host H", NULL), 3);
    assert_int_equal(shell_run(shell, "$F report b.flashcoop sales -o no/where.csv", NULL), 3);
    assert_int_equal(shell_run(shell, "$F report b.flashcoop sales >/dev/full", NULL), 3);
}

static void a_missing_file_ends_with_3_and_its_name(void **state)
{
    static const char *const LINES[] = {
        "$F report gone.flashcoop sales",
        "$F verify gone.flashcoop",
        "$F consolidate b.flashcoop gone.flashcoop",
        "$F merge b.flashcoop gone.flashcoop",
        "$F sell gone.flashcoop",
        "$F import b.flashcoop sales gone.flashcoop",
    };
    struct shell *shell = *state;

    shell_make_book(shell);
    for (size_t i = 0; i < sizeof LINES / sizeof LINES[0]; i++) {
        assert_int_equal(shell_run(shell, LINES[i], NULL), 3);
        assert_non_null(strstr(shell->err, "gone.flashcoop"));
    }
    assert_false(folder_has(&shell->folder, "gone.flashcoop"));
}

static void an_existing_file_wants_force(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "$F report b.flashcoop sales --format csv -o s.csv", NULL);
    assert_int_equal(shell_run(shell, "$F report b.flashcoop sales --format csv -o s.csv", NULL),
                     1);
    shell_do(shell, "$F report b.flashcoop sales --format csv -o s.csv --force && head -1 s.csv",
             NULL);
    assert_memory_equal(shell->out,
                        "ticket,time,till,seller,kind,gross,net,vat,cash,card,cheque,"
                        "voucher,change,refund_of,flags,other\r\n",
                        100);
}

static void people_read_french_or_english_and_files_do_not_change(void **state)
{
    struct shell *shell = *state;
    char french[2000];

    shell_make_book(shell);
    snprintf(french, sizeof french, "%s",
             shell_do(shell, "$F report b.flashcoop products --format csv", NULL));
    assert_string_equal(
        shell_do(shell, "$F --lang en report b.flashcoop products --format csv", NULL), french);
    assert_non_null(strstr(shell_do(shell, "$F help", NULL), "Crée une session."));
    assert_non_null(
        strstr(shell_do(shell, "FLASHCOOP_LANG=en $F help", NULL), "Creates a session."));
    assert_non_null(strstr(shell_do(shell, "$F help --lang en", NULL), "Creates a session."));
    assert_memory_equal(shell_do(shell, "$F --version", NULL), "flashcoop ", 10);
    assert_memory_equal(shell_do(shell, "$F help sell", NULL), "flashcoop sell BOOK", 19);
}

static void a_frozen_clock_dates_what_is_recorded(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "FLASHCOOP_CLOCK=2019-11-26T10:02:05+01:00 $F sell b.flashcoop",
             "add C1\npay cash 2\n");
    assert_non_null(strstr(shell_do(shell, "$F report b.flashcoop sales --format csv", NULL),
                           "A-1,2019-11-26T10:02:05+01:00,"));
    assert_int_equal(shell_run(shell, "FLASHCOOP_CLOCK=noon $F report b.flashcoop x", NULL), 1);
}

static void a_stopped_chance_makes_the_same_book_twice_and_another_elsewhere(void **state)
{
    struct shell *shell = *state;

    shell_do(shell,
             "export FLASHCOOP_CLOCK=2019-11-26T10:00+01:00; for w in one one two; do mkdir x; "
             "FLASHCOOP_CHANCE=$w HOME=$PWD/x XDG_DATA_HOME= $F new x/b --name S --host H && "
             "HOME=$PWD/x XDG_DATA_HOME= $F verify x/b | grep -o 'head .*' >>heads; rm -r x; done; "
             "test $(wc -l <heads) = 3 && sort -u heads | wc -l",
             NULL);
    assert_string_equal(shell->out, "2\n");
}

static void a_role_with_a_pin_asks_for_it(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "FLASHCOOP_PIN=4711 $F pin b.flashcoop host", NULL);
    assert_int_equal(shell_run(shell,
                               "FLASHCOOP_CLOCK=2029-12-31T10:00Z FLASHCOOP_PIN=0000 "
                               "$F import b.flashcoop products products.csv",
                               NULL),
                     1);
    shell_do(shell,
             "sqlite3 b.flashcoop \"SELECT count(*) FROM record JOIN note USING (chain, seq) "
             "WHERE kind = 70 AND subject = 'pin'\"",
             NULL);
    assert_string_equal(shell->out, "1\n");
    shell_do(shell,
             "FLASHCOOP_CLOCK=2030-01-01T10:00Z FLASHCOOP_PIN=4711 "
             "$F import b.flashcoop products products.csv",
             NULL);
    shell_do(shell, "$F sell b.flashcoop --seller P1", "add C1\npay cash 1.5\n");
    assert_int_equal(
        shell_run(shell, "setsid $F import b.flashcoop products products.csv </dev/null", NULL), 1);
}

static void a_participant_may_not_close_or_take_cash_out(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "$F cash b.flashcoop open 50 && $F cash b.flashcoop count 50=1 --as P1", NULL);
    assert_int_equal(shell_run(shell, "$F cash b.flashcoop out 5 --reason x --as P1", NULL), 1);
    assert_int_equal(shell_run(shell, "$F close b.flashcoop day --as P1", NULL), 1);
    assert_int_equal(shell_run(shell, "$F close b.flashcoop session --as animator", NULL), 1);
}

static void the_drawer_follows_float_sales_and_movements(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "$F cash b.flashcoop open 50", NULL);
    shell_do(shell, "$F sell b.flashcoop",
             "add C1 4\npay cash 10\nadd B1\npay card 4.5\nrefund 1 1 1\npay cash 1.5\n");
    shell_do(shell, "$F cash b.flashcoop in 10 --reason monnaie", NULL);
    shell_do(shell, "$F cash b.flashcoop out 4.50 --reason timbres", NULL);
    assert_int_equal(shell_run(shell, "$F cash b.flashcoop out 4.50", NULL), 1);
    assert_int_equal(shell_run(shell, "$F cash b.flashcoop out 999 --reason x", NULL), 1);
    assert_string_equal(shell_value(shell, "x", "float"), "50.00");
    assert_string_equal(shell_value(shell, "x", "expected_cash"), "60.00");
    assert_string_equal(shell_value(shell, "x", "counted_cash"), ""); /* nobody counted yet */
    assert_string_equal(shell_value(shell, "x", "difference"), "");
    assert_string_equal(shell_value(shell, "x", "cash"), "4.50");
    assert_string_equal(shell_value(shell, "x", "card"), "4.50");
    assert_string_equal(shell_value(shell, "x", "counted_cash"), "");
    assert_int_equal(shell_run(shell, "$F cash b.flashcoop count 3=1", NULL), 1);
    assert_non_null(strstr(
        shell_do(shell, "$F --lang en cash b.flashcoop count 50=1 2=4 0.5=4", NULL), "difference"));
    assert_string_equal(shell_value(shell, "x", "counted_cash"), "60.00");
    assert_string_equal(shell_value(shell, "x", "difference"), "0.00");
}

/* A difference is data with a reason, never an obstacle. */
static void a_difference_wants_a_reason_and_closes(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "$F sell b.flashcoop", "add C1 2\npay cash 3\n");
    assert_int_equal(shell_run(shell, "$F close b.flashcoop day --counted 2.50", NULL), 1);
    shell_do(shell, "$F close b.flashcoop day --counted 2.50 --reason inconnu", NULL);
    assert_string_equal(shell_value(shell, "z:1", "difference"), "-0.50");
    assert_string_equal(shell_value(shell, "z:1", "counted_cash"), "2.50");
    assert_string_equal(shell_value(shell, "result", "cash_difference"), "-0.50");
    assert_string_equal(shell_value(shell, "x", "tickets"), "0");
    assert_string_equal(shell_value(shell, "x", "perpetual"), "3.00");
}

/* The same cents in the X, the Z, the list of sales, the products and the entries. */
static void x_z_sales_products_and_postings_agree(void **state)
{
    struct shell *shell = *state;
    char x[2000];
    char *head;

    shell_make_book(shell);
    for (int i = 0; i < 3; i++)
        shell_do(shell, "$F sell b.flashcoop",
                 "add C1 3\nadd T1\ndiscount 7%\npay card 5\npay cash 20\nadd B1 2 -10%\n"
                 "pay cheque 8.1\nrefund 1 1 1\npay cash 1.4\n");
    snprintf(x, sizeof x, "%s", shell_do(shell, "$F report b.flashcoop x --format csv", NULL));
    head = strstr(x, "\nhead,");
    assert_non_null(head);
    *head = '\0';
    shell_do(shell, "$F close b.flashcoop day", NULL);
    shell_do(shell, "$F report b.flashcoop z:1 --format csv", NULL);
    assert_memory_equal(shell->out, x, strlen(x));
    shell_do(shell,
             "g=$($F report b.flashcoop z:1 --format csv | tr -d '.\\r' | "
             "awk -F, '$1 == \"gross\" { print $2 }'); "
             "s=$($F report b.flashcoop sales --format csv | tr -d '.\\r' | "
             "awk -F, 'NR > 1 { s += $6 } END { print s }'); "
             "p=$($F report b.flashcoop products --format csv | tr -d '.\\r' | "
             "awk -F, 'NR > 1 { s += $4 } END { print s }'); "
             "d=$($F report b.flashcoop postings --format csv | tr -d '.\\r' | "
             "awk -F, '$3 == \"VE\" { d += $(NF - 2); c += $(NF - 1) } END { print d - c }'); "
             "a=$($F report b.flashcoop balance --format csv | tr -d '.\\r\"' | "
             "awk -F, '$1 ~ /^(70|4457)/ { s -= $NF } END { print s }'); "
             "test $g -gt 0 && echo $g $s $p $d $a && test $g = $s && test $g = $p && test $d = 0 "
             "&& test $g = $a",
             NULL);
}

static void after_the_session_closing_nothing_is_sold(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "$F sell b.flashcoop", "add C1\npay cash 1.5\n");
    assert_int_equal(shell_run(shell, "$F close b.flashcoop session", NULL), 1); /* a day is open */
    shell_do(shell,
             "$F close b.flashcoop day && $F close b.flashcoop month && "
             "$F close b.flashcoop session",
             NULL);
    shell_do(shell, "$F sell b.flashcoop", "add C1\npay cash 1.5\ntotal\n");
    assert_memory_equal(shell->out, "error ", 6); /* at the article, not at the payment */
    assert_non_null(strstr(shell->out, "plus rien ne se vend"));
    assert_string_equal(shell_value(shell, "x", "perpetual"), "1.50");
}

static void settings_are_shown_and_changed_as_records(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell,
             "$F set b.flashcoop account.cash 531 && $F set b.flashcoop place Angers && "
             "$F set b.flashcoop dates 2019-11-26,2019-11-27,2019-11-28,2019-11-29 && "
             "$F set b.flashcoop contribution margin:13.5% && $F cash b.flashcoop open 20",
             NULL);
    shell_do(shell, "$F set b.flashcoop --format csv", NULL);
    assert_non_null(strstr(shell->out, "\nplace,Angers\r\n"));
    assert_non_null(strstr(shell->out, "\ncontribution,margin:13.5%\r\n"));
    assert_non_null(strstr(shell->out, "\naccount.cash,531\r\n"));
    assert_non_null(strstr(shell->out, "2019-11-26,2019-11-27,2019-11-28,2019-11-29"));
    assert_non_null(
        strstr(shell_do(shell, "$F report b.flashcoop balance --format csv", NULL), "\n531,"));
    assert_memory_equal(shell_do(shell, "$F verify b.flashcoop", NULL), "ok: ", 4);
    assert_int_equal(shell_run(shell, "$F set b.flashcoop account.gold 531", NULL), 1);
    assert_int_equal(shell_run(shell, "$F set b.flashcoop account.cash 5x1", NULL), 1);
    assert_int_equal(shell_run(shell, "$F set b.flashcoop name ''", NULL), 1);
    assert_int_equal(shell_run(shell, "$F set b.flashcoop name X --as P1", NULL), 1);
    assert_int_equal(shell_run(shell, "$F set b.flashcoop size red", NULL), 2);
}

static void papers_go_into_a_folder(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    assert_int_equal(shell_run(shell, "$F report b.flashcoop papers", NULL), 2);
    shell_do(shell, "$F import b.flashcoop participants -", "badge,name\nP1,Ana\n");
    shell_do(shell, "$F report b.flashcoop papers -o papers && head -c 4 papers/livret-P1.pdf",
             NULL);
    assert_string_equal(shell->out, "%PDF");
}

static void a_book_in_use_names_its_holder(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(
        shell,
        "mkfifo pipe; ( $F sell b.flashcoop <pipe >answers ) & exec 3>pipe; echo 'add C1' >&3; "
        "until grep -q due answers 2>/dev/null; do :; done; "
        "$F cash b.flashcoop open 5; echo status $?; exec 3>&-; wait",
        NULL);
    assert_string_equal(shell->out, "status 3\n");
    assert_non_null(strstr(shell->err, "b.flashcoop: "));
}

int main(void)
{
#define SHELL_TEST(name) cmocka_unit_test_setup_teardown(name, shell_set_up, shell_tear_down)
    const struct CMUnitTest tests[] = {
        SHELL_TEST(wrong_usage_ends_with_2_and_one_line),
        SHELL_TEST(what_is_refused_ends_with_1_and_names_where),
        SHELL_TEST(disk_trouble_ends_with_3),
        SHELL_TEST(a_missing_file_ends_with_3_and_its_name),
        SHELL_TEST(an_existing_file_wants_force),
        SHELL_TEST(people_read_french_or_english_and_files_do_not_change),
        SHELL_TEST(a_frozen_clock_dates_what_is_recorded),
        SHELL_TEST(a_stopped_chance_makes_the_same_book_twice_and_another_elsewhere),
        SHELL_TEST(a_role_with_a_pin_asks_for_it),
        SHELL_TEST(a_participant_may_not_close_or_take_cash_out),
        SHELL_TEST(the_drawer_follows_float_sales_and_movements),
        SHELL_TEST(a_difference_wants_a_reason_and_closes),
        SHELL_TEST(x_z_sales_products_and_postings_agree),
        SHELL_TEST(after_the_session_closing_nothing_is_sold),
        SHELL_TEST(settings_are_shown_and_changed_as_records),
        SHELL_TEST(papers_go_into_a_folder),
        SHELL_TEST(a_book_in_use_names_its_holder),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
