/* Practice is a till of its own: nothing of it reaches the real one. */
#include "ledger/closing/closing.h"
#include "ledger/proof/verify.h"
#include "tests/support/till_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define TEST(name) cmocka_unit_test_setup_teardown(name, till_fixture_setup, till_fixture_teardown)

static void assert_good(bool good, const struct err *err)
{
    if (!good)
        fail_msg("%s", err->text);
}

static void assert_book_is_good(struct till_fixture *f)
{
    struct verdict verdict;

    assert_good(book_verify(f->db, NULL, "", &verdict, &f->err), &f->err);
    if (!verdict.is_good)
        fail_msg("%s", verdict.what);
}

static void practise(struct till_fixture *f, bool on)
{
    assert_good(till_set_practice(&f->till, on, "", &f->err), &f->err);
}

static int64_t count_rows(struct till_fixture *f, const char *sql)
{
    struct stmt query = db_prepare(f->db, sql, &f->err);
    int64_t count = stmt_next(&query) ? stmt_int(&query, 0) : -1;

    assert_good(stmt_finish(&query), &f->err);
    return count;
}

/* A whole day of practice: float, sale, cash, count, X, Z. */
static void practise_a_day(struct till_fixture *f, struct closing *closing)
{
    struct cash_counting counting = { { 0 } };
    struct period_totals reading;
    cents expected;

    assert_good(till_set_float(&f->till, 5000, &f->err), &f->err);
    till_fixture_sell(f, "C1", 2, PAY_CASH);
    assert_good(till_move_cash(&f->till, false, 1000, "pain", &f->err), &f->err);
    assert_good(till_open_drawer(&f->till, "monnaie", &f->err), &f->err);
    assert_good(counting_parse("20=2", &counting, &f->err), &f->err);
    assert_good(closing_count(&f->till, &counting, &expected, &f->err), &f->err);
    assert_int_equal(expected, 4300);
    assert_good(period_totals_take_x(&f->till, &reading, &f->err), &f->err);
    assert_int_equal(reading.sales.gross, 300);
    assert_good(closing_close(&f->till, PERIOD_DAY, -1, "perdu", closing, &f->err), &f->err);
}

static void a_day_of_practice_leaves_the_real_till_as_it_was(void **state)
{
    struct till_fixture *f = *state;
    struct journal_head before;
    struct closing closing;
    struct period_totals reading;

    assert_good(till_set_float(&f->till, 2000, &f->err), &f->err);
    till_fixture_sell(f, "C1", 1, PAY_CASH);
    practise(f, true);
    before = f->till.real.head;
    practise_a_day(f, &closing);
    assert_memory_equal(&f->till.real.head, &before, sizeof before);
    assert_string_equal(closing.chain, "a");
    assert_int_equal(closing.number, 1);
    assert_int_equal(closing.difference, -300);
    practise(f, false);
    assert_good(period_totals_of(&f->till, PERIOD_DAY, &reading, &f->err), &f->err);
    assert_int_equal(reading.sales.gross, 150);
    assert_int_equal(reading.expected, 2150);
    assert_good(closing_close(&f->till, PERIOD_DAY, 2150, "", &closing, &f->err), &f->err);
    assert_string_equal(closing.chain, "A");
    assert_int_equal(closing.number, 1);
    assert_int_equal(closing.difference, 0);
    assert_book_is_good(f);
}

static void practice_is_in_no_account(void **state)
{
    struct till_fixture *f = *state;
    struct closing closing;

    practise(f, true);
    practise_a_day(f, &closing);
    assert_int_equal(count_rows(f, "SELECT count(*) FROM posting"), 0);
    assert_book_is_good(f);
}

static void a_drawer_of_practice_keeps_what_was_counted_in_it(void **state)
{
    struct till_fixture *f = *state;
    struct closing closing;

    practise(f, true);
    practise_a_day(f, &closing);
    practise(f, false);
    assert_int_equal(f->till.real.head.running.drawer, 0);
    practise(f, true);
    assert_int_equal(till_journal(&f->till)->head.running.drawer, 4000);
}

static void tickets_wait_each_in_their_own_till(void **state)
{
    struct till_fixture *f = *state;
    struct parked_name parked[PARKED_MAX];
    struct till_item one = { .quantity = ONE_PIECE };
    struct ticket ticket;
    struct period_totals reading;
    int count;

    ticket_init(&ticket);
    assert_good(till_add(&f->till, &ticket, "C1", &one, &f->err), &f->err);
    practise(f, true);
    assert_good(till_park(&f->till, "Luc", &ticket, &f->err), &f->err);
    practise(f, false);
    assert_good(till_list_parked(&f->till, parked, &count, &f->err), &f->err);
    assert_int_equal(count, 0);
    assert_false(till_resume(&f->till, "Luc", &ticket, &f->err));
    f->err = ERR_EMPTY;
    assert_good(till_park(&f->till, "Luc", &ticket, &f->err), &f->err); /* the name is free here */
    assert_good(period_totals_of(&f->till, PERIOD_DAY, &reading, &f->err), &f->err);
    assert_int_equal(reading.waiting, 1);
    practise(f, true);
    assert_good(till_list_parked(&f->till, parked, &count, &f->err), &f->err);
    assert_int_equal(count, 1);
    assert_string_equal(parked[0].name, "Luc");
    assert_good(till_resume(&f->till, "Luc", &ticket, &f->err), &f->err);
    assert_good(till_list_parked(&f->till, parked, &count, &f->err), &f->err);
    assert_int_equal(count, 0);
    assert_book_is_good(f);
}

static void in_practice_nothing_real_is_changed_by_mistake(void **state)
{
    struct till_fixture *f = *state;
    struct product product;
    struct closing closing;

    assert_good(product_find(f->db, "C1", &product, &f->err), &f->err);
    practise(f, true);
    assert_false(till_put_product(&f->till, &product, &f->err));
    assert_int_equal(f->err.code, ERR_FORBIDDEN);
    assert_non_null(strstr(f->err.text, "F4"));
    f->err = ERR_EMPTY;
    assert_false(closing_close(&f->till, PERIOD_MONTH, -1, "", &closing, &f->err));
    assert_non_null(strstr(f->err.text, "seule la journée"));
}

/* Who learns sells to the end, as whoever she is; the real session stays closed. */
static void practice_goes_on_after_the_session_closing(void **state)
{
    struct till_fixture *f = *state;
    struct closing closing;

    till_fixture_sell(f, "C1", 1, PAY_CASH);
    assert_good(closing_close(&f->till, PERIOD_DAY, 150, "", &closing, &f->err), &f->err);
    assert_good(closing_close(&f->till, PERIOD_SESSION, -1, "", &closing, &f->err), &f->err);
    assert_good(till_sign_in(&f->till, "animator", "", "", &f->err), &f->err);
    practise(f, true);
    practise_a_day(f, &closing);
    practise(f, false);
    assert_true(f->till.session_is_closed);
    assert_false(till_check_selling(&f->till, &f->err));
    f->err = ERR_EMPTY;
    assert_book_is_good(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_day_of_practice_leaves_the_real_till_as_it_was),
        TEST(practice_is_in_no_account),
        TEST(a_drawer_of_practice_keeps_what_was_counted_in_it),
        TEST(tickets_wait_each_in_their_own_till),
        TEST(practice_goes_on_after_the_session_closing),
        TEST(in_practice_nothing_real_is_changed_by_mistake),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
