#include "ledger/ticket.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct ticket_line line_of(const char *code, thousandths quantity, cents price,
                                  basis_points rate)
{
    struct ticket_line line = { .quantity = quantity, .price = price, .rate = rate };

    snprintf(line.code, sizeof line.code, "%s", code);
    snprintf(line.label, sizeof line.label, "Article %s", code);
    return line;
}

static void add(struct ticket *ticket, const char *code, thousandths quantity, cents price,
                basis_points rate)
{
    struct ticket_line line = line_of(code, quantity, price, rate);
    struct err err = ERR_EMPTY;

    assert_true(ticket_add(ticket, &line, true, &err));
}

/* domain §1: 2 × 1,50 (5,5 %) + 12,00 (20 %), 10 % off: 0,30 + 1,20; 13,50; 2,56 + 9,00; 0,14 +
 * 1,80. */
static void the_mixed_ticket_of_the_reference_splits_to_the_cent(void **state)
{
    struct ticket ticket;
    struct figures figures;
    struct err err = ERR_EMPTY;

    (void)state;
    ticket_init(&ticket);
    add(&ticket, "C1", 2000, 150, 550);
    add(&ticket, "T1", 1000, 1200, 2000);
    assert_true(ticket_discount(&ticket, (struct discount){ DISCOUNT_PERCENT, 1000 }, &err));
    ticket_figures(&ticket, &figures);
    assert_int_equal(figures.discount, 150);
    assert_int_equal(figures.lines[0].discount, 30);
    assert_int_equal(figures.lines[1].discount, 120);
    assert_int_equal(figures.gross, 1350);
    assert_int_equal(figures.rates[0].net, 256);
    assert_int_equal(figures.rates[0].vat, 14);
    assert_int_equal(figures.rates[1].net, 900);
    assert_int_equal(figures.rates[1].vat, 180);
}

static void the_same_article_adds_up_on_its_line(void **state)
{
    struct ticket ticket;

    (void)state;
    ticket_init(&ticket);
    add(&ticket, "C1", 1000, 150, 550);
    add(&ticket, "C1", 2000, 150, 550);
    assert_int_equal(ticket.line_count, 1);
    assert_int_equal(ticket.lines[0].quantity, 3000);
}

static void change_comes_only_from_cash(void **state)
{
    struct ticket ticket;
    struct figures figures;
    struct err err = ERR_EMPTY;

    (void)state;
    ticket_init(&ticket);
    add(&ticket, "C1", 3000, 150, 550);
    assert_false(ticket_pay(&ticket, PAY_CARD, 500, "", &err));
    assert_int_equal(err.code, ERR_INPUT);
    err = ERR_EMPTY;
    assert_true(ticket_pay(&ticket, PAY_VOUCHER, 200, "", &err));
    assert_false(ticket_is_paid(&ticket));
    assert_true(ticket_pay(&ticket, PAY_CASH, 500, "", &err));
    ticket_figures(&ticket, &figures);
    assert_int_equal(figures.change, 250);
    assert_int_equal(figures.due, 0);
    assert_true(ticket_is_paid(&ticket));
}

/* Code monétaire et financier, D112-3: no more than 1 000 € in cash. */
static void more_than_a_thousand_euros_in_cash_is_refused_with_the_reason(void **state)
{
    struct ticket ticket;
    struct err err = ERR_EMPTY;

    (void)state;
    ticket_init(&ticket);
    add(&ticket, "T1", 1000, 150000, 2000);
    assert_false(ticket_pay(&ticket, PAY_CASH, 100001, "", &err));
    assert_non_null(strstr(err.text, "loi"));
    err = ERR_EMPTY;
    assert_true(ticket_pay(&ticket, PAY_CASH, 100000, "", &err));
    assert_true(ticket_pay(&ticket, PAY_CARD, 50000, "", &err));
    assert_true(ticket_is_paid(&ticket));
}

static void a_large_note_for_a_small_ticket_is_no_excess_of_cash(void **state)
{
    struct ticket ticket;
    struct err err = ERR_EMPTY;

    (void)state;
    ticket_init(&ticket);
    add(&ticket, "T1", 1000, 99000, 2000);
    assert_true(ticket_pay(&ticket, PAY_CASH, 120000, "", &err));
    assert_true(ticket_is_paid(&ticket));
}

