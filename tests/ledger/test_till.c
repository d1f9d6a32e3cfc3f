#include "ledger/charge.h"
#include "ledger/closing/closing.h"
#include "ledger/closing/distribution.h"
#include "ledger/elsewhere.h"
#include "ledger/proof/verify.h"
#include "tests/support/till_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void assert_good(bool good, const struct err *err)
{
    if (!good)
        fail_msg("%s", err->text);
}

static void assert_book_is_good(struct till_fixture *f)
{
    struct verdict verdict;
    char text[VERDICT_TEXT_MAX * 2];

    assert_good(book_verify(f->db, &f->till.keyring, "", &verdict, &f->err), &f->err);
    verdict_format(&verdict, text);
    if (!verdict.is_good)
        fail_msg("%s", text);
}

static void a_sale_gets_the_next_number_and_moves_the_totals(void **state)
{
    struct till_fixture *f = *state;
    struct sold first = till_fixture_sell(f, "C1", 3, PAY_CASH);
    struct sold second = till_fixture_sell(f, "T1", 1, PAY_CARD);

    assert_int_equal(first.number, 1);
    assert_int_equal(second.number, 2);
    assert_int_equal(f->till.real.head.running.gross, 450 + 1200);
    assert_int_equal(f->till.real.head.running.cash, 450);
    assert_int_equal(f->till.real.head.running.card, 1200);
    assert_int_equal(f->till.real.head.running.drawer, 450);
    assert_book_is_good(f);
}

/* 100 tickets of one 1,00 € article at 5,5 %: 100 × 0,05 = 5,00 € VAT, what was printed, not 5,21.
 */
static void vat_of_the_day_is_the_sum_of_what_was_printed(void **state)
{
    struct till_fixture *f = *state;
    struct product product;
    struct period_totals reading;

    assert_good(product_find(f->db, "C1", &product, &f->err), &f->err);
    product.price = 100;
    assert_good(till_put_product(&f->till, &product, &f->err), &f->err);
    for (int i = 0; i < 100; i++)
        till_fixture_sell(f, "C1", 1, PAY_CASH);
    assert_good(period_totals_take_x(&f->till, &reading, &f->err), &f->err);
    assert_int_equal(reading.sales.vat, 500);
    assert_int_equal(reading.sales.tickets, 100);
}

static struct ticket *ticket_make(struct till_fixture *f, const char *code, thousandths quantity)
{
    struct ticket *ticket = calloc(1, sizeof *ticket);
    struct till_item item = { .quantity = quantity };

    ticket_init(ticket);
    assert_good(till_add(&f->till, ticket, code, &item, &f->err), &f->err);
    return ticket;
}

static void a_partial_refund_takes_back_at_most_what_is_left(void **state)
{
    struct till_fixture *f = *state;
    struct sold sold = till_fixture_sell(f, "C1", 3, PAY_CASH);
    struct ticket refund;
    struct sold back;
    thousandths two[] = { 2 * ONE_PIECE };

    assert_good(till_refund(&f->till, "A", sold.number, two, &refund, &f->err), &f->err);
    assert_good(ticket_pay(&refund, PAY_CASH, 300, "", &f->err), &f->err);
    assert_good(till_sell(&f->till, &refund, &back, &f->err), &f->err);
    assert_int_equal(back.gross, -300);
    assert_false(till_refund(&f->till, "A", sold.number, two, &refund, &f->err));
    assert_int_equal(f->err.code, ERR_INPUT);
    assert_non_null(strstr(f->err.text, "il reste 1"));
    f->err = ERR_EMPTY;
    assert_good(till_refund(&f->till, "A", sold.number, NULL, &refund, &f->err), &f->err);
    assert_int_equal(refund.lines[0].quantity, -ONE_PIECE);
    assert_int_equal(f->till.real.head.running.drawer, 150);
    assert_book_is_good(f);
}

