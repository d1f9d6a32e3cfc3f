/* After the session closing, and for what looks wrong: every screen asks why, the reason stays in
 * the book, and nothing is moved without it. */
#include "ledger/billing/billing.h"
#include "ledger/charge.h"
#include "ledger/closing/closing.h"
#include "ledger/closing/distribution.h"
#include "programme/people.h"
#include "tests/support/market.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* Three people, one sale of 120 euros, all closed. */
static void closed_session(struct market *market)
{
    struct book book;
    struct err err = ERR_EMPTY;
    struct till_item item = { .quantity = 10 * ONE_PIECE };
    struct ticket ticket;
    struct sold sold;
    struct closing closing;

    market_make(market);
    market_look(market, &book);
    assert_true(people_put(book.db, "P1", "Amina", &err));
    assert_true(people_put(book.db, "P2", "Karim", &err));
    ticket_init(&ticket);
    assert_true(till_add(&book.till, &ticket, "S1", &item, &err));
    assert_true(ticket_pay(&ticket, PAY_CASH, 12000, "", &err));
    assert_true(till_sell(&book.till, &ticket, &sold, &err));
    assert_true(closing_close(&book.till, PERIOD_DAY, 12000, "", &closing, &err));
    assert_true(closing_close(&book.till, PERIOD_SESSION, -1, "", &closing, &err));
    book_close(&book);
}

static void open_as_host(struct market *market)
{
    market_open(market, 80, 24, "fr", NULL);
    market_go(market, "Réglages", "Qui tient la caisse");
    market_go(market, "Qui tient la caisse", "<< agit");
    market_press(market, "2", "Qui agit : coopérative");
    market_press(market, KEY_ESCAPE_BYTES, "6 Argent");
}

static int64_t notes_of(struct db *db, const char *reason)
{
    static const char SQL[] = "SELECT count(*) FROM note WHERE subject = 'correction' "
                              "AND detail = ?";
    struct err err = ERR_EMPTY;
    struct stmt query = db_prepare(db, SQL, &err);
    int64_t count;

    stmt_bind_text(&query, 1, reason);
    assert_true(stmt_next(&query));
    count = stmt_int(&query, 0);
    assert_true(stmt_finish(&query));
    return count;
}

static void a_vote_after_the_closing_asks_why(void **state)
{
    struct market market;
    struct book book;
    struct distribution found;
    struct moment time;
    struct err err = ERR_EMPTY;
    bool is_there = false;

    (void)state;
    closed_session(&market);
    open_as_host(&market);
    market_go(&market, "Argent", "4 Partager ce qui reste");
    market_go(&market, "Partager ce qui reste", "parts égales : 50,00");
    market_press(&market, KEY_ENTER_BYTES, "Règle : égal");
    market_type(&market, "2", "2");
    for (int i = 0; i < 3; i++)
        screen_key(&market.screen, KEY_DOWN_BYTES);
    screen_wait(&market.screen, "> Vote");
    market_press(&market, KEY_ENTER_BYTES, "Pourquoi ?");
    market_press(&market, KEY_ESCAPE_BYTES, "> Vote"); /* nothing is written */
    market_press(&market, KEY_ENTER_BYTES, "Pourquoi ?");
    market_type(&market, "oubli du vote", "oubli du vote");
    market_press(&market, KEY_ENTER_BYTES, "Le partage est inscrit");
    market_look(&market, &book);
    assert_true(distribution_find(book.db, &found, &is_there, &time, &err));
    assert_true(is_there);
    assert_int_equal(notes_of(book.db, "oubli du vote"), 1);
    market_end(&market, &book);
}

/* What can no longer be done is not offered, nor refused only at its last question. */
static void after_the_closing_nothing_is_begun_that_cannot_end(void **state)
{
    struct market market;

    (void)state;
    closed_session(&market);
    open_as_host(&market);
    market_go(&market, "Argent", "1 Tiroir");
    market_go(&market, "Tiroir", "> 1 Argent ajouté");
    assert_false(screen_shows(&market.screen, "argent du début"));
    market_press(&market, "2", "> Somme");
    screen_wait(&market.screen, "Argent enlevé");
    market_press(&market, KEY_ESCAPE_BYTES, "1 Argent ajouté");
    market_press(&market, KEY_ESCAPE_BYTES, "1 Tiroir");
    market_press(&market, KEY_ESCAPE_BYTES, "4 Vendre");
    market_press(&market, HOME_SELL, "tissu");
    market_press(&market, "-", "plus rien ne se vend");
    market_press(&market, "0", "6 Rembourser");
    market_press(&market, "7", "plus rien ne se vend");
    market_press(&market, "0", "2 Ticket");
    market_press(&market, "3", "plus rien ne se vend");
    market_press(&market, KEY_F4_BYTES, "FACTICE"); /* practice goes on */
    market_end(&market, NULL);
}

