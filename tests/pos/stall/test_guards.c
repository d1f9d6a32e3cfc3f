/* What must be asked again, refused, or forgotten at the till. */
#include "pos/stall/counter.h"
#include "programme/people.h"
#include "tests/support/market.h"

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
    market_press(market, HOME_SELL, "tissu");
}

static void more_than_50_pieces_or_200_euros_ask_for_a_second_key(void **state)
{
    struct market market;

    (void)state;
    open_counter(&market);
    screen_type(&market.screen, "50");
    market_type(&market, "a", "50 Cookie choco");
    screen_type(&market.screen, "51");
    market_type(&market, "b", "51 x Cookie noisette");
    screen_key(&market.screen, KEY_ESCAPE_BYTES);
    screen_wait_gone(&market.screen, "C'est bien cela");
    assert_false(screen_shows(&market.screen, "51 Cookie noisette"));
    screen_key(&market.screen, KEY_ESCAPE_BYTES); /* the number that was typed */
    screen_wait_gone(&market.screen, "Nombre");
    screen_type(&market.screen, "17");
    market_type(&market, "d", "17 x Sac en tissu : 204,00 €");
    market_press(&market, KEY_ENTER_BYTES, "17 Sac en tissu");
    market_end(&market, NULL);
}

static void a_number_before_a_scan_is_forgotten(void **state)
{
    struct market market;

    (void)state;
    open_counter(&market);
    market_type(&market, "3", "Nombre");
    screen_burst(&market.screen, "2000000000015\r");
    screen_wait(&market.screen, "1 Cookie choco");
    market_type(&market, "a", "2 Cookie choco"); /* and it waits for no other article */
    market_end(&market, NULL);
}

static void the_number_of_a_slip_belongs_to_one_payment(void **state)
{
    static struct sale sale;
    struct market market;
    struct book book;
    struct err err = ERR_EMPTY;

    (void)state;
    open_counter(&market);
    market_type(&market, "d", "1 Sac en tissu");
    market_press(&market, KEY_ENTER_BYTES, "compte juste");
    market_press(&market, KEY_RIGHT_BYTES, "N  Numéro");
    market_press(&market, "n", "Quel numéro garder");
    market_type(&market, "771", "771");
    market_press(&market, KEY_ENTER_BYTES, "Numéro 771");
    market_type(&market, "e5", "5");
    market_press(&market, KEY_ENTER_BYTES, "Carte acceptée ?");
    market_press(&market, KEY_ENTER_BYTES, "Carte 5,00");
    market_press(&market, "2", "Carte acceptée ?");
    market_press(&market, KEY_ENTER_BYTES, "A-1 inscrit");
    market_look(&market, &book);
    assert_true(sale_find(book.db, "A", 1, &sale, &err));
    assert_int_equal(sale.payment_count, 2);
    assert_string_equal(sale.payments[0].slip, "771");
    assert_string_equal(sale.payments[1].slip, "");
    market_end(&market, &book);
}

static void a_sale_on_paper_lies_in_the_past(void **state)
{
    struct market market;

    (void)state;
    open_counter(&market);
    market_press(&market, "0", "Remise");
    market_press(&market, "0", "Inconnu");
    market_press(&market, "0", "Vendeur");
    market_press(&market, "2", "quel numéro");
    market_type(&market, "7", "7");
    market_press(&market, KEY_ENTER_BYTES, "À quelle heure");
    market_type(&market, "10:01", "10:01"); /* it is ten */
    market_press(&market, KEY_ENTER_BYTES, "pas encore passée");
    market_end(&market, NULL);
}

static void refund_beside_the_animator(struct market *market, const char *sold)
{
    market_press(market, "-", "Rembourser ?");
    market_press(market, "\033[4~", ">");
    market_press(market, KEY_ENTER_BYTES, "Le numéro de cette vente");
    market_type(market, sold, sold);
    market_press(market, KEY_ENTER_BYTES, "Code secret de l'animateur");
    market_type(market, "4711", "****");
    market_press(market, KEY_ENTER_BYTES, "Qu'est-ce qui revient");
    market_press(market, KEY_ENTER_BYTES, "Somme rendue");
    market_press(market, KEY_ENTER_BYTES, "inscrit");
    market_press(market, KEY_ENTER_BYTES, "tissu");
}

static void a_tutor_stays_for_one_ticket(void **state)
{
    struct market market;
    struct book book;
    struct err err = ERR_EMPTY;

    (void)state;
    market_make(&market);
    market_look(&market, &book);
    assert_true(people_put(book.db, "P1", "Amina", &err));
    assert_true(till_set_pin(&book.till, ROLE_ANIMATOR, "4711", &err));
    book_close(&book);
    market_open(&market, 80, 24, "fr", NULL);
    market_press(&market, HOME_SELL, "tissu");
    market_press(&market, KEY_F2_BYTES, "Remise");
    market_press(&market, "0", "Inconnu");
    market_press(&market, "0", "Vendeur");
    market_press(&market, "1", "Amina");
    market_press(&market, "1", "C'est Amina qui vend");
    for (int i = 0; i < 2; i++) {
        market_type(&market, "a", "1 Cookie choco");
        market_press(&market, KEY_ENTER_BYTES, "compte juste");
        market_press(&market, KEY_ENTER_BYTES, "inscrit");
        market_press(&market, KEY_ENTER_BYTES, "tissu");
    }
    refund_beside_the_animator(&market, "1");
    refund_beside_the_animator(&market, "2"); /* asked again */
    market_end(&market, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(more_than_50_pieces_or_200_euros_ask_for_a_second_key),
        cmocka_unit_test(a_number_before_a_scan_is_forgotten),
        cmocka_unit_test(the_number_of_a_slip_belongs_to_one_payment),
        cmocka_unit_test(a_sale_on_paper_lies_in_the_past),
        cmocka_unit_test(a_tutor_stays_for_one_ticket),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
