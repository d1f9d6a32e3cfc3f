#include "pos/stall/counter.h"
#include "tests/support/market.h"

#include "ledger/proof/period_totals.h"
#include "programme/people.h"

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
    screen_key(&market->screen, HOME_SELL);
    screen_wait(&market->screen, "tissu");
}

static const char *sale_seller(struct book *book)
{
    static struct sale sale;
    struct err err = ERR_EMPTY;

    assert_true(sale_find(book->db, "A", 1, &sale, &err));
    return sale.seller;
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
    screen_wait(&market.screen, "A-1 inscrit");
    assert_int_equal(market.screen.keys, 4);
    market_look(&market, &book);
    assert_true(sale_find(book.db, "A", 1, &sale, &err));
    assert_int_equal(sale.gross, 350);
    assert_int_equal(sale.line_count, 2);
    assert_int_equal(sale.change, 0);
    market_end(&market, &book);
}

/* Règlement UE 1169/2011, art. 44: whoever buys may ask, so whoever sells must know. */
static void food_whose_allergens_nobody_wrote_is_said_at_the_sale(void **state)
{
    struct market market;
    struct book book;
    struct session session;
    struct err err = ERR_EMPTY;

    (void)state;
    market_make(&market);
    assert_true(book_open(&book, market.path, clock_real(), &err));
    assert_true(till_sign_in(&book.till, "host", "", "", &err));
    session = book.till.session;
    session.sector = SECTOR_FOOD;
    assert_true(till_put_session(&book.till, &session, &err));
    book_close(&book);
    market_open(&market, 80, 24, "fr", NULL);
    market_press(&market, HOME_SELL, "tissu");
    market_type(&market, "a", "Cookie choco : allergènes pas écrits");
    market_look(&market, &book);
    market_end(&market, &book);
}

static void two_articles_and_a_note_take_five_keys(void **state)
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
    screen_type(&market.screen, "c"); /* 20 € */
    screen_wait(&market.screen, "20,00 €");
    screen_key(&market.screen, KEY_ENTER_BYTES);
    screen_wait(&market.screen, "À rendre au client");
    assert_int_equal(market.screen.keys, 5);
    screen_wait(&market.screen, "+ 10,00  ►     20,00"); /* counted up from the price */
    screen_assert_golden(&market.screen, "sold_80x24_fr");
    market_look(&market, &book);
    assert_true(sale_find(book.db, "A", 1, &sale, &err));
    assert_int_equal(sale.change, 1650);
    market_end(&market, &book);
}

/* -- A whole market morning, played through the screens. -- */

/* Tiles, exact cash. */
static void sell_exactly(struct market *market, const char *tiles, int number)
{
    char sold[32];

    snprintf(sold, sizeof sold, "A-%d inscrit", number);
    screen_type(&market->screen, tiles);
    market_press(market, KEY_ENTER_BYTES, "compte juste");
    market_press(market, KEY_ENTER_BYTES, sold);
}

static void open_gesture(struct market *market, char digit)
{
    char key[2] = { digit, '\0' };

    market_press(market, KEY_F2_BYTES, "Remise");
    screen_key(&market->screen, key);
}

/* Of the gestures on the last page. */
static void choose_gesture(struct market *market, const char *digit, const char *then)
{
    market_press(market, KEY_F2_BYTES, "Remise");
    market_press(market, "0", "Inconnu");
    market_press(market, "0", "Vendeur");
    market_press(market, digit, then);
}

static void put_float(struct market *market)
{
    open_gesture(market, '5');
    screen_wait(&market->screen, "argent du début");
    market_press(market, "1", "> ");
    market_type(market, "1", "50,00 €");
    market_press(market, KEY_END_BYTES, "Inscrire");
    screen_key(&market->screen, KEY_ENTER_BYTES);
    screen_wait(&market->screen, "tissu");
}

static void sell_split(struct market *market)
{
    screen_type(&market->screen, "d"); /* 12,00: 5 in cash, the rest by card */
    market_press(market, KEY_ENTER_BYTES, "compte juste");
    market_press(market, "a", "5,00 €");
    market_press(market, KEY_ENTER_BYTES, "Espèces 5,00");
    market_press(market, "2", "Carte acceptée ?");
    market_press(market, KEY_ENTER_BYTES, "A-17 inscrit");
}

