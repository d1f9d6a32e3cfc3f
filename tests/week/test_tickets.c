/*
 * Thousands of tickets by chance, refunds and all: at every step lines = ticket = payments less
 * change, and what the tickets sum to is what the X says, the books post and the group shares.
 */
#include "ledger/closing/closing.h"
#include "ledger/closing/distribution.h"
#include "tests/support/stall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { DAYS = 4, TICKETS_A_DAY = 700, PEOPLE = 15 };

/* What the test itself added up, with no help from the ledger. */
struct product_tally {
    int64_t sales;
    int64_t refunds;
    cents gross;
    cents net;
    cents modes[PAY_MODE_END];
};

struct week {
    struct stall stall;
    struct product_tally day;
    struct product_tally all;
    int64_t last_number;
};

/* round_half_up(gross × 10000 / (10000 + rate)), the mirror for a refund: written once more. */
static cents net_of(cents gross, basis_points rate)
{
    cents size = gross < 0 ? -gross : gross;
    cents base = 10000 + rate;
    cents net = (2 * size * 10000 + base) / (2 * base);

    return gross < 0 ? -net : net;
}

static void assert_lines_sum_to_the_ticket(const struct ticket *ticket, const struct figures *f)
{
    cents gross = 0;
    cents net = 0;

    for (int i = 0; i < ticket->line_count; i++) {
        gross += f->lines[i].gross;
        net += f->lines[i].net;
        assert_int_equal(f->lines[i].full - f->lines[i].discount, f->lines[i].gross);
    }
    assert_int_equal(gross, f->gross);
    assert_int_equal(net, f->net);
}

static void assert_rates_sum_to_the_ticket(const struct figures *f)
{
    cents gross = 0;
    cents net = 0;
    cents vat = 0;

    for (int i = 0; i < f->rate_count; i++) {
        assert_int_equal(f->rates[i].net, net_of(f->rates[i].gross, f->rates[i].rate));
        gross += f->rates[i].gross;
        net += f->rates[i].net;
        vat += f->rates[i].vat;
    }
    assert_int_equal(gross, f->gross);
    assert_int_equal(net, f->net);
    assert_int_equal(vat, f->vat);
    assert_int_equal(f->net + f->vat, f->gross);
}

static void assert_payments_cover_the_ticket(const struct ticket *ticket, const struct figures *f)
{
    cents given = 0;

    for (int i = 0; i < ticket->payment_count; i++)
        given += ticket->payments[i].given;
    assert_int_equal(given, f->given);
    assert_int_equal(f->given - f->change, f->gross);
    assert_int_equal(f->due, 0);
    assert_true(f->change >= 0);
}

static void tally_add(struct product_tally *tally, const struct ticket *ticket,
                      const struct figures *f)
{
    tally->sales += ticket_is_refund(ticket) ? 0 : 1;
    tally->refunds += ticket_is_refund(ticket) ? 1 : 0;
    tally->gross += f->gross;
    tally->net += f->net;
    for (int i = 0; i < ticket->payment_count; i++)
        tally->modes[ticket->payments[i].mode] += ticket->payments[i].given;
    tally->modes[PAY_CASH] -= f->change;
}

static void sell_one(struct week *week)
{
    struct stall *stall = &week->stall;
    struct ticket ticket;
    struct figures figures;
    struct sold sold;
    bool refund =
        week->last_number > 0 && chance_below(&stall->chance, 7) == 0 &&
        stall_make_refund(stall, 1 + chance_below(&stall->chance, (int)week->last_number), &ticket);

    if (!refund) {
        stall_make_ticket(stall, &ticket);
        stall_pay(stall, &ticket);
    }
    ticket_figures(&ticket, &figures);
    assert_lines_sum_to_the_ticket(&ticket, &figures);
    assert_rates_sum_to_the_ticket(&figures);
    assert_payments_cover_the_ticket(&ticket, &figures);
    if (!till_sell(&stall->till, &ticket, &sold, &stall->err))
        fail_msg("%s", stall->err.text);
    assert_int_equal(sold.gross, figures.gross);
    assert_int_equal(sold.number, week->last_number + 1); /* no number skipped, none twice */
    week->last_number = sold.number;
    tally_add(&week->day, &ticket, &figures);
    tally_add(&week->all, &ticket, &figures);
}

static void assert_tally_is_the_period(const struct product_tally *tally,
                                       const struct period *period)
{
    assert_int_equal(period->tickets, tally->sales);
    assert_int_equal(period->refunds, tally->refunds);
    assert_int_equal(period->gross, tally->gross);
    assert_int_equal(period->net, tally->net);
    assert_int_equal(period->vat, tally->gross - tally->net);
    assert_int_equal(period->cash, tally->modes[PAY_CASH]);
    assert_int_equal(period->card, tally->modes[PAY_CARD]);
    assert_int_equal(period->cheque, tally->modes[PAY_CHEQUE]);
    assert_int_equal(period->voucher, tally->modes[PAY_VOUCHER]);
}