static void a_discount_never_goes_below_zero(void **state)
{
    struct ticket ticket;
    struct figures figures;
    struct err err = ERR_EMPTY;

    (void)state;
    ticket_init(&ticket);
    add(&ticket, "C1", 1000, 150, 550);
    add(&ticket, "S1", 1000, 450, 550);
    assert_false(ticket_discount(&ticket, (struct discount){ DISCOUNT_AMOUNT, 601 }, &err));
    err = ERR_EMPTY;
    assert_true(ticket_discount(&ticket, (struct discount){ DISCOUNT_AMOUNT, 600 }, &err));
    assert_true(ticket_drop(&ticket, 2, &err)); /* the discount now exceeds what is left */
    ticket_figures(&ticket, &figures);
    assert_int_equal(figures.gross, 0);
    assert_true(ticket_pay(&ticket, PAY_CASH, 0, "", &err)); /* given away, yet a ticket */
    assert_true(ticket_is_paid(&ticket));
}

static void a_ninth_rate_on_one_ticket_is_refused(void **state)
{
    struct ticket ticket;
    struct err err = ERR_EMPTY;

    (void)state;
    ticket_init(&ticket);
    for (int i = 0; i < RATES_MAX; i++)
        add(&ticket, "C1", 1000, 100, 100 * i);

    struct ticket_line line = line_of("C1", 1000, 100, 9000);

    assert_false(ticket_add(&ticket, &line, true, &err));
    assert_int_equal(ticket.line_count, RATES_MAX);
}

static void line_nets_sum_to_the_net_of_their_rate(void **state)
{
    struct ticket ticket;
    struct figures figures;
    uint32_t random = 7;

    (void)state;
    for (int round = 0; round < 500; round++) {
        cents net = 0;
        cents gross = 0;

        ticket_init(&ticket);
        for (int i = 0; i < 12; i++) {
            char code[8];

            random = random * 1664525u + 1013904223u;
            snprintf(code, sizeof code, "C%d", i);
            add(&ticket, code, 1000 + (thousandths)(random >> 24) * 10, (cents)(random >> 20) % 999,
                random & 0x10000 ? 550 : 2000);
        }
        ticket.discount = (struct discount){ DISCOUNT_PERCENT, (int64_t)(random >> 18) % 10000 };
        ticket_figures(&ticket, &figures);
        for (int i = 0; i < ticket.line_count; i++) {
            net += figures.lines[i].net;
            gross += figures.lines[i].gross;
            assert_true(figures.lines[i].gross >= 0);
        }
        assert_int_equal(net, figures.net);
        assert_int_equal(gross, figures.gross);
    }
}

static void a_saved_ticket_loads_as_it_was_and_garbage_does_not(void **state)
{
    struct ticket ticket;
    struct ticket again;
    struct buf bytes = buf_init(100000);
    struct err err = ERR_EMPTY;

    (void)state;
    ticket_init(&ticket);
    add(&ticket, "C1", 2000, 150, 550);
    add(&ticket, "T1", 1000, 1200, 2000);
    ticket.discount = (struct discount){ DISCOUNT_AMOUNT, 100 };
    ticket.late.is_late = true;
    strcpy(ticket.late.paper, "F-12");
    assert_true(ticket_pay(&ticket, PAY_CARD, 300, "0042", &err));
    ticket_save(&ticket, &bytes);
    assert_true(ticket_load(&again, bytes.data, bytes.length, &err));
    assert_memory_equal(&again, &ticket, sizeof ticket);
    for (size_t cut = 0; cut < bytes.length; cut++) {
        err = ERR_EMPTY;
        assert_false(ticket_load(&again, bytes.data, cut, &err));
        assert_true(ticket_is_empty(&again));
    }
    buf_release(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_mixed_ticket_of_the_reference_splits_to_the_cent),
        cmocka_unit_test(the_same_article_adds_up_on_its_line),
        cmocka_unit_test(change_comes_only_from_cash),
        cmocka_unit_test(more_than_a_thousand_euros_in_cash_is_refused_with_the_reason),
        cmocka_unit_test(a_large_note_for_a_small_ticket_is_no_excess_of_cash),
        cmocka_unit_test(a_discount_never_goes_below_zero),
        cmocka_unit_test(a_ninth_rate_on_one_ticket_is_refused),
        cmocka_unit_test(line_nets_sum_to_the_net_of_their_rate),
        cmocka_unit_test(a_saved_ticket_loads_as_it_was_and_garbage_does_not),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
