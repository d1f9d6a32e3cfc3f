/* Codes at the till, from a gun that types or from fingers, through the real program. */
#include "pos/stall/counter.h"
#include "tests/support/market.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char COOKIE[] = "2000000000015\r";

static void open_counter(struct market *market)
{
    market_make(market);
    market_open(market, 80, 24, "fr", NULL);
    market_press(market, HOME_SELL, "tissu");
}

static void expect_no_sale(struct market *market)
{
    struct book book;

    market_look(market, &book);
    assert_int_equal(book.till.real.head.running.tickets, 0);
    market_end(market, &book);
}

static void the_code_of_an_invoice_sells_and_opens_nothing(void **state)
{
    struct market market;

    (void)state;
    open_counter(&market);
    screen_burst(&market.screen,
                 "BCD\r002\r1\rSCT\rBNPAFRPP\rCoop Essai\rFR7630006000011234567890189\r"
                 "EUR12.50\r\r\rFacture 12\r");
    screen_wait(&market.screen, "Code inconnu");
    assert_true(screen_shows(&market.screen, "BCD 002 1 SCT BNPAFRPP"));
    market_press(&market, KEY_ESCAPE_BYTES, "tissu");
    expect_no_sale(&market);
}

/* Four letters of a code and its end, where fingers could pay: at the ticket, and at the payment.
 */
static void a_short_burst_presses_no_key_either(void **state)
{
    struct market market;

    (void)state;
    open_counter(&market);
    screen_burst(&market.screen, "abc\r");
    screen_wait(&market.screen, "Code inconnu");
    market_press(&market, KEY_ESCAPE_BYTES, "tissu");
    market_type(&market, "a", "1 Cookie choco");
    market_press(&market, KEY_ENTER_BYTES, "compte juste");
    screen_burst(&market.screen, "5\r5\r");
    screen_wait(&market.screen, "Un code a été lu pendant le paiement");
    expect_no_sale(&market);
}

static void an_unknown_code_stays_until_somebody_decides(void **state)
{
    struct market market;

    (void)state;
    open_counter(&market);
    screen_burst(&market.screen, "3017620422003\r");
    screen_wait(&market.screen, "3017620422003");
    screen_burst(&market.screen, COOKIE);
    screen_burst(&market.screen, "4006381333931\r");
    screen_wait(&market.screen, "3017620422003  (+ 1)");
    screen_crash(&market.screen); /* not even by the plug */
    market_open(&market, 80, 24, "fr", NULL);
    market_press(&market, HOME_SELL, "3017620422003  (+ 1)");
    market_press(&market, "2", "quel prix");
    market_type(&market, "2,5", "2,5");
    market_press(&market, KEY_ENTER_BYTES, "Quelle TVA");
    market_press(&market, KEY_ENTER_BYTES, "4006381333931");
    market_press(&market, KEY_ESCAPE_BYTES, "Article inconnu");
    screen_wait(&market.screen, "1 Cookie choco");
    market_end(&market, NULL);
}

static void a_ticket_is_not_paid_while_a_code_waits(void **state)
{
    struct market market;

    (void)state;
    open_counter(&market);
    screen_burst(&market.screen, "3017620422003\r");
    screen_wait(&market.screen, "3017620422003");
    screen_burst(&market.screen, "4006381333931\r");
    screen_wait(&market.screen, "(+ 1)");
    market_press(&market, "1", "Choisir la tuile");
    market_press(&market, "a", "4006381333931"); /* one is chosen, the other still waits */
    market_press(&market, "1", "1 Cookie choco");
    market_press(&market, KEY_ENTER_BYTES, "compte juste");
    market_end(&market, NULL);
}

static void a_code_typed_by_hand_is_looked_up(void **state)
{
    struct market market;

    (void)state;
    open_counter(&market);
    screen_type(&market.screen, "2000000000015");
    market_press(&market, KEY_ENTER_BYTES, "1 Cookie choco");
    screen_type(&market.screen, "2000000000016");
    market_press(&market, KEY_ENTER_BYTES, "Code mal lu");
    assert_false(screen_shows(&market.screen, "aucun produit"));
    screen_type(&market.screen, "3017620422003");
    market_press(&market, KEY_ENTER_BYTES, "Code inconnu");
    screen_wait(&market.screen, "3017620422003");
    market_end(&market, NULL);
}

static void a_misread_code_is_never_offered_for_sale(void **state)
{
    struct market market;

    (void)state;
    open_counter(&market);
    screen_burst(&market.screen, "3017620422004\r");
    screen_wait(&market.screen, "Code mal lu");
    assert_false(screen_shows(&market.screen, "aucun produit"));
    market_press(&market, KEY_ENTER_BYTES, "Le ticket est vide"); /* it stands until a key */
    assert_false(screen_shows(&market.screen, "Code mal lu"));
    market_end(&market, NULL);
}

static void caps_lock_on_a_french_keyboard_is_healed(void **state)
{
    struct market market;

    (void)state;
    open_counter(&market);
    screen_burst(&market.screen, "ÉÀÀÀÀÀÀÀÀÀÀ&(\r");
    screen_wait(&market.screen, "1 Cookie choco");
    market_end(&market, NULL);
}

static void what_is_sold_by_weight_is_weighed_also_when_scanned(void **state)
{
    struct market market;
    struct book book;
    struct err err = ERR_EMPTY;
    struct product product;

    (void)state;
    market_make(&market);
    market_look(&market, &book);
    assert_true(product_find(book.db, "J1", &product, &err));
    product.by_weight = true;
    strcpy(product.barcode, "3017620422003");
    assert_true(till_put_product(&book.till, &product, &err));
    book_close(&book);
    market_open(&market, 80, 24, "fr", NULL);
    market_press(&market, HOME_SELL, "tissu");
    screen_burst(&market.screen, "3017620422003\r");
    screen_wait(&market.screen, "Quel poids");
    market_type(&market, "0,25", "0,25");
    market_press(&market, KEY_ENTER_BYTES, "0,25 Jus de pomme");
    screen_burst(&market.screen, "(01)03017620422003(3103)000500\r");
    screen_wait(&market.screen, "0,5 Jus de pomme");
    market_end(&market, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_code_of_an_invoice_sells_and_opens_nothing),
        cmocka_unit_test(a_short_burst_presses_no_key_either),
        cmocka_unit_test(an_unknown_code_stays_until_somebody_decides),
        cmocka_unit_test(a_ticket_is_not_paid_while_a_code_waits),
        cmocka_unit_test(a_code_typed_by_hand_is_looked_up),
        cmocka_unit_test(a_misread_code_is_never_offered_for_sale),
        cmocka_unit_test(caps_lock_on_a_french_keyboard_is_healed),
        cmocka_unit_test(what_is_sold_by_weight_is_weighed_also_when_scanned),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
