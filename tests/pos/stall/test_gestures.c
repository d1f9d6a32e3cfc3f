/* What sellers do besides selling, through the real program. */
#include "pos/stall/counter.h"
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

static void sell(struct market *market, const char *tiles, const char *sold)
{
    screen_type(&market->screen, tiles);
    market_press(market, KEY_ENTER_BYTES, "compte juste");
    market_press(market, KEY_ENTER_BYTES, sold);
    market_press(market, KEY_ENTER_BYTES, "tissu");
}

/* 3,50 was sold instead of 1,50: what changes hands is the difference. */
static void a_wrong_sale_done_again_says_the_net_sum_to_give_back(void **state)
{
    struct market market;
    struct book book;
    struct sale sale;
    struct err err = ERR_EMPTY;

    (void)state;
    open_counter(&market);
    sell(&market, "ac", "A-1 inscrit");
    market_press(&market, KEY_F2_BYTES, "Remise");
    market_press(&market, "7", "Corriger ?");
    market_press(&market, KEY_ENTER_BYTES, "Vente à refaire");
    market_press(&market, KEY_BACKSPACE_BYTES, "1 Cookie choco");
    screen_wait_gone(&market.screen, "1 Jus de pomme");
    market_press(&market, KEY_ENTER_BYTES, "À rendre");
    assert_false(screen_shows(&market.screen, "Rendre d'abord"));
    market_press(&market, KEY_ENTER_BYTES, "A-3 inscrit");
    screen_wait(&market.screen, "+ 2,00"); /* and not "Rien à rendre" */
    market_look(&market, &book);
    assert_true(sale_find(book.db, "A", 3, &sale, &err));
    assert_int_equal(sale.gross, 150);
    assert_int_equal(sale.change, 200);
    assert_int_equal(book.till.real.head.running.cash, 150);
    market_end(&market, &book);
}

static void a_dearer_sale_done_again_asks_only_for_what_is_missing(void **state)
{
    struct market market;

    (void)state;
    open_counter(&market);
    sell(&market, "a", "A-1 inscrit");
    market_press(&market, KEY_F2_BYTES, "Remise");
    market_press(&market, "7", "Corriger ?");
    market_press(&market, KEY_ENTER_BYTES, "Vente à refaire");
    market_type(&market, "c", "1 Jus de pomme");
    market_press(&market, KEY_ENTER_BYTES, "À payer"); /* 3,50 - 1,50 = 2,00 */
    market_type(&market, "a", "5,00 €");
    market_press(&market, KEY_ENTER_BYTES, "A-3 inscrit");
    screen_wait(&market.screen, "+ 2,00  ►");
    market_end(&market, NULL);
}

static void a_sum_above_200_euros_asks_for_a_second_key(void **state)
{
    struct market market;
    struct book book;

    (void)state;
    open_counter(&market);
    market_type(&market, "a", "1 Cookie choco");
    market_press(&market, KEY_ENTER_BYTES, "compte juste");
    market_type(&market, "e20001", "20001"); /* for 200,01 */
    market_press(&market, KEY_ENTER_BYTES, "20 001,00 € reçus, 19 999,50 € à rendre");
    market_press(&market, KEY_ESCAPE_BYTES, "20001"); /* still there, to be mended */
    screen_key(&market.screen, KEY_BACKSPACE_BYTES);
    screen_key(&market.screen, KEY_BACKSPACE_BYTES);
    market_type(&market, ",01", "200,01");
    market_press(&market, KEY_ENTER_BYTES, "200,01 € reçus, 198,51 € à rendre");
    screen_key(&market.screen, KEY_ESCAPE_BYTES);
    screen_wait_gone(&market.screen, "C'est bien cela");
    for (int i = 0; i < 4; i++)
        screen_key(&market.screen, KEY_BACKSPACE_BYTES);
    screen_wait_gone(&market.screen, "200");
    market_press(&market, KEY_ENTER_BYTES, "A-1 inscrit");
    market_look(&market, &book);
    assert_int_equal(book.till.real.head.running.tickets, 1);
    market_end(&market, &book);
}

/* Each question that is asked while a sum is due, with that sum above it in large digits. */
static void no_question_hides_the_sum(void **state)
{
    static const struct {
        const char *keys, *asked;
    } QUESTIONS[] = {
        { "02", "Quelle remise sur le ticket" },
        { "03", "Mettre en attente" },
        { "0003\r", "Quelle remise sur cette ligne" },
        { "0004\r", "Quel prix pour un" },
        { "0005", "Abandonner tout" },
        { "\r2", "Carte accept" },
        { "\r3n", "Quel num" },
    };
    struct market market;

    (void)state;
    market_make(&market);
    market_open(&market, 80, 24, "fr", "xterm-mono");
    market_press(&market, HOME_SELL, "tissu");
    market_press(&market, "a", "1 Cookie choco");
    for (size_t i = 0; i < COUNT_OF(QUESTIONS); i++) {
        screen_type(&market.screen, QUESTIONS[i].keys);
        screen_wait(&market.screen, QUESTIONS[i].asked);
        assert_true(screen_shows(&market.screen, "██"));
        screen_key(&market.screen, KEY_ESCAPE_BYTES);
        screen_wait_gone(&market.screen, QUESTIONS[i].asked);
        if (screen_shows(&market.screen, "Espèces"))
            market_press(&market, KEY_ESCAPE_BYTES, "tissu");
    }
    market_end(&market, NULL);
}

