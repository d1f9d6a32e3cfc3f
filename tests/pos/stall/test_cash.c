/* The drawer: what it begins with, counted by coins; what is put in and taken out. */
#include "ledger/closing/closing.h"
#include "tests/support/market.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void open_drawer(struct market *market)
{
    market_make(market);
    market_open(market, 80, 24, "fr", NULL);
    market_go(market, "Argent", "Ce que nous");
    market_go(market, "Tiroir", "2 Argent ajouté");
}

/* Two of 10 €, one of 5 €, four of 50 c. */
static void count_float(struct market *market)
{
    market_press(market, "1", "argent du début");
    market_press(market, KEY_DOWN_BYTES, ">   [ 20 € ]");
    market_press(market, KEY_ENTER_BYTES, ">   [ 10 € ]");
    market_type(market, "2", "20,00 €");
    market_press(market, KEY_DOWN_BYTES, ">    [ 5 € ]");
    market_type(market, "1", " 5,00 €");
    market_press(market, KEY_RIGHT_BYTES, ">   ( 20 c )");
    market_press(market, KEY_UP_BYTES, ">   ( 50 c )");
    market_type(market, "4", "2,00 €");
    screen_assert_golden(&market->screen, "float_80x24_fr");
    market_press(market, KEY_END_BYTES, "Inscrire");
    market_press(market, KEY_ENTER_BYTES, "Inscrit.");
}

static void the_float_is_counted_coin_by_coin(void **state)
{
    struct market market;
    struct book book;
    struct cash_counting pieces;
    struct err err = ERR_EMPTY;
    bool found;

    (void)state;
    open_drawer(&market);
    count_float(&market);
    market_look(&market, &book);
    assert_int_equal(book.till.real.head.running.float_amount, 2700);
    assert_true(closing_find_pieces(&book.till, &pieces, &found, &err));
    assert_true(found);
    assert_int_equal(pieces.pieces[5], 2);
    assert_int_equal(pieces.pieces[6], 1);
    assert_int_equal(pieces.pieces[9], 4);
    market_end(&market, &book);
}

/* What the day began with is not what it ended with. */
static void the_count_of_the_morning_closes_no_day(void **state)
{
    struct market market;
    struct book book;
    struct closing closing;
    struct err err = ERR_EMPTY;
    bool found;
    cents counted;

    (void)state;
    open_drawer(&market);
    count_float(&market);
    market_press(&market, KEY_ESCAPE_BYTES, "Maintenant");
    market_press(&market, HOME_SELL, "tissu");
    market_type(&market, "a", "1 Cookie choco");
    market_press(&market, KEY_ENTER_BYTES, "compte juste");
    market_press(&market, KEY_ENTER_BYTES, "A-1 inscrit");
    market_look(&market, &book);
    assert_true(closing_find_count(&book.till, &found, &counted, &err));
    assert_false(found);
    assert_true(closing_close(&book.till, PERIOD_DAY, -1, "", &closing, &err));
    assert_false(closing.was_counted);
    assert_int_equal(closing.difference, 0);
    market_end(&market, &book);
}

/* There is no 2 €, and after four coins of 50 c no change for a note. */
static void change_is_what_the_drawer_can_give(void **state)
{
    struct market market;
    struct book book;

    (void)state;
    open_drawer(&market);
    count_float(&market);
    market_press(&market, KEY_ESCAPE_BYTES, "Maintenant");
    market_press(&market, HOME_SELL, "tissu");
    market_type(&market, "3a", "3 Cookie choco");
    market_press(&market, KEY_ENTER_BYTES, "compte juste");
    market_press(&market, "a", "Donné               5,00 €");
    market_press(&market, KEY_ENTER_BYTES, "Il reste peu de ( 50 c ) dans le tiroir.");
    market_type(&market, "\r9a", "9 Cookie choco");
    market_press(&market, KEY_ENTER_BYTES, "compte juste");
    market_press(&market, "c", "Rendre");
    market_press(&market, KEY_ENTER_BYTES, "+ 0,50  ►     15,00");
    screen_assert_golden(&market.screen, "change_from_the_drawer_80x24_fr");
    market_type(&market, "\ra", "1 Cookie choco");
    market_press(&market, KEY_ENTER_BYTES, "compte juste");
    market_press(&market, "a", "Le tiroir n'a pas cette monnaie.");
    market_look(&market, &book);
    market_end(&market, &book);
}

static void a_sum_above_200_euros_is_asked_again(void **state)
{
    struct market market;
    struct book book;

    (void)state;
    open_drawer(&market);
    market_press(&market, "2", "> Somme");
    market_type(&market, "2000", "2000");
    market_press(&market, KEY_ENTER_BYTES, "> Raison");
    market_type(&market, "monnaie", "monnaie");
    market_press(&market, KEY_ENTER_BYTES, "C'est bien cela");
    market_press(&market, KEY_ESCAPE_BYTES, "> Raison");
    market_press(&market, KEY_UP_BYTES, "> Somme");
    market_press(&market, KEY_DELETE_BYTES, "> Somme");
    market_type(&market, "20", "20");
    market_press(&market, KEY_ENTER_BYTES, "> Raison");
    market_press(&market, KEY_ENTER_BYTES, "Inscrit.");
    market_look(&market, &book);
    assert_int_equal(book.till.real.head.running.cash_in, 2000);
    market_end(&market, &book);
}

/* A finger or a mouse alone. */
static void a_click_adds_one_piece(void **state)
{
    struct market market;
    int x, y;

    (void)state;
    open_drawer(&market);
    market_press(&market, "1", "[ 20 € ]");
    assert_true(screen_find(&market.screen, "[ 20 € ]", &x, &y));
    screen_click(&market.screen, x, y);
    screen_wait(&market.screen, "20,00 €");
    screen_click(&market.screen, x, y);
    screen_wait(&market.screen, "40,00 €");
    assert_true(screen_find(&market.screen, "( 2 € )", &x, &y));
    screen_click(&market.screen, x, y);
    screen_wait(&market.screen, "2,00 €");
    market_end(&market, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_float_is_counted_coin_by_coin),
        cmocka_unit_test(the_count_of_the_morning_closes_no_day),
        cmocka_unit_test(change_is_what_the_drawer_can_give),
        cmocka_unit_test(a_sum_above_200_euros_is_asked_again),
        cmocka_unit_test(a_click_adds_one_piece),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
