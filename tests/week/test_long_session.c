/*
 * Four months by week, with three markets, on both sides of New Year's Eve: played by commands
 * on the days when they happen; hours, shares, closings and the accounts of both exercises by a
 * computation of their own.
 */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { PEOPLE = 3, DAYS = 20, MARKETS = 3, TEXT_MAX = 1 << 14 };

/* The weeks of the format: two days in those of the markets. */
static const int WEEKS[DAYS] = { 1,  2,  3,  4,  5,  6,  7,  7,  8,  9,
                                 10, 11, 11, 12, 13, 14, 15, 15, 16, 17 };
static const char *const MARKET_DAYS[MARKETS] = { "2019-11-23", "2019-12-21", "2020-01-18" };
static const int COOKIES[MARKETS] = { 11, 23, 40 }, BAGS[MARKETS] = { 3, 1, 2 };

/* Net of VAT, half up: 1.50 at 5.5 %, 12.00 at 20 %. */
static long net_of(long gross, long rate)
{
    return (gross * 20000 / (10000 + rate) + 1) / 2;
}

static long cookies_net(int market)
{
    return net_of(150L * COOKIES[market], 550);
}

static long bags_net(int market)
{
    return net_of(1200L * BAGS[market], 2000);
}

static void at(struct shell *shell, const char *time, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* One line of the shell, at that time of that day. */
static void at(struct shell *shell, const char *time, const char *format, ...)
{
    char line[600];
    size_t length;
    va_list arguments;

    length = (size_t)snprintf(line, sizeof line, "export FLASHCOOP_CLOCK=%s:00+01:00; ", time);
    va_start(arguments, format);
    vsnprintf(line + length, sizeof line - length, format, arguments);
    va_end(arguments);
    shell_do(shell, line, NULL);
}

static void make_session(struct shell *shell)
{
    char rows[TEXT_MAX] = "day,date\n";

    for (int day = 0; day < DAYS; day++) {
        bool is_second = day > 0 && WEEKS[day - 1] == WEEKS[day];
        long number = 18176 + 7L * (WEEKS[day] - 1) + (is_second ? 5 : 0); /* 2019-10-07 */
        time_t seconds = (time_t)number * 86400;
        char date[16];

        strftime(date, sizeof date, "%Y-%m-%d", gmtime(&seconds));
        snprintf(rows + strlen(rows), sizeof rows - strlen(rows), "%d,%s\n", day + 1, date);
    }
    shell_write(shell, "days.csv", rows);
    shell_write(shell, "people.csv", "badge,name\nP1,Awa\nP2,Ali\nP3,Lise\n");
    shell_write(shell, "products.csv",
                "code,label,price,vat,allergens,fibres\nC1,Cookie,1.50,5.5,aucun,\n"
                "T1,Sac,12.00,20,,100 % coton\n");
    at(shell, "2019-09-30T09:00",
       "$F new s.flashcoop --name 'Quatre mois' --host 'Coop 7' --siren 732829320 --place Gap "
       "--sector food --format weeks && $F import s.flashcoop days days.csv && "
       "$F import s.flashcoop participants people.csv && "
       "$F import s.flashcoop products products.csv");
}

/* Twenty euros in the drawer, morning and evening. */
static void hold_market(struct shell *shell, int market)
{
    const char *day = MARKET_DAYS[market];
    long takings = 150L * COOKIES[market];
    char morning[32], evening[32];

    snprintf(morning, sizeof morning, "%sT10:00", day);
    snprintf(evening, sizeof evening, "%sT18:00", day);
    at(shell, morning,
       "$F cash s.flashcoop open 20 && printf 'add C1 %d\\npay cash %ld.%02ld\\nadd T1 %d\\n"
       "pay card %d.00\\nquit\\n' | $F sell s.flashcoop",
       COOKIES[market], takings / 100, takings % 100, BAGS[market], 12 * BAGS[market]);
    at(shell, evening,
       "$F cash s.flashcoop out %ld.%02ld --reason banque && "
       "$F close s.flashcoop day --counted 20 --format csv | tr -d '\\r'",
       takings / 100, takings % 100);
}

static void expect_in(struct shell *shell, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
static void expect_in(struct shell *shell, const char *format, ...)
{
    char wanted[120];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(wanted, sizeof wanted, format, arguments);
    va_end(arguments);
    if (!strstr(shell->out, wanted))
        fail_msg("%s is not in:\n%s", wanted, shell->out);
}

static void expect_closing(struct shell *shell, int market)
{
    long gross = 150L * COOKIES[market] + 1200L * BAGS[market];
    long net = cookies_net(market) + bags_net(market);

    expect_in(shell, "\ngross,%ld.%02ld\n", gross / 100, gross % 100);
    expect_in(shell, "\nnet,%ld.%02ld\n", net / 100, net % 100);
    expect_in(shell, "\nnet_550,%ld.%02ld\n", cookies_net(market) / 100, cookies_net(market) % 100);
    expect_in(shell, "\nexpected_cash,20.00\n");
    expect_in(shell, "\ndifference,0.00\n");
}

static int minutes_of(int person, int day)
{
    return (person + day) % 5 == 0 ? 0 : 210 - 30 * person;
}

static void call_everybody(struct shell *shell, long spent[PEOPLE])
{
    char rows[TEXT_MAX] = "badge,day,half,minutes\n";

    for (int person = 0; person < PEOPLE; person++)
        for (int day = 0; day < DAYS; day++) {
            int minutes = minutes_of(person, day);

            spent[person] += 2L * minutes;
            snprintf(rows + strlen(rows), sizeof rows - strlen(rows),
                     "P%d,%d,am,%d\nP%d,%d,pm,%d\n", person + 1, day + 1, minutes, person + 1,
                     day + 1, minutes);
        }
    shell_write(shell, "roll.csv", rows);
    at(shell, "2020-01-27T17:00", "$F import s.flashcoop attendance roll.csv");
}

/* 10,00 and 7,00 in 2019, 12,00 in 2020, VAT apart. */
static void take_charges(struct shell *shell)
{
    shell_write(shell, "charges.csv",
                "date,label,category,net,vat_amount\n2019-11-12,Farine,materials,10.00,0.55\n"
                "2019-12-10,Farine,materials,7.00,0.39\n2020-01-14,Place,stand,12.00,2.40\n");
    at(shell, "2020-01-28T09:00", "$F import s.flashcoop charges charges.csv");
}

/* What is left, by minutes: the whole part of each, then a cent to the largest rests. */
static void expect_shares(struct shell *shell, const long spent[PEOPLE])
{
    long pool = -1000 - 700 - 1200, sum = 0, left, shares[PEOPLE];
    bool has_cent[PEOPLE] = { false };

    for (int market = 0; market < MARKETS; market++)
        pool += cookies_net(market) + bags_net(market);
    for (int person = 0; person < PEOPLE; person++)
        sum += spent[person];
    left = pool;
    for (int person = 0; person < PEOPLE; person++)
        left -= shares[person] = pool * spent[person] / sum;
    for (; left > 0; left--) {
        int best = -1;

        for (int person = 0; person < PEOPLE; person++)
            if (!has_cent[person] &&
                (best < 0 || pool * spent[person] % sum > pool * spent[best] % sum))
                best = person;
        has_cent[best] = true;
        shares[best]++;
    }
    at(shell, "2020-01-28T10:00",
       "$F share s.flashcoop --rule minutes --vote 3/0/0 --format csv | tr -d '\\r'");
    for (int person = 0; person < PEOPLE; person++)
        expect_in(shell, "P%d,%s,%ld,%ld.%02ld\n", person + 1,
                  (const char *[]){ "Awa", "Ali", "Lise" }[person], spent[person],
                  shares[person] / 100, shares[person] % 100);
}

/* Debit less credit of an account over a FEC, in cents, as awk adds it up. */
static long account_sum(struct shell *shell, const char *year, const char *account)
{
    char line[400];

    snprintf(line, sizeof line,
             "tr ',' '.' <acc/732829320FEC%s1231.txt | awk -F'\\t' -v a=%s 'NR > 1 && $5 ~ a { "
             "s += $12 - $13 } END { printf \"%%.0f\", s * 100 }'",
             year, account);
    return atol(shell_do(shell, line, NULL));
}

static void expect_accounts(struct shell *shell)
{
    at(shell, "2020-02-03T10:00",
       "$F accounts s.flashcoop -o acc --exercise 2019 && "
       "$F accounts s.flashcoop -o acc --exercise 2020");
    assert_int_equal(account_sum(shell, "2019", "^7011$"), -cookies_net(0) - cookies_net(1));
    assert_int_equal(account_sum(shell, "2019", "^7013$"), -bags_net(0) - bags_net(1));
    assert_int_equal(account_sum(shell, "2020", "^7011$"), -cookies_net(2));
    assert_int_equal(account_sum(shell, "2020", "^7013$"), -bags_net(2));
    assert_int_equal(account_sum(shell, "2019", "^44571"),
                     cookies_net(0) + cookies_net(1) + bags_net(0) + bags_net(1) -
                         150L * (COOKIES[0] + COOKIES[1]) - 1200L * (BAGS[0] + BAGS[1]));
    assert_int_equal(account_sum(shell, "2019", "^601$"), 1700);
    assert_int_equal(account_sum(shell, "2020", "^601$"), 0);
    assert_int_equal(account_sum(shell, "2020", "^6135$"), 1200);
    assert_int_equal(account_sum(shell, "2019", "."), 0);
    assert_int_equal(account_sum(shell, "2020", "."), 0);
    /* Each exercise is numbered from 1 without a hole. */
    shell_do(shell,
             "for y in 2019 2020; do tail -n +2 acc/732829320FEC${y}1231.txt | cut -f3 | uniq | "
             "awk '$1 != NR { print \"hole\" }'; done",
             NULL);
    assert_string_equal(shell->out, "");
}

static void four_months_with_three_markets_and_two_exercises_add_up(void **state)
{
    static const char *const ENDS[] = { "2019-11-30T19:00", "2019-12-31T19:00",
                                        "2020-01-31T19:00" };
    struct shell *shell = *state;
    long spent[PEOPLE] = { 0 };

    make_session(shell);
    for (int market = 0; market < MARKETS; market++) {
        hold_market(shell, market);
        expect_closing(shell, market);
        if (market < MARKETS - 1)
            at(shell, ENDS[market], "$F close s.flashcoop month");
    }
    call_everybody(shell, spent);
    take_charges(shell);
    expect_shares(shell, spent);
    at(shell, ENDS[MARKETS - 1], "$F close s.flashcoop month && $F close s.flashcoop session");
    at(shell, "2020-02-01T09:00", "$F verify s.flashcoop");
    expect_accounts(shell);
}

/* The first and last fifth of twenty days are days 1 to 4 and 17 to 20; three days sell. */
static void papers_name_twenty_days_and_no_other(void **state)
{
    struct shell *shell = *state;
    long spent[PEOPLE] = { 0 };

    make_session(shell);
    call_everybody(shell, spent);
    at(shell, "2020-01-28T11:00",
       "$F report s.flashcoop papers -o p >o 2>e; { for f in p/*.pdf p/*/*.pdf; do "
       "pdftotext \"$f\" -; done; cat p/*.txt p/*/*.txt; } | grep -oE '(J|Jour )[0-9]+' | "
       "tr -dc '0-9\\n' | sort -nu | tr '\\n' ' '");
    assert_string_equal(shell->out, "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 ");
    at(shell, "2020-01-28T11:00",
       "$F report s.flashcoop attendance --format csv | cut -d, -f1,3,4 | tr -d '\\r'");
    for (int person = 0; person < PEOPLE; person++)
        expect_in(shell, "P%d,%ld,%d\n", person + 1, spent[person], 2 * DAYS * 210);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, shell_set_up, shell_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(four_months_with_three_markets_and_two_exercises_add_up),
        TEST(papers_name_twenty_days_and_no_other),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
