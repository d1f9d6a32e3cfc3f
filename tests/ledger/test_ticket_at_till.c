/* A ticket while it is rung up: what may stand on it, and what stays of what was taken off. */
#include "ledger/book_days.h"
#include "ledger/till.h"
#include "tests/support/till_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

static const struct till_item ONE = { .quantity = ONE_PIECE };

/* Two articles whose total the customer was told. */
static struct ticket told(struct till_fixture *f)
{
    struct ticket ticket;

    ticket_init(&ticket);
    expect_good(f, till_add(&f->till, &ticket, "C1", &ONE, &f->err));
    expect_good(f, till_add(&f->till, &ticket, "S1", &ONE, &f->err));
    ticket.total_was_shown = true;
    return ticket;
}

static int64_t removals(struct till_fixture *f)
{
    struct stmt query = db_prepare(f->db, "SELECT count(*) FROM record WHERE kind = ?1", &f->err);
    int64_t count = -1;

    stmt_bind_int(&query, 1, RECORD_REMOVAL);
    if (stmt_next(&query))
        count = stmt_int(&query, 0);
    expect_good(f, stmt_finish(&query));
    return count;
}

static void what_was_told_and_taken_off_stays_in_the_journal(void **state)
{
    struct till_fixture *f = *state;
    struct ticket ticket = told(f);
    struct ticket before = ticket;

    expect_good(f, till_drop(&f->till, &ticket, 2, &f->err));
    assert_int_equal(removals(f), 1);
    expect_good(f, till_undo(&f->till, &ticket, &before, &f->err)); /* and back: nothing is less */
    assert_int_equal(removals(f), 1);
    expect_good(f, till_void(&f->till, &ticket, &f->err));
    assert_int_equal(removals(f), 3);
    assert_true(ticket_is_empty(&ticket));
}

static void a_step_taken_back_after_the_total_is_one_too(void **state)
{
    struct till_fixture *f = *state;
    struct ticket ticket = told(f);
    struct ticket before = ticket;

    before.line_count = 1; /* as it was one step ago, when no total was told */
    before.total_was_shown = false;
    expect_good(f, till_undo(&f->till, &ticket, &before, &f->err));
    assert_int_equal(removals(f), 1);
    assert_true(ticket.total_was_shown); /* it was, and no step back unsays it */
}

static void what_nobody_was_told_is_taken_off_without_a_record(void **state)
{
    struct till_fixture *f = *state;
    struct ticket ticket = told(f);

    ticket.total_was_shown = false;
    expect_good(f, till_drop(&f->till, &ticket, 2, &f->err));
    expect_good(f, till_void(&f->till, &ticket, &f->err));
    assert_int_equal(removals(f), 0);
}

static void nothing_is_sold_on_a_refund(void **state)
{
    struct till_fixture *f = *state;
    struct sold sold = till_fixture_sell(f, "C1", 2, PAY_CASH);
    struct ticket refund;

    expect_good(f, till_refund(&f->till, "A", sold.number, NULL, &refund, &f->err));
    expect_refused(f, till_add(&f->till, &refund, "S1", &ONE, &f->err), ERR_INPUT, "");
    expect_refused(f, till_add_unknown(&f->till, &refund, "", 100, 0, &f->err), ERR_INPUT, "");
    expect_refused(f, till_set_price(&f->till, &refund, 1, 100, &f->err), ERR_INPUT, "");
    assert_int_equal(refund.line_count, 1);
}

static void what_was_retired_is_offered_no_more(void **state)
{
    struct till_fixture *f = *state;
    struct ticket ticket;

    ticket_init(&ticket);
    expect_good(f, till_retire_product(&f->till, "C1", true, &f->err));
    expect_refused(f, till_add(&f->till, &ticket, "C1", &ONE, &f->err), ERR_NOT_FOUND, "");
    ticket.late.is_late = true; /* of a sheet that was filled before */
    expect_good(f, till_add(&f->till, &ticket, "C1", &ONE, &f->err));
}

