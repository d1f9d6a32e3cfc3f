/* Vectors of the programme's reference, section 2 (J2, J3, J6). */
#include "programme/workshop.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const struct price_sheet SIXTY_PACKETS = { .quantity = 60,
                                                  .materials_cents = 4200,
                                                  .packaging_cents = 25,
                                                  .fixed_cents = 3000,
                                                  .price_cents = 300 };

static void sixty_packets_at_three_euros_break_even_at_fifteen(void **state)
{
    struct price_result result;
    struct err err = ERR_EMPTY;

    (void)state;
    assert_true(price_sheet_solve(&SIXTY_PACKETS, &result, &err));
    assert_int_equal(result.variable_cents, 95);
    assert_int_equal(result.margin_cents, 205);
    assert_true(result.breaks_even);
    assert_int_equal(result.break_even, 15);
    assert_int_equal(result.full_cost_cents, 145);
}

/* The same packets at 5,5 %: of 3,00 € the group keeps 2,84 €, so that 15 are not enough. */
static void vat_is_no_money_of_the_group(void **state)
{
    struct price_sheet sheet = SIXTY_PACKETS;
    struct price_result result;
    struct err err = ERR_EMPTY;

    (void)state;
    sheet.rate = 550;
    assert_true(price_sheet_solve(&sheet, &result, &err));
    assert_int_equal(result.net_cents, 284);
    assert_int_equal(result.margin_cents, 189);
    assert_int_equal(result.break_even, 16);
    sheet.rate = 2000;
    assert_true(price_sheet_solve(&sheet, &result, &err));
    assert_int_equal(result.net_cents, 250);
    assert_int_equal(result.break_even, 20); /* 30,00 / 1,55 = 19,4 */
}

static void a_price_at_or_below_the_variable_cost_never_breaks_even(void **state)
{
    struct price_sheet sheet = SIXTY_PACKETS;
    struct price_result result;
    struct err err = ERR_EMPTY;

    (void)state;
    sheet.price_cents = 95;
    assert_true(price_sheet_solve(&sheet, &result, &err));
    assert_false(result.breaks_even);
    sheet.price_cents = 50;
    assert_true(price_sheet_solve(&sheet, &result, &err));
    assert_false(result.breaks_even);
    assert_int_equal(result.margin_cents, -45);
}

static void nothing_made_is_refused_without_a_division(void **state)
{
    struct price_sheet sheet = SIXTY_PACKETS;
    struct price_result result = { .break_even = -7 };
    struct err err = ERR_EMPTY;

    (void)state;
    sheet.quantity = 0;
    assert_false(price_sheet_solve(&sheet, &result, &err));
    assert_int_equal(err.code, ERR_INPUT);
    assert_int_equal(result.break_even, -7);
}

static void three_hundred_euros_over_a_year_at_six_percent_cost_9_85(void **state)
{
    struct loan loan;
    struct err err = ERR_EMPTY;

    (void)state;
    assert_true(loan_plan(30000, 12, 600, &loan, &err));
    assert_int_equal(loan.payment_cents, 2582);
    assert_int_equal(loan.table[0].interest_cents, 150);
    assert_int_equal(loan.table[0].balance_cents, 27568);
    assert_int_equal(loan.table[1].interest_cents, 138);
    assert_int_equal(loan.table[1].balance_cents, 25124);
    assert_int_equal(loan.table[11].payment_cents, 2583);
    assert_int_equal(loan.table[11].balance_cents, 0);
    assert_int_equal(loan.total_cents, 30985);
    assert_int_equal(loan.interest_cents, 985);
}

static void a_loan_without_interest_costs_nothing(void **state)
{
    struct loan loan;
    struct err err = ERR_EMPTY;

    (void)state;
    assert_true(loan_plan(10000, 3, 0, &loan, &err));
    assert_int_equal(loan.payment_cents, 3333);
    assert_int_equal(loan.table[2].payment_cents, 3334);
    assert_int_equal(loan.total_cents, 10000);
    assert_int_equal(loan.interest_cents, 0);
}

static void every_loan_in_range_is_paid_back_to_the_cent(void **state)
{
    struct loan loan;
    struct err err = ERR_EMPTY;

    (void)state;
    for (int64_t principal = 1; principal <= WORKSHOP_CENTS_MAX; principal *= 10)
        for (int months = 1; months <= LOAN_MONTHS_MAX; months += 17)
            for (int rate = 0; rate <= 10000; rate += 1250) {
                assert_true(loan_plan(principal, months, rate, &loan, &err));
                assert_int_equal(loan.table[months - 1].balance_cents, 0);
                assert_int_equal(loan.total_cents, principal + loan.interest_cents);
            }
}

static void a_loan_out_of_range_is_refused(void **state)
{
    static const struct {
        int64_t principal;
        int months;
        int rate;
    } WRONG[] = { { 0, 12, 600 }, { 30000, 0, 600 }, { 30000, 121, 600 }, { 30000, 12, -1 } };
    struct loan loan = { .months = 99 };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(WRONG); i++) {
        struct err err = ERR_EMPTY;

        assert_false(loan_plan(WRONG[i].principal, WRONG[i].months, WRONG[i].rate, &loan, &err));
        assert_int_equal(err.code, ERR_INPUT);
        assert_int_equal(loan.months, 99);
    }
}

static void a_batch_cannot_lose_more_than_it_made(void **state)
{
    struct batch batch = { .product = "COOKIE", .lot = "J4-1", .day = 4, .made = 60, .lost = 61 };
    struct err err = ERR_EMPTY;

    (void)state;
    assert_false(batch_check(&batch, &err));
    batch.lost = 60;
    err = ERR_EMPTY;
    assert_true(batch_check(&batch, &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vat_is_no_money_of_the_group),
        cmocka_unit_test(sixty_packets_at_three_euros_break_even_at_fifteen),
        cmocka_unit_test(a_price_at_or_below_the_variable_cost_never_breaks_even),
        cmocka_unit_test(nothing_made_is_refused_without_a_division),
        cmocka_unit_test(three_hundred_euros_over_a_year_at_six_percent_cost_9_85),
        cmocka_unit_test(a_loan_without_interest_costs_nothing),
        cmocka_unit_test(every_loan_in_range_is_paid_back_to_the_cent),
        cmocka_unit_test(a_loan_out_of_range_is_refused),
        cmocka_unit_test(a_batch_cannot_lose_more_than_it_made),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