static void the_part_of_the_host_after_the_closing_asks_why(void **state)
{
    struct market market;
    struct book book;

    (void)state;
    closed_session(&market);
    open_as_host(&market);
    market_go(&market, "Réglages", "2 La session");
    market_go(&market, "La session", "> Nom");
    while (!screen_shows(&market.screen, "> Part coopérative"))
        screen_key(&market.screen, KEY_DOWN_BYTES);
    market_press(&market, KEY_RIGHT_BYTES, "sur les ventes");
    market_press(&market, KEY_DOWN_BYTES, "> Pour cent");
    market_type(&market, "10", "10");
    while (!screen_shows(&market.screen, "Inscrire"))
        screen_key(&market.screen, KEY_DOWN_BYTES);
    market_press(&market, KEY_ENTER_BYTES, "Pourquoi ?");
    market_type(&market, "Amina le veut", "Amina le veut"); /* names stay out of the journal */
    market_press(&market, KEY_ENTER_BYTES, "P1");
    for (int i = 0; i < 20; i++)
        screen_key(&market.screen, KEY_BACKSPACE_BYTES);
    market_type(&market, "contrat relu", "contrat relu");
    market_press(&market, KEY_ENTER_BYTES, "Les réglages sont inscrits");
    market_look(&market, &book);
    assert_int_equal(book.till.session.contribution.base, BASE_NET_SALES);
    assert_int_equal(notes_of(book.db, "contrat relu"), 1);
    market_end(&market, &book);
}

static void charge_type(struct market *market, const char *net, const char *document)
{
    market_press(market, KEY_DOWN_BYTES, "> Sorte");
    market_press(market, KEY_DOWN_BYTES, "> Montant sans taxe");
    market_type(market, net, net);
    for (int i = 0; i < 3; i++)
        screen_key(&market->screen, KEY_DOWN_BYTES);
    screen_wait(&market->screen, "> Numéro de facture");
    market_type(market, document, document);
    for (int i = 0; i < 2; i++)
        screen_key(&market->screen, KEY_DOWN_BYTES);
    screen_wait(&market->screen, "> Son badge");
}

static void a_charge_after_the_closing_asks_why(void **state)
{
    struct market market;
    struct book book;
    struct charge_sums sums;
    struct err err = ERR_EMPTY;

    (void)state;
    closed_session(&market);
    open_as_host(&market);
    market_go(&market, "Argent", "4 Partager ce qui reste");
    market_go(&market, "Ce que nous avons payé", "Nouvelle charge");
    market_press(&market, KEY_ENTER_BYTES, "> Quoi");
    market_type(&market, "Farine", "Farine");
    charge_type(&market, "12", "F1");
    market_press(&market, KEY_ENTER_BYTES, "Pourquoi ?");
    market_type(&market, "facture en retard", "facture en retard");
    market_press(&market, KEY_ENTER_BYTES, "Inscrit.");
    market_look(&market, &book);
    assert_true(charge_sum(book.db, true, &sums, &err));
    assert_int_equal(sums.production, 1200);
    market_end(&market, &book);
}

/* A twin is asked about; a credit note is a charge below 0. */
static void the_same_invoice_asks_why_and_a_credit_note_does_not(void **state)
{
    struct market market;
    struct book book;
    struct charge_sums sums;
    struct err err = ERR_EMPTY;

    (void)state;
    market_make(&market);
    market_open(&market, 80, 24, "fr", NULL);
    market_go(&market, "Argent", "4 Partager ce qui reste");
    market_go(&market, "Ce que nous avons payé", "Nouvelle charge");
    for (int i = 0; i < 2; i++) {
        market_press(&market, KEY_ENTER_BYTES, "> Quoi");
        market_type(&market, "Farine", "Farine");
        charge_type(&market, "12", "F1");
        if (i == 0)
            market_press(&market, KEY_ENTER_BYTES, "Inscrit.");
    }
    market_press(&market, KEY_ENTER_BYTES, "déjà dans le livre");
    market_type(&market, "deux sacs", "deux sacs");
    market_press(&market, KEY_ENTER_BYTES, "Inscrit.");
    market_press(&market, KEY_ENTER_BYTES, "> Quoi");
    market_type(&market, "Farine", "Farine");
    charge_type(&market, "-12", "F1");
    market_press(&market, KEY_ENTER_BYTES, "Inscrit.");
    market_look(&market, &book);
    assert_true(charge_sum(book.db, true, &sums, &err));
    assert_int_equal(sums.production, 1200);
    market_end(&market, &book);
}

