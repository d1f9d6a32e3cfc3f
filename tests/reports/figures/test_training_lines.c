/* Lines for the training body and the fund, against sums made by another program. */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Seven days, the last on 28 November 2019; P3 came once, P4 never. */
static void session_make(struct shell *shell)
{
    shell_do(shell,
             "$F new b.flashcoop --name E --host H --dates 2019-11-18,2019-11-19,2019-11-20,"
             "2019-11-21,2019-11-25,2019-11-27,2019-11-28",
             NULL);
    shell_write(shell, "p.csv",
                "badge,name,gender,schooling,employment,contact,birth_date,commune,"
                "months_without_work,signed_on,typed_on\n"
                "P1,Awa,F,lower_sec,none,0601,1990-11-18,Angers,14,2019-11-18,2019-11-20\n"
                "P2,Lina,F,bac,job,0602,2002-05-01,Angers,,2019-11-18,\n"
                "P3,Karim,,,,,,,,,\n"
                "P4,Ivan,,,micro,,,,,,\n");
    shell_do(shell, "$F import b.flashcoop participants p.csv", NULL);
    shell_do(shell,
             "{ echo badge,day,half,minutes; for d in 1 2 3 4 5 6 7; do echo P1,$d,am,210; "
             "echo P1,$d,pm,$((d * 10)); done; for d in 1 2 3 4; do echo P2,$d,am,200; done; "
             "echo P3,2,am,90; } > a.csv && $F import b.flashcoop attendance a.csv",
             NULL);
}

/* domain-papers §5: F-1 a employees, c job seekers, e others; F-3 d; F-4 415; hours followed. */
static void the_statement_counts_what_was_followed(void **state)
{
    struct shell *shell = *state;

    session_make(shell);
    shell_do(shell, "$F report b.flashcoop bpf --format csv | tr -d '\\r'", NULL);
    assert_string_equal(shell->out, "badge,f1,f3,nsf,minutes\nP1,c,d,415,1750\nP2,a,d,415,800\n"
                                    "P3,e,d,415,90\n");
    shell_do(
        shell,
        "$F report b.flashcoop bpf --format csv | tr -d '\\r' | awk -F, 'NR > 1 { print $1, $5 }' "
        "> ours && awk -F, 'NR > 1 { m[$1] += $4 } END { for (b in m) print b, m[b] }' a.csv | "
        "sort > theirs && cmp ours theirs",
        NULL);
}

/* Frame F-4: another speciality than the usual one is a setting of the session. */
static void the_speciality_is_a_setting(void **state)
{
    struct shell *shell = *state;

    session_make(shell);
    shell_do(shell, "$F set b.flashcoop nsf 221 && $F report b.flashcoop bpf --format csv", NULL);
    assert_non_null(strstr(shell->out, "P1,c,d,221,1750"));
    assert_int_equal(shell_run(shell, "$F set b.flashcoop nsf cuisine", NULL), 1);
    assert_non_null(strstr(shell->err, "trois chiffres"));
}

/* The same page sums each frame once: F-1 = F-3 = F-4. */
static void the_frames_have_one_total(void **state)
{
    struct shell *shell = *state;

    session_make(shell);
    shell_write(shell, "w.csv",
                "key,kind,name,days,start,end,inside,signs\n"
                "anna,animator,Anna,1;2,9:00,12:00,yes,yes\n"
                "leo,guest,Léo,4,14:00,16:30,no,yes\nsam,guest,Sam,3,,,no,no\n");
    shell_do(shell, "$F import b.flashcoop partners w.csv", NULL);
    shell_do(shell, "$F report b.flashcoop bpf", NULL);
    assert_non_null(strstr(shell->out, "44 h"));   /* 1750 + 800 + 90 minutes */
    assert_non_null(strstr(shell->out, "6 h"));    /* Anna, twice three hours */
    assert_non_null(strstr(shell->out, "2 h 30")); /* Léo */
}

/* domain-papers §6: more than one day; 28 Nov 2019 → 26 Dec 2019 and 28 May 2020. */
static void the_fund_gets_entry_exit_and_two_dates(void **state)
{
    struct shell *shell = *state;

    session_make(shell);
    shell_write(shell, "o.csv",
                "badge,moment,outcome,date\nP1,exit,search,\nP1,4-weeks,training,"
                "2019-12-20\nP1,cold,job_long,2020-05-20\n");
    shell_do(shell, "$F import b.flashcoop outcomes o.csv", NULL);
    shell_do(shell, "$F report b.flashcoop esf --format csv | tr -d '\\r'", NULL);
    assert_non_null(strstr(shell->out,
                           "P1,2019-11-18,2019-11-28,1750,F,1990-11-18,Angers,01;02;03;07;09,"
                           "2019-11-18,2019-11-20,2019-12-26,training,2020-05-28,job_long,\n"));
    assert_non_null(strstr(shell->out, "P2,2019-11-18,2019-11-21,800,F,2002-05-01,Angers,"
                                       "01;05;06;10,2019-11-18,,2019-12-19,,2020-05-21,,exit\n"));
    assert_null(strstr(shell->out, "\nP3,"));
    assert_null(strstr(shell->out, "\nP4,"));
    shell_do(shell, "$F report b.flashcoop esf", NULL);
    assert_non_null(strstr(shell->out, "1 sur 2"));
    assert_non_null(strstr(shell->out, "35 %"));
}

