#include "pos/stall/counter.h"
#include "tests/support/market.h"

#include "programme/people.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void open_counter(struct market *market)
{
    market_make(market);
    market_open(market, 80, 24, "fr", NULL);
    screen_key(&market->screen, HOME_SELL);
    screen_wait(&market->screen, "tissu");
}

static void the_number_of_the_card_slip_is_kept(void **state)
{
    struct market market;
    struct book book;
    struct sale sale;
    struct err err = ERR_EMPTY;

    (void)state;
    open_counter(&market);
    screen_type(&market.screen, "a");
    market_press(&market, KEY_ENTER_BYTES, "compte juste");
    market_press(&market, KEY_RIGHT_BYTES, "N  Numéro");
    market_type(&market, "n", "Quel numéro garder");
    market_type(&market, "0042", "0042");
    market_press(&market, KEY_ENTER_BYTES, "Numéro 0042");
    market_press(&market, KEY_ENTER_BYTES, "Carte acceptée ?");
    market_press(&market, KEY_ENTER_BYTES, "A-1 inscrit");
    market_look(&market, &book);
    assert_true(sale_find(book.db, "A", 1, &sale, &err));
    assert_int_equal(sale.payments[0].mode, PAY_CARD);
    assert_string_equal(sale.payments[0].slip, "0042");
    market_end(&market, &book);
}

/* Whoever types 20 for a note by habit meets the card, and must not sell by it. */
static void a_sum_typed_by_habit_is_never_a_card(void **state)
{
    struct market market;
    struct book book;

    (void)state;
    open_counter(&market);
    screen_type(&market.screen, "a");
    market_press(&market, KEY_ENTER_BYTES, "compte juste");
    market_press(&market, "2", "Carte acceptée ?");
    market_press(&market, "0", "Autre somme : e");
    market_press(&market, "e", "Donné");
    market_type(&market, "20", "Rendre");
    market_press(&market, KEY_ENTER_BYTES, "A-1 inscrit");
    market_look(&market, &book);
    assert_int_equal(book.till.real.head.running.cash, 150);
    market_end(&market, &book);
}

static void notes_add_up_and_are_taken_back_one_by_one(void **state)
{
    struct market market;
    struct book book;
    struct sale sale;
    struct err err = ERR_EMPTY;

    (void)state;
    open_counter(&market);
    screen_type(&market.screen, "d");
    market_press(&market, KEY_ENTER_BYTES, "compte juste");
    market_press(&market, "a", "5,00 €");
    market_press(&market, "b", "15,00 €");
    market_press(&market, "b", "25,00 €");
    market_press(&market, KEY_BACKSPACE_BYTES, "15,00 €");
    market_press(&market, KEY_ENTER_BYTES, "A-1 inscrit");
    market_look(&market, &book);
    assert_true(sale_find(book.db, "A", 1, &sale, &err));
    assert_int_equal(sale.change, 300);
    market_end(&market, &book);
}

/* A whole sale, with a note and change, by pointer alone. */
static void a_sale_by_clicks_alone(void **state)
{
    struct market market;
    struct book book;
    struct sale sale;
    struct err err = ERR_EMPTY;

    (void)state;
    open_counter(&market);
    market_click(&market, "Jus de", "1 Jus de pomme");
    market_click(&market, "Encaisser", "compte juste");
    market_click(&market, " c ", "20,00 €");
    market_click(&market, "Rendre", "A-1 inscrit");
    market_click(&market, "Suivant", "tissu");
    market_click(&market, "tissu", "1 Sac en tissu");
    market_click(&market, "Encaisser", "compte juste");
    market_click(&market, "Carte", "Carte acceptée ?");
    market_click(&market, "Oui", "A-2 inscrit");
    market_look(&market, &book);
    assert_true(sale_find(book.db, "A", 1, &sale, &err));
    assert_int_equal(sale.change, 1800);
    assert_true(sale_find(book.db, "A", 2, &sale, &err));
    assert_int_equal(sale.payments[0].mode, PAY_CARD);
    market_end(&market, &book);
}

/* A window twice as large shows the sums, the kinds and the change twice as large. */
static void what_is_paid_grows_with_the_window(void **state)
{
    struct market market;
    int x, small, large;

    (void)state;
    open_counter(&market);
    screen_type(&market.screen, "d");
    market_press(&market, KEY_ENTER_BYTES, "compte juste");
    market_press(&market, "c", "20,00 €");
    assert_true(screen_find(&market.screen, "Chèque", &x, &small));
    screen_resize(&market.screen, 200, 60);
    screen_settle(&market.screen);
    assert_true(screen_find(&market.screen, "Chèque", &x, &large));
    assert_true(large > 2 * small);
    assert_true(screen_find(&market.screen, "Donné", &x, &large));
    assert_true(x < 140);
    market_press(&market, KEY_ENTER_BYTES, "A-1 inscrit");
    screen_settle(&market.screen);
    assert_true(screen_find(&market.screen, "1 ×", &x, &large));
    assert_true(large > 18);
    market_end(&market, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_number_of_the_card_slip_is_kept),
        cmocka_unit_test(a_sum_typed_by_habit_is_never_a_card),
        cmocka_unit_test(notes_add_up_and_are_taken_back_one_by_one),
        cmocka_unit_test(a_sale_by_clicks_alone),
        cmocka_unit_test(what_is_paid_grows_with_the_window),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