/* Parked, and paid after another refund of the same ticket: the money would go out twice. */
static void a_refund_that_was_parked_takes_back_at_most_what_is_left_when_paid(void **state)
{
    struct till_fixture *f = *state;
    struct sold sold = till_fixture_sell(f, "C1", 3, PAY_CASH);
    thousandths one[] = { ONE_PIECE };
    struct ticket whole;
    struct ticket part;
    struct sold back;

    assert_good(till_refund(&f->till, "A", sold.number, NULL, &whole, &f->err), &f->err);
    assert_good(till_park(&f->till, "client", &whole, &f->err), &f->err);
    assert_good(till_refund(&f->till, "A", sold.number, one, &part, &f->err), &f->err);
    assert_good(ticket_pay(&part, PAY_CASH, 150, "", &f->err), &f->err);
    assert_good(till_sell(&f->till, &part, &back, &f->err), &f->err);
    assert_good(till_resume(&f->till, "client", &whole, &f->err), &f->err);
    assert_good(ticket_pay(&whole, PAY_CASH, 450, "", &f->err), &f->err);
    assert_false(till_sell(&f->till, &whole, &back, &f->err));
    assert_int_equal(f->err.code, ERR_INPUT);
    assert_string_equal(f->err.text, "Cookie : il reste 2 à rembourser, pas plus.");
    f->err = ERR_EMPTY;
    assert_int_equal(f->till.real.head.running.drawer, 300);
    assert_book_is_good(f);
}

/* Three for 1,00 €: thirds do not divide, so that a part depends on those before it. */
static void a_parked_part_of_a_refund_is_begun_again_when_its_cents_changed(void **state)
{
    struct till_fixture *f = *state;
    struct till_item three = { .quantity = 3 * ONE_PIECE,
                               .discount = { DISCOUNT_AMOUNT, 150 * 3 - 100 } };
    thousandths one[] = { ONE_PIECE };
    struct ticket ticket;
    struct ticket parked;
    struct ticket now;
    struct sold sold;

    ticket_init(&ticket);
    assert_good(till_add(&f->till, &ticket, "C1", &three, &f->err), &f->err);
    assert_good(ticket_pay(&ticket, PAY_CASH, 100, "", &f->err), &f->err);
    assert_good(till_sell(&f->till, &ticket, &sold, &f->err), &f->err);
    assert_good(till_refund(&f->till, "A", sold.number, one, &parked, &f->err), &f->err);
    assert_good(ticket_pay(&parked, PAY_CASH, 33, "", &f->err), &f->err);
    assert_good(till_refund(&f->till, "A", sold.number, one, &now, &f->err), &f->err);
    assert_good(ticket_pay(&now, PAY_CASH, 33, "", &f->err), &f->err);
    assert_good(till_sell(&f->till, &now, &sold, &f->err), &f->err);
    assert_false(till_sell(&f->till, &parked, &sold, &f->err));
    assert_string_equal(f->err.text,
                        "Ce ticket a été remboursé en partie entre-temps : recommencer "
                        "le remboursement.");
    f->err = ERR_EMPTY;
}

static void a_participant_alone_may_sell_but_not_refund(void **state)
{
    struct till_fixture *f = *state;
    struct sold sold;
    struct ticket refund;

    assert_good(till_sign_in(&f->till, "P1", "", "", &f->err), &f->err);
    sold = till_fixture_sell(f, "C1", 1, PAY_CASH);
    assert_false(till_refund(&f->till, "A", sold.number, NULL, &refund, &f->err));
    assert_int_equal(f->err.code, ERR_FORBIDDEN);
    f->err = ERR_EMPTY;
    assert_good(till_sign_in(&f->till, "P1", "animator", "", &f->err), &f->err);
    assert_good(till_refund(&f->till, "A", sold.number, NULL, &refund, &f->err), &f->err);
}

