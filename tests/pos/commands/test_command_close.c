/* Closings by command: figures that add up, tills together, tickets that wait, the end. */
#include "base/err.h"
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static long cents_of(struct shell *shell, const char *report, const char *key)
{
    double amount = 0;
    const char *text = shell_value(shell, report, key);

    assert_non_null(text);
    assert_int_equal(sscanf(text, "%lf", &amount), 1);
    return (long)(amount * 100 + (amount < 0 ? -0.5 : 0.5));
}

/* float + cash sales + in − out = expected; expected + difference = counted. */
static void the_figures_of_a_z_add_up(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell,
             "$F cash b.flashcoop open 50 && $F cash b.flashcoop in 20 --reason monnaie && "
             "$F cash b.flashcoop out 5.25 --reason timbres",
             NULL);
    shell_do(shell, "$F sell b.flashcoop", "add C1 2\npay cash 5\nadd T1\npay card 12\n");
    shell_do(shell, "$F close b.flashcoop day --counted 67 --reason inconnu", NULL);
    assert_int_equal(cents_of(shell, "z:1", "cash_in"), 2000);
    assert_int_equal(cents_of(shell, "z:1", "cash_out"), 525);
    assert_int_equal(cents_of(shell, "z:1", "float") + cents_of(shell, "z:1", "cash") +
                         cents_of(shell, "z:1", "cash_in") - cents_of(shell, "z:1", "cash_out"),
                     cents_of(shell, "z:1", "expected_cash"));
    assert_int_equal(cents_of(shell, "z:1", "expected_cash") + cents_of(shell, "z:1", "difference"),
                     cents_of(shell, "z:1", "counted_cash"));
    assert_string_equal(shell_value(shell, "z:1", "first_ticket"), "1");
    assert_string_equal(shell_value(shell, "z:1", "last_ticket"), "2");
    assert_string_equal(shell_value(shell, "z:1", "waiting"), "0");
    assert_memory_equal(shell_value(shell, "z:1", "opened"), "20", 2);
    assert_memory_equal(shell_value(shell, "z:1", "closed"), "20", 2);
    shell_do(shell, "$F print b.flashcoop z:1 --format pdf -o z.pdf && pdftotext -layout z.pdf -",
             NULL);
    assert_non_null(strstr(shell->out, "Argent ajouté (apport)"));
    assert_non_null(strstr(shell->out, "Fermée à"));
}

static void month_and_session_stand_over_all_tills_with_each_share(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "$F till b.flashcoop new B copy.flashcoop", NULL);
    shell_do(shell, "$F sell b.flashcoop", "add T1\npay card 12\n");
    shell_do(shell, "$F sell copy.flashcoop", "add C1 2\npay cheque 3\n");
    shell_do(shell,
             "$F cash b.flashcoop in 20 --reason monnaie --as host && "
             "$F cash copy.flashcoop in 7 --reason monnaie --as host && "
             "$F cash copy.flashcoop out 2 --reason timbre --as host",
             NULL);
    shell_do(shell,
             "$F close b.flashcoop day --counted 19 --reason a && "
             "$F close copy.flashcoop day --counted 5.50 --reason b && "
             "$F merge b.flashcoop copy.flashcoop && "
             "$F close b.flashcoop month --format csv && "
             "$F close b.flashcoop session --format csv -o session.csv",
             NULL);
    for (int i = 0; i < 2; i++) {
        assert_non_null(strstr(shell->out, "\r\ngross,15.00\r\n"));
        assert_non_null(strstr(shell->out, "\r\ncheque,3.00\r\n"));
        assert_non_null(strstr(shell->out, "\r\ngross_till_A,12.00\r\n"));
        assert_non_null(strstr(shell->out, "\r\ngross_till_B,3.00\r\n"));
        assert_non_null(strstr(shell->out, "\r\ngross_550,3.00\r\n"));
        assert_non_null(strstr(shell->out, "\r\ncash_in,27.00\r\n"));
        assert_non_null(strstr(shell->out, "\r\ncash_out,2.00\r\n"));
        assert_non_null(strstr(shell->out, "\r\ndifference,-0.50\r\n"));
        assert_null(strstr(shell->out, "\r\nfloat,")); /* its drawer is counted day by day */
        shell_do(shell, "cat session.csv", NULL);
    }
    shell_do(shell, "$F verify b.flashcoop", NULL);
}