static void park_and_resume(struct market *market)
{
    market_type(market, "aa", "2 Cookie choco");
    open_gesture(market, '3');
    screen_wait(&market->screen, "sous quel nom");
    screen_type(&market->screen, "Zoe");
    market_press(market, KEY_ENTER_BYTES, "En attente : Zoe");
    sell_exactly(market, "b", 18);
    market_press(market, KEY_ENTER_BYTES, "tissu");
    open_gesture(market, '4');
    market_press(market, KEY_ENTER_BYTES, "2 Cookie choco");
    sell_exactly(market, "", 19);
}

static void sell_unknown_barcode(struct market *market)
{
    market_press(market, KEY_ENTER_BYTES, "tissu");
    screen_burst(&market->screen, "3017620422003\r");
    screen_wait(&market->screen, "Code inconnu");
    screen_key(&market->screen, "2");
    screen_wait(&market->screen, "quel prix");
    screen_type(&market->screen, "2,5");
    market_press(market, KEY_ENTER_BYTES, "Quelle TVA");
    market_press(market, KEY_ENTER_BYTES, "Article inconnu");
    sell_exactly(market, "", 20);
}

static void refund_first(struct market *market)
{
    market_press(market, KEY_ENTER_BYTES, "tissu");
    open_gesture(market, '6');
    screen_wait(&market->screen, "Rembourser ?");
    market_press(market, "\033[4~", "> "); /* the first of the morning is no longer on the page */
    market_press(market, KEY_ENTER_BYTES, "Le numéro de cette vente");
    screen_type(&market->screen, "1");
    market_press(market, KEY_ENTER_BYTES, "Qu'est-ce qui revient");
    market_press(market, KEY_ENTER_BYTES, "Somme rendue");
    market_press(market, KEY_ENTER_BYTES, "A-21 inscrit");
}

static void practise_once(struct market *market)
{
    market_press(market, KEY_ENTER_BYTES, "tissu");
    market_press(market, KEY_F4_BYTES, "ÉCOLE : FACTICE");
    screen_type(&market->screen, "d");
    market_press(market, KEY_ENTER_BYTES, "compte juste");
    market_press(market, KEY_ENTER_BYTES, "a-1 inscrit");
    market_press(market, KEY_F4_BYTES, "de nouveau vraies");
}

static void read_x(struct market *market)
{
    int before = market->screen.keys;

    market_press(market, "0", "Remise");
    market_press(market, "0", "Où en est");
    market_press(market, "1", "Depuis toujours");
    assert_int_equal(market->screen.keys - before, 3);
    screen_assert_golden(&market->screen, "x_80x24_fr");
}

static void a_market_morning_adds_up_to_what_was_pressed(void **state)
{
    static const char *const TICKETS[] = { "a",  "ac", "b",  "bb", "c",  "ab", "d",   "aac",
                                           "cc", "ad", "bc", "a",  "ac", "bd", "abc", "ccc" };
    struct market market;
    struct book book;
    struct period_totals reading;
    struct err err = ERR_EMPTY;

    (void)state;
    open_counter(&market);
    put_float(&market);
    for (size_t i = 0; i < COUNT_OF(TICKETS); i++)
        sell_exactly(&market, TICKETS[i], (int)i + 1);
    market_press(&market, KEY_ENTER_BYTES, "tissu");
    sell_split(&market);
    market_press(&market, KEY_ENTER_BYTES, "tissu");
    park_and_resume(&market);
    sell_unknown_barcode(&market);
    refund_first(&market);
    practise_once(&market);
    read_x(&market);
    market_look(&market, &book);
    assert_true(period_totals_of(&book.till, PERIOD_DAY, &reading, &err));
    assert_int_equal(reading.sales.tickets, 20);
    assert_int_equal(reading.sales.refunds, 1);
    /* 9 a, 7 b, 11 c, 3 d in the list; then d, b, 2 a, 2,50 and the first a back. */
    assert_int_equal(reading.sales.gross,
                     9 * 150 + 7 * 150 + 11 * 200 + 3 * 1200 + 1200 + 150 + 300 + 250 - 150);
    assert_int_equal(reading.sales.card, 700);
    assert_int_equal(reading.float_amount, 5000);
    assert_int_equal(reading.expected, 5000 + reading.sales.cash);
    assert_int_equal(reading.sales.cash, reading.sales.gross - 700);
    market_end(&market, &book);
}

