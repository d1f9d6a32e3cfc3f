/* The papers of the till, asked for on the screen of a machine without a printer. */
#include "ledger/closing/closing.h"
#include "ledger/print_queue.h"
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

#define KEY_HOME_BYTES "\033OH"

static int set_up(void **state)
{
    struct market *market = calloc(1, sizeof *market);
    struct book book;
    struct closing closing;
    struct err err = ERR_EMPTY;

    market_make(market);
    market_look(market, &book);
    assert_true(till_set_float(&book.till, 5000, &err));
    assert_true(closing_close(&book.till, PERIOD_DAY, 5000, "", &closing, &err));
    book_close(&book);
    market_open(market, 80, 24, "fr", NULL);
    *state = market;
    return 0;
}

static int tear_down(void **state)
{
    market_end(*state, NULL);
    free(*state);
    return 0;
}

static void open_papers(struct market *market)
{
    market_go(market, "Réglages", "Appareils");
    market_go(market, "Appareils", "Papiers de caisse");
    market_go(market, "Papiers de caisse", "Où en est la caisse");
}

/* The names of the jobs that failed or wait, newest first, after the program has ended. */
static void expect_asked(struct market *market, const char *paper)
{
    struct print_job jobs[PRINT_JOBS_MAX];
    struct book book;
    struct err err = ERR_EMPTY;
    int count = 0;

    market_look(market, &book);
    assert_true(print_queue_recover(book.db, &err));
    assert_true(print_queue_list(book.db, jobs, &count, &err));
    assert_true(count > 0);
    assert_string_equal(jobs[0].paper, paper);
    book_close(&book);
}

static void the_papers_look_as_reviewed(void **state)
{
    struct market *market = *state;

    open_papers(market);
    screen_assert_golden(&market->screen, "till_papers_80x24_fr");
}

static void a_closed_day_is_chosen_from_a_list(void **state)
{
    struct market *market = *state;

    open_papers(market);
    market_press(market, "2", "Quelle journée ?");
    screen_wait(&market->screen, "Z 1   26/11/2019");
    market_press(market, KEY_ENTER_BYTES, "Demandé.");
    expect_asked(market, "z:1");
}

static void labels_are_asked_for_by_product_and_number(void **state)
{
    struct market *market = *state;

    open_papers(market);
    market_press(market, "4", "Les étiquettes de quel produit");
    market_press(market, "2", "Combien d'étiquettes");
    market_press(market, "0", "Combien d'étiquettes");
    market_press(market, KEY_ENTER_BYTES, "Un nombre de 1 à 500");
    market_press(market, KEY_DELETE_BYTES, "Combien d'étiquettes");
    screen_type(&market->screen, "12");
    market_press(market, KEY_ENTER_BYTES, "Demandé.");
    expect_asked(market, "labels:C2:12");
}

static void a_ticket_that_does_not_exist_keeps_what_was_typed(void **state)
{
    struct market *market = *state;

    open_papers(market);
    market_press(market, "3", "Quel ticket ?");
    screen_type(&market->screen, "12");
    market_press(market, KEY_ENTER_BYTES, "A-12");
    assert_true(screen_shows(&market->screen, "Quel ticket ?"));
}

static void the_list_of_products_leads_to_their_labels(void **state)
{
    struct market *market = *state;

    market_go(market, "Produits", "Ateliers");
    market_go(market, "Produits", "Nouveau produit");
    market_press(market, KEY_HOME_BYTES, "> 1 C1");
    market_press(market, "0", "Combien d'étiquettes");
    screen_type(&market->screen, "3");
    market_press(market, KEY_ENTER_BYTES, "Nouveau produit");
    screen_wait(&market->screen, "Demandé.");
    expect_asked(market, "labels:C1:3");
}

static void zero_makes_a_pdf_beside_the_book_instead(void **state)
{
    struct market *market = *state;
    char path[300];

    open_papers(market);
    market_press(market, "0", "En PDF, dans le dossier du livre.");
    market_press(market, "5", "Le PDF est là");
    snprintf(path, sizeof path, "%s/market-tags.pdf", market->screen.folder);
    assert_int_equal(access(path, R_OK), 0);
    market_press(market, "0", "Pas d'imprimante");
}

static void escape_comes_back_step_by_step(void **state)
{
    struct market *market = *state;

    open_papers(market);
    market_press(market, "4", "Les étiquettes de quel produit");
    market_press(market, "1", "Combien d'étiquettes");
    screen_key(&market->screen, KEY_ESCAPE_BYTES);
    screen_wait_gone(&market->screen, "Combien d'étiquettes");
    market_press(market, KEY_ESCAPE_BYTES, "Où en est la caisse");
    market_press(market, KEY_ESCAPE_BYTES, "Clé de copie");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_papers_look_as_reviewed),
        TEST(a_closed_day_is_chosen_from_a_list),
        TEST(labels_are_asked_for_by_product_and_number),
        TEST(a_ticket_that_does_not_exist_keeps_what_was_typed),
        TEST(the_list_of_products_leads_to_their_labels),
        TEST(zero_makes_a_pdf_beside_the_book_instead),
        TEST(escape_comes_back_step_by_step),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