static void a_ticket_that_waits_is_named_and_the_session_asks_why(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "$F sell b.flashcoop", "add C1 2\npark Luc\nadd T1\npay card 12\n");
    shell_do(shell, "$F close b.flashcoop day", NULL);
    assert_non_null(strstr(shell->out, "Tickets en attente"));
    assert_string_equal(shell_value(shell, "z:1", "waiting"), "1");
    assert_int_equal(shell_run(shell, "$F close b.flashcoop session", NULL), 1);
    assert_non_null(strstr(shell->err, "Luc"));
    shell_do(shell, "$F close b.flashcoop session --reason 'Luc est parti'", NULL);
}

static void nothing_is_rung_up_after_the_session_closing(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "$F sell b.flashcoop", "add C1 2\npark Luc\nadd T1\npay card 12\n");
    shell_do(shell, "$F close b.flashcoop day && $F close b.flashcoop session --reason parti",
             NULL);
    shell_run(shell, "$F sell b.flashcoop --as host",
              "add C1\nscan C1\nunknown 2 5.5 pomme\nresume Luc\ntotal\n");
    assert_null(strstr(shell->out, "due 1"));
    assert_non_null(strstr(shell->out, "error"));
    assert_non_null(strstr(shell->out, "plus rien ne se vend"));
}

static void an_x_shows_a_count_only_once_there_is_one(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "$F cash b.flashcoop open 50", NULL);
    shell_do(shell, "$F sell b.flashcoop", "add C1 2\npay cash 5\n");
    assert_string_equal(shell_value(shell, "x", "counted_cash"), "");
    assert_string_equal(shell_value(shell, "x", "difference"), "");
    assert_string_equal(shell_value(shell, "x", "closed"), "");
    shell_do(shell, "$F cash b.flashcoop count 50=1 2=1", NULL);
    assert_string_equal(shell_value(shell, "x", "counted_cash"), "52.00");
    assert_string_equal(shell_value(shell, "x", "difference"), "-1.00");
}

/* A flat battery: the sale stands, and somebody was asked. */
static void a_clock_far_from_the_session_is_asked_about_and_stops_nothing(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "$F sell b.flashcoop", "add C1\npay card 1.50\n");
    assert_null(strstr(shell->err, "L'horloge"));
    shell_do(shell,
             "$F set b.flashcoop dates 2050-01-03,2050-01-04,2050-01-05,2050-01-06,"
             "2050-01-07,2050-01-10,2050-01-11 --reason essai",
             NULL);
    shell_do(shell, "$F sell b.flashcoop", "add C1\npay card 1.50\n");
    assert_non_null(strstr(shell->err, "L'horloge dit"));
    assert_non_null(strstr(shell->out, "sold A-2"));
}

/* A book of 2019 is used on, years later: asked about each time, and every sale goes through. */
static void a_session_long_past_is_asked_about_too(void **state)
{
    struct shell *shell = *state;

    shell_do(shell, "$F demo demo && cp demo/$(ls demo | head -1) b.flashcoop", NULL);
    shell_do(shell, "$F report b.flashcoop products --format csv | sed -n 2p | cut -d, -f1", NULL);
    shell->out[strcspn(shell->out, "\r\n")] = '\0';

    char lines[80];

    snprintf(lines, sizeof lines, "add %.30s\ntotal\nvoid\n", shell->out);
    setenv("FLASHCOOP_CLOCK", "2026-11-30T10:00:00+01:00", 1);
    shell_do(shell, "$F sell b.flashcoop", lines);
    assert_non_null(strstr(shell->err, "L'horloge dit 30/11/2026, 10:00 : loin de la session."));
    assert_null(strstr(shell->out, "error"));
    unsetenv("FLASHCOOP_CLOCK");
}

/* Said beforehand, and closed all the same; on the last day nothing is said. */
static void a_month_that_is_not_over_is_warned_about(void **state)
{
    struct shell *shell = *state;

    setenv("FLASHCOOP_CLOCK", "2019-11-29T18:00:00+01:00", 1);
    shell_make_book(shell);
    shell_do(shell, "$F sell b.flashcoop", "add C1\npay card 1.50\n");
    shell_do(shell, "$F close b.flashcoop day", NULL);
    shell_do(shell, "$F close b.flashcoop month", NULL);
    assert_non_null(strstr(shell->err, "Le mois n'est pas fini"));
    assert_non_null(strstr(shell->out, "Mois fermé (clôture"));
    setenv("FLASHCOOP_CLOCK", "2019-11-30T18:00:00+01:00", 1);
    shell_do(shell, "$F close b.flashcoop month", NULL);
    assert_null(strstr(shell->err, "Le mois n'est pas fini"));
    setenv("FLASHCOOP_CLOCK", "2019-12-01T03:00:00+01:00", 1); /* still the evening before */
    shell_do(shell, "$F close b.flashcoop month", NULL);
    assert_null(strstr(shell->err, "Le mois n'est pas fini"));
    unsetenv("FLASHCOOP_CLOCK");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, shell_set_up, shell_tear_down)

