/* What the counter asks of the book, act by act: what is refused, given up or left alone. */
#include "pos/stall/counter.h"
#include "pos/stall/counter_request.h"
#include "pos/stall/counter_step.h"
#include "tests/support/market.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct bench {
    struct market market;
    struct book book;
    struct desk desk;
    struct counter counter;
    struct err err;
};

static int set_up(void **state)
{
    struct bench *b = calloc(1, sizeof *b);

    market_make(&b->market);
    market_look(&b->market, &b->book);
    b->desk.till = &b->book.till;
    COUNTER.begin(&b->counter, &b->desk, 0);
    COUNTER.perform(&b->counter, &b->desk, ACT_REFRESH);
    assert_string_equal(b->counter.notice.text, "");
    *state = b;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *b = *state;

    pictures_release(b->desk.pictures);
    market_end(&b->market, &b->book);
    free(b);
    return 0;
}

static void add_cookie(struct bench *b, bool paid)
{
    const struct till_item one = { .quantity = ONE_PIECE };
    struct ticket *ticket = &b->counter.draft.ticket;

    assert_true(till_add(&b->book.till, ticket, b->counter.products[0].code, &one, &b->err));
    assert_true(!paid || ticket_pay(ticket, PAY_CASH, b->counter.products[0].price, "", &b->err));
}

static void do_act(struct bench *b, enum counter_act act)
{
    COUNTER.perform(&b->counter, &b->desk, act);
}

static void a_sale_that_is_refused_gives_the_payment_back_and_keeps_the_lines(void **state)
{
    struct bench *b = *state;

    add_cookie(b, true);
    b->book.till.session_is_closed = true;
    do_act(b, ACT_SELL);
    assert_string_not_equal(b->counter.notice.text, "");
    assert_int_equal(b->counter.draft.ticket.line_count, 1);
    assert_int_equal(b->counter.draft.ticket.payment_count, 0);
}

static void a_ticket_begun_before_the_last_sale_is_given_up(void **state)
{
    struct bench *b = *state;

    add_cookie(b, false);
    do_act(b, ACT_REFRESH);
    assert_int_equal(b->counter.draft.ticket.line_count, 1);
    b->counter.draft.sales++; /* sold meanwhile */
    do_act(b, ACT_REFRESH);
    assert_true(ticket_is_empty(&b->counter.draft.ticket));
    assert_non_null(strstr(b->counter.notice.text, "abandonné"));
}

static void a_wish_waits_until_the_payment_is_done(void **state)
{
    struct bench *b = *state;

    add_cookie(b, false);
    counter_go(&b->counter, COUNTER_PAY);
    b->desk.wish = 1 + GESTURE_PARK;
    do_act(b, ACT_REFRESH);
    assert_int_equal(b->counter.mode, COUNTER_PAY);
    assert_non_null(strstr(b->counter.notice.text, "Finir d'abord le paiement"));
}

static void a_clock_that_goes_back_is_said_at_the_counter(void **state)
{
    struct bench *b = *state;

    b->book.till.clock = clock_frozen((struct moment){ 1000000000, 0 }); /* 2001 */
    do_act(b, ACT_REFRESH);
    assert_string_not_equal(b->counter.notice.text, "");
}

static void a_sale_of_practice_opens_no_drawer_and_no_session(void **state)
{
    struct bench *b = *state;
    struct till *till = &b->book.till;
    int64_t records;

    add_cookie(b, true);
    assert_true(counter_needs_drawer(&b->counter, till));
    assert_true(till_set_practice(till, true, "", &b->err));
    assert_false(counter_needs_drawer(&b->counter, till));
    records = till->real.head.seq;
    do_act(b, ACT_SELL);
    assert_int_equal(b->counter.mode, COUNTER_SOLD);
    assert_true(till->real.head.seq == records);
}

static void by_card_alone_the_drawer_stays_shut(void **state)
{
    struct bench *b = *state;
    struct ticket *ticket = &b->counter.draft.ticket;

    add_cookie(b, false);
    assert_true(ticket_pay(ticket, PAY_CARD, 50, "", &b->err));
    assert_false(counter_needs_drawer(&b->counter, &b->book.till));
    assert_true(ticket_pay(ticket, PAY_CASH, 50, "", &b->err));
    assert_true(counter_needs_drawer(&b->counter, &b->book.till));
}

static void nobody_hands_a_note_where_money_goes_back(void **state)
{
    const struct event note = { .kind = EVENT_KEY, .key = PRESS_CHARACTER, .character = 'a' };
    struct bench *b = *state;

    counter_go(&b->counter, COUNTER_PAY);
    b->counter.figures.due = -500;
    assert_int_equal(counter_update(&b->counter, &note).kind, EFFECT_BEEP);
    assert_int_equal(b->counter.handed_count, 0);
    b->counter.figures.due = 500;
    assert_int_equal(counter_update(&b->counter, &note).kind, EFFECT_NONE);
    assert_int_equal(b->counter.handed_count, 1);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_sale_that_is_refused_gives_the_payment_back_and_keeps_the_lines),
        TEST(a_ticket_begun_before_the_last_sale_is_given_up),
        TEST(a_wish_waits_until_the_payment_is_done),
        TEST(a_clock_that_goes_back_is_said_at_the_counter),
        TEST(a_sale_of_practice_opens_no_drawer_and_no_session),
        TEST(by_card_alone_the_drawer_stays_shut),
        TEST(nobody_hands_a_note_where_money_goes_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