static void a_new_product_never_overwrites_another(void **state)
{
    struct market market;
    struct book book;
    struct product product;
    struct err err = ERR_EMPTY;

    (void)state;
    market_make(&market);
    market_open(&market, 80, 24, "fr", NULL);
    market_press(&market, HOME_OFFER, "> 1");
    market_press(&market, "1", "Cookie choco");
    market_press(&market, "5", "> Code");
    market_type(&market, "C1", "C1");
    market_press(&market, KEY_ENTER_BYTES, "> Nom");
    market_type(&market, "Sirop", "Sirop");
    market_press(&market, KEY_ENTER_BYTES, "> Prix");
    market_type(&market, "4", "4");
    for (int i = 0; i < 8; i++)
        screen_key(&market.screen, KEY_DOWN_BYTES);
    screen_wait(&market.screen, "> Fibres");
    market_press(&market, KEY_ENTER_BYTES, "déjà celui de « Cookie choco »");
    market_press(&market, KEY_ESCAPE_BYTES, "Cookie choco");
    market_press(&market, "5", "> Code-barres"); /* and what was typed is still there */
    for (int i = 0; i < 11 && !screen_shows(&market.screen, "Sirop"); i++)
        screen_key(&market.screen, KEY_UP_BYTES);
    screen_wait(&market.screen, "Sirop");
    for (int i = 0; i < 6; i++) /* nor do two tiles bear one name */
        screen_key(&market.screen, KEY_UP_BYTES);
    screen_settle(&market.screen);
    screen_wait(&market.screen, "> Code");
    market_press(&market, KEY_DELETE_BYTES, "> Code");
    market_type(&market, "N1", "N1");
    market_press(&market, KEY_ENTER_BYTES, "> Nom");
    market_press(&market, KEY_DELETE_BYTES, "> Nom");
    market_type(&market, "JUS  DE POMME", "JUS  DE POMME");
    for (int i = 0; i < 9; i++)
        screen_key(&market.screen, KEY_DOWN_BYTES);
    screen_wait(&market.screen, "> Fibres");
    market_press(&market, KEY_ENTER_BYTES, "déjà ainsi (J1)");
    for (int i = 0; i < 10; i++) /* nor do two codes differ by a capital only */
        screen_key(&market.screen, KEY_UP_BYTES);
    screen_wait(&market.screen, "> Code");
    market_press(&market, KEY_DELETE_BYTES, "> Code");
    market_type(&market, "c1", "c1");
    for (int i = 0; i < 10; i++)
        screen_key(&market.screen, KEY_DOWN_BYTES);
    screen_wait(&market.screen, "> Fibres");
    market_press(&market, KEY_ENTER_BYTES, "se lit comme C1");
    market_look(&market, &book);
    assert_true(product_find(book.db, "C1", &product, &err));
    assert_string_equal(product.label, "Cookie choco");
    market_end(&market, &book);
}

/* Each sale shows its first article: its picture, or its letter and shape. */
static void the_sales_of_the_day_show_what_was_sold(void **state)
{
    static const struct {
        const char *term, *golden;
    } CASES[] = { { NULL, "sales_80x24_fr" }, { "vt100", "sales_80x24_fr_mono" } };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct market market;
        struct book book;

        market_make(&market);
        market_open(&market, 80, 24, "fr", CASES[i].term);
        market_press(&market, HOME_SELL, "tissu");
        sell(&market, "a", "A-1 inscrit");
        sell(&market, "da", "A-2 inscrit");
        sell(&market, "b", "A-3 inscrit");
        market_press(&market, "-", "Rembourser ?");
        screen_settle(&market.screen);
        screen_assert_golden(&market.screen, CASES[i].golden);
        market_look(&market, &book);
        market_end(&market, &book);
    }
}

/* The last sale goes back in four keys: minus, it, all of it, paid. */
static void the_last_sale_is_refunded_in_four_keys(void **state)
{
    struct market market;
    struct book book;

    (void)state;
    open_counter(&market);
    sell(&market, "a", "A-1 inscrit");
    sell(&market, "ac", "A-2 inscrit");
    market.screen.keys = 0;
    market_press(&market, "-", "10:00  Cookie choco + 1");
    screen_wait(&market.screen, "3,50 €  espèces");
    market_press(&market, KEY_ENTER_BYTES, "Qu'est-ce qui revient");
    market_press(&market, KEY_ENTER_BYTES, "Somme rendue");
    market_press(&market, KEY_ENTER_BYTES, "A-3 inscrit");
    assert_int_equal(market.screen.keys, 4);
    market_press(&market, "-", "-3,50");
    screen_wait(&market.screen, "remboursé");
    market_look(&market, &book);
    assert_int_equal(book.till.real.head.running.gross, 150);
    market_end(&market, &book);
}