static void a_wrong_pin_is_refused_recorded_and_slows_the_next_try(void **state)
{
    struct till_fixture *f = *state;
    int64_t before;

    assert_good(till_set_pin(&f->till, ROLE_ANIMATOR, "2468", &f->err), &f->err);
    before = f->till.real.head.seq;
    assert_false(till_sign_in(&f->till, "animator", "", "1111", &f->err));
    assert_int_equal(f->err.code, ERR_FORBIDDEN);
    assert_int_equal(f->till.real.head.seq, before + 1);
    f->err = ERR_EMPTY;
    assert_false(till_sign_in(&f->till, "animator", "", "2468", &f->err));
    assert_non_null(strstr(f->err.text, "attendre"));
    f->err = ERR_EMPTY;
    till_fixture_wait(f, 10);
    assert_good(till_sign_in(&f->till, "animator", "", "2468", &f->err), &f->err);
    assert_string_equal(f->till.actor.who, "animator");
    assert_book_is_good(f);
}

static void a_parked_ticket_comes_back_as_it_was(void **state)
{
    struct till_fixture *f = *state;
    struct ticket *ticket = ticket_make(f, "C1", 3 * ONE_PIECE);
    struct ticket *again = calloc(1, sizeof *again);
    struct discount tenth = { DISCOUNT_PERCENT, 1000 };

    assert_good(till_discount(&f->till, ticket, 1, tenth, &f->err), &f->err);
    assert_good(till_park(&f->till, "Nadia", ticket, &f->err), &f->err);
    assert_false(till_park(&f->till, "Nadia", ticket, &f->err));
    f->err = ERR_EMPTY;
    assert_good(till_resume(&f->till, "Nadia", again, &f->err), &f->err);
    assert_memory_equal(again, ticket, sizeof *ticket);
    assert_false(till_resume(&f->till, "Nadia", again, &f->err));
    assert_int_equal(f->err.code, ERR_NOT_FOUND);
    free(ticket);
    free(again);
}

static void practice_is_in_no_real_total(void **state)
{
    struct till_fixture *f = *state;
    struct sold sold;
    struct product product;

    till_fixture_sell(f, "C1", 1, PAY_CASH);
    assert_good(till_set_practice(&f->till, true, "animator", &f->err), &f->err);
    sold = till_fixture_sell(f, "C1", 5, PAY_CASH);
    assert_string_equal(sold.chain, "a");
    assert_int_equal(sold.number, 1);
    assert_good(till_set_practice(&f->till, false, "", &f->err), &f->err);
    assert_int_equal(f->till.real.head.running.gross, 150);
    assert_good(product_find(f->db, "C1", &product, &f->err), &f->err);
    assert_int_equal(product.sold, ONE_PIECE);
    assert_book_is_good(f);
}

static void a_batch_that_is_not_kept_leaves_no_trace(void **state)
{
    struct till_fixture *f = *state;
    struct journal_head before;

    till_fixture_sell(f, "C1", 1, PAY_CASH);
    before = f->till.real.head;
    assert_good(till_batch_begin(&f->till, &f->err), &f->err);
    till_fixture_sell(f, "C1", 2, PAY_CASH);
    assert_good(till_batch_end(&f->till, false, &f->err), &f->err);
    assert_memory_equal(&f->till.real.head, &before, sizeof before);
    assert_int_equal(till_fixture_sell(f, "S1", 1, PAY_CARD).number, 2);
    assert_book_is_good(f);
}

