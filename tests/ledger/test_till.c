#include "ledger/charge.h"
#include "ledger/closing.h"
#include "ledger/distribution.h"
#include "ledger/verify.h"
#include "tests/support/till_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static void assert_good(bool good, const struct err *err)
{
    if (!good)
        fail_msg("%s", err->text);
}

static void assert_book_is_good(struct till_fixture *f)
{
    struct verdict verdict;
    char text[VERDICT_TEXT_MAX * 2];

    assert_good(book_verify(f->db, &f->till.keyring, "", &verdict, &f->err), &f->err);
    verdict_format(&verdict, text);
    if (!verdict.is_good)
        fail_msg("%s", text);
}

static void a_sale_gets_the_next_number_and_moves_the_totals(void **state)
{
    struct till_fixture *f = *state;
    struct sold first = till_fixture_sell(f, "C1", 3, PAY_CASH);
    struct sold second = till_fixture_sell(f, "T1", 1, PAY_CARD);

    assert_int_equal(first.number, 1);
    assert_int_equal(second.number, 2);
    assert_int_equal(f->till.real.head.running.gross, 450 + 1200);
    assert_int_equal(f->till.real.head.running.cash, 450);
    assert_int_equal(f->till.real.head.running.card, 1200);
    assert_int_equal(f->till.real.head.running.drawer, 450);
    assert_book_is_good(f);
}

/* 100 tickets of one 1,00 € article at 5,5 %: 100 × 0,05 = 5,00 € VAT, what was printed, not 5,21.
 */
static void vat_of_the_day_is_the_sum_of_what_was_printed(void **state)
{
    struct till_fixture *f = *state;
    struct product product;
    struct reading reading;

    assert_good(product_find(f->db, "C1", &product, &f->err), &f->err);
    product.price = 100;
    assert_good(till_put_product(&f->till, &product, &f->err), &f->err);
    for (int i = 0; i < 100; i++)
        till_fixture_sell(f, "C1", 1, PAY_CASH);
    assert_good(reading_take_x(&f->till, &reading, &f->err), &f->err);
    assert_int_equal(reading.sales.vat, 500);
    assert_int_equal(reading.sales.tickets, 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_sale_gets_the_next_number_and_moves_the_totals,
                                        till_fixture_setup, till_fixture_teardown),
        cmocka_unit_test_setup_teardown(vat_of_the_day_is_the_sum_of_what_was_printed,
                                        till_fixture_setup, till_fixture_teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