static bool is_reported(struct till *till, const char *code)
{
    struct product *products = product_room();
    struct err err = ERR_EMPTY;
    int count = 0;
    bool found = false;

    assert_true(product_list_sold(till->db, products, PRODUCTS_MAX, &count, &err));
    for (int i = 0; i < count; i++)
        found |= strcmp(products[i].code, code) == 0;
    free(products);
    return found;
}

static void what_was_made_stays_in_the_report_though_retired(void **state)
{
    struct till_fixture *f = *state;

    expect_good(f, till_retire_product(&f->till, "C1", true, &f->err));
    assert_false(is_reported(&f->till, "C1"));
    expect_good(f, till_move_stock(&f->till, "C1", 12 * ONE_PIECE, "made", &f->err));
    assert_true(is_reported(&f->till, "C1"));
}

static void each_weighing_has_its_line_and_a_piece_is_whole(void **state)
{
    const struct till_item some = { .quantity = 250 };
    struct till_fixture *f = *state;
    struct product product;
    struct ticket ticket;

    ticket_init(&ticket);
    expect_refused(f, till_add(&f->till, &ticket, "C1", &some, &f->err), ERR_INPUT, "");
    expect_good(f, product_find(f->db, "C1", &product, &f->err));
    product.by_weight = true;
    expect_good(f, till_put_product(&f->till, &product, &f->err));
    for (int i = 0; i < 2; i++)
        expect_good(f, till_add(&f->till, &ticket, "C1", &some, &f->err));
    assert_int_equal(ticket.line_count, 2);
}

static void a_price_typed_takes_the_place_of_the_discount(void **state)
{
    struct till_fixture *f = *state;
    struct ticket ticket = told(f);

    expect_good(
        f, till_discount(&f->till, &ticket, 1, (struct discount){ DISCOUNT_AMOUNT, 20 }, &f->err));
    expect_good(f, till_set_price(&f->till, &ticket, 1, 140, &f->err));
    assert_int_equal(ticket.lines[0].discount.kind, DISCOUNT_NONE);
    assert_true(ticket.lines[0].flags & SALE_PRICE_TYPED);
}

static void without_vat_what_nobody_knows_has_no_rate(void **state)
{
    struct till_fixture *f = *state;
    struct ticket ticket;

    ticket_init(&ticket);
    f->till.session.vat_on = false;
    expect_good(f, till_add_unknown(&f->till, &ticket, "", 100, 2000, &f->err));
    assert_int_equal(ticket.lines[0].rate, 0);
    ticket.lines[0].rate = 2000; /* parked before */
    expect_good(f, ticket_pay(&ticket, PAY_CASH, 100, "", &f->err));
    expect_refused(f, till_sell(&f->till, &ticket, &(struct sold){ .number = 0 }, &f->err),
                   ERR_INPUT, "");
}

static void a_day_ends_before_noon_and_a_rate_is_not_negative(void **state)
{
    struct till_fixture *f = *state;
    basis_points rate;
    int cut = 0;

    expect_good(f, day_cut_parse("11:59", &cut, &f->err));
    assert_int_equal(cut, 719);
    expect_refused(f, day_cut_parse("12:00", &cut, &f->err), ERR_INPUT, "");
    expect_refused(f, day_cut_parse("05:60", &cut, &f->err), ERR_INPUT, "");
    expect_refused(f, rate_parse("-1", &rate, &f->err), ERR_INPUT, "");
    expect_refused(f, rate_parse("100,01", &rate, &f->err), ERR_INPUT, "");
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, till_fixture_setup, till_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_was_told_and_taken_off_stays_in_the_journal),
        TEST(a_step_taken_back_after_the_total_is_one_too),
        TEST(what_nobody_was_told_is_taken_off_without_a_record),
        TEST(nothing_is_sold_on_a_refund),
        TEST(what_was_retired_is_offered_no_more),
        TEST(what_was_made_stays_in_the_report_though_retired),
        TEST(each_weighing_has_its_line_and_a_piece_is_whole),
        TEST(a_price_typed_takes_the_place_of_the_discount),
        TEST(without_vat_what_nobody_knows_has_no_rate),
        TEST(a_day_ends_before_noon_and_a_rate_is_not_negative),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