static void a_ticket_survives_a_crash_and_is_not_sold_twice(void **state)
{
    struct market market;
    struct book book;

    (void)state;
    open_counter(&market);
    market_type(&market, "ac", "Jus de pomme");
    screen_wait(&market.screen, "1 Jus de pomme");
    screen_crash(&market.screen);
    market_open(&market, 80, 24, "fr", NULL);
    market_press(&market, HOME_SELL, "1 Jus de pomme");
    sell_exactly(&market, "", 1);
    screen_crash(&market.screen);
    market_open(&market, 80, 24, "fr", NULL);
    market_press(&market, HOME_SELL, "tissu");
    assert_false(screen_shows(&market.screen, "1 Jus de pomme"));
    market_look(&market, &book);
    assert_int_equal(book.till.real.head.running.tickets, 1);
    market_end(&market, &book);
}

static void a_scan_never_becomes_a_quantity_or_an_amount(void **state)
{
    struct market market;

    (void)state;
    open_counter(&market);
    market_type(&market, "3", "Nombre");
    screen_burst(&market.screen, "2000000000015\r");
    screen_wait(&market.screen, "1 Cookie choco");
    screen_wait_gone(&market.screen, "Nombre");
    screen_burst(&market.screen, "\303\251\303\240\303\240\303\240\303\240\303\240\303\240"
                                 "\303\240\303\240\303\240\303\240&(\r"); /* éàààààààààà&( */
    screen_wait(&market.screen, "2 Cookie choco");
    screen_settle(&market.screen); /* an Enter at once would be the scanner's second one */
    market_press(&market, KEY_ENTER_BYTES, "compte juste");
    screen_burst(&market.screen, "2000000000015\r");
    screen_wait(&market.screen, "Un code a été lu pendant le paiement");
    assert_false(screen_shows(&market.screen, "2000"));
    market_end(&market, NULL);
}

static void a_scan_leaves_no_digit_in_a_pin(void **state)
{
    struct market market;
    struct book book;
    struct err err = ERR_EMPTY;

    (void)state;
    market_make(&market);
    market_look(&market, &book);
    assert_true(till_set_pin(&book.till, ROLE_ANIMATOR, "4711", &err));
    book_close(&book);
    market_open(&market, 80, 24, "fr", NULL);
    market_press(&market, HOME_SELL, "tissu");
    choose_gesture(&market, "1", "Qui vend");
    screen_wait(&market.screen, "Qui vend");
    market_press(&market, "1", "Code secret ?");
    market_type(&market, "47", "**");
    screen_burst(&market.screen, "2000000000015\r");
    screen_wait(&market.screen, "Un code a été lu");
    assert_false(screen_shows(&market.screen, "***"));
    market_type(&market, "11", "****");
    market_press(&market, KEY_ENTER_BYTES,
                 "A · animateur"); /* what was typed before is still right */
    screen_wait_gone(&market.screen, "Code secret");
    market_end(&market, NULL);
}

static void a_badge_that_is_scanned_says_who_sells(void **state)
{
    struct market market;
    struct book book;
    struct err err = ERR_EMPTY;
    char code[BADGE_CODE_MAX + 1];

    (void)state;
    market_make(&market);
    market_look(&market, &book);
    assert_true(people_put(book.db, "P1", "Amina", &err));
    assert_true(people_put(book.db, "P2", "Karim", &err));
    book_close(&book);
    market_open(&market, 80, 24, "fr", NULL);
    screen_key(&market.screen, HOME_SELL);
    screen_wait(&market.screen, "tissu");
    badge_code(2, code);
    strcat(code, "\r");
    screen_burst(&market.screen, code);
    screen_wait(&market.screen, "C'est Karim qui vend");
    sell_exactly(&market, "a", 1);
    market_look(&market, &book);
    assert_string_equal(sale_seller(&book), "P2");
    market_end(&market, &book);
}

