/* Quotes, invoices, credit notes and what is paid: the books by a computation of their own. */
#include "ledger/billing/billing.h"
#include "ledger/closing/distribution.h"
#include "ledger/proof/verify.h"
#include "tests/support/chance.h"
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

static int billing_setup(void **state)
{
    struct till_fixture *f;
    struct session session;

    if (till_fixture_setup(state) != 0)
        return -1;
    f = *state;
    session = f->till.session;
    snprintf(session.name, sizeof session.name, "Services du Nord");
    snprintf(session.address, sizeof session.address, "1 rue A, 75001 Paris");
    snprintf(session.siret, sizeof session.siret, "73282932000074");
    snprintf(session.vat_number, sizeof session.vat_number, "FR44732829320");
    session.vat_on = true;
    assert_true(till_put_session(&f->till, &session, &f->err));
    return 0;
}

static void client_add(struct till_fixture *f, const char *key, const char *siren)
{
    struct client client = { .key = "" };

    snprintf(client.key, sizeof client.key, "%s", key);
    snprintf(client.name, sizeof client.name, "Client %s", key);
    snprintf(client.address, sizeof client.address, "3 rue B, 05000 Gap");
    snprintf(client.siren, sizeof client.siren, "%s", siren);
    assert_true(client_put(f->db, &client, &f->err));
}

static int64_t job_of(struct till_fixture *f, const char *client, cents price, basis_points rate)
{
    struct job job = {
        .quantity = ONE_PIECE, .price = price, .rate = rate, .day = till_day(&f->till)
    };
    int64_t id = 0;

    snprintf(job.client, sizeof job.client, "%s", client);
    snprintf(job.service, sizeof job.service, "Travail");
    assert_true(job_add(f->db, &job, &id, &f->err));
    return id;
}

static bool invoice(struct till_fixture *f, const char *client)
{
    const struct billing_choice choice = { .client = client, .due_days = -1 };

    return billing_invoice(&f->till, &choice, &paper, &f->err);
}

static bool pay(struct till_fixture *f, const char *number, const char *means, cents amount)
{
    const struct settlement settlement = { number, means, amount, DAY_NONE };
    struct document_balance balance;

    return billing_settle(&f->till, &settlement, &balance, &f->err);
}

/* Debit less credit of all lines of that use. */
static cents posted(struct till_fixture *f, const char *use)
{
    struct stmt query = db_prepare(
        f->db, "SELECT coalesce(sum(debit - credit), 0) FROM posting WHERE use = ?1", &f->err);
    cents sum = 0;

    stmt_bind_text(&query, 1, use);
    if (stmt_next(&query))
        sum = stmt_int(&query, 0);
    assert_true(stmt_finish(&query));
    return sum;
}

static void numbers_follow_in_each_kind_and_what_is_refused_takes_none(void **state)
{
    struct till_fixture *f = *state;
    const struct billing_choice choice = { .client = "m", .due_days = -1 };
    char expected[DOCUMENT_NUMBER_MAX];

    client_add(f, "m", "");
    for (int i = 1; i <= 3; i++) {
        assert_false(invoice(f, "m")); /* nothing to invoice */
        f->err = ERR_EMPTY;
        job_of(f, "m", 1000, 2000);
        assert_true(billing_quote(&f->till, &choice, &paper, &f->err));
        snprintf(expected, sizeof expected, "SERV%.2s-DA-%d", strchr(paper.number, '-') - 2, i);
        assert_string_equal(paper.number, expected);
        assert_true(invoice(f, "m"));
        assert_string_equal(paper.refers, expected);
        snprintf(expected, sizeof expected, "SERV%.2s-FA-%d", strchr(paper.number, '-') - 2, i);
        assert_string_equal(paper.number, expected);
    }
}

static void an_invoice_to_a_firm_says_what_the_law_asks(void **state)
{
    static const char *const WORDS[] = { "1 rue A, 75001 Paris",
                                         "SIRET 73282932000074",
                                         "TVA FR44732829320",
                                         "escompte",
                                         "trois fois le taux d'intérêt légal",
                                         "40 €",
                                         "Prestations de services" };
    struct till_fixture *f = *state;

    client_add(f, "firm", "732829320");
    client_add(f, "man", "");
    job_of(f, "firm", 12000, 2000);
    job_of(f, "man", 12000, 2000);
    assert_true(invoice(f, "firm"));
    for (size_t i = 0; i < COUNT_OF(WORDS); i++)
        assert_non_null(strstr(paper.terms, WORDS[i]));
    assert_int_equal(paper.due_day.number, paper.day.number + 30);
    assert_string_equal(paper.client_siren, "732829320");
    assert_true(invoice(f, "man"));
    assert_null(strstr(paper.terms, "40 €")); /* nobody asks it of a private person */
}

