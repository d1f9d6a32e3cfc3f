/* Which day a closing, a charge and a cash movement count for, whatever the clock said. */
#include "ledger/book_days.h"
#include "ledger/charge.h"
#include "ledger/closing/closing.h"
#include "ledger/closing/distribution.h"
#include "tests/support/stall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int set_up(void **state)
{
    struct stall *stall = calloc(1, sizeof *stall);

    stall_found(stall, 5);
    *state = stall;
    return 0;
}

static int tear_down(void **state)
{
    stall_remove(*state);
    free(*state);
    return 0;
}

static void at(struct stall *stall, const char *time)
{
    assert_true(moment_parse(time, &stall->till.clock.at, &stall->err));
}

static void sell(struct stall *stall)
{
    struct sold sold;

    if (!stall_sell_one(stall, &sold))
        fail_msg("%s", stall->err.text);
}

static struct closing close_day(struct stall *stall)
{
    struct closing closing;

    if (!closing_close(&stall->till, PERIOD_DAY, 9999, "au hasard", &closing, &stall->err))
        fail_msg("%s", stall->err.text);
    return closing;
}

/* A statement is known by the place of its text: it must be a literal. */
#define POSTED(where)                                                                              \
    stall_ask(stall, "SELECT coalesce(sum(debit - credit), 0) FROM posting "                       \
                     "JOIN record USING (chain, seq) WHERE " where)

static void a_sale_after_midnight_counts_for_the_evening_before(void **state)
{
    struct stall *stall = *state;

    at(stall, "2026-11-27T23:30:00+01:00");
    sell(stall);
    at(stall, "2026-11-28T04:59:00+01:00");
    sell(stall);
    close_day(stall);
    assert_int_equal(stall_ask(stall, "SELECT count(DISTINCT day) FROM posting WHERE journal = "
                                      "'VE'"),
                     1);
    assert_int_equal(stall_ask(stall, "SELECT max(day) FROM posting WHERE journal = 'VE'"),
                     day_of(2026, 11, 27).number);
}

static void another_hour_ends_the_day_from_the_next_z_on(void **state)
{
    struct stall *stall = *state;

    at(stall, "2026-11-27T23:00:00+01:00");
    sell(stall);
    close_day(stall);
    assert_true(till_write_begin(&stall->till, &stall->err));
    assert_true(till_write_end(&stall->till,
                               setting_put(&stall->till.real, "day-cut", "00:00",
                                           &stall->till.actor, stall->till.clock.at, &stall->err),
                               &stall->err));
    at(stall, "2026-11-28T01:00:00+01:00");
    assert_true(till_read_day_cut(&stall->till, &stall->err)); /* as at the next opening */
    sell(stall);
    close_day(stall);
    assert_int_equal(stall_ask(stall, "SELECT max(day) FROM posting WHERE document = 'Z-A-2'"),
                     day_of(2026, 11, 27).number);
    at(stall, "2026-11-29T01:00:00+01:00");
    sell(stall);
    close_day(stall);
    assert_int_equal(stall_ask(stall, "SELECT max(day) FROM posting WHERE document = 'Z-A-3'"),
                     day_of(2026, 11, 29).number);
}

/* One Z, an entry a day; each balances, and they sum to the Z. */
static void a_day_left_open_over_new_year_is_posted_in_both_years(void **state)
{
    struct stall *stall = *state;
    struct closing closing;

    at(stall, "2026-12-31T18:00:00+01:00");
    sell(stall);
    sell(stall);
    at(stall, "2027-01-02T10:00:00+01:00");
    sell(stall);
    closing = close_day(stall);
    assert_int_equal(stall_ask(stall, "SELECT count(*) FROM (SELECT sum(debit - credit) AS left "
                                      "FROM posting GROUP BY chain, seq, day HAVING left <> 0)"),
                     0);
    assert_int_equal(-POSTED("account GLOB '70*'"), closing.reading.sales.net);
    assert_int_equal(POSTED("kind = 31 AND account = '530'"),
                     closing.reading.sales.cash + closing.difference);
    assert_int_equal(POSTED("kind = 31 AND account = '5115'"), closing.reading.sales.card);
    assert_int_equal(stall_ask(stall, "SELECT count(DISTINCT document) FROM posting WHERE document "
                                      "IN ('Z-A-1/1', 'Z-A-1/2') AND document_day = day"),
                     2);
    assert_int_equal(
        stall_ask(stall, "SELECT -sum(debit - credit) FROM posting WHERE account GLOB '70*' AND "
                         "document = 'Z-A-1/1'"),
        stall_ask(stall, "SELECT sum(net) FROM sale WHERE number <= 2"));
}