static void a_participant_refunds_only_beside_the_animator(void **state)
{
    struct market market;
    struct book book;
    struct sale sale;
    struct err err = ERR_EMPTY;

    (void)state;
    market_make(&market);
    market_look(&market, &book);
    assert_true(till_set_pin(&book.till, ROLE_ANIMATOR, "4711", &err));
    assert_true(people_put(book.db, "P1", "Paola", &err));
    book_close(&book);
    market_open(&market, 80, 24, "fr", NULL);
    market_press(&market, HOME_SELL, "tissu");
    choose_gesture(&market, "1", "Qui vend");
    screen_wait(&market.screen, "Qui vend");
    screen_wait(&market.screen, "Paola");
    market_press(&market, "1", "A · Paola");
    sell_exactly(&market, "a", 1);
    market_press(&market, KEY_ENTER_BYTES, "tissu");
    open_gesture(&market, '6');
    screen_wait(&market.screen, "Rembourser ?");
    market_press(&market, "1", "Code secret de l'animateur");
    market_type(&market, "4711", "****");
    market_press(&market, KEY_ENTER_BYTES, "Qu'est-ce qui revient");
    market_press(&market, KEY_ENTER_BYTES, "Somme rendue");
    market_press(&market, KEY_ENTER_BYTES, "A-2 inscrit");
    market_look(&market, &book);
    assert_true(sale_find(book.db, "A", 2, &sale, &err));
    assert_string_equal(sale.seller, "P1");
    assert_string_equal(sale.tutor, "animator");
    assert_int_equal(sale.gross, -150);
    market_end(&market, &book);
}

static void a_line_takes_its_own_discount_and_its_own_price(void **state)
{
    struct market market;
    struct book book;
    struct sale sale;
    struct err err = ERR_EMPTY;

    (void)state;
    open_counter(&market);
    screen_type(&market.screen, "ac");
    choose_gesture(&market, "3", "Quelle ligne changer");
    market_press(&market, KEY_UP_BYTES, ">");
    market_press(&market, KEY_ENTER_BYTES, "remise sur cette ligne");
    market_type(&market, "10%", "10%");
    market_press(&market, KEY_ENTER_BYTES, "Encaisser");
    choose_gesture(&market, "4", "Quelle ligne changer");
    market_press(&market, KEY_ENTER_BYTES, "Quel prix");
    market_type(&market, "4", "4");
    market_press(&market, KEY_ENTER_BYTES, "Encaisser");
    market_press(&market, KEY_ENTER_BYTES, "compte juste");
    market_press(&market, KEY_ENTER_BYTES, "A-1 inscrit");
    market_look(&market, &book);
    assert_true(sale_find(book.db, "A", 1, &sale, &err));
    assert_int_equal(sale.lines[0].discount, 15);
    assert_int_equal(sale.lines[1].price, 400);
    assert_int_equal(sale.gross, 135 + 400);
    market_end(&market, &book);
}

static void a_click_on_a_tile_adds_its_article(void **state)
{
    struct market market;

    (void)state;
    open_counter(&market);
    screen_click(&market.screen, 16, 5);
    screen_wait(&market.screen, "1 Cookie noisette");
    market_end(&market, NULL);
}

static void the_counter_looks_as_reviewed(void **state)
{
    static const struct {
        int width, height;
        const char *lang, *term, *golden, *total;
    } CASES[] = {
        { 80, 24, "fr", NULL, "counter_80x24_fr", "Sac en tissu " },
        { 80, 24, "fr", "vt100", "counter_80x24_fr_mono", "Sac en tissu " },
        { 80, 24, "en", "linux", "counter_80x24_en_linux", "Sac en tissu " },
        { 100, 30, "fr", NULL, "counter_100x30_fr", "12,00" },
        { 132, 43, "en", NULL, "counter_132x43_en", "12.00" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct market market;

        market_make(&market);
        market_open(&market, CASES[i].width, CASES[i].height, CASES[i].lang, CASES[i].term);
        market_press(&market, HOME_SELL, "tissu");
        market_type(&market, "aabd", CASES[i].total);
        screen_assert_golden(&market.screen, CASES[i].golden);
        market_end(&market, NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_articles_paid_exactly_take_four_keys),
        cmocka_unit_test(food_whose_allergens_nobody_wrote_is_said_at_the_sale),
        cmocka_unit_test(two_articles_and_a_note_take_five_keys),
        cmocka_unit_test(a_market_morning_adds_up_to_what_was_pressed),
        cmocka_unit_test(a_ticket_survives_a_crash_and_is_not_sold_twice),
        cmocka_unit_test(a_scan_never_becomes_a_quantity_or_an_amount),
        cmocka_unit_test(a_badge_that_is_scanned_says_who_sells),
        cmocka_unit_test(a_scan_leaves_no_digit_in_a_pin),
        cmocka_unit_test(a_participant_refunds_only_beside_the_animator),
        cmocka_unit_test(a_line_takes_its_own_discount_and_its_own_price),
        cmocka_unit_test(a_click_on_a_tile_adds_its_article),
        cmocka_unit_test(the_counter_looks_as_reviewed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
