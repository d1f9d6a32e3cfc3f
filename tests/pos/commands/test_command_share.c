/* `flashcoop share`, `till` and `merge`: the group's decision, and the second laptop. */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A closed day without VAT whose whole result is 131,17 €, six people and their minutes. */
static void make_pool(struct shell *shell)
{
    static const int MINUTES[] = { 2940, 2940, 2730, 2295, 2940, 1305 };
    char text[8000] = "badge,day,half,minutes\n";

    shell_do(shell, "$F new b.flashcoop --name Mam --host 'Coop 7' --vat off", NULL);
    shell_do(shell, "$F import b.flashcoop products -", "code,label,price,vat\nM1,Tout,131.17,0\n");
    shell_do(shell, "$F import b.flashcoop participants -",
             "badge,name\nP1,Ana\nP2,Bea\nP3,Cleo\nP4,Dina\nP5,Eva\nP6,Fatou\n");
    for (int person = 0; person < 6; person++)
        for (int half = 0, left = MINUTES[person]; half < 14; half++) {
            int present = left < 210 ? left : 210;

            left -= present;
            snprintf(text + strlen(text), sizeof text - strlen(text), "P%d,%d,%s,%d\n", person + 1,
                     half / 2 + 1, half % 2 ? "pm" : "am", present);
        }
    shell_do(shell, "$F import b.flashcoop attendance -", text);
    shell_do(shell, "$F sell b.flashcoop", "add M1\npay card 131.17\n");
}

/* What stands in the last column of `share` with these options. */
static const char *shares(struct shell *shell, const char *options)
{
    char line[300];

    snprintf(line, sizeof line,
             "$F share b.flashcoop %s --format csv | tr -d '\\r' | "
             "awk -F, 'NR > 1 { printf \"%%s \", $NF }'",
             options);
    return shell_do(shell, line, NULL);
}

static void the_shares_are_those_of_the_rules(void **state)
{
    struct shell *shell = *state;

    make_pool(shell);
    assert_string_equal(shares(shell, "--rule equal --dry-run"),
                        "21.87 21.86 21.86 21.86 21.86 21.86 ");
    assert_string_equal(shares(shell, "--rule minutes --dry-run"),
                        "25.46 25.45 23.64 19.87 25.45 11.30 ");
    assert_string_equal(shares(shell, "--rule mix:50 --dry-run"),
                        "23.67 23.66 22.75 20.86 23.65 16.58 ");
    shell_write(shell, "p.csv", "badge,points\nP1,1\nP3,1\nP2,1\n");
    assert_string_equal(shares(shell, "--rule points:p.csv --dry-run"),
                        "43.73 43.72 43.72 0.00 0.00 0.00 ");
    shell_write(shell, "m.csv", "badge;share\nP1;100,00\nP6;31,17\n");
    assert_string_equal(shares(shell, "--rule manual:m.csv --dry-run"),
                        "100.00 0.00 0.00 0.00 0.00 31.17 ");
}

static void a_simulation_records_nothing(void **state)
{
    struct shell *shell = *state;
    uint64_t before;

    make_pool(shell);
    shell_do(shell, "FLASHCOOP_PIN=4711 $F pin b.flashcoop animator", NULL);
    before = shell_file_sum(shell, "b.flashcoop");
    shares(shell, "--rule equal --dry-run"); /* and asks for no PIN */
    assert_int_equal(shell_file_sum(shell, "b.flashcoop"), before);
    assert_int_equal(shell_run(shell, "$F report b.flashcoop shares", NULL), 1);
}

static void the_decision_waits_for_the_z_and_for_a_yes(void **state)
{
    struct shell *shell = *state;

    make_pool(shell);
    assert_int_equal(shell_run(shell, "$F share b.flashcoop --rule equal --vote 6/0/0", NULL), 1);
    shell_do(shell, "$F close b.flashcoop day", NULL);
    assert_int_equal(shell_run(shell, "$F share b.flashcoop --rule equal --vote 1/4/1", NULL), 1);
    shell_do(shell, "$F share b.flashcoop --rule minutes --reserve 10% --vote 5/0/1", NULL);
    assert_string_equal(shell_value(shell, "result", "reserve"), "13.12");
    assert_string_equal(shell_value(shell, "result", "to_share"), "118.05");
    assert_non_null(strstr(shell_do(shell, "$F report b.flashcoop shares --format csv", NULL),
                           "badge,name,weight,share\r\nP1,Ana,2940,"));
}

static void a_bad_file_of_points_names_its_lines(void **state)
{
    struct shell *shell = *state;

    make_pool(shell);
    shell_write(shell, "p.csv", "badge,points\nP1,x\nP9,1\nP2,1\nP2,1\n");
    assert_int_equal(shell_run(shell, "$F share b.flashcoop --rule points:p.csv --dry-run", NULL),
                     1);
    assert_non_null(strstr(shell->err, "flashcoop: p.csv:2: "));
    assert_non_null(strstr(shell->err, "flashcoop: p.csv:3: "));
    assert_non_null(strstr(shell->err, "flashcoop: p.csv:5: "));
    shell_write(shell, "m.csv", "badge,share\nP1,100.00\n");
    assert_int_equal(shell_run(shell, "$F share b.flashcoop --rule manual:m.csv --dry-run", NULL),
                     1);
}

