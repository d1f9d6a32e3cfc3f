/* What a participant alone may give away, by whatever gesture: one fifth, not a cent more. */
#include "ledger/allowance.h"
#include "ledger/till.h"
#include "tests/support/till_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

struct bench {
    struct till_fixture *f;
    struct till *till;
    struct ticket ticket;
};

static struct bench bench_of(void **state)
{
    struct till_fixture *f = *state;
    struct bench bench = { .f = f, .till = &f->till };

    assert_true(till_sign_in(bench.till, "P1", "", "", &f->err));
    ticket_init(&bench.ticket);
    return bench;
}

static bool adds(struct bench *bench, const char *code, int quantity, cents price,
                 struct discount discount)
{
    struct till_item item = { .quantity = (thousandths)quantity * ONE_PIECE,
                              .price_is_typed = price >= 0,
                              .price = price,
                              .discount = discount };

    bench->f->err = ERR_EMPTY;
    return till_add(bench->till, &bench->ticket, code, &item, &bench->f->err);
}

static const struct discount NONE = { DISCOUNT_NONE, 0 };

static void assert_forbidden(struct bench *bench, bool done, const struct ticket *before)
{
    assert_false(done);
    assert_int_equal(bench->f->err.code, ERR_FORBIDDEN);
    assert_memory_equal(&bench->ticket, before, sizeof *before);
    bench->f->err = ERR_EMPTY;
}

static void a_price_typed_at_the_line_is_judged_as_a_discount_is(void **state)
{
    struct bench b = bench_of(state);
    struct ticket empty = b.ticket;

    assert_true(adds(&b, "C1", 1, 120, NONE));
    b.ticket = empty;
    assert_forbidden(&b, adds(&b, "C1", 1, 119, NONE), &empty);
    assert_forbidden(&b, adds(&b, "C1", 1, 0, NONE), &empty);
    assert_true(adds(&b, "C1", 1, 200, NONE)); /* more is no gift */
}

static void a_discount_of_a_line_stops_at_one_fifth_to_the_cent(void **state)
{
    struct bench b = bench_of(state);
    struct ticket empty = b.ticket;

    assert_true(adds(&b, "S1", 1, -1, (struct discount){ DISCOUNT_AMOUNT, 90 }));
    b.ticket = empty;
    assert_forbidden(&b, adds(&b, "S1", 1, -1, (struct discount){ DISCOUNT_AMOUNT, 91 }), &empty);
    assert_true(adds(&b, "S1", 1, -1, (struct discount){ DISCOUNT_PERCENT, 2000 }));
    assert_true(
        till_discount(b.till, &b.ticket, 1, (struct discount){ DISCOUNT_AMOUNT, 90 }, &b.f->err));

    struct ticket before = b.ticket;

    assert_forbidden(
        &b,
        till_discount(b.till, &b.ticket, 1, (struct discount){ DISCOUNT_AMOUNT, 91 }, &b.f->err),
        &before);
}

static void gestures_that_pass_alone_do_not_pass_together(void **state)
{
    struct bench b = bench_of(state);
    struct ticket before;

    assert_true(adds(&b, "T1", 1, 1000, NONE));
    before = b.ticket;
    assert_forbidden(
        &b,
        till_discount(b.till, &b.ticket, 0, (struct discount){ DISCOUNT_PERCENT, 1000 }, &b.f->err),
        &before);
    assert_forbidden(
        &b,
        till_discount(b.till, &b.ticket, 1, (struct discount){ DISCOUNT_PERCENT, 1000 }, &b.f->err),
        &before);
    assert_forbidden(&b, till_set_price(b.till, &b.ticket, 1, 959, &b.f->err), &before);
    assert_true(till_set_price(b.till, &b.ticket, 1, 960, &b.f->err));
}

/* Two euros on 13,50 are little; on what is left when the bag goes they are more than all. */
static void a_line_dropped_under_a_discount_in_euros_does_not_make_the_rest_free(void **state)
{
    struct bench b = bench_of(state);
    struct ticket before;

    assert_true(adds(&b, "T1", 1, -1, NONE) && adds(&b, "C1", 1, -1, NONE));
    assert_true(
        till_discount(b.till, &b.ticket, 0, (struct discount){ DISCOUNT_AMOUNT, 200 }, &b.f->err));
    before = b.ticket;
    assert_forbidden(&b, till_drop(b.till, &b.ticket, 1, &b.f->err), &before);
    assert_true(till_drop(b.till, &b.ticket, 2, &b.f->err));
}

/* However the ticket came to be: parked, a draft, made by another program. */
static void a_ticket_too_cheap_is_not_sealed_without_the_animator(void **state)
{
    struct bench b = bench_of(state);
    struct sold sold;
    int64_t before = b.till->real.head.seq;

    assert_true(adds(&b, "C1", 1, -1, NONE));
    b.ticket.lines[0].price = 10;
    assert_true(ticket_pay(&b.ticket, PAY_CASH, 10, "", &b.f->err));
    assert_false(till_sell(b.till, &b.ticket, &sold, &b.f->err));
    assert_int_equal(b.f->err.code, ERR_FORBIDDEN);
    assert_true(b.till->real.head.seq == before);
    b.f->err = ERR_EMPTY;
    assert_true(till_sign_in(b.till, "P1", "animator", "", &b.f->err));
    assert_true(till_sell(b.till, &b.ticket, &sold, &b.f->err));
    assert_int_equal(sold.gross, 10);
}

static void an_article_that_nobody_knows_costs_what_is_typed(void **state)
{
    struct bench b = bench_of(state);
    struct sold sold;

    assert_true(till_add_unknown(b.till, &b.ticket, "", 50, 550, &b.f->err));
    assert_true(ticket_pay(&b.ticket, PAY_CASH, 50, "", &b.f->err));
    assert_true(till_sell(b.till, &b.ticket, &sold, &b.f->err));
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, till_fixture_setup, till_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_price_typed_at_the_line_is_judged_as_a_discount_is),
        TEST(a_discount_of_a_line_stops_at_one_fifth_to_the_cent),
        TEST(gestures_that_pass_alone_do_not_pass_together),
        TEST(a_line_dropped_under_a_discount_in_euros_does_not_make_the_rest_free),
        TEST(a_ticket_too_cheap_is_not_sealed_without_the_animator),
        TEST(an_article_that_nobody_knows_costs_what_is_typed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
