#include "pos/counter.h"
#include "tests/support/market.h"

#include "ledger/reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void open_counter(struct market *market)
{
    market_make(market);
    market_open(market, 80, 24, "fr", NULL);
    screen_key(&market->screen, "1");
    screen_wait(&market->screen, "Sac en tissu");
}

static void two_articles_paid_exactly_take_four_keys(void **state)
{
    struct market market;
    struct book book;
    struct sale sale;
    struct err err = ERR_EMPTY;

    (void)state;
    open_counter(&market);
    market.screen.keys = 0;
    screen_type(&market.screen, "ac");
    screen_key(&market.screen, KEY_ENTER_BYTES);
    screen_wait(&market.screen, "À payer");
    screen_key(&market.screen, KEY_ENTER_BYTES);
    screen_wait(&market.screen, "Ticket A-1 inscrit");
    assert_true(market.screen.keys <= 5);
    market_look(&market, &book);
    assert_true(sale_find(book.db, "A", 1, &sale, &err));
    assert_int_equal(sale.gross, 350);
    assert_int_equal(sale.line_count, 2);
    assert_int_equal(sale.change, 0);
    market_end(&market, &book);
}

static void two_articles_with_change_take_six_keys(void **state)
{
    struct market market;
    struct book book;
    struct sale sale;
    struct err err = ERR_EMPTY;

    (void)state;
    open_counter(&market);
    market.screen.keys = 0;
    screen_type(&market.screen, "ac");
    screen_key(&market.screen, KEY_ENTER_BYTES);
    screen_wait(&market.screen, "À payer");
    screen_type(&market.screen, "10");
    screen_key(&market.screen, KEY_ENTER_BYTES);
    screen_wait(&market.screen, "À rendre au client");
    assert_true(market.screen.keys <= 7);
    assert_true(screen_shows(&market.screen, "1 x [ 5 € ]    1 x ( 1 € )    1 x ( 50 c )"));
    screen_assert_golden(&market.screen, "sold_80x24_fr");
    market_look(&market, &book);
    assert_true(sale_find(book.db, "A", 1, &sale, &err));
    assert_int_equal(sale.change, 650);
    market_end(&market, &book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_articles_paid_exactly_take_four_keys),
        cmocka_unit_test(two_articles_with_change_take_six_keys),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