static void a_flat_clock_battery_moves_no_sale_into_another_year(void **state)
{
    struct stall *stall = *state;
    struct closing closing;

    at(stall, "2026-11-27T09:00:00+01:00");
    sell(stall);
    at(stall, "2000-01-01T00:05:00+01:00");
    sell(stall);
    at(stall, "2062-01-01T00:05:00+01:00");
    sell(stall);
    at(stall, "2026-11-27T18:00:00+01:00");
    closing = close_day(stall);
    assert_int_equal(
        stall_ask(stall, "SELECT min(day) = max(day) FROM posting WHERE journal = 'VE'"), 1);
    assert_int_equal(stall_ask(stall, "SELECT max(day) FROM posting WHERE journal = 'VE'"),
                     day_of(2026, 11, 27).number);
    assert_int_equal(-POSTED("account GLOB '70*'"), closing.reading.sales.net);
}

/* The book itself was made under it: its first record says nothing of when it began. */
static void a_book_made_under_a_flat_battery_begins_when_the_clock_is_right(void **state)
{
    struct stall *stall = *state;
    struct closing closing;

    struct moment flat;

    assert_true(moment_parse("2000-01-01T00:05:00+01:00", &flat, &stall->err));
    stall_remove(stall);
    stall_found_at(stall, 5, flat);
    stall->till.clock.at = flat;
    sell(stall);
    at(stall, "2026-11-26T18:00:00+01:00");
    sell(stall);
    at(stall, "2026-11-27T18:00:00+01:00");
    closing = close_day(stall);
    assert_int_equal(stall_ask(stall, "SELECT min(day) FROM posting WHERE journal = 'VE'"),
                     day_of(2026, 11, 26).number);
    assert_int_equal(closing.reading.day.number, day_of(2026, 11, 26).number);
}

static void no_closing_is_dated_by_a_wrong_clock(void **state)
{
    static const enum period_kind KINDS[] = { PERIOD_DAY, PERIOD_MONTH, PERIOD_SESSION };
    struct stall *stall = *state;

    at(stall, "2000-01-01T00:05:00+01:00");
    sell(stall);
    at(stall, "2026-11-27T18:00:00+01:00");
    for (size_t i = 0; i < COUNT_OF(KINDS); i++) {
        struct closing closing;
        int64_t counted = i == 0 ? 9999 : -1;

        if (!closing_close(&stall->till, KINDS[i], counted, "au hasard", &closing, &stall->err))
            fail_msg("%s", stall->err.text);
        assert_int_equal(closing.reading.day.number, day_of(2026, 11, 27).number);
    }
}

static void what_is_typed_under_a_flat_battery_is_posted_in_no_other_year(void **state)
{
    struct stall *stall = *state;
    struct charge charge = { .day = day_of(2026, 11, 27),
                             .label = "Sacs",
                             .category = CHARGE_PACKAGING,
                             .net = 500,
                             .vat = 100,
                             .paid_from = "P1" };

    at(stall, "2026-11-27T09:00:00+01:00");
    sell(stall);
    at(stall, "2000-01-01T00:05:00+01:00");
    assert_true(till_set_float(&stall->till, 7000, &stall->err));
    assert_true(till_move_cash(&stall->till, false, 1000, "banque", &stall->err));
    if (!charge_put(&stall->till, &charge, &stall->err))
        fail_msg("%s", stall->err.text);
    assert_int_equal(stall_ask(stall, "SELECT count(*) FROM posting WHERE day <> 20784 AND "
                                      "seq > (SELECT seq FROM sale)"),
                     0);
    assert_int_equal(day_of(2026, 11, 27).number, 20784);
}

static void a_float_set_at_night_is_of_the_day_that_its_sales_are_of(void **state)
{
    struct stall *stall = *state;

    at(stall, "2026-11-28T01:00:00+01:00");
    assert_true(till_set_float(&stall->till, 7000, &stall->err));
    assert_int_equal(stall_ask(stall, "SELECT max(day) FROM posting WHERE journal = 'CA'"),
                     day_of(2026, 11, 27).number);
}