/* Every kind of event once, then closings, sharing and the session's end: all of it verifies. */
static void a_whole_market_day_closes_balances_and_verifies(void **state)
{
    struct till_fixture *f = *state;
    struct charge charge = { .day = day_of(2019, 12, 1),
                             .category = CHARGE_MATERIALS,
                             .net = 200,
                             .vat = 11,
                             .label = "Farine",
                             .paid_from = "drawer" };
    struct cash_counting counting = { .pieces = { [3] = 1, [7] = 2 } }; /* 50 € and 2 × 2 € */
    struct distribution distribution = { .rule = SHARE_EQUAL, .votes_for = 3 };
    struct period_totals reading;
    struct closing closing;
    cents expected = 0;

    assert_good(till_set_float(&f->till, 5000, &f->err), &f->err);
    till_fixture_sell(f, "C1", 4, PAY_CASH);
    till_fixture_sell(f, "T1", 1, PAY_CHEQUE);
    till_fixture_sell(f, "S1", 2, PAY_VOUCHER);
    assert_good(till_move_cash(&f->till, true, 1000, "monnaie", &f->err), &f->err);
    assert_good(till_move_cash(&f->till, false, 1000, "banque", &f->err), &f->err);
    assert_good(till_open_drawer(&f->till, "appoint", &f->err), &f->err);
    assert_good(till_move_stock(&f->till, "C1", 60 * ONE_PIECE, "produced", &f->err), &f->err);
    assert_good(charge_put(&f->till, &charge, &f->err), &f->err);
    assert_good(period_totals_take_x(&f->till, &reading, &f->err), &f->err);
    assert_int_equal(reading.expected, 5000 + 600 - 211);
    assert_good(closing_count(&f->till, &counting, &expected, &f->err), &f->err);
    assert_int_equal(expected, 5389);
    assert_false(closing_close(&f->till, PERIOD_DAY, -1, "", &closing, &f->err));
    assert_non_null(strstr(f->err.text, "pourquoi"));
    f->err = ERR_EMPTY;
    assert_false(closing_close(&f->till, PERIOD_SESSION, -1, "", &closing, &f->err));
    f->err = ERR_EMPTY;
    assert_good(closing_close(&f->till, PERIOD_DAY, -1, "inconnu", &closing, &f->err), &f->err);
    assert_int_equal(closing.number, 1);
    assert_int_equal(closing.difference, 5400 - 5389);
    assert_int_equal(closing.reading.sales.gross, 600 + 1200 + 900);
    assert_int_equal(f->till.real.head.running.float_amount, 5400);

    assert_good(result_read(&f->till, 1000, &distribution.result, &f->err), &f->err);
    assert_int_equal(distribution.result.net_sales, 569 + 1000 + 853);
    assert_int_equal(distribution.result.cash_difference, 11);
    strcpy(distribution.sharers[0].badge, "P1");
    strcpy(distribution.sharers[1].badge, "P2");
    strcpy(distribution.sharers[2].badge, "P3");
    distribution.sharer_count = 3;
    assert_good(distribution_compute(&distribution, &f->err), &f->err);
    assert_good(distribution_record(&f->till, &distribution, &f->err), &f->err);
    assert_good(closing_close(&f->till, PERIOD_MONTH, -1, "", &closing, &f->err), &f->err);
    assert_int_equal(closing.reading.sales.gross, 2700);
    assert_good(closing_close(&f->till, PERIOD_SESSION, -1, "", &closing, &f->err), &f->err);
    assert_int_equal(closing.reading.perpetual, 2700);
    assert_book_is_good(f);
}

static void after_the_session_closing_nothing_is_sold(void **state)
{
    struct till_fixture *f = *state;
    struct ticket *ticket = ticket_make(f, "C1", ONE_PIECE);
    struct closing closing;
    struct sold sold;

    assert_good(closing_close(&f->till, PERIOD_SESSION, -1, "", &closing, &f->err), &f->err);
    assert_good(ticket_pay(ticket, PAY_CASH, 150, "", &f->err), &f->err);
    assert_false(till_sell(&f->till, ticket, &sold, &f->err));
    assert_int_equal(f->err.code, ERR_CLOSED);
    free(ticket);
}

static void after_the_session_closing_only_the_host_corrects_and_says_why(void **state)
{
    struct till_fixture *f = *state;
    struct closing closing;
    struct charge late = { .day = day_of(2019, 12, 1),
                           .category = CHARGE_INSURANCE,
                           .net = 900,
                           .label = "Assurance",
                           .paid_from = "host" };

    assert_good(closing_close(&f->till, PERIOD_SESSION, -1, "", &closing, &f->err), &f->err);
    assert_false(charge_put(&f->till, &late, &f->err));
    assert_int_equal(f->err.code, ERR_REASON);
    f->err = ERR_EMPTY;
    strcpy(late.reason, "facture reçue en retard");
    assert_good(till_sign_in(&f->till, "animator", "", "", &f->err), &f->err);
    assert_false(charge_put(&f->till, &late, &f->err));
    assert_int_equal(f->err.code, ERR_CLOSED);
    f->err = ERR_EMPTY;
    assert_good(till_sign_in(&f->till, "host", "", "", &f->err), &f->err);
    assert_good(charge_put(&f->till, &late, &f->err), &f->err);
    assert_book_is_good(f);
}

