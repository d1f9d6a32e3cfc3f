/* A file taken in from the screen: seen before it is taken, and a bad one says why. */
#include "ledger/product.h"
#include "tests/support/market.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void write_list(const struct market *market, const char *name, const char *text)
{
    char path[400];
    const char *slash = strrchr(market->path, '/');
    FILE *file;

    snprintf(path, sizeof path, "%.*s/%s", (int)(slash - market->path), market->path, name);
    file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void choose_file(struct market *market, const char *name, const char *then)
{
    char path[400];
    const char *slash = strrchr(market->path, '/');

    snprintf(path, sizeof path, "%.*s/%s", (int)(slash - market->path), market->path, name);
    market_go(market, "Réglages", "Reprendre un fichier");
    market_go(market, "Reprendre un fichier", "> 1 Participants");
    market_press(market, "2", "> Fichier");
    screen_type(&market->screen, path);
    market_press(market, KEY_DOWN_BYTES, "> Taux de TVA");
    market_press(market, KEY_ENTER_BYTES, then);
}

static void a_file_is_seen_before_it_is_taken(void **state)
{
    struct market market;
    struct book book;
    struct product product;
    struct err err = ERR_EMPTY;

    (void)state;
    market_make(&market);
    write_list(&market, "p.csv", "Nom;Réf;Prix;TVA;Unité\nSablé;S9;2,50;5,5;pièce\n");
    market_open(&market, 80, 24, "fr", NULL);
    choose_file(&market, "p.csv", "S9,Sablé,\"2,50\",\"5,5\",piece");
    market_press(&market, KEY_ENTER_BYTES, "Produits : 1");
    market_look(&market, &book);
    assert_true(product_find(book.till.db, "S9", &product, &err));
    assert_int_equal(product.price, 250);
    market_end(&market, &book);
}

static void a_file_that_is_refused_says_why_and_takes_nothing(void **state)
{
    struct market market;
    struct book book;
    struct product product;
    struct err err = ERR_EMPTY;

    (void)state;
    market_make(&market);
    write_list(&market, "p.csv", "Nom;Réf;Prix;TVA;EAN\nSablé;S9;2,50;5,5;3,01762E+12\n");
    market_open(&market, 80, 24, "fr", NULL);
    choose_file(&market, "p.csv", "perdus");
    market_press(&market, KEY_ESCAPE_BYTES, "> Fichier");
    market_look(&market, &book);
    assert_false(product_find(book.till.db, "S9", &product, &err));
    market_end(&market, &book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_seen_before_it_is_taken),
        cmocka_unit_test(a_file_that_is_refused_says_why_and_takes_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