/* The second laptop's battery was flat from the first minute: what it holds of the first till says
 * when. */
static void a_till_that_never_knew_the_time_posts_on_the_last_day_of_its_copy(void **state)
{
    struct shell *shell = *state;

    setenv("FLASHCOOP_CLOCK", "2026-11-27T09:00:00+01:00", 1);
    shell_make_book(shell);
    setenv("FLASHCOOP_CLOCK", "2026-11-28T09:00:00+01:00", 1);
    shell_do(shell, "$F till b.flashcoop new B c.flashcoop", NULL);
    setenv("FLASHCOOP_CLOCK", "2000-01-01T00:05:00+01:00", 1);
    shell_do(shell, "$F sell c.flashcoop", "add C1\npay card 1.50\n");
    shell_do(shell, "$F close c.flashcoop day", NULL);
    assert_non_null(strstr(shell->err, "Est-ce juste"));
    shell_do(shell, "$F report c.flashcoop postings --format csv | cut -d, -f2 | sort -u", NULL);
    assert_string_equal(shell->out, "2026-11-27\ndate\n");
    unsetenv("FLASHCOOP_CLOCK");
}

/* Its copy is there and empty: nothing to tell, and its archive lacks nothing. */
static void a_till_that_came_back_without_a_sale_is_asked_about_no_more(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "$F till b.flashcoop new B c.flashcoop", NULL);
    assert_int_equal(shell_run(shell, "$F close b.flashcoop session", NULL), 1);
    assert_non_null(strstr(shell->err, "La caisse B n'est pas revenue"));
    shell_do(shell, "$F merge b.flashcoop c.flashcoop && $F merge b.flashcoop c.flashcoop", NULL);
    shell_do(shell,
             "$F close b.flashcoop session && $F verify b.flashcoop && "
             "$F export b.flashcoop archive -o a.zip && $F verify a.zip",
             NULL);
}

/* No Z would ever post it; money still goes out, and what it says, its entry says. */
static void after_the_session_closing_the_drawer_only_gives_up_its_money(void **state)
{
    static const char *const REFUSED[] = { "open 20", "count 20=1" };
    struct shell *shell = *state;
    char line[160];

    shell_make_book(shell);
    shell_do(shell, "$F cash b.flashcoop open 50", NULL);
    shell_do(shell, "$F sell b.flashcoop", "add C1\npay cash 1.50\n");
    shell_do(shell, "$F close b.flashcoop day --counted 51.50 && $F close b.flashcoop session",
             NULL);
    for (size_t i = 0; i < COUNT_OF(REFUSED); i++) {
        snprintf(line, sizeof line, "$F cash b.flashcoop %s --as host", REFUSED[i]);
        assert_int_equal(shell_run(shell, line, NULL), 1);
        assert_non_null(strstr(shell->err, "ni fond ni compte"));
    }
    shell_do(shell, "$F cash b.flashcoop out 51.50 --reason 'remise en banque' --as host", NULL);
    shell_do(shell,
             "printf 'badge,name\nP1,Amina\n' >p.csv && "
             "$F import b.flashcoop participants p.csv",
             NULL);
    assert_int_equal(shell_run(shell,
                               "$F share b.flashcoop --rule equal --vote 1/0/0 --reason "
                               "'Amina le veut'",
                               NULL),
                     1);
    assert_non_null(strstr(shell->err, "P1"));
    shell_do(shell, "$F share b.flashcoop --rule equal --vote 1/0/0 --reason relu", NULL);
    shell_do(shell, "$F report b.flashcoop postings --format csv | grep -c 530,Caisse,0.00,51.50",
             NULL);
    shell_do(shell, "$F verify b.flashcoop", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_till_that_came_back_without_a_sale_is_asked_about_no_more),
        TEST(after_the_session_closing_the_drawer_only_gives_up_its_money),
        TEST(the_figures_of_a_z_add_up),
        TEST(month_and_session_stand_over_all_tills_with_each_share),
        TEST(a_ticket_that_waits_is_named_and_the_session_asks_why),
        TEST(an_x_shows_a_count_only_once_there_is_one),
        TEST(a_clock_far_from_the_session_is_asked_about_and_stops_nothing),
        TEST(a_session_long_past_is_asked_about_too),
        TEST(a_month_that_is_not_over_is_warned_about),
        TEST(a_till_that_never_knew_the_time_posts_on_the_last_day_of_its_copy),
        TEST(nothing_is_rung_up_after_the_session_closing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