static void a_cancelled_charge_stays_visible_and_counts_for_nothing(void **state)
{
    struct till_fixture *f = *state;
    struct charge_sums sums;
    struct charge flour = { .day = day_of(2019, 12, 1),
                            .category = CHARGE_MATERIALS,
                            .net = 900,
                            .vat = 50,
                            .label = "Farine",
                            .paid_from = "P1" };

    assert_good(charge_put(&f->till, &flour, &f->err), &f->err);
    assert_good(charge_sum(f->db, true, &sums, &f->err), &f->err);
    assert_int_equal(sums.production, 900);
    assert_good(charge_cancel(&f->till, "A", f->till.real.head.seq, "", &f->err), &f->err);
    assert_good(charge_sum(f->db, true, &sums, &f->err), &f->err);
    assert_int_equal(sums.production, 0);
    assert_book_is_good(f);
}

/* Two purchases may be alike to the letter: each is taken back once, and no more. */
static void a_charge_is_taken_back_once_also_beside_one_that_is_alike(void **state)
{
    struct till_fixture *f = *state;
    struct charge_sums sums;
    struct charge flour = { .day = day_of(2019, 12, 1),
                            .category = CHARGE_MATERIALS,
                            .net = 900,
                            .vat = 50,
                            .label = "Farine",
                            .paid_from = "P1",
                            .reason = "deux sacs" };
    int64_t seqs[2];

    for (size_t i = 0; i < COUNT_OF(seqs); i++) {
        assert_good(charge_put(&f->till, &flour, &f->err), &f->err);
        seqs[i] = f->till.real.head.seq;
    }
    assert_good(charge_cancel(&f->till, "A", seqs[0], "double", &f->err), &f->err);
    assert_false(charge_cancel(&f->till, "A", seqs[0], "double", &f->err));
    assert_int_equal(f->err.code, ERR_NOT_FOUND);
    f->err = ERR_EMPTY;
    assert_false(charge_cancel(&f->till, "A", f->till.real.head.seq, "double", &f->err));
    f->err = ERR_EMPTY;
    assert_good(charge_sum(f->db, true, &sums, &f->err), &f->err);
    assert_int_equal(sums.production, 900);
    assert_good(charge_cancel(&f->till, "A", seqs[1], "double", &f->err), &f->err);
    assert_good(charge_sum(f->db, true, &sums, &f->err), &f->err);
    assert_int_equal(sums.production, 0);
    assert_book_is_good(f);
}

static void a_clock_that_goes_back_is_recorded_and_does_not_stop_selling(void **state)
{
    struct till_fixture *f = *state;
    int64_t before;

    till_fixture_sell(f, "C1", 1, PAY_CASH);
    before = f->till.real.head.seq;
    till_fixture_wait(f, -86400);
    till_fixture_sell(f, "C1", 1, PAY_CASH);
    assert_int_equal(f->till.real.head.seq, before + 2); /* the clock, then the sale */
    assert_book_is_good(f);
}

static void a_missing_key_is_announced_once_who_sells_says_so(void **state)
{
    struct till_fixture *f = *state;
    char command[160];
    struct verdict verdict;

    till_fixture_sell(f, "C1", 1, PAY_CASH);
    till_close(&f->till);
    snprintf(command, sizeof command, "rm -rf '%s/keys'", f->folder);
    assert_int_equal(system(command), 0);
    assert_good(till_open(&f->till, f->db, clock_frozen((struct moment){ 1575540000, 60 }),
                          f->folder, &f->err),
                &f->err);
    assert_good(till_sign_in(&f->till, "host", "", "", &f->err), &f->err);
    assert_true(f->till.lost_key);
    assert_good(book_verify(f->db, &f->till.keyring, "", &verdict, &f->err), &f->err);
    assert_int_equal(verdict.key_change_count, 0);
    assert_good(till_stay(&f->till, &f->err), &f->err);
    assert_int_equal(till_fixture_sell(f, "C1", 1, PAY_CASH).number, 2);
    assert_good(book_verify(f->db, &f->till.keyring, "", &verdict, &f->err), &f->err);
    assert_true(verdict.is_good);
    assert_int_equal(verdict.key_count, 2);
    assert_int_equal(verdict.key_change_count, 1);
    assert_false(verdict.key_is_missing);
}