static void without_the_address_or_siret_of_the_host_nothing_is_made(void **state)
{
    struct till_fixture *f = *state;
    struct session session = f->till.session;

    client_add(f, "m", "");
    job_of(f, "m", 1000, 2000);
    session.address[0] = '\0';
    assert_true(till_put_session(&f->till, &session, &f->err));
    assert_false(invoice(f, "m"));
    assert_int_equal(f->err.code, ERR_INPUT);
}

static void vat_waits_for_the_payment_unless_the_host_chose_debits(void **state)
{
    struct till_fixture *f = *state;

    client_add(f, "m", "");
    job_of(f, "m", 12000, 2000);
    assert_true(invoice(f, "m"));
    assert_int_equal(posted(f, "client"), 12000);
    assert_int_equal(posted(f, "services"), -10000);
    assert_int_equal(posted(f, "vat-pending:2000"), -2000);
    assert_true(pay(f, paper.number, "transfer", 3000));
    assert_int_equal(posted(f, "vat-pending:2000"), -1500);
    assert_int_equal(posted(f, "vat:2000"), -500);
    assert_int_equal(posted(f, "bank"), 3000);
    assert_true(till_batch_begin(&f->till, &f->err));
    assert_true(setting_put(&f->till.real, VAT_DEBITS_SETTING, "on", &f->till.actor,
                            till_now(&f->till), &f->err));
    assert_true(till_batch_end(&f->till, true, &f->err));
    job_of(f, "m", 1200, 2000);
    assert_true(invoice(f, "m"));
    assert_int_equal(posted(f, "vat:2000"), -700);
    assert_non_null(strstr(paper.terms, "débits"));
}

/* `paper` becomes the note. */
static bool credit(struct till_fixture *f, const char *number, cents amount, const char *reason)
{
    const struct crediting crediting = { .invoice = number, .amount = amount, .reason = reason };

    return billing_credit(&f->till, &crediting, &paper, &f->err);
}

static void cash_goes_into_the_drawer_and_a_credit_note_gives_it_back(void **state)
{
    struct till_fixture *f = *state;
    cents drawer = f->till.real.head.running.drawer;
    char number[DOCUMENT_NUMBER_MAX];

    client_add(f, "m", "");
    job_of(f, "m", 6000, 1000);
    assert_true(invoice(f, "m"));
    memcpy(number, paper.number, sizeof number);
    assert_false(pay(f, number, "cash", 6001));
    assert_false(pay(f, number, "gold", 6000));
    f->err = ERR_EMPTY;
    assert_true(pay(f, number, "cash", 6000));
    assert_int_equal(f->till.real.head.running.drawer, drawer + 6000);
    assert_false(credit(f, number, 0, ""));
    f->err = ERR_EMPTY;
    assert_true(credit(f, number, 0, "erreur"));
    assert_int_equal(paper.gross, -6000);
    assert_false(credit(f, number, 0, "encore"));
    f->err = ERR_EMPTY;
    assert_true(pay(f, number, "cash", 6000)); /* back */
    assert_int_equal(f->till.real.head.running.drawer, drawer);
    assert_int_equal(posted(f, "client"), 0);
    assert_int_equal(posted(f, "services"), 0);
    assert_int_equal(posted(f, "vat:1000"), 0);
    assert_int_equal(posted(f, "vat-pending:1000"), 0);
    assert_true(invoice(f, "m")); /* the job is free again */
}

