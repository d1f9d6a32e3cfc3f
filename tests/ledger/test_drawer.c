/* What lies on the stall and in the drawer, by the formulas of the domain page. */
#include "ledger/charge.h"
#include "ledger/closing/closing.h"
#include "ledger/proof/verify.h"
#include "tests/support/till_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

static void assert_good(bool good, const struct err *err)
{
    if (!good)
        fail_msg("%s", err->text);
}

static int flags_of(struct till_fixture *f, int64_t number)
{
    struct sale sale;

    assert_good(sale_find(f->db, "A", number, &sale, &f->err), &f->err);
    return sale.flags;
}

static void move(struct till_fixture *f, int pieces, const char *reason)
{
    assert_good(till_move_stock(&f->till, "C1", pieces * ONE_PIECE, reason, &f->err), &f->err);
}

static void refund(struct till_fixture *f, int64_t number, cents amount)
{
    struct ticket ticket;
    struct sold sold;

    assert_good(till_refund(&f->till, "A", number, NULL, &ticket, &f->err), &f->err);
    assert_good(ticket_pay(&ticket, PAY_CASH, amount, "", &f->err), &f->err);
    assert_good(till_sell(&f->till, &ticket, &sold, &f->err), &f->err);
}

/* produced - sold - lost - given; what is brought back is there again. */
static void stock_is_what_was_produced_less_sold_lost_and_given(void **state)
{
    struct till_fixture *f = *state;
    struct product cookie;

    move(f, 20, "produced");
    move(f, -2, "lost");
    move(f, -1, "given");
    till_fixture_sell(f, "C1", 5, PAY_CASH);
    till_fixture_sell(f, "C1", 3, PAY_CARD);
    refund(f, 1, 750);
    assert_good(product_find(f->db, "C1", &cookie, &f->err), &f->err);
    assert_int_equal(product_stock(&cookie), (20 - 2 - 1 - 3) * ONE_PIECE);
}

static void selling_more_than_there_is_is_flagged_and_never_blocked(void **state)
{
    struct till_fixture *f = *state;

    till_fixture_sell(f, "C1", 9, PAY_CASH); /* its stock is not followed yet */
    assert_int_equal(flags_of(f, 1) & SALE_BELOW_STOCK, 0);
    move(f, 12, "produced");
    till_fixture_sell(f, "C1", 3, PAY_CASH);
    assert_int_equal(flags_of(f, 2) & SALE_BELOW_STOCK, 0);
    till_fixture_sell(f, "C1", 1, PAY_CASH);
    assert_int_equal(flags_of(f, 3) & SALE_BELOW_STOCK, SALE_BELOW_STOCK);
}

/* Three scans of one piece are three pieces, also when they stand on several lines. */
static void pieces_scanned_one_by_one_are_flagged_like_those_typed_at_once(void **state)
{
    static const struct till_item ONE = { .quantity = ONE_PIECE };
    static const struct till_item CHEAPER = { .quantity = ONE_PIECE,
                                              .price_is_typed = true,
                                              .price = 140 };
    struct till_fixture *f = *state;
    struct ticket ticket;
    struct sold sold;

    move(f, 2, "produced");
    ticket_init(&ticket);
    assert_good(till_add(&f->till, &ticket, "C1", &ONE, &f->err), &f->err);
    assert_good(till_add(&f->till, &ticket, "C1", &ONE, &f->err), &f->err);
    assert_good(till_add(&f->till, &ticket, "C1", &CHEAPER, &f->err), &f->err);
    assert_int_equal(ticket.line_count, 2);
    assert_good(ticket_pay(&ticket, PAY_CASH, 440, "", &f->err), &f->err);
    assert_good(till_sell(&f->till, &ticket, &sold, &f->err), &f->err);
    assert_int_equal(flags_of(f, 1) & SALE_BELOW_STOCK, SALE_BELOW_STOCK);
}

/* Art. 293 B: a host without VAT prints none, whatever was parked before. */
static void a_ticket_parked_with_vat_is_not_sold_once_the_session_has_none(void **state)
{
    static const struct till_item ONE = { .quantity = ONE_PIECE };
    static const char *const CODES[] = { "C1", "S1", "T1" };
    struct till_fixture *f = *state;
    struct session session;
    struct ticket ticket;
    struct sold sold;

    ticket_init(&ticket);
    assert_good(till_add(&f->till, &ticket, "C1", &ONE, &f->err), &f->err);
    assert_good(till_park(&f->till, "client", &ticket, &f->err), &f->err);
    for (size_t i = 0; i < COUNT_OF(CODES); i++) {
        struct product product;

        assert_good(product_find(f->db, CODES[i], &product, &f->err), &f->err);
        product.rate = 0;
        assert_good(till_put_product(&f->till, &product, &f->err), &f->err);
    }
    session = f->till.session;
    session.vat_on = false;
    assert_good(till_put_session(&f->till, &session, &f->err), &f->err);
    assert_good(till_resume(&f->till, "client", &ticket, &f->err), &f->err);
    assert_good(ticket_pay(&ticket, PAY_CASH, 150, "", &f->err), &f->err);
    assert_false(till_sell(&f->till, &ticket, &sold, &f->err));
    assert_string_equal(f->err.text, "La session est sans TVA : refaire ce ticket.");
    f->err = ERR_EMPTY;
    till_fixture_sell(f, "C1", 1, PAY_CASH);
    assert_int_equal(f->till.real.head.running.gross, 150);
}

