/* What should be done once is not done by two tills, or the merge says that it was. */
#include "ledger/billing/billing.h"
#include "ledger/charge.h"
#include "ledger/closing/closing.h"
#include "ledger/closing/distribution.h"
#include "ledger/proof/merge.h"
#include "ledger/proof/verify.h"
#include "tests/support/second_till.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

static struct second second;
static struct merged merged;

static void merge(struct till_fixture *f)
{
    struct verdict verdict;

    second_close(&second);
    second_must(till_merge(&f->till, second.path, NULL, &merged, &f->err), &f->err);
    second_must(book_verify(f->db, &f->till.keyring, "", &verdict, &f->err), &f->err);
    if (!verdict.is_good)
        fail_msg("%s", verdict.what);
}

static void second_start(struct till_fixture *f)
{
    second_make(&second, f);
    second_open(&second);
}

static void refund(struct till_fixture *f, int64_t number)
{
    struct ticket back;
    struct sold done;

    second_must(till_refund(&f->till, "A", number, NULL, &back, &f->err), &f->err);
    second_must(ticket_pay(&back, PAY_CASH, 150, "", &f->err), &f->err);
    second_must(till_sell(&f->till, &back, &done, &f->err), &f->err);
}

static int64_t charge_make(struct till_fixture *f, const char *label, const char *document)
{
    struct charge charge = { .day = moment_day(till_now(&f->till)),
                             .category = CHARGE_MATERIALS,
                             .net = 1000,
                             .vat = 200,
                             .supplier = "Moulin",
                             .paid_from = "host" };

    snprintf(charge.label, sizeof charge.label, "%s", label);
    snprintf(charge.document, sizeof charge.document, "%s", document);
    second_must(charge_put(&f->till, &charge, &f->err), &f->err);
    return f->till.real.head.seq;
}

static void a_letter_is_given_to_one_copy(void **state)
{
    struct till_fixture *f = *state;
    char path[200];

    second_make(&second, f);
    snprintf(path, sizeof path, "%s/again.flashcoop", f->folder);
    assert_false(till_make_copy(&f->till, 'B', path, &f->err));
    assert_non_null(strstr(f->err.text, "existe déjà"));
    f->err = ERR_EMPTY;
    second_must(till_make_copy(&f->till, 'C', path, &f->err), &f->err);
}

/* The journal of till B would stand in it without any other naming it. */
static void a_second_till_makes_no_third_one(void **state)
{
    struct till_fixture *f = *state;
    char path[200];

    second_start(f);
    till_fixture_sell(&second.f, "C1", 1, PAY_CASH);
    snprintf(path, sizeof path, "%s/third.flashcoop", f->folder);
    assert_false(till_make_copy(&second.f.till, 'C', path, &second.f.err));
    assert_non_null(strstr(second.f.err.text, "première, A"));
    second_close(&second);
}

static void a_sale_that_both_tills_refunded_is_named(void **state)
{
    struct till_fixture *f = *state;
    struct sold once = till_fixture_sell(f, "C1", 1, PAY_CASH);
    struct sold both = till_fixture_sell(f, "C1", 1, PAY_CASH);

    second_start(f);
    till_fixture_sell(&second.f, "C1", 2, PAY_CASH);
    refund(&second.f, both.number);
    refund(f, once.number);
    refund(f, both.number);
    merge(f);
    assert_string_equal(merged.twice, "remboursé deux fois : A-2");
}

/* A mirror is made where its charge is, or on the first till. */
static void a_charge_is_taken_back_where_it_was_entered(void **state)
{
    struct till_fixture *f = *state;
    int64_t here = charge_make(f, "Farine", "");
    int64_t there;

    second_start(f);
    assert_false(charge_cancel(&second.f.till, "A", here, "erreur", &second.f.err));
    second.f.err = ERR_EMPTY;
    there = charge_make(&second.f, "Sucre", "");
    merge(f);
    assert_string_equal(merged.twice, "");
    second_open(&second);
    second_must(charge_cancel(&second.f.till, "B", there, "erreur", &second.f.err), &second.f.err);
    second_must(charge_cancel(&f->till, "B", there, "erreur", &f->err), &f->err);
    merge(f);
    assert_string_equal(merged.twice, "charge annulée deux fois : Sucre");
}

static void an_invoice_that_both_tills_typed_is_named(void **state)
{
    struct till_fixture *f = *state;

    second_start(f);
    charge_make(f, "Farine", "F-12");
    charge_make(f, "Sucre", "F-13");
    charge_make(&second.f, "Farine T55", "F-12");
    merge(f);
    assert_string_equal(merged.twice, "facture entrée deux fois : Moulin F-12");
}

static void a_file_of_sales_is_read_on_the_first_till(void **state)
{
    struct till_fixture *f = *state;
    struct till_item one = { .quantity = ONE_PIECE };
    struct ticket ticket;
    struct sold sold;

    second_start(f);
    ticket_init(&ticket);
    ticket.late.is_late = true;
    ticket.late.utc_s = till_now(&f->till).utc_s - 60;
    ticket.late.offset_min = 60;
    strcpy(ticket.late.source_key, "carnet-7");
    second_must(till_add(&f->till, &ticket, "C1", &one, &f->err), &f->err);
    second_must(ticket_pay(&ticket, PAY_CASH, 150, "", &f->err), &f->err);
    assert_false(till_sell(&second.f.till, &ticket, &sold, &second.f.err));
    assert_non_null(strstr(second.f.err.text, "première caisse, A"));
    second.f.err = ERR_EMPTY;
    second_must(till_sell(&f->till, &ticket, &sold, &f->err), &f->err);
    merge(f);
}

