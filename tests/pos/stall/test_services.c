/* Services through the screen of the real program: quote, invoice, paid. */
#include "ledger/billing/billing.h"
#include "pos/stall/services.h"
#include "tests/support/market.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void prepare(struct market *market)
{
    const struct client client = { .key = "mairie", .name = "Mairie de Gap" };
    struct job job = { .client = "mairie",
                       .service = "Tonte",
                       .quantity = 2 * ONE_PIECE,
                       .price = 6000,
                       .rate = 2000 };
    struct book book;
    struct session session;
    struct err err = ERR_EMPTY;
    int64_t id;

    market_make(market);
    market_look(market, &book);
    session = book.till.session;
    snprintf(session.address, sizeof session.address, "1 rue A");
    snprintf(session.siret, sizeof session.siret, "73282932000074");
    assert_true(till_put_session(&book.till, &session, &err));
    job.day = till_day(&book.till);
    assert_true(client_put(book.db, &client, &err));
    assert_true(job_add(book.db, &job, &id, &err));
    book_close(&book);
}

/* The job's quote was made, and its invoice. */
static void invoice_reach(struct market *market)
{
    prepare(market);
    market_open(market, 80, 24, "fr", NULL);
    market_go(market, "Argent", "6 Services");
    market_press(market, "6", "mairie : Tonte");
    market_press(market, KEY_ENTER_BYTES, "Faire le devis ?");
    market_press(market, KEY_ENTER_BYTES, "devis fait");
    market_press(market, KEY_ENTER_BYTES, "Faire la facture ?");
    market_press(market, KEY_ENTER_BYTES, "à payer 120,00");
}

/* Of that client's jobs: the one that is not on a quote, or those on none of its invoices that are
 * done. */
static void the_sum_of_a_paper_stands_over_its_question(void **state)
{
    static const struct event ENTER = { .kind = EVENT_KEY, .key = PRESS_ENTER };
    struct services *page = calloc(1, sizeof *page);

    (void)state;
    assert_non_null(page);
    page->today = (struct day){ 18000 };
    page->count = 4;
    for (int i = 0; i < page->count; i++)
        page->rows[i] = (struct service_row){
            .job = { .id = 1 + i, .client = "mairie", .quote = "D-1", .day = page->today },
            .gross = 1000 << i,
        };
    page->rows[1].job.day.number++; /* still to be done */
    page->rows[2].job.quote[0] = '\0';
    strcpy(page->rows[3].job.client, "parc");
    list_set_count(&page->list, page->count);
    (void)SERVICES.update(page, &ENTER);
    assert_true(page->question.has_amount);
    assert_int_equal(page->question.amount, 5000);
    question_close(&page->question);
    page->list.selected = 2;
    (void)SERVICES.update(page, &ENTER);
    assert_int_equal(page->question.amount, 4000);
    free(page);
}

static void a_job_becomes_a_quote_an_invoice_and_is_paid(void **state)
{
    struct market market;
    struct book book;
    struct document_balance balance;
    struct jobs jobs;
    struct err err = ERR_EMPTY;

    (void)state;
    invoice_reach(&market);
    screen_assert_golden(&market.screen, "services_80x24_fr");
    market_press(&market, KEY_ENTER_BYTES, "Payé comment ?");
    market_press(&market, "9", "Payé comment ?");
    market_press(&market, KEY_ENTER_BYTES, "Un chiffre de 1 à 4");
    market_press(&market, KEY_DELETE_BYTES, "Payé comment ?");
    market_press(&market, "4", "Payé comment ?");
    market_press(&market, KEY_ENTER_BYTES, "réglée, virement");
    market_press(&market, "0", "Le PDF est là");
    market_look(&market, &book);
    assert_true(jobs_read(book.db, "", &jobs, &err));
    assert_true(document_balance(book.db, jobs.list[0].invoice, &balance, &err));
    assert_int_equal(balance.paid, 12000);
    assert_int_equal(balance.left, 0);
    market_end(&market, &book);
}

static void an_invoice_is_credited_line_by_line(void **state)
{
    struct market market;

    (void)state;
    invoice_reach(&market);
    market_press(&market, "a", "Avoir : quelle ligne ?");
    assert_true(screen_shows(&market.screen, "1 Tonte 120,00"));
    assert_true(screen_shows(&market.screen, "▄▄▄")); /* the sum, large */
    market_press(&market, "2", "quelle ligne ?");
    market_press(&market, KEY_ENTER_BYTES, "Le numéro d'une ligne, ou 0.");
    market_press(&market, KEY_DELETE_BYTES, "quelle ligne ?");
    market_press(&market, "1", "quelle ligne ?");
    market_press(&market, KEY_ENTER_BYTES, "Pourquoi cet avoir ?");
    market_press(&market, "x", "Pourquoi cet avoir ?");
    assert_true(screen_shows(&market.screen, "▄▄▄"));
    market_press(&market, KEY_ENTER_BYTES, "Avoir MAMC19-AA-1 : fait.");
    assert_true(screen_shows(&market.screen, "mairie : Tonte")); /* it is free again */
    market_end(&market, NULL);
}

static void without_jobs_the_screen_says_where_they_come_from(void **state)
{
    struct market market;

    (void)state;
    market_make(&market);
    market_open(&market, 80, 24, "fr", NULL);
    market_go(&market, "Argent", "6 Services");
    market_press(&market, "6", "Pas encore de travail");
    market_end(&market, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sum_of_a_paper_stands_over_its_question),
        cmocka_unit_test(a_job_becomes_a_quote_an_invoice_and_is_paid),
        cmocka_unit_test(an_invoice_is_credited_line_by_line),
        cmocka_unit_test(without_jobs_the_screen_says_where_they_come_from),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
