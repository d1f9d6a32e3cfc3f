/* A file taken in from the screen: seen before it is taken, and a bad one says why. */
#include "ledger/charge.h"
#include "ledger/means_change.h"
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

static void path_type(struct market *market, const char *name)
{
    char path[400];
    const char *slash = strrchr(market->path, '/');

    snprintf(path, sizeof path, "%.*s/%s", (int)(slash - market->path), market->path, name);
    screen_type(&market->screen, path);
}

static void choose_kind(struct market *market, const char *digit, const char *name,
                        const char *then)
{
    market_go(market, "Réglages", "Reprendre un fichier");
    market_go(market, "Reprendre un fichier", "> 1 Participants");
    market_press(market, digit, "> Fichier");
    path_type(market, name);
    market_press(market, KEY_DOWN_BYTES, "> Taux de TVA");
    market_press(market, KEY_ENTER_BYTES, then);
}

static void choose_file(struct market *market, const char *name, const char *then)
{
    choose_kind(market, "2", name, then);
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

/* An invoice that stands twice: seen, then taken with the reason that the host gives. */
static void a_file_that_only_wants_a_reason_asks_for_it(void **state)
{
    struct market market;
    struct book book;
    struct charge_sums sums;
    struct err err = ERR_EMPTY;

    (void)state;
    market_make(&market);
    write_list(&market, "c.csv",
               "date,label,category,net,vat_amount,supplier,document\n"
               "2019-11-25,Farine,materials,10,0.55,Moulin,F1\n"
               "2019-11-25,Farine,materials,10,0.55,Moulin,F1\n");
    market_open(&market, 80, 24, "fr", NULL);
    choose_kind(&market, "5", "c.csv", "c.csv:3");
    market_press(&market, KEY_ENTER_BYTES, "Pourquoi ?");
    market_type(&market, "deux sacs", "deux sacs");
    market_press(&market, KEY_ENTER_BYTES, "Ce qui sera pris");
    market_press(&market, KEY_ENTER_BYTES, "Charges : 2");
    market_look(&market, &book);
    assert_true(charge_sum(book.db, true, &sums, &err));
    assert_int_equal(sums.production, 2000);
    market_end(&market, &book);
}

/* What was paid by phone is compared with the file of the phone's firm, not of the card's. */
static void a_further_means_is_compared_with_its_file(void **state)
{
    struct means_list list = { .count = 1,
                               .all = { { .name = "lydia", .label = "Lydia", .account = "511" } } };
    struct market market;
    struct book book;
    struct ticket ticket;
    struct till_item item = { .quantity = ONE_PIECE };
    struct sold sold;
    struct err err = ERR_EMPTY;

    (void)state;
    market_make(&market);
    write_list(&market, "l.csv", "date,reference,amount\n2019-11-26,A1,12.00\n");
    market_look(&market, &book);
    assert_true(means_put(&book.till, &list, &err));
    ticket_init(&ticket);
    assert_true(till_add(&book.till, &ticket, "S1", &item, &err));
    assert_true(ticket_pay_means(&ticket, &list.all[0], 1200, "", &err));
    assert_true(till_sell(&book.till, &ticket, &sold, &err));
    book_close(&book);
    market_open(&market, 80, 24, "fr", NULL);
    market_go(&market, "Réglages", "Reprendre un fichier");
    market_go(&market, "Reprendre un fichier", "> 1 Participants");
    market_press(&market, KEY_END_BYTES, "Comparer avec un fichier : Lydia");
    market_press(&market, KEY_ENTER_BYTES, "> Fichier");
    path_type(&market, "l.csv");
    market_press(&market, KEY_DOWN_BYTES, "> Taux de TVA");
    market_press(&market, KEY_ENTER_BYTES, "Terminal 12,00");
    screen_wait(&market.screen, "trouvé");
    market_end(&market, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_seen_before_it_is_taken),
        cmocka_unit_test(a_file_that_is_refused_says_why_and_takes_nothing),
        cmocka_unit_test(a_file_that_only_wants_a_reason_asks_for_it),
        cmocka_unit_test(a_further_means_is_compared_with_its_file),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