/* -- Charges -- */

static struct charge flour(const char *paid_from)
{
    struct charge charge = { .day = day_of(2026, 11, 20),
                             .label = "Farine",
                             .category = CHARGE_MATERIALS,
                             .net = 1000,
                             .vat = 55,
                             .supplier = "Moulin",
                             .document = "F-7" };

    snprintf(charge.paid_from, sizeof charge.paid_from, "%s", paid_from);
    return charge;
}

static void put(struct stall *stall, const struct charge *charge)
{
    if (!charge_put(&stall->till, charge, &stall->err))
        fail_msg("%s", stall->err.text);
}

static void an_invoice_is_owed_to_its_supplier_on_its_own_day(void **state)
{
    struct stall *stall = *state;
    struct charge charge = flour("host");

    at(stall, "2026-11-27T09:00:00+01:00");
    put(stall, &charge);
    assert_int_equal(POSTED("account = '401' AND journal = 'AC'"), -1055);
    assert_int_equal(stall_ask(stall, "SELECT min(day) = max(day) AND max(day) = "
                                      "(SELECT day FROM charge) FROM posting WHERE journal = 'AC'"),
                     1);
    assert_int_equal(POSTED("account GLOB '51*'"), 0); /* the host's bank is her business */
}

static void the_drawer_and_a_person_settle_the_supplier_at_once(void **state)
{
    struct stall *stall = *state;
    struct charge charge = flour("P1");

    at(stall, "2026-11-27T09:00:00+01:00");
    put(stall, &charge);
    strcpy(charge.document, "F-8");
    strcpy(charge.paid_from, "drawer");
    assert_true(till_set_float(&stall->till, 5000, &stall->err));
    put(stall, &charge);
    assert_int_equal(POSTED("account = '401'"), 0);
    assert_int_equal(POSTED("account = '467' AND auxiliary = 'P1' AND use = 'advance'"), -1055);
    assert_int_equal(POSTED("account = '530' AND use = 'cash' AND kind = 40"), -1055);
    assert_int_equal(stall_ask(stall, "SELECT count(*) FROM posting WHERE journal IN ('CA', 'OD') "
                                      "AND use = 'supplier' AND day = "
                                      "(SELECT max(day) FROM posting)"),
                     2);
}

static void the_same_invoice_twice_needs_a_reason_and_a_credit_note_does_not(void **state)
{
    struct stall *stall = *state;
    struct charge charge = flour("host");

    at(stall, "2026-11-27T09:00:00+01:00");
    put(stall, &charge);
    strcpy(charge.label, "Farine encore");
    charge.net = 500;
    charge.vat = 27;
    assert_false(charge_put(&stall->till, &charge, &stall->err));
    assert_int_equal(stall->err.code, ERR_REASON);
    stall->err = ERR_EMPTY;
    strcpy(charge.supplier, "MOULÎN ");
    strcpy(charge.document, "f -7"); /* as somebody else types it */
    assert_false(charge_put(&stall->till, &charge, &stall->err));
    assert_int_equal(stall->err.code, ERR_REASON);
    stall->err = ERR_EMPTY;
    strcpy(charge.reason, "facture en deux fois");
    put(stall, &charge);
    assert_int_equal(stall_ask(stall, "SELECT count(*) FROM posting WHERE label = "
                                      "'Farine encore (facture en deux fois)'"),
                     3);
    charge.reason[0] = '\0';
    strcpy(charge.document, "A-7");
    charge.net = -100;
    charge.vat = -5;
    put(stall, &charge);
    assert_int_equal(stall_ask(stall, "SELECT count(*) FROM posting WHERE label GLOB 'Avoir : *' "
                                      "AND account = '401' AND debit = 105"),
                     1);
    charge.vat = 5;
    assert_false(charge_put(&stall->till, &charge, &stall->err));
    stall->err = ERR_EMPTY;
}

static void what_was_taken_back_may_be_written_again_and_says_that_it_was(void **state)
{
    struct stall *stall = *state;
    struct charge charge = flour("host");

    at(stall, "2026-11-27T09:00:00+01:00");
    put(stall, &charge);
    assert_true(
        charge_cancel(&stall->till, "A", stall->till.real.head.seq, "mauvais prix", &stall->err));
    assert_int_equal(stall_ask(stall, "SELECT count(*) FROM posting WHERE label = "
                                      "'Annulation : Farine (mauvais prix)'"),
                     3);
    put(stall, &charge);
    assert_int_equal(POSTED("account = '401'"), -1055);
}