static void services_count_in_the_result_and_hours_weigh(void **state)
{
    struct till_fixture *f = *state;
    const struct job_hours hours[] = { { "P1", 90 }, { "P2", 30 } };
    struct distribution distribution = { .rule = SHARE_HOURS, .sharer_count = 2 };
    int64_t job;

    client_add(f, "m", "");
    job = job_of(f, "m", 12000, 2000);
    for (int i = 0; i < 2; i++) {
        struct sharer *sharer = &distribution.sharers[i];

        assert_true(job_put_hours(f->db, job, &hours[i], &f->err));
        memcpy(sharer->badge, hours[i].badge, sizeof sharer->badge);
        assert_true(job_minutes(f->db, sharer->badge, &sharer->weight, &f->err));
    }
    assert_true(invoice(f, "m"));
    assert_true(result_read(&f->till, 0, &distribution.result, &f->err));
    assert_int_equal(distribution.result.net_sales, 10000);
    assert_true(distribution_compute(&distribution, &f->err));
    assert_int_equal(distribution.sharers[0].share, 7500);
    assert_int_equal(distribution.sharers[1].share, 2500);
}

static void credit_is_sound(cents amount)
{
    cents gross = 0, net = 0;

    for (int i = 0; i < paper.line_count; i++) {
        const struct document_line *line = &paper.lines[i];

        assert_true(line->gross <= line->net && line->net <= 0);
        gross += line->gross;
        net += line->net;
    }
    assert_int_equal(gross, -amount);
    assert_int_equal(paper.gross, gross);
    assert_int_equal(paper.net, net);
    assert_int_equal(paper.vat, gross - net);
}

/* 120,00 at 20 % and 55,00 at 10 %: a fifth of each goes back, with its VAT. */
static void a_part_of_an_invoice_is_credited_at_its_rates(void **state)
{
    struct till_fixture *f = *state;
    char number[DOCUMENT_NUMBER_MAX];

    client_add(f, "m", "");
    job_of(f, "m", 12000, 2000);
    job_of(f, "m", 5500, 1000);
    assert_true(invoice(f, "m"));
    memcpy(number, paper.number, sizeof number);
    assert_true(pay(f, number, "transfer", 7000)); /* 40 % */
    assert_false(credit(f, number, 17501, "trop"));
    assert_false(credit(f, number, -1, "rien"));
    f->err = ERR_EMPTY;
    assert_true(credit(f, number, 3500, "pelouse inachevée"));
    assert_int_equal(paper.line_count, 2);
    assert_int_equal(paper.lines[0].gross, -1100);
    assert_int_equal(paper.lines[0].net, -1000);
    assert_int_equal(paper.lines[1].gross, -2400);
    assert_int_equal(paper.lines[1].net, -2000);
    assert_int_equal(posted(f, "client"), 17500 - 7000 - 3500);
    assert_int_equal(posted(f, "services"), -(15000 - 3000));
    assert_int_equal(posted(f, "vat:2000") + posted(f, "vat-pending:2000"), -1600);
    assert_int_equal(posted(f, "vat:2000"), -800); /* 70 of the 140 that are left */
    assert_int_equal(posted(f, "vat:1000"), -200);
    assert_false(invoice(f, "m")); /* the work stands on the invoice still */
    f->err = ERR_EMPTY;
    assert_false(pay(f, number, "cheque", 7001));
    f->err = ERR_EMPTY;
    assert_true(pay(f, number, "cheque", 7000));
    assert_int_equal(posted(f, "vat-pending:2000"), 0);
    assert_true(credit(f, number, 0, "le reste"));
    assert_int_equal(paper.gross, -14000);
    assert_int_equal(posted(f, "services"), 0);
    assert_int_equal(posted(f, "vat:1000"), 0);
    assert_true(invoice(f, "m")); /* now it is free */
}

static bool credit_line(struct till_fixture *f, const char *number, int line)
{
    const struct crediting crediting = { .invoice = number, .reason = "pas fait", .line = line };

    f->err = ERR_EMPTY;
    return billing_credit(&f->till, &crediting, &paper, &f->err);
}

static void a_line_of_an_invoice_is_credited_once(void **state)
{
    struct till_fixture *f = *state;
    char number[DOCUMENT_NUMBER_MAX];

    client_add(f, "m", "");
    job_of(f, "m", 12000, 2000);
    job_of(f, "m", 5500, 1000);
    job_of(f, "m", 12000, 2000); /* the same work a second time */
    assert_true(invoice(f, "m"));
    memcpy(number, paper.number, sizeof number);
    assert_false(credit_line(f, number, 4));
    assert_true(credit_line(f, number, 2));
    assert_int_equal(paper.line_count, 1);
    assert_string_equal(paper.lines[0].label, "Travail");
    assert_int_equal(paper.lines[0].quantity, -ONE_PIECE);
    assert_int_equal(paper.gross, -5500);
    assert_int_equal(paper.net, -5000);
    assert_int_equal(paper.vat, -500);
    assert_false(credit_line(f, number, 2));
    assert_int_equal(f->err.code, ERR_INPUT);
    assert_true(credit_line(f, number, 1));
    assert_true(credit_line(f, number, 3));
    assert_false(credit_line(f, number, 3));
    f->err = ERR_EMPTY;
    assert_int_equal(posted(f, "client"), 0);
    assert_int_equal(posted(f, "services"), 0);
    assert_true(invoice(f, "m")); /* nothing is left: the jobs are free */
}

