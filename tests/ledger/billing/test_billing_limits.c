/* What is paid or credited at most, on which day, and by whom a firm is named. */
#include "ledger/billing/billing.h"
#include "tests/support/till_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct document paper; /* too large for a frame */

static int set_up(void **state)
{
    struct till_fixture *f;
    struct session session;

    if (till_fixture_setup(state) != 0)
        return -1;
    f = *state;
    session = f->till.session;
    strcpy(session.name, "Services");
    strcpy(session.address, "1 rue A, 75001 Paris");
    strcpy(session.siret, "73282932000074");
    strcpy(session.vat_number, "FR44732829320");
    expect_good(f, till_put_session(&f->till, &session, &f->err));
    return 0;
}

/* One job of that price at 20 %, for a client of that address and SIREN. */
static void job_make(struct till_fixture *f, cents price, const char *address, const char *siren)
{
    struct client client = { .key = "m", .name = "Client" };
    struct job job = { .client = "m",
                       .service = "Travail",
                       .quantity = ONE_PIECE,
                       .price = price,
                       .rate = 2000,
                       .day = till_day(&f->till) };
    int64_t id;

    strcpy(client.address, address);
    strcpy(client.siren, siren);
    expect_good(f, client_put(f->db, &client, &f->err));
    expect_good(f, job_add(f->db, &job, &id, &f->err));
}

static const struct billing_choice CHOICE = { .client = "m", .due_days = -1 };

static void invoice_make(struct till_fixture *f, cents price)
{
    job_make(f, price, "3 rue B, 05000 Gap", "");
    expect_good(f, billing_invoice(&f->till, &CHOICE, &paper, &f->err));
}

static bool pay(struct till_fixture *f, const char *means, cents amount, int days)
{
    struct day day = { till_day(&f->till).number + days };
    const struct settlement settlement = { paper.number, means, amount, day };
    struct document_balance balance;

    return billing_settle(&f->till, &settlement, &balance, &f->err);
}

static void a_payment_is_of_more_than_nothing_and_of_what_is_left_at_most(void **state)
{
    struct till_fixture *f = *state;

    invoice_make(f, 10000);
    for (cents wrong = -100; wrong <= 0; wrong += 100)
        expect_refused(f, pay(f, "card", wrong, 0), ERR_INPUT, "plus de zéro");
    expect_refused(f, pay(f, "card", 10001, 0), ERR_INPUT, "au plus ce qui reste");
    expect_good(f, pay(f, "card", 10000, 0));
    expect_refused(f, pay(f, "card", 1, 0), ERR_INPUT, "au plus ce qui reste");
}

/* Code monétaire et financier, D112-3. */
static void cash_for_an_invoice_is_a_thousand_euros_at_most_and_of_today(void **state)
{
    struct till_fixture *f = *state;

    invoice_make(f, 150000);
    expect_refused(f, pay(f, "cash", 100001, 0), ERR_INPUT, "espèces");
    till_fixture_wait(f, 86400);
    expect_refused(f, pay(f, "cash", 100, -1), ERR_INPUT, "entre la facture et aujourd'hui");
    expect_good(f, pay(f, "card", 100, -1));
    expect_good(f, pay(f, "cash", 100000, 0));
}

static void a_payment_lies_between_the_invoice_and_today(void **state)
{
    struct till_fixture *f = *state;

    invoice_make(f, 10000);
    expect_refused(f, pay(f, "card", 100, -1), ERR_INPUT, "entre la facture et aujourd'hui");
    expect_refused(f, pay(f, "card", 100, 1), ERR_INPUT, "entre la facture et aujourd'hui");
    expect_good(f, pay(f, "card", 100, 0));
}

static void a_quote_is_not_paid(void **state)
{
    struct till_fixture *f = *state;

    job_make(f, 10000, "3 rue B, 05000 Gap", "");
    expect_good(f, billing_quote(&f->till, &CHOICE, &paper, &f->err));
    expect_refused(f, pay(f, "card", 100, 0), ERR_INPUT, "n'est pas une facture");
}

static void what_is_given_back_in_cash_is_in_the_drawer(void **state)
{
    struct till_fixture *f = *state;
    struct crediting crediting = { .amount = 5000, .reason = "malfaçon" };
    static struct document note;

    invoice_make(f, 10000);
    expect_good(f, pay(f, "card", 10000, 0));
    crediting.invoice = paper.number;
    expect_good(f, billing_credit(&f->till, &crediting, &note, &f->err));
    expect_good(f, till_move_cash(&f->till, true, 4999, "monnaie", &f->err));
    expect_refused(f, pay(f, "cash", 5000, 0), ERR_INPUT, "pas autant d'espèces");
    expect_good(f, till_move_cash(&f->till, true, 1, "monnaie", &f->err));
    expect_good(f, pay(f, "cash", 5000, 0));
}

static void a_credit_note_is_of_less_than_nothing_never(void **state)
{
    struct till_fixture *f = *state;
    struct crediting crediting = { .amount = -1, .reason = "malfaçon" };
    static struct document note;

    invoice_make(f, 10000);
    crediting.invoice = paper.number;
    expect_refused(f, billing_credit(&f->till, &crediting, &note, &f->err), ERR_INPUT,
                   "plus de zéro");
    crediting.amount = 10001;
    expect_refused(f, billing_credit(&f->till, &crediting, &note, &f->err), ERR_INPUT, "au plus");
    crediting.amount = 10000;
    expect_good(f, billing_credit(&f->till, &crediting, &note, &f->err));
}

static void a_firm_has_an_address(void **state)
{
    struct till_fixture *f = *state;

    job_make(f, 10000, "", "732829320");
    expect_refused(f, billing_invoice(&f->till, &CHOICE, &paper, &f->err), ERR_INPUT, "adresse");
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, till_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_payment_is_of_more_than_nothing_and_of_what_is_left_at_most),
        TEST(cash_for_an_invoice_is_a_thousand_euros_at_most_and_of_today),
        TEST(a_payment_lies_between_the_invoice_and_today),
        TEST(a_quote_is_not_paid),
        TEST(what_is_given_back_in_cash_is_in_the_drawer),
        TEST(a_credit_note_is_of_less_than_nothing_never),
        TEST(a_firm_has_an_address),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