static void a_passed_use_by_date_is_refused_and_a_best_before_only_flagged(void **state)
{
    struct till_fixture *f = *state;
    struct product product;
    struct ticket ticket;
    struct till_item one = { .quantity = ONE_PIECE };

    assert_good(product_find(f->db, "C1", &product, &f->err), &f->err);
    product.best_before = day_of(2019, 12, 4);
    assert_good(till_put_product(&f->till, &product, &f->err), &f->err);
    ticket_init(&ticket);
    assert_good(till_add(&f->till, &ticket, "C1", &one, &f->err), &f->err);
    assert_true(ticket.lines[0].flags & SALE_PAST_BEST);
    product.use_by = day_of(2019, 12, 4);
    assert_good(till_put_product(&f->till, &product, &f->err), &f->err);
    assert_false(till_add(&f->till, &ticket, "C1", &one, &f->err));
    assert_non_null(strstr(f->err.text, "DLC"));
}

static void wrong_do_again_writes_both_or_neither(void **state)
{
    struct till_fixture *f = *state;
    struct sold sold = till_fixture_sell(f, "C1", 3, PAY_CASH);
    struct ticket refund;
    struct ticket *again = ticket_make(f, "S1", ONE_PIECE);
    struct sold back;
    struct sold redone;

    assert_good(till_refund(&f->till, "A", sold.number, NULL, &refund, &f->err), &f->err);
    assert_good(ticket_pay(&refund, PAY_CASH, 450, "", &f->err), &f->err);
    assert_false(till_replace(&f->till, &refund, again, &back, &redone, &f->err)); /* not paid */
    assert_int_equal(f->till.real.head.last_ticket, 1);
    f->err = ERR_EMPTY;
    assert_good(ticket_pay(again, PAY_CASH, 450, "", &f->err), &f->err);
    assert_good(till_replace(&f->till, &refund, again, &back, &redone, &f->err), &f->err);
    assert_int_equal(back.number, 2);
    assert_int_equal(redone.number, 3);
    assert_int_equal(f->till.real.head.running.gross, 450);
    assert_book_is_good(f);
    free(again);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, till_fixture_setup, till_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_sale_gets_the_next_number_and_moves_the_totals),
        TEST(vat_of_the_day_is_the_sum_of_what_was_printed),
        TEST(a_partial_refund_takes_back_at_most_what_is_left),
        TEST(a_refund_that_was_parked_takes_back_at_most_what_is_left_when_paid),
        TEST(a_parked_part_of_a_refund_is_begun_again_when_its_cents_changed),
        TEST(a_participant_alone_may_sell_but_not_refund),
        TEST(a_wrong_pin_is_refused_recorded_and_slows_the_next_try),
        TEST(a_parked_ticket_comes_back_as_it_was),
        TEST(practice_is_in_no_real_total),
        TEST(a_batch_that_is_not_kept_leaves_no_trace),
        TEST(a_whole_market_day_closes_balances_and_verifies),
        TEST(after_the_session_closing_nothing_is_sold),
        TEST(after_the_session_closing_only_the_host_corrects_and_says_why),
        TEST(a_charge_is_taken_back_once_also_beside_one_that_is_alike),
        TEST(a_cancelled_charge_stays_visible_and_counts_for_nothing),
        TEST(a_clock_that_goes_back_is_recorded_and_does_not_stop_selling),
        TEST(a_missing_key_is_announced_once_who_sells_says_so),
        TEST(a_passed_use_by_date_is_refused_and_a_best_before_only_flagged),
        TEST(wrong_do_again_writes_both_or_neither),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