static void expect_exit_said(struct shell *shell, const char *today, const char *sentence)
{
    setenv("FLASHCOOP_CLOCK", today, 1);
    shell_do(shell, "$F report b.flashcoop esf", NULL);
    unsetenv("FLASHCOOP_CLOCK");
    if ((sentence == NULL) == (strstr(shell->out, "P1 : ") != NULL) ||
        (sentence && !strstr(shell->out, sentence)))
        fail_msg("%s, not « %s »:\n%s", today, sentence ? sentence : "", shell->out);
}

/* domain-papers §6: "Exit within 4 weeks: last day 28 Nov 2019 → by 26 Dec 2019. Warn at 15 and 25
 * days; no interview needed to type it." */
static void the_exit_is_asked_for_after_15_and_25_days(void **state)
{
    struct shell *shell = *state;

    session_make(shell);
    expect_exit_said(shell, "2019-12-12T10:00:00+01:00", NULL);
    expect_exit_said(shell, "2019-12-13T10:00:00+01:00", "P1 : dire la sortie avant le 26/12/2019");
    expect_exit_said(shell, "2019-12-22T10:00:00+01:00", "P1 : dire la sortie avant le 26/12/2019");
    expect_exit_said(shell, "2019-12-23T10:00:00+01:00", "P1 : dire la sortie maintenant");
    expect_exit_said(shell, "2019-12-26T10:00:00+01:00", "P1 : dire la sortie maintenant");
    expect_exit_said(shell, "2019-12-27T10:00:00+01:00", "P1 : la sortie était à dire avant");
    shell_do(shell, "$F import b.flashcoop outcomes -",
             "badge,moment,outcome\nP1,4-weeks,training\n");
    expect_exit_said(shell, "2019-12-27T10:00:00+01:00", NULL);
}

/* domain-papers §6: "12-16 are never stored": refused by their names, and no byte of the book has
 * them. */
static void codes_12_to_16_come_into_no_book(void **state)
{
    static const char *const NEVER[] = { "handicap", "EECO12",        "Pays tiers", "CO14",
                                         "Minorité", "sans domicile", "religion",   "Santé" };
    struct shell *shell = *state;

    session_make(shell);
    for (size_t i = 0; i < sizeof NEVER / sizeof NEVER[0]; i++) {
        char file[200];
        static const char *const KINDS[] = { "attendance", "calls",   "consents",    "opinions",
                                             "partners",   "ratings", "roles",       "stays",
                                             "outcomes",   "answers", "participants" };

        for (size_t k = 0; k < sizeof KINDS / sizeof KINDS[0]; k++) {
            char line[128];

            snprintf(file, sizeof file, "badge,%s\nP1,SENTINEL-4711\n", NEVER[i]);
            shell_write(shell, "x.csv", file);
            snprintf(line, sizeof line, "$F import b.flashcoop %s x.csv", KINDS[k]);
            assert_int_equal(shell_run(shell, line, NULL), 1);
        }
        assert_non_null(strstr(shell->err, "jamais"));
    }
    shell_do(shell, "! grep -rqa SENTINEL b.flashcoop* data", NULL);
}

/* domain-papers §5: evidence for these seventeen, "Not from a session: 1, 3, 7, 13-16, 20, 22-25,
 * 27-29"; what is not there says so. */
static void the_indicators_say_what_is_there_and_what_is_missing(void **state)
{
    struct shell *shell = *state;

    session_make(shell);
    shell_do(shell, "$F report b.flashcoop indicators --format csv | tr -d '\\r' > i.csv", NULL);
    shell_do(shell, "cut -d, -f1 i.csv | tail -n +2 | tr '\\n' ' '", NULL);
    assert_string_equal(shell->out, "2 4 5 6 8 9 10 11 12 17 18 19 21 26 30 31 32 ");
    shell_do(shell, "cat i.csv", NULL);
    assert_non_null(strstr(shell->out, "\n6,agenda.xlsx,7,there"));
    assert_non_null(strstr(shell->out, "\n12,formation/presence.pdf,19,there"));
    assert_non_null(strstr(shell->out, "\n30,,0,missing"));
    assert_non_null(strstr(shell->out, "\n26,,0,elsewhere"));
}

#define SHELL_TEST(name) cmocka_unit_test_setup_teardown(name, shell_set_up, shell_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SHELL_TEST(the_statement_counts_what_was_followed),
        SHELL_TEST(the_speciality_is_a_setting),
        SHELL_TEST(the_frames_have_one_total),
        SHELL_TEST(the_fund_gets_entry_exit_and_two_dates),
        SHELL_TEST(the_indicators_say_what_is_there_and_what_is_missing),
        SHELL_TEST(the_exit_is_asked_for_after_15_and_25_days),
        SHELL_TEST(codes_12_to_16_come_into_no_book),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
