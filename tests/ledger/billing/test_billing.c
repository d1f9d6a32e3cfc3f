/* Quotes, invoices and what is paid: the books by a computation of their own. */
#include "ledger/billing/billing.h"
#include "ledger/closing/distribution.h"
#include "tests/support/billing_bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void numbers_follow_in_each_kind_and_what_is_refused_takes_none(void **state)
{
    struct till_fixture *f = *state;
    const struct billing_choice choice = { .client = "m", .due_days = -1 };
    char expected[DOCUMENT_NUMBER_MAX];

    bench_client(f, "m", "");
    for (int i = 1; i <= 3; i++) {
        assert_false(bench_invoice(f, "m")); /* nothing to invoice */
        f->err = ERR_EMPTY;
        billing_bench_job(f, "m", 1000, 2000);
        assert_true(billing_quote(&f->till, &choice, &bench_paper, &f->err));
        snprintf(expected, sizeof expected, "SERV%.2s-DA-%d", strchr(bench_paper.number, '-') - 2,
                 i);
        assert_string_equal(bench_paper.number, expected);
        assert_true(bench_invoice(f, "m"));
        assert_string_equal(bench_paper.refers, expected);
        snprintf(expected, sizeof expected, "SERV%.2s-FA-%d", strchr(bench_paper.number, '-') - 2,
                 i);
        assert_string_equal(bench_paper.number, expected);
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

    bench_client(f, "firm", "732829320");
    bench_client(f, "man", "");
    billing_bench_job(f, "firm", 12000, 2000);
    billing_bench_job(f, "man", 12000, 2000);
    assert_true(bench_invoice(f, "firm"));
    for (size_t i = 0; i < COUNT_OF(WORDS); i++)
        assert_non_null(strstr(bench_paper.terms, WORDS[i]));
    assert_int_equal(bench_paper.due_day.number, bench_paper.day.number + 30);
    assert_string_equal(bench_paper.client_siren, "732829320");
    assert_true(bench_invoice(f, "man"));
    assert_null(strstr(bench_paper.terms, "40 €")); /* nobody asks it of a private person */
}

static void without_the_address_or_siret_of_the_host_nothing_is_made(void **state)
{
    struct till_fixture *f = *state;
    struct session session = f->till.session;

    bench_client(f, "m", "");
    billing_bench_job(f, "m", 1000, 2000);
    session.address[0] = '\0';
    assert_true(till_put_session(&f->till, &session, &f->err));
    assert_false(bench_invoice(f, "m"));
    assert_int_equal(f->err.code, ERR_INPUT);
}

static void vat_waits_for_the_payment_unless_the_host_chose_debits(void **state)
{
    struct till_fixture *f = *state;

    bench_client(f, "m", "");
    billing_bench_job(f, "m", 12000, 2000);
    assert_true(bench_invoice(f, "m"));
    assert_int_equal(bench_posted(f, "client"), 12000);
    assert_int_equal(bench_posted(f, "services"), -10000);
    assert_int_equal(bench_posted(f, "vat-pending:2000"), -2000);
    assert_true(bench_pay(f, bench_paper.number, "transfer", 3000));
    assert_int_equal(bench_posted(f, "vat-pending:2000"), -1500);
    assert_int_equal(bench_posted(f, "vat:2000"), -500);
    assert_int_equal(bench_posted(f, "bank"), 3000);
    assert_true(till_batch_begin(&f->till, &f->err));
    assert_true(setting_put(&f->till.real, VAT_DEBITS_SETTING, "on", &f->till.actor,
                            till_now(&f->till), &f->err));
    assert_true(till_batch_end(&f->till, true, &f->err));
    billing_bench_job(f, "m", 1200, 2000);
    assert_true(bench_invoice(f, "m"));
    assert_int_equal(bench_posted(f, "vat:2000"), -700);
    assert_non_null(strstr(bench_paper.terms, "débits"));
}

/* `bench_paper` becomes the note. */
static void cash_goes_into_the_drawer_and_a_credit_note_gives_it_back(void **state)
{
    struct till_fixture *f = *state;
    cents drawer = f->till.real.head.running.drawer;
    char number[DOCUMENT_NUMBER_MAX];

    bench_client(f, "m", "");
    billing_bench_job(f, "m", 6000, 1000);
    assert_true(bench_invoice(f, "m"));
    memcpy(number, bench_paper.number, sizeof number);
    assert_false(bench_pay(f, number, "cash", 6001));
    assert_false(bench_pay(f, number, "gold", 6000));
    f->err = ERR_EMPTY;
    assert_true(bench_pay(f, number, "cash", 6000));
    assert_int_equal(f->till.real.head.running.drawer, drawer + 6000);
    assert_false(bench_credit(f, number, 0, ""));
    f->err = ERR_EMPTY;
    assert_true(bench_credit(f, number, 0, "erreur"));
    assert_int_equal(bench_paper.gross, -6000);
    assert_false(bench_credit(f, number, 0, "encore"));
    f->err = ERR_EMPTY;
    assert_true(bench_pay(f, number, "cash", 6000)); /* back */
    assert_int_equal(f->till.real.head.running.drawer, drawer);
    assert_int_equal(bench_posted(f, "client"), 0);
    assert_int_equal(bench_posted(f, "services"), 0);
    assert_int_equal(bench_posted(f, "vat:1000"), 0);
    assert_int_equal(bench_posted(f, "vat-pending:1000"), 0);
    assert_true(bench_invoice(f, "m")); /* the job is free again */
}

static void services_count_in_the_result_and_hours_weigh(void **state)
{
    struct till_fixture *f = *state;
    const struct job_hours hours[] = { { "P1", 90 }, { "P2", 30 } };
    struct distribution distribution = { .rule = SHARE_HOURS, .sharer_count = 2 };
    int64_t job;

    bench_client(f, "m", "");
    job = billing_bench_job(f, "m", 12000, 2000);
    for (int i = 0; i < 2; i++) {
        struct sharer *sharer = &distribution.sharers[i];

        assert_true(job_put_hours(f->db, job, &hours[i], &f->err));
        memcpy(sharer->badge, hours[i].badge, sizeof sharer->badge);
        assert_true(job_minutes(f->db, sharer->badge, &sharer->weight, &f->err));
    }
    assert_true(bench_invoice(f, "m"));
    assert_true(result_read(&f->till, 0, &distribution.result, &f->err));
    assert_int_equal(distribution.result.net_sales, 10000);
    assert_true(distribution_compute(&distribution, &f->err));
    assert_int_equal(distribution.sharers[0].share, 7500);
    assert_int_equal(distribution.sharers[1].share, 2500);
}

/* More work than a bench_paper has lines for waits for the next one. */
static void what_has_no_room_on_an_invoice_stands_on_the_next(void **state)
{
    struct till_fixture *f = *state;
    cents sum = 0;

    bench_client(f, "m", "");
    for (int i = 0; i < DOCUMENT_LINES_MAX + 7; i++)
        billing_bench_job(f, "m", 1000, 2000);
    for (int i = 0; i < 2; i++) {
        assert_true(bench_invoice(f, "m"));
        assert_int_equal(bench_paper.line_count, i == 0 ? DOCUMENT_LINES_MAX : 7);
        sum += bench_paper.gross;
    }
    assert_true(sum == (DOCUMENT_LINES_MAX + 7) * 1000);
    assert_false(bench_invoice(f, "m"));
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

    bench_client(f, "m", "");
    assert_true(job_add(f->db, &job, &id, &f->err));
    assert_false(bench_invoice(f, "m"));
    f->err = ERR_EMPTY;
    billing_bench_job(f, "m", 1000, 2000);
    assert_true(billing_quote(&f->till, &choice, &bench_paper, &f->err));
    assert_int_equal(bench_paper.gross, 6000);
    assert_true(bench_invoice(f, "m"));
    assert_int_equal(bench_paper.gross, 1000);
    f->till.clock.at.utc_s += 86400;
    assert_true(bench_invoice(f, "m"));
    assert_int_equal(bench_paper.gross, 5000);
}

static void an_invoice_of_nothing_is_credited_once(void **state)
{
    struct till_fixture *f = *state;
    struct job job = { .client = "m", .service = "Essai", .quantity = 1, .price = 1 };
    char number[DOCUMENT_NUMBER_MAX];
    int64_t id;

    bench_client(f, "m", "");
    job.day = till_day(&f->till);
    assert_true(job_add(f->db, &job, &id, &f->err));
    assert_true(bench_invoice(f, "m"));
    assert_true(bench_paper.gross == 0);
    memcpy(number, bench_paper.number, sizeof number);
    assert_true(bench_credit(f, number, 0, "erreur"));
    assert_false(bench_credit(f, number, 0, "erreur"));
    f->err = ERR_EMPTY;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, billing_bench_setup, till_fixture_teardown)

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
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