/* The sentence offers to close all the same: here is where to say why. */
static void a_session_with_a_ticket_that_waits_is_closed_with_a_reason(void **state)
{
    struct market market;
    struct book book;
    struct err err = ERR_EMPTY;
    struct till_item item = { .quantity = ONE_PIECE };
    struct ticket ticket;

    (void)state;
    market_make(&market);
    market_look(&market, &book);
    ticket_init(&ticket);
    assert_true(people_put(book.db, "P1", "Amina", &err));
    assert_true(till_add(&book.till, &ticket, "S1", &item, &err));
    assert_true(till_park(&book.till, "retour", &ticket, &err));
    assert_true(till_set_pin(&book.till, ROLE_HOST, "2468", &err));
    book_close(&book);
    market_open(&market, 80, 24, "fr", NULL);
    market_press(&market, HOME_MONEY, "2 Compter et fermer");
    market_press(&market, "2", "La session, tout à la fin");
    market_press(&market, "3", "Fermer la session pour toujours ?");
    market_press(&market, KEY_ENTER_BYTES, "Code secret");
    market_type(&market, "2468", "****");
    market_press(&market, KEY_ENTER_BYTES, "Pourquoi ?");
    assert_true(screen_shows(&market.screen, "Un ticket attend encore (retour)"));
    market_type(&market, "Amina", "Amina");
    market_press(&market, KEY_ENTER_BYTES, "P1");
    for (int i = 0; i < 5; i++)
        screen_key(&market.screen, KEY_BACKSPACE_BYTES);
    market_type(&market, "client parti", "client parti");
    market_press(&market, KEY_ENTER_BYTES, "C'est fermé.");
    market_look(&market, &book);
    assert_true(book.till.session_is_closed);
    market_end(&market, &book);
}

static void session_of_services(struct market *market)
{
    const struct client client = { .key = "mairie", .name = "Mairie de Gap" };
    struct job job = {
        .client = "mairie", .service = "Tonte", .quantity = ONE_PIECE, .price = 6000, .rate = 2000
    };
    struct book book;
    struct session session;
    struct err err = ERR_EMPTY;
    int64_t id;

    closed_session(market);
    market_look(market, &book);
    session = book.till.session;
    snprintf(session.address, sizeof session.address, "1 rue A");
    snprintf(session.siret, sizeof session.siret, "73282932000074");
    snprintf(book.till.correction, sizeof book.till.correction, "adresse");
    assert_true(till_put_session(&book.till, &session, &err));
    job.day = till_day(&book.till);
    assert_true(client_put(book.db, &client, &err));
    assert_true(job_add(book.db, &job, &id, &err));
    book_close(&book);
}

static void charge_of_the_session(struct market *market)
{
    const struct charge charge = { .day = day_of(2019, 11, 26),
                                   .label = "Farine",
                                   .net = 1200,
                                   .paid_from = "host",
                                   .reason = "facture en retard" };
    struct book book;
    struct err err = ERR_EMPTY;

    market_look(market, &book);
    assert_true(charge_put(&book.till, &charge, &err));
    book_close(&book);
}

static void papers_of_services_after_the_closing_ask_why(void **state)
{
    struct market market;

    (void)state;
    session_of_services(&market);
    open_as_host(&market);
    market_go(&market, "Argent", "6 Services");
    market_press(&market, "6", "mairie : Tonte");
    market_press(&market, KEY_ENTER_BYTES, "Faire le devis ?");
    market_press(&market, KEY_ENTER_BYTES, "Pourquoi ?");
    market_type(&market, "Karim y tient", "Karim y tient");
    market_press(&market, KEY_ENTER_BYTES, "P2"); /* names stay out of the journal */
    for (int i = 0; i < 13; i++)
        screen_key(&market.screen, KEY_BACKSPACE_BYTES);
    market_type(&market, "demande tardive", "demande tardive");
    market_press(&market, KEY_ENTER_BYTES, "devis fait");
    market_press(&market, KEY_ENTER_BYTES, "Faire la facture ?");
    market_press(&market, KEY_ENTER_BYTES, "Pourquoi ?");
    market_type(&market, "signé", "signé");
    market_press(&market, KEY_ENTER_BYTES, "à payer 60,00");
    market_press(&market, KEY_ENTER_BYTES, "Payé comment ?");
    market_press(&market, "4", "Payé comment ?");
    market_press(&market, KEY_ENTER_BYTES, "Pourquoi ?");
    market_type(&market, "virement en retard", "virement en retard");
    market_press(&market, KEY_ENTER_BYTES, "réglée, virement");
    market_press(&market, "a", "Avoir : quelle ligne ?");
    market_press(&market, "1", "quelle ligne ?");
    market_press(&market, KEY_ENTER_BYTES, "Pourquoi cet avoir ?");
    market_type(&market, "geste", "geste");
    market_press(&market, KEY_ENTER_BYTES, "Avoir MAMC19-AA-1 : fait.");
    market_end(&market, NULL);
}