static void assert_rows_are_the_tally(struct week *week)
{
    struct stall *stall = &week->stall;

    assert_int_equal(stall_ask(stall, "SELECT sum(gross) FROM sale"), week->all.gross);
    assert_int_equal(stall_ask(stall, "SELECT sum(net) FROM sale"), week->all.net);
    assert_int_equal(stall_ask(stall, "SELECT sum(gross) FROM sale_line"), week->all.gross);
    assert_int_equal(stall_ask(stall, "SELECT sum(net) FROM sale_line"), week->all.net);
    assert_int_equal(stall_ask(stall, "SELECT sum(gross) FROM rate_total"), week->all.gross);
    assert_int_equal(stall_ask(stall, "SELECT sum(amount) FROM payment"), week->all.gross);
    assert_int_equal(stall_ask(stall, "SELECT sum(sold_gross) FROM product") +
                         stall_ask(stall, "SELECT sum(gross) FROM sale_line WHERE code = ''"),
                     week->all.gross);
}

static void assert_books_are_the_tally(struct week *week)
{
    static const char SQL_SALES[] = "SELECT sum(credit) - sum(debit) FROM posting "
                                    "WHERE account LIKE '701%'";
    static const char SQL_VAT[] = "SELECT sum(credit) - sum(debit) FROM posting "
                                  "WHERE account LIKE '4457%'";
    static const char SQL_CARD[] = "SELECT sum(debit) - sum(credit) FROM posting "
                                   "WHERE account = '5115'";
    static const char SQL_ALL[] = "SELECT sum(debit) - sum(credit) FROM posting";

    assert_int_equal(stall_ask(&week->stall, SQL_ALL), 0);
    assert_int_equal(stall_ask(&week->stall, SQL_SALES), week->all.net);
    assert_int_equal(stall_ask(&week->stall, SQL_VAT), week->all.gross - week->all.net);
    assert_int_equal(stall_ask(&week->stall, SQL_CARD), week->all.modes[PAY_CARD]);
}

static void sell_a_day(struct week *week)
{
    struct stall *stall = &week->stall;
    struct period_totals reading;
    struct closing closing;

    week->day = (struct product_tally){ 0 };
    assert_true(till_batch_begin(&stall->till, &stall->err));
    for (int i = 0; i < TICKETS_A_DAY; i++)
        sell_one(week);
    assert_true(till_batch_end(&stall->till, true, &stall->err));

    assert_true(period_totals_of(&stall->till, PERIOD_DAY, &reading, &stall->err));
    assert_tally_is_the_period(&week->day, &reading.sales);
    assert_int_equal(reading.perpetual, week->all.gross);
    assert_int_equal(reading.expected - reading.float_amount, week->day.modes[PAY_CASH]);
    if (!closing_close(&stall->till, PERIOD_DAY, reading.expected, "", &closing, &stall->err))
        fail_msg("%s", stall->err.text);
    assert_tally_is_the_period(&week->day, &closing.reading.sales);
    assert_rows_are_the_tally(week);
    assert_books_are_the_tally(week);
}

static void assert_rule_shares_all(struct distribution *distribution, enum sharing_rule rule)
{
    struct err err = ERR_EMPTY;
    cents sum = 0;

    distribution->rule = rule;
    if (!distribution_compute(distribution, &err))
        fail_msg("%s", err.text);
    for (int i = 0; i < distribution->sharer_count; i++) {
        assert_true(distribution->sharers[i].share >= 0);
        sum += distribution->sharers[i].share;
    }
    assert_int_equal(sum, distribution->result.to_share);
}

static void share_in_every_way(struct week *week)
{
    struct stall *stall = &week->stall;
    struct distribution distribution = { .sharer_count = PEOPLE };

    assert_true(result_read(&stall->till, 1000, &distribution.result, &stall->err));
    assert_int_equal(distribution.result.net_sales, week->all.net);
    assert_int_equal(distribution.result.result,
                     distribution.result.reserve + distribution.result.to_share);
    for (int i = 0; i < PEOPLE; i++) {
        struct sharer *sharer = &distribution.sharers[i];

        snprintf(sharer->badge, sizeof sharer->badge, "P%d", i + 1);
        sharer->weight = chance_below(&stall->chance, 2940);
    }
    assert_rule_shares_all(&distribution, SHARE_EQUAL);
    assert_rule_shares_all(&distribution, SHARE_MINUTES);
    assert_rule_shares_all(&distribution, SHARE_POINTS);
    for (int percent = 0; percent <= 100; percent += 5) {
        distribution.mix = 100 * percent;
        assert_rule_shares_all(&distribution, SHARE_MIX);
    }
    for (int i = 0; i < PEOPLE; i++)
        distribution.sharers[i].weight = distribution.sharers[i].share;
    assert_rule_shares_all(&distribution, SHARE_MANUAL);
}

static void play_week(uint64_t seed)
{
    static struct week week;

    week = (struct week){ .last_number = 0 };
    stall_found(&week.stall, seed);
    for (int day = 0; day < DAYS; day++)
        sell_a_day(&week);
    assert_int_equal(week.last_number, (int64_t)DAYS * TICKETS_A_DAY);
    share_in_every_way(&week);
    assert_true(stall_is_sound(&week.stall));
    stall_remove(&week.stall);
}

static void a_week_of_tickets_agrees_with_itself_everywhere(void **state)
{
    (void)state;
    play_week(20191126);
}

static void another_week_agrees_too(void **state)
{
    (void)state;
    play_week(20200229);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_week_of_tickets_agrees_with_itself_everywhere),
        cmocka_unit_test(another_week_agrees_too),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