static void backspace_takes_back_step_by_step(void **state)
{
    struct market market;

    (void)state;
    open_counter(&market);
    market_type(&market, "a", "1 Cookie choco");
    market_type(&market, "3a", "4 Cookie choco");
    market_type(&market, "c", "1 Jus de pomme");
    market_press(&market, KEY_DELETE_BYTES, "Quelle ligne enlever");
    market_press(&market, "1", "1 Jus de pomme");
    screen_wait_gone(&market.screen, "4 Cookie choco");
    market_press(&market, KEY_BACKSPACE_BYTES, "4 Cookie choco");    /* the line comes back */
    market_press(&market, KEY_DELETE_BYTES, "Quelle ligne enlever"); /* and so does the last one */
    market_press(&market, "2", "4 Cookie choco");
    screen_wait_gone(&market.screen, "1 Jus de pomme");
    market_press(&market, KEY_BACKSPACE_BYTES, "1 Jus de pomme");
    screen_key(&market.screen, KEY_BACKSPACE_BYTES);
    screen_wait_gone(&market.screen, "1 Jus de pomme");
    market_press(&market, KEY_BACKSPACE_BYTES, "1 Cookie choco");
    screen_key(&market.screen, KEY_BACKSPACE_BYTES);
    screen_wait_gone(&market.screen, "1 Cookie choco");
    market_end(&market, NULL);
}

static void after_an_arrow_enter_adds_once_then_pays(void **state)
{
    struct market market;

    (void)state;
    open_counter(&market);
    market_press(&market, KEY_RIGHT_BYTES, "Entrée  Ajouter");
    market_press(&market, KEY_ENTER_BYTES, "1 Cookie choco");
    market_press(&market, KEY_ENTER_BYTES, "compte juste");
    market_end(&market, NULL);
}

static void the_receipt_of_a_sale_is_chosen_not_remembered(void **state)
{
    struct market market;
    struct book book;
    static struct sale sale;
    struct err err = ERR_EMPTY;
    int64_t prints;

    (void)state;
    open_counter(&market);
    sell(&market, "a", "A-1 inscrit");
    market_press(&market, "0", "Remise");
    market_press(&market, "0", "Où en est");
    market_press(&market, "2", "10:00  Cookie choco");
    market_press(&market, "1", "tissu");
    market_look(&market, &book);
    assert_true(sale_find(book.db, "A", 1, &sale, &err));
    assert_true(sale_count_prints(book.db, &sale, &prints, &err));
    assert_int_equal(prints, 1);
    market_end(&market, &book);
}

/* At half past one, 23:30 is of the evening that is not closed yet. */
static void what_the_sheet_says_of_before_midnight_is_taken_after_it(void **state)
{
    struct screen_options options = { 80, 24, "fr", NULL, NULL, "2019-11-27T01:30:00+00:00" };
    struct market market;
    struct book book;
    struct sale sale;
    struct err err = ERR_EMPTY;

    (void)state;
    market_make(&market);
    options.book = market.path;
    screen_open(&market.screen, options);
    market_press(&market, HOME_SELL, "tissu");
    screen_type(&market.screen, "a");
    market_press(&market, KEY_F2_BYTES, "Remise");
    market_press(&market, "0", "Inconnu");
    market_press(&market, "0", "Papier");
    market_go(&market, "Papier", "quel numéro");
    market_type(&market, "12", "12");
    market_press(&market, KEY_ENTER_BYTES, "À quelle heure");
    market_type(&market, "23:30", "23:30");
    market_press(&market, KEY_ENTER_BYTES, "Vente notée sur papier");
    market_press(&market, KEY_ENTER_BYTES, "compte juste");
    market_press(&market, KEY_ENTER_BYTES, "A-1 inscrit");
    market_look(&market, &book);
    assert_true(sale_find(book.db, "A", 1, &sale, &err));
    assert_int_equal(moment_day(sale.time).number, day_of(2019, 11, 26).number);
    market_end(&market, &book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_sheet_says_of_before_midnight_is_taken_after_it),
        cmocka_unit_test(a_wrong_sale_done_again_says_the_net_sum_to_give_back),
        cmocka_unit_test(a_dearer_sale_done_again_asks_only_for_what_is_missing),
        cmocka_unit_test(a_sum_above_200_euros_asks_for_a_second_key),
        cmocka_unit_test(no_question_hides_the_sum),
        cmocka_unit_test(a_new_product_never_overwrites_another),
        cmocka_unit_test(the_sales_of_the_day_show_what_was_sold),
        cmocka_unit_test(the_last_sale_is_refunded_in_four_keys),
        cmocka_unit_test(backspace_takes_back_step_by_step),
        cmocka_unit_test(after_an_arrow_enter_adds_once_then_pays),
        cmocka_unit_test(the_receipt_of_a_sale_is_chosen_not_remembered),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