/* Who may not correct is told so before the first question, not after the last one. */
static void an_animator_is_refused_at_the_start_after_the_closing(void **state)
{
    static const struct {
        const char *group;
        const char *place;
        const char *shown;
        const char *keys; /* of what would be begun */
    } DOORS[] = {
        { "Argent", "Tiroir", "Argent ajouté", "1" },
        { "Argent", "Ce que nous avons payé", "Nouvelle charge", "N" },
        { "Argent", "Ce que nous avons payé", "Farine", "1" },
        { "Argent", "Partager ce qui reste", "parts égales", KEY_ENTER_BYTES },
        { "Argent", "Services", "mairie : Tonte", KEY_ENTER_BYTES },
        { "Produits", "Produits", "Cookie choco", "1" },
        { "Produits", "Produits", "Cookie choco", "N" },
        { "Produits", "Produits", "Cookie choco", KEY_UP_BYTES "I" },
        { "Produits", "Ateliers", "fabrication", "3" },
        { "Réglages", "La session", "La session", "" },
        { "Réglages", "Codes secrets", "animateur", "1" },
        { "Réglages", "Comptes", "7011", "1" },
        { "Réglages", "Reprendre un fichier", "Participants", "2" },
        { "Réglages", "Reprendre un fichier", "Participants", "5" },
    };
    struct market market;

    (void)state;
    session_of_services(&market);
    charge_of_the_session(&market);
    market_open(&market, 80, 24, "fr", NULL);
    for (size_t i = 0; i < COUNT_OF(DOORS); i++) {
        market_go(&market, DOORS[i].group, DOORS[i].place);
        market_go(&market, DOORS[i].place, DOORS[i].shown);
        if (DOORS[i].keys[0])
            screen_key(&market.screen, DOORS[i].keys);
        screen_wait(&market.screen, "seule la coopérative peut corriger");
        assert_true(screen_shows(&market.screen, DOORS[i].shown)); /* nothing opened over it */
        if (DOORS[i].keys[0])
            market_press(&market, KEY_ESCAPE_BYTES, DOORS[i].place);
        market_press(&market, KEY_ESCAPE_BYTES, "4 Vendre");
    }
    market_end(&market, NULL);
}

/* Its day was let through with the file; the form asks for none. */
static void a_product_with_an_odd_day_changes_its_price(void **state)
{
    struct market market;
    struct book book;
    struct product product;
    struct err err = ERR_EMPTY;

    (void)state;
    market_make(&market);
    market_look(&market, &book);
    assert_true(product_find(book.db, "C1", &product, &err));
    product.use_by = day_of(2162, 1, 1);
    assert_true(till_put_product(&book.till, &product, &err));
    book_close(&book);
    market_open(&market, 80, 24, "fr", NULL);
    market_press(&market, HOME_OFFER, "> 1 Produits");
    market_press(&market, "1", "Cookie choco");
    market_press(&market, "1", "> Prix");
    for (int i = 0; i < 4; i++)
        screen_key(&market.screen, KEY_BACKSPACE_BYTES);
    market_type(&market, "1,60", "1,60");
    while (!screen_shows(&market.screen, "Inscrire"))
        screen_key(&market.screen, KEY_DOWN_BYTES);
    market_press(&market, KEY_ENTER_BYTES, "Inscrit.");
    market_look(&market, &book);
    assert_true(product_find(book.db, "C1", &product, &err));
    assert_int_equal(product.price, 160);
    market_end(&market, &book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_vote_after_the_closing_asks_why),
        cmocka_unit_test(after_the_closing_nothing_is_begun_that_cannot_end),
        cmocka_unit_test(an_animator_is_refused_at_the_start_after_the_closing),
        cmocka_unit_test(the_part_of_the_host_after_the_closing_asks_why),
        cmocka_unit_test(a_charge_after_the_closing_asks_why),
        cmocka_unit_test(the_same_invoice_asks_why_and_a_credit_note_does_not),
        cmocka_unit_test(a_session_with_a_ticket_that_waits_is_closed_with_a_reason),
        cmocka_unit_test(papers_of_services_after_the_closing_ask_why),
        cmocka_unit_test(a_product_with_an_odd_day_changes_its_price),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