/* After a part that is spread over the rates, a line does not fit any more. */
static void a_line_is_not_credited_beyond_what_is_left_at_its_rate(void **state)
{
    struct till_fixture *f = *state;
    char number[DOCUMENT_NUMBER_MAX];

    client_add(f, "m", "");
    job_of(f, "m", 12000, 2000);
    assert_true(invoice(f, "m"));
    memcpy(number, paper.number, sizeof number);
    assert_true(credit(f, number, 1, "un centime"));
    assert_false(credit_line(f, number, 1));
    f->err = ERR_EMPTY;
    assert_true(credit(f, number, 0, "le reste"));
}

static const char *verdict_of(struct till_fixture *f)
{
    static struct verdict verdict;

    assert_true(book_verify(f->db, &f->till.keyring, "", &verdict, &f->err));
    return verdict.is_good ? "" : verdict.what;
}

/* Sealed and signed as ours are, by a program that does not look at what is left. */
static void credit_notes_beyond_their_invoice_are_found(void **state)
{
    struct till_fixture *f = *state;

    client_add(f, "m", "");
    job_of(f, "m", 12000, 2000);
    assert_true(invoice(f, "m"));
    assert_true(credit(f, paper.number, 0, "erreur"));
    assert_string_equal(verdict_of(f), "");
    assert_true(document_issue(&f->till, &paper, "encore", &f->err));
    if (!strstr(verdict_of(f), "dépassent"))
        fail_msg("%s", verdict_of(f));
}

static void a_credit_note_of_no_invoice_is_found(void **state)
{
    struct till_fixture *f = *state;

    client_add(f, "m", "");
    job_of(f, "m", 12000, 0);
    assert_true(invoice(f, "m"));
    assert_true(credit(f, paper.number, 100, "erreur"));
    snprintf(paper.refers, sizeof paper.refers, "SERV19-FA-9");
    assert_true(document_issue(&f->till, &paper, "encore", &f->err));
    assert_non_null(strstr(verdict_of(f), "SERV19-FA-9"));
}

/* Any prices, rates, payments and credit notes: what is due, waits and is owed adds up. */
static void whatever_is_paid_or_credited_the_books_add_up(void **state)
{
    static const basis_points RATES[] = { 550, 1000, 2000 };
    struct till_fixture *f = *state;
    struct chance chance = { .state = 20261130 };

    client_add(f, "m", "");
    for (int round = 0; round < 40; round++) {
        cents gross, vat = 0, paid = 0;
        char number[DOCUMENT_NUMBER_MAX];

        for (int i = 0; i <= (int)chance_below(&chance, 3); i++)
            job_of(f, "m", 1 + (cents)chance_below(&chance, 40000),
                   RATES[chance_below(&chance, 3)]);
        assert_true(invoice(f, "m"));
        memcpy(number, paper.number, sizeof number);
        gross = paper.gross;
        for (int i = 0; i < 3 && paid < gross; i++) {
            cents part = 1 + (cents)chance_below(&chance, (int)(gross - paid));

            assert_true(pay(f, number, "transfer", part));
            paid += part;
        }
        if (chance_below(&chance, 2) == 0) {
            for (cents left = gross, part; left > 0; left -= part) {
                part = 1 + (cents)chance_below(&chance, (int)left);
                assert_false(credit(f, number, left + 1, "erreur"));
                f->err = ERR_EMPTY;
                assert_true(credit(f, number, part, "erreur"));
                credit_is_sound(part);
            }
            assert_false(credit(f, number, 0, "erreur"));
            f->err = ERR_EMPTY;
            assert_true(pay(f, number, "transfer", paid));
        } else if (paid < gross) {
            assert_true(pay(f, number, "cheque", gross - paid > 0 ? gross - paid : 1));
        }
        for (size_t i = 0; i < COUNT_OF(RATES); i++) {
            char use[32];

            snprintf(use, sizeof use, "vat-pending:%d", (int)RATES[i]);
            assert_int_equal(posted(f, use), 0); /* all is paid or credited: nothing waits */
            snprintf(use, sizeof use, "vat:%d", (int)RATES[i]);
            vat += posted(f, use);
        }
        assert_int_equal(posted(f, "client"), 0);
        assert_int_equal(posted(f, "bank") + posted(f, "cheque"), -(posted(f, "services") + vat));
    }
}

