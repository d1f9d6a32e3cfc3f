/* Once is once, however it is asked again, and to the smallest part. */
#include "ledger/charge.h"
#include "ledger/closing/distribution.h"
#include "ledger/till.h"
#include "tests/support/till_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

static int64_t charge_make(struct till_fixture *f, const char *label)
{
    struct charge charge = { .day = moment_day(till_now(&f->till)),

                             .category = CHARGE_MATERIALS,
                             .net = 1000,
                             .vat = 200,
                             .paid_from = "host" };

    snprintf(charge.label, sizeof charge.label, "%s", label);

    if (!charge_put(&f->till, &charge, &f->err))
        fail_msg("%s", f->err.text);
    return f->till.real.head.seq;
}

static void a_charge_is_cancelled_once(void **state)
{
    struct till_fixture *f = *state;
    int64_t seq = charge_make(f, "Farine");
    int64_t other = charge_make(f, "Sucre");
    struct result result;

    assert_true(charge_cancel(&f->till, "A", seq, "erreur", &f->err));
    for (int again = 0; again < 3; again++) {
        assert_false(charge_cancel(&f->till, "A", seq, "erreur", &f->err));
        assert_int_equal(f->err.code, ERR_NOT_FOUND);
        f->err = ERR_EMPTY;
    }
    assert_false(charge_cancel(&f->till, "A", f->till.real.head.seq, "erreur", &f->err));
    f->err = ERR_EMPTY;
    assert_true(charge_cancel(&f->till, "A", other, "erreur", &f->err));
    assert_true(result_read(&f->till, 0, &result, &f->err));
    assert_true(result.result == 0);
}

static void a_credit_note_is_taken_back_once_like_any_charge(void **state)
{
    struct till_fixture *f = *state;
    struct charge note = { .day = moment_day(till_now(&f->till)),
                           .label = "Farine rendue",
                           .category = CHARGE_MATERIALS,
                           .net = -500,
                           .vat = -100,
                           .paid_from = "drawer" };
    struct result result;
    int64_t seq;

    assert_true(charge_put(&f->till, &note, &f->err));
    seq = f->till.real.head.seq;
    assert_true(till_move_cash(&f->till, false, 100, "monnaie", &f->err));
    assert_false(charge_cancel(&f->till, "A", seq, "erreur", &f->err)); /* the drawer holds less */
    assert_non_null(strstr(f->err.text, "espèces"));
    f->err = ERR_EMPTY;
    assert_true(till_move_cash(&f->till, true, 100, "monnaie", &f->err));
    assert_true(charge_cancel(&f->till, "A", seq, "erreur", &f->err));
    for (int again = 0; again < 2; again++) { /* itself, and what took it back */
        assert_false(charge_cancel(&f->till, "A", seq, "erreur", &f->err));
        assert_int_equal(f->err.code, ERR_NOT_FOUND);
        f->err = ERR_EMPTY;
        seq = f->till.real.head.seq;
    }
    assert_true(result_read(&f->till, 0, &result, &f->err));
    assert_true(result.result == 0);
    assert_true(f->till.real.head.running.drawer == 0);
}

/* Two files with the same credit note: the second one is asked about, whatever stands before. */
static void the_same_credit_note_is_taken_in_once(void **state)
{
    struct till_fixture *f = *state;
    struct charge charge = { .day = moment_day(till_now(&f->till)),
                             .label = "Farine",
                             .category = CHARGE_MATERIALS,
                             .net = 1000,
                             .vat = 55,
                             .paid_from = "host" };
    struct charge note = charge;

    note.net = -1000;
    note.vat = -55;
    assert_true(charge_put(&f->till, &charge, &f->err));
    assert_true(charge_put(&f->till, &note, &f->err));
    assert_false(charge_put(&f->till, &note, &f->err));
    assert_int_equal(f->err.code, ERR_REASON);
    f->err = ERR_EMPTY;
    note.net = -400; /* a part of it */
    note.vat = -22;
    assert_true(charge_put(&f->till, &note, &f->err));
    assert_true(charge_cancel(&f->till, "A", f->till.real.head.seq, "erreur", &f->err));
    assert_true(charge_put(&f->till, &note, &f->err)); /* the first was taken back */
}

/* One thousandth of a kilogram more than what is left is too much. */
static void a_refund_takes_what_is_left_and_not_a_thousandth_more(void **state)
{
    struct till_fixture *f = *state;
    struct sold sold = till_fixture_sell(f, "C1", 3, PAY_CASH);
    thousandths quantities[TICKET_LINES_MAX] = { 3 * ONE_PIECE + 1 };
    struct ticket refund;

    assert_false(till_refund(&f->till, "A", sold.number, quantities, &refund, &f->err));
    assert_int_equal(f->err.code, ERR_INPUT);
    f->err = ERR_EMPTY;
    quantities[0] = 3 * ONE_PIECE;
    assert_true(till_refund(&f->till, "A", sold.number, quantities, &refund, &f->err));
}

static void practice_and_real_tickets_are_not_refunded_for_each_other(void **state)
{
    struct till_fixture *f = *state;
    struct sold real = till_fixture_sell(f, "C1", 1, PAY_CASH);
    struct sold practised;
    struct ticket refund;

    assert_true(till_set_practice(&f->till, true, "", &f->err));
    practised = till_fixture_sell(f, "C1", 1, PAY_CASH);
    assert_false(till_refund(&f->till, real.chain, real.number, NULL, &refund, &f->err));
    assert_int_equal(f->err.code, ERR_INPUT);
    f->err = ERR_EMPTY;
    assert_true(till_set_practice(&f->till, false, "", &f->err));
    assert_false(till_refund(&f->till, practised.chain, practised.number, NULL, &refund, &f->err));
    assert_int_equal(f->err.code, ERR_INPUT);
    f->err = ERR_EMPTY;
}

static void the_same_refund_is_sealed_once(void **state)
{
    struct till_fixture *f = *state;
    struct sold sold = till_fixture_sell(f, "C1", 1, PAY_CASH);
    struct ticket refund;
    struct sold back;

    assert_true(till_refund(&f->till, "A", sold.number, NULL, &refund, &f->err));
    assert_true(ticket_pay(&refund, PAY_CASH, 150, "", &f->err));
    assert_true(till_sell(&f->till, &refund, &back, &f->err));
    assert_false(till_sell(&f->till, &refund, &back, &f->err));
    assert_int_equal(f->err.code, ERR_INPUT);
    f->err = ERR_EMPTY;
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, till_fixture_setup, till_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_charge_is_cancelled_once),
        TEST(a_credit_note_is_taken_back_once_like_any_charge),
        TEST(the_same_credit_note_is_taken_in_once),
        TEST(a_refund_takes_what_is_left_and_not_a_thousandth_more),
        TEST(practice_and_real_tickets_are_not_refunded_for_each_other),
        TEST(the_same_refund_is_sealed_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
