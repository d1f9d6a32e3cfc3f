/* Credit notes: of all of an invoice, of a part, of a line, and never beyond it. */
#include "ledger/proof/verify.h"
#include "tests/support/billing_bench.h"
#include "tests/support/chance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void credit_is_sound(cents amount)
{
    cents gross = 0, net = 0;

    for (int i = 0; i < bench_paper.line_count; i++) {
        const struct document_line *line = &bench_paper.lines[i];

        assert_true(line->gross <= line->net && line->net <= 0);
        gross += line->gross;
        net += line->net;
    }
    assert_int_equal(gross, -amount);
    assert_int_equal(bench_paper.gross, gross);
    assert_int_equal(bench_paper.net, net);
    assert_int_equal(bench_paper.vat, gross - net);
}

/* 120,00 at 20 % and 55,00 at 10 %: a fifth of each goes back, with its VAT. */
static void a_part_of_an_invoice_is_credited_at_its_rates(void **state)
{
    struct till_fixture *f = *state;
    char number[DOCUMENT_NUMBER_MAX];

    bench_client(f, "m", "");
    billing_bench_job(f, "m", 12000, 2000);
    billing_bench_job(f, "m", 5500, 1000);
    assert_true(bench_invoice(f, "m"));
    memcpy(number, bench_paper.number, sizeof number);
    assert_true(bench_pay(f, number, "transfer", 7000)); /* 40 % */
    assert_false(bench_credit(f, number, 17501, "trop"));
    assert_false(bench_credit(f, number, -1, "rien"));
    f->err = ERR_EMPTY;
    assert_true(bench_credit(f, number, 3500, "pelouse inachevée"));
    assert_int_equal(bench_paper.line_count, 2);
    assert_int_equal(bench_paper.lines[0].gross, -1100);
    assert_int_equal(bench_paper.lines[0].net, -1000);
    assert_int_equal(bench_paper.lines[1].gross, -2400);
    assert_int_equal(bench_paper.lines[1].net, -2000);
    assert_int_equal(bench_posted(f, "client"), 17500 - 7000 - 3500);
    assert_int_equal(bench_posted(f, "services"), -(15000 - 3000));
    assert_int_equal(bench_posted(f, "vat:2000") + bench_posted(f, "vat-pending:2000"), -1600);
    assert_int_equal(bench_posted(f, "vat:2000"), -800); /* 70 of the 140 that are left */
    assert_int_equal(bench_posted(f, "vat:1000"), -200);
    assert_false(bench_invoice(f, "m")); /* the work stands on the invoice still */
    f->err = ERR_EMPTY;
    assert_false(bench_pay(f, number, "cheque", 7001));
    f->err = ERR_EMPTY;
    assert_true(bench_pay(f, number, "cheque", 7000));
    assert_int_equal(bench_posted(f, "vat-pending:2000"), 0);
    assert_true(bench_credit(f, number, 0, "le reste"));
    assert_int_equal(bench_paper.gross, -14000);
    assert_int_equal(bench_posted(f, "services"), 0);
    assert_int_equal(bench_posted(f, "vat:1000"), 0);
    assert_true(bench_invoice(f, "m")); /* now it is free */
}

static bool credit_line(struct till_fixture *f, const char *number, int line)
{
    const struct crediting crediting = { .invoice = number, .reason = "pas fait", .line = line };

    f->err = ERR_EMPTY;
    return billing_credit(&f->till, &crediting, &bench_paper, &f->err);
}

static void a_line_of_an_invoice_is_credited_once(void **state)
{
    struct till_fixture *f = *state;
    char number[DOCUMENT_NUMBER_MAX];

    bench_client(f, "m", "");
    billing_bench_job(f, "m", 12000, 2000);
    billing_bench_job(f, "m", 5500, 1000);
    billing_bench_job(f, "m", 12000, 2000); /* the same work a second time */
    assert_true(bench_invoice(f, "m"));
    memcpy(number, bench_paper.number, sizeof number);
    assert_false(credit_line(f, number, 4));
    assert_true(credit_line(f, number, 2));
    assert_int_equal(bench_paper.line_count, 1);
    assert_string_equal(bench_paper.lines[0].label, "Travail");
    assert_int_equal(bench_paper.lines[0].quantity, -ONE_PIECE);
    assert_int_equal(bench_paper.gross, -5500);
    assert_int_equal(bench_paper.net, -5000);
    assert_int_equal(bench_paper.vat, -500);
    assert_false(credit_line(f, number, 2));
    assert_int_equal(f->err.code, ERR_INPUT);
    assert_true(credit_line(f, number, 1));
    assert_true(credit_line(f, number, 3));
    assert_false(credit_line(f, number, 3));
    f->err = ERR_EMPTY;
    assert_int_equal(bench_posted(f, "client"), 0);
    assert_int_equal(bench_posted(f, "services"), 0);
    assert_true(bench_invoice(f, "m")); /* nothing is left: the jobs are free */
}

