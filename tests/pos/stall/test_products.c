/* The list of products: what is no longer offered comes back, and what the last session sold. */
#include "base/picture.h"
#include "ledger/product.h"
#include "ledger/product_picture.h"
#include "tests/support/market.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

/* Twelve were made and none was sold: what is left is said, and stays in the report. */
static void a_product_retired_with_stock_does_not_vanish(void **state)
{
    struct market market;
    struct book book;
    struct err err = ERR_EMPTY;

    (void)state;
    market_make(&market);
    market_look(&market, &book);
    assert_true(till_move_stock(&book.till, "S1", 12 * ONE_PIECE, "made", &err));
    book_close(&book);
    market_open(&market, 80, 24, "fr", NULL);
    market_go(&market, "Produits", "Papiers de caisse");
    market_go(&market, "Produits", "Nouveau produit");
    market_press(&market, KEY_UP_BYTES, "> 4 S1");
    market_press(&market, KEY_DELETE_BYTES, "il en reste 12");
    screen_wait(&market.screen, "reste 12  retiré");
    market_end(&market, NULL);
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

/* A drawing by its letter; a photo from a file, and one that is none. */
static void a_picture_is_chosen_for_a_product(void **state)
{
    struct market market;
    struct book book;
    struct err err = ERR_EMPTY;
    struct buf drawing = buf_init(PICTURE_BYTES_MAX), photo = buf_init(PICTURE_BYTES_MAX);
    char *original = realpath("tests/pos/acts/turned.jpg", NULL);
    char link[300];
    bool found;

    (void)state;
    market_make(&market);
    snprintf(link, sizeof link, "%s/p.jpg", market.screen.folder);
    assert_int_equal(symlink(original, link), 0);
    market_open(&market, 80, 24, "fr", NULL);
    market_go(&market, "Produits", "Papiers de caisse");
    market_go(&market, "Produits", "Nouveau produit");
    market_press(&market, KEY_UP_BYTES, "> 4 S1");
    market_press(&market, "i", "miel");
    market_press(&market, "c", "Sac en tissu a son image");
    market_look(&market, &book);
    assert_true(product_picture_find(book.db, "S1", &drawing, &found, &err));
    assert_true(found);
    book_close(&book);
    market_open(&market, 80, 24, "fr", NULL);
    market_go(&market, "Produits", "Papiers de caisse");
    market_go(&market, "Produits", "Nouveau produit");
    market_press(&market, KEY_UP_BYTES, "> 4 S1");
    market_press(&market, "i", "miel");
    market_press(&market, "0", "Quel fichier");
    market_type(&market, "q.jpg", "q.jpg");
    market_press(&market, KEY_ENTER_BYTES, "introuvable");
    for (int i = 0; i < 5; i++)
        screen_key(&market.screen, KEY_BACKSPACE_BYTES);
    market_type(&market, "p.jpg", "p.jpg");
    market_press(&market, KEY_ENTER_BYTES, "Sac en tissu a son image");
    market_look(&market, &book);
    assert_true(product_picture_find(book.db, "S1", &photo, &found, &err));
    assert_true(found);
    assert_int_not_equal(photo.length, drawing.length);
    free(original);
    buf_release(&drawing);
    buf_release(&photo);
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

static void sort_set(struct book *book, const char *code, const char *sort)
{
    struct product product;
    struct err err = ERR_EMPTY;

    assert_true(product_find(book->db, code, &product, &err));
    snprintf(product.category, sizeof product.category, "%s", sort);
    assert_true(till_put_product(&book->till, &product, &err));
}

/* Tab shows one sort after the other; each letter goes on selling its product. */
static void tiles_are_shown_sort_by_sort(void **state)
{
    struct market market;
    struct book book;

    (void)state;
    market_make(&market);
    market_look(&market, &book);
    sort_set(&book, "C1", "Biscuits");
    sort_set(&book, "J1", "Boissons");
    book_close(&book);
    market_open(&market, 80, 24, "fr", NULL);
    market_press(&market, HOME_SELL, "Tab  Tout");
    market_press(&market, "\t", "Tab  Biscuits");
    assert_true(screen_shows(&market.screen, "choco"));
    assert_false(screen_shows(&market.screen, "tissu"));
    market_type(&market, "d", "1 Sac en tissu");
    market_press(&market, "\t", "Tab  Boissons");
    assert_true(screen_shows(&market.screen, "Jus de"));
    assert_false(screen_shows(&market.screen, "choco"));
    market_press(&market, "\t", "Tab  Tout");
    assert_true(screen_shows(&market.screen, "choco"));
    market_end(&market, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_product_that_was_retired_is_offered_again),
        cmocka_unit_test(a_product_retired_with_stock_does_not_vanish),
        cmocka_unit_test(a_picture_is_chosen_for_a_product),
        cmocka_unit_test(a_product_that_was_never_sold_is_offered_again_too),
        cmocka_unit_test(the_products_of_the_last_session_are_taken_by_one_key),
        cmocka_unit_test(tiles_are_shown_sort_by_sort),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