static void day_close(struct till_fixture *f)
{
    struct closing closing;

    second_must(closing_close(&f->till, PERIOD_DAY, -1, "", &closing, &f->err), &f->err);
}

static void the_session_is_closed_on_the_first_till_once_the_others_are_back(void **state)
{
    struct till_fixture *f = *state;
    struct closing closing;

    second_start(f);
    till_fixture_sell(&second.f, "C1", 1, PAY_CASH);
    day_close(&second.f);
    assert_false(closing_close(&second.f.till, PERIOD_SESSION, -1, "", &closing, &second.f.err));
    assert_non_null(strstr(second.f.err.text, "première caisse, A"));
    second.f.err = ERR_EMPTY;
    till_fixture_sell(f, "C1", 1, PAY_CASH);
    day_close(f);
    assert_false(closing_close(&f->till, PERIOD_SESSION, -1, "", &closing, &f->err));
    assert_non_null(strstr(f->err.text, "La caisse B n'est pas revenue"));
    f->err = ERR_EMPTY;
    merge(f);
    second_must(closing_close(&f->till, PERIOD_SESSION, -1, "", &closing, &f->err), &f->err);
}

static void who_lost_a_till_closes_the_session_and_says_why(void **state)
{
    struct till_fixture *f = *state;
    struct closing closing;

    second_start(f);
    second_must(closing_close(&f->till, PERIOD_SESSION, -1, "B est perdue", &closing, &f->err),
                &f->err);
    second_must(
        closing_close(&second.f.till, PERIOD_SESSION, -1, "A est perdue", &closing, &second.f.err),
        &second.f.err);
    second_close(&second);
}

/* What no till may do a second time: shares, invoices, their credit notes and their payments. */
static void what_counts_for_all_tills_is_done_on_the_first(void **state)
{
    const struct billing_choice choice = { .client = "m", .due_days = -1 };
    const struct crediting crediting = { .invoice = "X-FA-1", .reason = "erreur" };
    const struct settlement settlement = { "X-FA-1", "cash", 100, DAY_NONE };
    static struct distribution distribution = { .votes_for = 1 };
    static struct document document;
    struct document_balance balance;
    struct till_fixture *f = *state;
    struct till *till = &second.f.till;
    struct err *err = &second.f.err;
    bool done[5];

    second_start(f);
    for (int i = 0; i < 5; i++) {
        done[i] = i == 0   ? billing_quote(till, &choice, &document, err)
                  : i == 1 ? billing_invoice(till, &choice, &document, err)
                  : i == 2 ? billing_credit(till, &crediting, &document, err)
                  : i == 3 ? billing_settle(till, &settlement, &balance, err)
                           : distribution_record(till, &distribution, err);
        assert_false(done[i]);
        if (!strstr(err->text, "première caisse, A"))
            fail_msg("%d: %s", i, err->text);
        *err = ERR_EMPTY;
    }
    second_close(&second);
}

static void product_put_here(struct till_fixture *f, const char *code, const char *barcode)
{
    struct product product = {
        .price = 300, .rate = 550, .cost = -1, .use_by = DAY_NONE, .best_before = DAY_NONE
    };

    snprintf(product.code, sizeof product.code, "%s", code);
    snprintf(product.label, sizeof product.label, "Pain %s", code);
    snprintf(product.barcode, sizeof product.barcode, "%s", barcode);
    second_must(till_put_product(&f->till, &product, &f->err), &f->err);
}

static const char *barcode_of(struct till_fixture *f, const char *code)
{
    static struct product product;

    second_must(product_find(f->db, code, &product, &f->err), &f->err);
    return product.barcode;
}

/* Its sales come in all the same: the product of the other till loses the code, by a record. */
static void a_barcode_that_both_tills_gave_stays_with_the_first(void **state)
{
    struct till_fixture *f = *state;

    second_start(f);
    product_put_here(f, "P1", "3017620422003");
    product_put_here(&second.f, "B1", "3017620422003");
    till_fixture_sell(&second.f, "B1", 2, PAY_CASH);
    merge(f);
    assert_string_equal(barcode_of(f, "P1"), "3017620422003");
    assert_string_equal(barcode_of(f, "B1"), "");
}

/* Taken from one product and given to another, or exchanged: whatever comes first in the table. */
static void barcodes_that_moved_at_the_other_till_move_here(void **state)
{
    struct till_fixture *f = *state;

    product_put_here(f, "P1", "11111116");
    product_put_here(f, "P2", "22222222");
    second_start(f);
    product_put_here(&second.f, "P2", "");
    product_put_here(&second.f, "P1", "22222222");
    product_put_here(&second.f, "P2", "11111116");
    merge(f);
    assert_string_equal(barcode_of(f, "P1"), "22222222");
    assert_string_equal(barcode_of(f, "P2"), "11111116");
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, till_fixture_setup, till_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_letter_is_given_to_one_copy),
        TEST(a_second_till_makes_no_third_one),
        TEST(a_sale_that_both_tills_refunded_is_named),
        TEST(a_charge_is_taken_back_where_it_was_entered),
        TEST(an_invoice_that_both_tills_typed_is_named),
        TEST(a_file_of_sales_is_read_on_the_first_till),
        TEST(the_session_is_closed_on_the_first_till_once_the_others_are_back),
        TEST(who_lost_a_till_closes_the_session_and_says_why),
        TEST(a_barcode_that_both_tills_gave_stays_with_the_first),
        TEST(barcodes_that_moved_at_the_other_till_move_here),
        TEST(what_counts_for_all_tills_is_done_on_the_first),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