/* float + cash sales - cash refunds + cash in - cash out, less charges paid from the drawer. */
static void expected_cash_follows_the_formula(void **state)
{
    struct till_fixture *f = *state;
    struct charge eggs = { .day = day_of(2019, 12, 5),
                           .category = CHARGE_MATERIALS,
                           .label = "Œufs",
                           .net = 200,
                           .vat = 11,
                           .paid_from = "drawer" };
    struct period_totals reading;

    assert_good(till_set_float(&f->till, 5000, &f->err), &f->err);
    till_fixture_sell(f, "C1", 4, PAY_CASH);
    till_fixture_sell(f, "T1", 1, PAY_CARD);
    refund(f, 1, 600);
    till_fixture_sell(f, "S1", 2, PAY_CASH);
    assert_good(till_move_cash(&f->till, true, 1000, "monnaie", &f->err), &f->err);
    assert_good(till_move_cash(&f->till, false, 700, "dépôt", &f->err), &f->err);
    assert_good(charge_put(&f->till, &eggs, &f->err), &f->err);
    assert_good(period_totals_take_x(&f->till, &reading, &f->err), &f->err);
    assert_int_equal(reading.expected, 5000 + 600 - 600 + 900 + 1000 - 700 - 211);
    assert_int_equal(reading.sales.cash, 900);
}

/* What was counted in the evening is the float of the next morning, unless another is set. */
static void the_float_is_by_default_what_the_last_count_left(void **state)
{
    struct till_fixture *f = *state;
    struct closing closing;

    assert_good(till_set_float(&f->till, 5000, &f->err), &f->err);
    till_fixture_sell(f, "C1", 4, PAY_CASH);
    assert_good(closing_close(&f->till, PERIOD_DAY, 5550, "manque", &closing, &f->err), &f->err);
    assert_int_equal(closing.difference, -50);
    assert_good(till_set_float(&f->till, -1, &f->err), &f->err);
    assert_int_equal(f->till.real.head.running.float_amount, 5550);
    assert_int_equal(f->till.real.head.running.drawer, 5550);
    assert_good(till_set_float(&f->till, 4000, &f->err), &f->err);
    assert_int_equal(f->till.real.head.running.drawer, 4000);
}

/* Algebraic and absolute: a refund lowers the one and raises the other; neither is ever reset. */
static void both_perpetual_totals_run_on_over_closings(void **state)
{
    struct till_fixture *f = *state;
    struct closing closing;

    till_fixture_sell(f, "T1", 1, PAY_CASH);
    refund(f, 1, 1200);
    assert_good(closing_close(&f->till, PERIOD_DAY, -1, "", &closing, &f->err), &f->err);
    assert_int_equal(closing.reading.perpetual, 0);
    assert_int_equal(closing.reading.absolute, 2400);
    till_fixture_sell(f, "C1", 2, PAY_CARD);
    assert_good(closing_close(&f->till, PERIOD_DAY, -1, "", &closing, &f->err), &f->err);
    assert_int_equal(closing.reading.sales.gross, 300);
    assert_int_equal(closing.reading.perpetual, 300);
    assert_int_equal(closing.reading.absolute, 2700);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, till_fixture_setup, till_fixture_teardown)

/* The takings go to the bank in the evening, a new float comes in the morning. */
static void what_moved_between_z_and_opening_is_within_the_float(void **state)
{
    static const cents MOVED[] = { 53 * 100, -7 * 100 };
    struct till_fixture *f = *state;

    for (size_t i = 0; i < COUNT_OF(MOVED); i++) {
        struct closing closing;
        struct verdict verdict;

        assert_good(till_set_float(&f->till, 60 * 100, &f->err), &f->err);
        till_fixture_sell(f, "C1", 2, PAY_CASH);
        assert_good(closing_close(&f->till, PERIOD_DAY, -1, "", &closing, &f->err), &f->err);
        assert_good(till_move_cash(&f->till, MOVED[i] < 0, MOVED[i] < 0 ? -MOVED[i] : MOVED[i],
                                   "banque", &f->err),
                    &f->err);
        assert_good(till_set_float(&f->till, 20 * 100, &f->err), &f->err);
        assert_int_equal(f->till.real.head.running.drawer, 20 * 100);
        assert_int_equal(f->till.real.head.running.float_amount, 20 * 100);
        assert_good(book_verify(f->db, &f->till.keyring, "", &verdict, &f->err), &f->err);
        assert_true(verdict.is_good);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(stock_is_what_was_produced_less_sold_lost_and_given),
        TEST(selling_more_than_there_is_is_flagged_and_never_blocked),
        TEST(pieces_scanned_one_by_one_are_flagged_like_those_typed_at_once),
        TEST(a_ticket_parked_with_vat_is_not_sold_once_the_session_has_none),
        TEST(expected_cash_follows_the_formula),
        TEST(the_float_is_by_default_what_the_last_count_left),
        TEST(both_perpetual_totals_run_on_over_closings),
        TEST(what_moved_between_z_and_opening_is_within_the_float),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
