/* The list of products: what is no longer offered comes back, and what the last session sold. */
#include "ledger/product.h"
#include "tests/support/market.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void a_product_that_was_retired_is_offered_again(void **state)
{
    struct market market;
    struct book book;
    struct product product;
    struct till_item item = { .quantity = ONE_PIECE };
    struct ticket ticket;
    struct sold sold;
    struct err err = ERR_EMPTY;

    (void)state;
    market_make(&market);
    market_look(&market, &book);
    ticket_init(&ticket);
    assert_true(till_add(&book.till, &ticket, "C2", &item, &err));
    assert_true(ticket_pay(&ticket, PAY_CASH, 150, "", &err));
    assert_true(till_sell(&book.till, &ticket, &sold, &err));
    book_close(&book);
    market_open(&market, 80, 24, "fr", NULL);
    market_go(&market, "Produits", "Papiers de caisse");
    market_go(&market, "Produits", "Nouveau produit");
    market_press(&market, KEY_UP_BYTES, "> 4 S1"); /* it opens on the new one */
    market_press(&market, KEY_UP_BYTES, "> 3 J1");
    market_press(&market, KEY_UP_BYTES, "> 2 C2");
    market_press(&market, KEY_DELETE_BYTES, "n'est plus proposé");
    market_press(&market, KEY_END_BYTES, "> 5 C2");
    screen_wait(&market.screen, "Proposer de nouveau");
    market_press(&market, KEY_ENTER_BYTES, "Cookie noisette est proposé de nouveau");
    market_look(&market, &book);
    assert_true(product_find(book.till.db, "C2", &product, &err));
    assert_false(product.is_retired);
    assert_int_equal(product.sold, ONE_PIECE);
    market_end(&market, &book);
}

/* One key does it, also by mistake: what was never sold stays within reach as well. */
static void a_product_that_was_never_sold_is_offered_again_too(void **state)
{
    struct market market;
    struct book book;
    struct product product;
    struct err err = ERR_EMPTY;

    (void)state;
    market_make(&market);
    market_open(&market, 80, 24, "fr", NULL);
    market_go(&market, "Produits", "Papiers de caisse");
    market_go(&market, "Produits", "Nouveau produit");
    market_press(&market, KEY_UP_BYTES, "> 4 S1");
    market_press(&market, KEY_DELETE_BYTES, "en bas de la liste");
    market_press(&market, KEY_END_BYTES, "> 5 S1");
    market_press(&market, KEY_ENTER_BYTES, "Sac en tissu est proposé de nouveau");
    market_look(&market, &book);
    assert_true(product_find(book.till.db, "S1", &product, &err));
    assert_false(product.is_retired);
    market_end(&market, &book);
}

/* A new book beside the market's. */
static void next_session(struct market *market)
{
    struct session session = session_init();
    struct book book;
    struct err err = ERR_EMPTY;
    struct moment now;

    snprintf(market->path, sizeof market->path, "%s/next.flashcoop", market->screen.folder);
    snprintf(session.name, sizeof session.name, "MamCookies, suite");
    snprintf(session.host, sizeof session.host, "Coopérative d'essai");
    assert_true(moment_parse(MARKET_CLOCK, &now, &err));
    if (!book_create(&book, market->path, &session, 'A', clock_frozen(now), &err))
        fail_msg("%s", err.text);
    book_close(&book);
}

static void the_products_of_the_last_session_are_taken_by_one_key(void **state)
{
    struct market market;
    struct book book;
    struct product product;
    struct err err = ERR_EMPTY;

    (void)state;
    market_make(&market);
    next_session(&market);
    market_open(&market, 80, 24, "fr", NULL);
    market_go(&market, "Produits", "Papiers de caisse");
    market_go(&market, "Produits", "Reprendre les produits de la dernière session");
    market_press(&market, KEY_DOWN_BYTES, "> 2 Reprendre les produits");
    market_press(&market, KEY_ENTER_BYTES, "4 produits de « MamCookies »");
    market_press(&market, KEY_ESCAPE_BYTES, "> 2 Reprendre les produits"); /* nothing yet */
    market_press(&market, KEY_ENTER_BYTES, "4 produits de « MamCookies »");
    market_press(&market, KEY_ENTER_BYTES, "4 produits sont repris");
    screen_wait_gone(&market.screen, "Reprendre les produits");
    market_look(&market, &book);
    assert_true(product_find(book.till.db, "C2", &product, &err));
    assert_string_equal(product.barcode, "2000000000022");
    assert_string_equal(product.allergens, "gluten, noisette");
    assert_int_equal(product.sold, 0);
    assert_false(product.has_stock);
    market_end(&market, &book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_product_that_was_retired_is_offered_again),
        cmocka_unit_test(a_product_that_was_never_sold_is_offered_again_too),
        cmocka_unit_test(the_products_of_the_last_session_are_taken_by_one_key),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