/* -- After the session closing -- */

static void every_correction_after_the_session_closing_says_why(void **state)
{
    struct stall *stall = *state;
    struct charge charge = flour("host");
    struct session session;
    struct closing closing;
    struct distribution distribution = { .rule = SHARE_EQUAL, .sharer_count = 1, .votes_for = 1 };

    at(stall, "2026-11-27T09:00:00+01:00");
    sell(stall);
    close_day(stall);
    assert_true(closing_close(&stall->till, PERIOD_SESSION, -1, "", &closing, &stall->err));
    session = stall->till.session;
    session.contribution.fixed += 500;
    strcpy(distribution.sharers[0].badge, "P1");
    assert_true(result_read(&stall->till, 1000, &distribution.result, &stall->err));
    assert_true(distribution_compute(&distribution, &stall->err));
    for (int turn = 0; turn < 2; turn++) {
        bool allowed = turn == 1;

        strcpy(stall->till.correction, allowed ? "facture oubliée" : "");
        assert_int_equal(distribution_record(&stall->till, &distribution, &stall->err), allowed);
        stall->err = ERR_EMPTY;
        assert_int_equal(charge_put(&stall->till, &charge, &stall->err), allowed);
        stall->err = ERR_EMPTY;
        assert_int_equal(till_put_session(&stall->till, &session, &stall->err), allowed);
        stall->err = ERR_EMPTY;
    }
    assert_int_equal(stall_ask(stall, "SELECT count(DISTINCT seq) FROM posting "
                                      "WHERE label GLOB '*(facture oubliée)'"),
                     2);
}

static void the_reserve_is_an_entry_and_shares_are_apart_from_advances(void **state)
{
    struct stall *stall = *state;
    struct distribution distribution = { .rule = SHARE_EQUAL, .sharer_count = 2, .votes_for = 2 };

    at(stall, "2026-11-27T09:00:00+01:00");
    for (int i = 0; i < 6; i++)
        sell(stall);
    close_day(stall);
    strcpy(distribution.sharers[0].badge, "P1");
    strcpy(distribution.sharers[1].badge, "P2");
    for (int turn = 1; turn <= 2; turn++) { /* voted again: the first decision is taken back */
        assert_true(result_read(&stall->till, turn * 1000, &distribution.result, &stall->err));
        assert_true(distribution_compute(&distribution, &stall->err));
        assert_true(distribution.result.reserve > 0);
        assert_true(distribution_record(&stall->till, &distribution, &stall->err));
    }
    assert_int_equal(-POSTED("account = '421'"), distribution.result.to_share);
    assert_int_equal(POSTED("account = '6411'"), distribution.result.to_share);
    assert_int_equal(POSTED("account = '657'"), distribution.result.reserve);
    assert_int_equal(-POSTED("account = '4686'"), distribution.result.reserve);
    assert_int_equal(POSTED("account = '467'"), 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_sale_after_midnight_counts_for_the_evening_before),
        TEST(another_hour_ends_the_day_from_the_next_z_on),
        TEST(a_day_left_open_over_new_year_is_posted_in_both_years),
        TEST(a_flat_clock_battery_moves_no_sale_into_another_year),
        TEST(a_book_made_under_a_flat_battery_begins_when_the_clock_is_right),
        TEST(no_closing_is_dated_by_a_wrong_clock),
        TEST(what_is_typed_under_a_flat_battery_is_posted_in_no_other_year),
        TEST(a_float_set_at_night_is_of_the_day_that_its_sales_are_of),
        TEST(an_invoice_is_owed_to_its_supplier_on_its_own_day),
        TEST(the_drawer_and_a_person_settle_the_supplier_at_once),
        TEST(the_same_invoice_twice_needs_a_reason_and_a_credit_note_does_not),
        TEST(what_was_taken_back_may_be_written_again_and_says_that_it_was),
        TEST(every_correction_after_the_session_closing_says_why),
        TEST(the_reserve_is_an_entry_and_shares_are_apart_from_advances),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