/* More work than a paper has lines for waits for the next one. */
static void what_has_no_room_on_an_invoice_stands_on_the_next(void **state)
{
    struct till_fixture *f = *state;
    cents sum = 0;

    client_add(f, "m", "");
    for (int i = 0; i < DOCUMENT_LINES_MAX + 7; i++)
        job_of(f, "m", 1000, 2000);
    for (int i = 0; i < 2; i++) {
        assert_true(invoice(f, "m"));
        assert_int_equal(paper.line_count, i == 0 ? DOCUMENT_LINES_MAX : 7);
        sum += paper.gross;
    }
    assert_true(sum == (DOCUMENT_LINES_MAX + 7) * 1000);
    assert_false(invoice(f, "m"));
    f->err = ERR_EMPTY;
}

static void what_is_still_to_be_done_is_quoted_and_not_invoiced(void **state)
{
    struct till_fixture *f = *state;
    const struct billing_choice choice = { .client = "m", .due_days = -1 };
    struct job job = { .client = "m",
                       .service = "Plus tard",
                       .quantity = ONE_PIECE,
                       .price = 5000,
                       .rate = 2000,
                       .day = { till_day(&f->till).number + 1 } };
    int64_t id;

    client_add(f, "m", "");
    assert_true(job_add(f->db, &job, &id, &f->err));
    assert_false(invoice(f, "m"));
    f->err = ERR_EMPTY;
    job_of(f, "m", 1000, 2000);
    assert_true(billing_quote(&f->till, &choice, &paper, &f->err));
    assert_int_equal(paper.gross, 6000);
    assert_true(invoice(f, "m"));
    assert_int_equal(paper.gross, 1000);
    f->till.clock.at.utc_s += 86400;
    assert_true(invoice(f, "m"));
    assert_int_equal(paper.gross, 5000);
}

static void an_invoice_of_nothing_is_credited_once(void **state)
{
    struct till_fixture *f = *state;
    struct job job = { .client = "m", .service = "Essai", .quantity = 1, .price = 1 };
    char number[DOCUMENT_NUMBER_MAX];
    int64_t id;

    client_add(f, "m", "");
    job.day = till_day(&f->till);
    assert_true(job_add(f->db, &job, &id, &f->err));
    assert_true(invoice(f, "m"));
    assert_true(paper.gross == 0);
    memcpy(number, paper.number, sizeof number);
    assert_true(credit(f, number, 0, "erreur"));
    assert_false(credit(f, number, 0, "erreur"));
    f->err = ERR_EMPTY;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, billing_setup, till_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(numbers_follow_in_each_kind_and_what_is_refused_takes_none),
        TEST(an_invoice_to_a_firm_says_what_the_law_asks),
        TEST(without_the_address_or_siret_of_the_host_nothing_is_made),
        TEST(vat_waits_for_the_payment_unless_the_host_chose_debits),
        TEST(cash_goes_into_the_drawer_and_a_credit_note_gives_it_back),
        TEST(services_count_in_the_result_and_hours_weigh),
        TEST(what_has_no_room_on_an_invoice_stands_on_the_next),
        TEST(what_is_still_to_be_done_is_quoted_and_not_invoiced),
        TEST(an_invoice_of_nothing_is_credited_once),
        TEST(a_part_of_an_invoice_is_credited_at_its_rates),
        TEST(a_line_of_an_invoice_is_credited_once),
        TEST(a_line_is_not_credited_beyond_what_is_left_at_its_rate),
        TEST(credit_notes_beyond_their_invoice_are_found),
        TEST(a_credit_note_of_no_invoice_is_found),
        TEST(whatever_is_paid_or_credited_the_books_add_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