/* Two papers must not print two sums without a word: the decision stays, and both say so. */
static void a_charge_after_the_vote_is_said_on_result_and_shares_until_a_new_vote(void **state)
{
    static const char MOVED[] = "Le partage décidé est de ";
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "$F import b.flashcoop participants -", "badge,name\nP1,Ana\nP2,Bo\n");
    shell_do(shell, "$F sell b.flashcoop", "add B1 10\npay card 45\nquit\n");
    shell_do(shell, "$F close b.flashcoop day", NULL);
    shell_do(shell, "$F share b.flashcoop --rule equal --vote 2/0/0", NULL);
    assert_null(strstr(shell_do(shell, "$F report b.flashcoop result", NULL), MOVED));
    shell_do(shell, "$F import b.flashcoop charges -",
             "date,label,category,net,vat_amount\n2019-11-25,Farine,materials,10,0\n");
    assert_non_null(strstr(shell_do(shell, "$F report b.flashcoop result", NULL), MOVED));
    assert_non_null(strstr(shell->out, "42,65"));
    assert_non_null(strstr(shell_do(shell, "$F report b.flashcoop shares", NULL), MOVED));
    assert_string_equal(shell_value(shell, "result", "to_share"), "32.65");
    shell_do(shell, "$F share b.flashcoop --rule equal --vote 2/0/0", NULL);
    assert_null(strstr(shell_do(shell, "$F report b.flashcoop shares", NULL), MOVED));
    assert_non_null(
        strstr(shell_do(shell, "$F report b.flashcoop balance --format csv", NULL), "6411,"));
    assert_non_null(strstr(shell->out, ",32.65\r\n"));
}

static void a_loss_shares_nothing_and_says_so(void **state)
{
    struct shell *shell = *state;

    make_pool(shell);
    shell_do(shell, "$F import b.flashcoop charges -",
             "date,label,category,net,vat_amount\n2019-11-25,Farine,materials,200,0\n");
    assert_string_equal(shell_value(shell, "result", "result"), "-68.83");
    assert_string_equal(shell_value(shell, "result", "to_share"), "0.00");
    assert_non_null(
        strstr(shell_do(shell, "$F --lang en report b.flashcoop result", NULL), "bears the loss"));
}

static void a_second_till_sells_and_comes_back_once(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "$F sell b.flashcoop", "add C1\npay cash 1.5\n");
    shell_do(shell, "$F till b.flashcoop new B copy.flashcoop", NULL);
    assert_string_equal(shell_do(shell, "$F sell copy.flashcoop", "add T1\npay card 12\n"),
                        "due 12.00\nsold B-1 12.00 change 0.00\n");
    shell_do(shell, "$F merge b.flashcoop copy.flashcoop", NULL);
    shell_do(shell, "$F merge b.flashcoop copy.flashcoop", NULL);
    assert_string_equal(shell_value(shell, "session", "turnover"), "13.50");
    assert_memory_equal(shell_do(shell, "$F verify b.flashcoop", NULL), "ok: ", 4);
    assert_non_null(
        strstr(shell_do(shell, "$F report b.flashcoop sales --format csv", NULL), "\nB-1,"));
}

static void another_session_and_a_letter_in_use_are_refused(void **state)
{
    struct shell *shell = *state;
    uint64_t before;

    shell_make_book(shell);
    shell_do(shell, "$F new other.flashcoop --name O --host O --till B", NULL);
    before = shell_file_sum(shell, "b.flashcoop");
    assert_int_equal(shell_run(shell, "$F till b.flashcoop new A copy.flashcoop", NULL), 1);
    assert_false(folder_has(&shell->folder, "copy.flashcoop"));
    assert_int_equal(shell_file_sum(shell, "b.flashcoop"), before);
    assert_int_equal(shell_run(shell, "$F merge b.flashcoop other.flashcoop", NULL), 1);
    assert_int_equal(shell_run(shell, "$F merge b.flashcoop b.flashcoop", NULL) == 0, 0);
    assert_memory_equal(shell_do(shell, "$F verify b.flashcoop", NULL), "ok: ", 4);
}

static void verify_finds_a_changed_amount_and_a_missing_head(void **state)
{
    struct shell *shell = *state;
    char line[200];
    char head[20];

    shell_make_book(shell);
    shell_do(shell, "$F sell b.flashcoop", "add C1\npay cash 1.5\n");
    shell_do(shell, "$F close b.flashcoop day", NULL);
    snprintf(head, sizeof head, "%s", shell_value(shell, "z:1", "head"));
    snprintf(line, sizeof line, "$F verify b.flashcoop --head %s", head);
    shell_do(shell, line, NULL);
    assert_int_equal(shell_run(shell, "$F verify b.flashcoop --head 000000000000", NULL), 1);
    shell_do(shell,
             "sqlite3 b.flashcoop 'DROP TRIGGER sale_line_no_update; UPDATE sale_line SET "
             "label = 1'",
             NULL);
    assert_int_equal(shell_run(shell, "$F verify b.flashcoop", NULL), 1);
    assert_memory_equal(shell->err, "flashcoop: b.flashcoop: ", 24);
}

int main(void)
{
#define SHELL_TEST(name) cmocka_unit_test_setup_teardown(name, shell_set_up, shell_tear_down)
    const struct CMUnitTest tests[] = {
        SHELL_TEST(the_shares_are_those_of_the_rules),
        SHELL_TEST(a_simulation_records_nothing),
        SHELL_TEST(the_decision_waits_for_the_z_and_for_a_yes),
        SHELL_TEST(a_bad_file_of_points_names_its_lines),
        SHELL_TEST(a_charge_after_the_vote_is_said_on_result_and_shares_until_a_new_vote),
        SHELL_TEST(a_loss_shares_nothing_and_says_so),
        SHELL_TEST(a_second_till_sells_and_comes_back_once),
        SHELL_TEST(another_session_and_a_letter_in_use_are_refused),
        SHELL_TEST(verify_finds_a_changed_amount_and_a_missing_head),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