/* After a part that is spread over the rates, a line does not fit any more. */
static void a_line_is_not_credited_beyond_what_is_left_at_its_rate(void **state)
{
    struct till_fixture *f = *state;
    char number[DOCUMENT_NUMBER_MAX];

    bench_client(f, "m", "");
    billing_bench_job(f, "m", 12000, 2000);
    assert_true(bench_invoice(f, "m"));
    memcpy(number, bench_paper.number, sizeof number);
    assert_true(bench_credit(f, number, 1, "un centime"));
    assert_false(credit_line(f, number, 1));
    f->err = ERR_EMPTY;
    assert_true(bench_credit(f, number, 0, "le reste"));
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

    bench_client(f, "m", "");
    billing_bench_job(f, "m", 12000, 2000);
    assert_true(bench_invoice(f, "m"));
    assert_true(bench_credit(f, bench_paper.number, 0, "erreur"));
    assert_string_equal(verdict_of(f), "");
    assert_true(document_issue(&f->till, &bench_paper, "encore", &f->err));
    if (!strstr(verdict_of(f), "dépassent"))
        fail_msg("%s", verdict_of(f));
}

static void a_credit_note_of_no_invoice_is_found(void **state)
{
    struct till_fixture *f = *state;

    bench_client(f, "m", "");
    billing_bench_job(f, "m", 12000, 0);
    assert_true(bench_invoice(f, "m"));
    assert_true(bench_credit(f, bench_paper.number, 100, "erreur"));
    snprintf(bench_paper.refers, sizeof bench_paper.refers, "SERV19-FA-9");
    assert_true(document_issue(&f->till, &bench_paper, "encore", &f->err));
    assert_non_null(strstr(verdict_of(f), "SERV19-FA-9"));
}

/* Any prices, rates, payments and credit notes: what is due, waits and is owed adds up. */
static void whatever_is_paid_or_credited_the_books_add_up(void **state)
{
    static const basis_points RATES[] = { 550, 1000, 2000 };
    struct till_fixture *f = *state;
    struct chance chance = { .state = 20261130 };

    bench_client(f, "m", "");
    for (int round = 0; round < 40; round++) {
        cents gross, vat = 0, paid = 0;
        char number[DOCUMENT_NUMBER_MAX];

        for (int i = 0; i <= (int)chance_below(&chance, 3); i++)
            billing_bench_job(f, "m", 1 + (cents)chance_below(&chance, 40000),
                              RATES[chance_below(&chance, 3)]);
        assert_true(bench_invoice(f, "m"));
        memcpy(number, bench_paper.number, sizeof number);
        gross = bench_paper.gross;
        for (int i = 0; i < 3 && paid < gross; i++) {
            cents part = 1 + (cents)chance_below(&chance, (int)(gross - paid));

            assert_true(bench_pay(f, number, "transfer", part));
            paid += part;
        }
        if (chance_below(&chance, 2) == 0) {
            for (cents left = gross, part; left > 0; left -= part) {
                part = 1 + (cents)chance_below(&chance, (int)left);
                assert_false(bench_credit(f, number, left + 1, "erreur"));
                f->err = ERR_EMPTY;
                assert_true(bench_credit(f, number, part, "erreur"));
                credit_is_sound(part);
            }
            assert_false(bench_credit(f, number, 0, "erreur"));
            f->err = ERR_EMPTY;
            assert_true(bench_pay(f, number, "transfer", paid));
        } else if (paid < gross) {
            assert_true(bench_pay(f, number, "cheque", gross - paid > 0 ? gross - paid : 1));
        }
        for (size_t i = 0; i < COUNT_OF(RATES); i++) {
            char use[32];

            snprintf(use, sizeof use, "vat-pending:%d", (int)RATES[i]);
            assert_int_equal(bench_posted(f, use), 0); /* all is paid or credited: nothing waits */
            snprintf(use, sizeof use, "vat:%d", (int)RATES[i]);
            vat += bench_posted(f, use);
        }
        assert_int_equal(bench_posted(f, "client"), 0);
        assert_int_equal(bench_posted(f, "bank") + bench_posted(f, "cheque"),
                         -(bench_posted(f, "services") + vat));
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, billing_bench_setup, till_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_part_of_an_invoice_is_credited_at_its_rates),
        TEST(a_line_of_an_invoice_is_credited_once),
        TEST(a_line_is_not_credited_beyond_what_is_left_at_its_rate),
        TEST(credit_notes_beyond_their_invoice_are_found),
        TEST(a_credit_note_of_no_invoice_is_found),
        TEST(whatever_is_paid_or_credited_the_books_add_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
