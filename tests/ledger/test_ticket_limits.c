/* How far a ticket may go: to the limit, and not one step further. */
#include "ledger/ticket.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

static struct ticket_line line_of(int number, thousandths quantity, cents price)
{
    struct ticket_line line = { .quantity = quantity, .price = price, .rate = 550 };

    snprintf(line.code, sizeof line.code, "C%d", number);
    snprintf(line.label, sizeof line.label, "Article %d", number);
    return line;
}

static void add(struct ticket *ticket, int number, cents price)
{
    struct ticket_line line = line_of(number, ONE_PIECE, price);
    struct err err = ERR_EMPTY;

    assert_true(ticket_add(ticket, &line, true, &err));
}

static struct ticket ticket_of(cents price)
{
    struct ticket ticket;

    ticket_init(&ticket);
    add(&ticket, 1, price);
    return ticket;
}

static bool pays(struct ticket *ticket, enum payment_mode mode, cents given)
{
    struct err err = ERR_EMPTY;
    bool good = ticket_pay(ticket, mode, given, "", &err);

    assert_true(good || err.code == ERR_INPUT);
    return good;
}

static void a_line_is_of_something_that_costs_no_less_than_nothing(void **state)
{
    const struct ticket_line bad[] = {
        line_of(1, 0, 100),
        line_of(1, THOUSANDTHS_MAX + 1, 100),
        line_of(1, -THOUSANDTHS_MAX - 1, 100),
        line_of(1, ONE_PIECE, -1),
        line_of(1, ONE_PIECE, CENTS_MAX / 100000 + 1),
        { .code = "C1", .quantity = ONE_PIECE, .rate = -1 },
        { .code = "C1", .quantity = ONE_PIECE, .rate = RATE_MAX + 1 },
    };
    struct ticket ticket;

    (void)state;
    ticket_init(&ticket);
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct err err = ERR_EMPTY;

        assert_false(ticket_add(&ticket, &bad[i], false, &err));
        assert_int_equal(err.code, ERR_INPUT);
    }
    assert_true(ticket_is_empty(&ticket));
}

static void a_full_ticket_takes_no_line_more(void **state)
{
    struct ticket_line more = line_of(0, ONE_PIECE, 100);
    struct ticket ticket;
    struct err err = ERR_EMPTY;

    (void)state;
    ticket_init(&ticket);
    for (int i = 1; i <= TICKET_LINES_MAX; i++)
        add(&ticket, i, 100);
    assert_false(ticket_add(&ticket, &more, true, &err));
    assert_int_equal(ticket.line_count, TICKET_LINES_MAX);
}

static void the_same_article_at_another_price_has_its_own_line(void **state)
{
    struct ticket ticket = ticket_of(150);

    (void)state;
    add(&ticket, 1, 140);
    assert_int_equal(ticket.line_count, 2);
    add(&ticket, 1, 150);
    assert_int_equal(ticket.line_count, 2);
    assert_int_equal(ticket.lines[0].quantity, 2 * ONE_PIECE);
}

static void a_quantity_is_changed_to_more_than_nothing(void **state)
{
    struct ticket ticket = ticket_of(150);
    struct err err = ERR_EMPTY;

    (void)state;
    assert_false(ticket_set_quantity(&ticket, 1, -ONE_PIECE, &err));
    err = ERR_EMPTY;
    assert_false(ticket_set_quantity(&ticket, 2, ONE_PIECE, &err));
    assert_int_equal(ticket.lines[0].quantity, ONE_PIECE);
}

static void a_discount_of_more_than_all_is_refused(void **state)
{
    struct ticket ticket = ticket_of(150);
    struct err err = ERR_EMPTY;

    (void)state;
    assert_false(
        ticket_discount(&ticket, (struct discount){ DISCOUNT_PERCENT, RATE_MAX + 1 }, &err));
    err = ERR_EMPTY;
    assert_false(ticket_discount_line(&ticket, 1, (struct discount){ DISCOUNT_AMOUNT, 151 }, &err));
    assert_int_equal(ticket.lines[0].discount.kind, DISCOUNT_NONE);
}

static void what_pays_nothing_is_no_payment(void **state)
{
    struct ticket ticket = ticket_of(450);

    (void)state;
    assert_false(pays(&ticket, PAY_CASH, 0));
    assert_false(pays(&ticket, PAY_CASH, -450));
    assert_false(pays(&ticket, PAY_CASH, CENTS_MAX + 1));
    assert_true(pays(&ticket, PAY_CASH, 450));
    assert_false(pays(&ticket, PAY_CARD, 1)); /* it is paid already */
    assert_false(pays(&ticket, PAY_CASH, 100));
    assert_int_equal(ticket.payment_count, 1);
}

static void a_ticket_has_so_many_payments_and_what_goes_back_is_one(void **state)
{
    struct ticket_payment voucher = { .mode = PAY_OTHER, .means = "asso", .gives_change = true };
    struct ticket ticket = ticket_of(10000);
    struct err err = ERR_EMPTY;

    (void)state;
    for (int i = 1; i < TICKET_PAYMENTS_MAX; i++)
        assert_true(pays(&ticket, PAY_CARD, 100));
    assert_false(ticket_pay_with(&ticket, &voucher, 9999, "", &err));
    assert_true(pays(&ticket, PAY_CARD, 100));
    assert_false(pays(&ticket, PAY_CARD, 100));
    assert_int_equal(ticket.payment_count, TICKET_PAYMENTS_MAX);
}

/* Each sum alone is within the law; together they are not. */
static void cash_in_two_parts_is_counted_together(void **state)
{
    struct ticket ticket = ticket_of(150000);

    (void)state;
    assert_true(pays(&ticket, PAY_CASH, 60000));
    assert_false(pays(&ticket, PAY_CASH, 40001));
    assert_true(pays(&ticket, PAY_CASH, 40000));
}

static void a_line_dropped_after_a_card_gives_no_change(void **state)
{
    struct ticket ticket = ticket_of(150);
    struct figures figures;
    struct err err = ERR_EMPTY;

    (void)state;
    add(&ticket, 2, 450);
    assert_true(pays(&ticket, PAY_CARD, 500));
    assert_true(ticket_drop(&ticket, 2, &err));
    ticket_figures(&ticket, &figures);
    assert_int_equal(figures.change, 0);
    assert_int_equal(figures.due, -350);
    assert_false(ticket_is_paid(&ticket));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_of_something_that_costs_no_less_than_nothing),
        cmocka_unit_test(a_full_ticket_takes_no_line_more),
        cmocka_unit_test(the_same_article_at_another_price_has_its_own_line),
        cmocka_unit_test(a_quantity_is_changed_to_more_than_nothing),
        cmocka_unit_test(a_discount_of_more_than_all_is_refused),
        cmocka_unit_test(what_pays_nothing_is_no_payment),
        cmocka_unit_test(a_ticket_has_so_many_payments_and_what_goes_back_is_one),
        cmocka_unit_test(cash_in_two_parts_is_counted_together),
        cmocka_unit_test(a_line_dropped_after_a_card_gives_no_change),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
