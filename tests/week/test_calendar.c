/*
 * Days that are not like others: the hour that comes twice, the hour that never comes, a market
 * that passes midnight, a month or a year that ends on the way, and tickets of two tills.
 */
#include "ledger/closing/closing.h"
#include "ledger/proof/merge.h"
#include "ledger/proof/verify.h"
#include "reports/exports/fec.h"
#include "reports/exports/plain_journal.h"
#include "tests/support/listing.h"
#include "tests/support/stall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void must(const struct stall *stall, bool good)
{
    if (!good)
        fail_msg("%s", stall->err.text);
}

static void set_clock(struct stall *stall, const char *text)
{
    struct moment at;

    must(stall, moment_parse(text, &at, &stall->err));
    stall->till.clock = clock_frozen(at);
}

static struct sold sell_at(struct stall *stall, const char *time)
{
    struct sold sold;

    set_clock(stall, time);
    must(stall, stall_sell_one(stall, &sold));
    return sold;
}

static struct closing close_at(struct stall *stall, const char *time, enum period_kind kind)
{
    struct closing closing;

    set_clock(stall, time);
    must(stall, closing_close(&stall->till, kind, -1, "", &closing, &stall->err));
    return closing;
}

static void assert_day(struct day day, const char *expected)
{
    char text[DAY_TEXT_MAX];

    day_format(day, text);
    assert_string_equal(text, expected);
}

static struct listing *fec_of(struct stall *stall)
{
    struct outlet outlet;
    struct listing *fec;

    outlet_open_memory(&outlet, 1 << 20);
    must(stall, fec_put(&stall->till, false, &outlet, &stall->err));
    fec = listing_open(buf_text(&outlet.block), '\t');
    outlet_abandon(&outlet);
    return fec;
}

/* The dates of the entry of a closing, by its document. */
static void assert_fec_dates(struct stall *stall, const char *document, const char *entry_day,
                             const char *valid_day)
{
    struct listing *fec = fec_of(stall);
    int seen = 0;

    for (int row = 1; row < fec->row_count; row++)
        if (strcmp(listing_text(fec, row, "PieceRef"), document) == 0) {
            assert_string_equal(listing_text(fec, row, "EcritureDate"), entry_day);
            assert_string_equal(listing_text(fec, row, "ValidDate"), valid_day);
            seen++;
        }
    assert_true(seen > 0);
    listing_close(fec);
}

static int64_t clocks_back(struct stall *stall)
{
    return stall_ask(stall, "SELECT count(*) FROM record WHERE kind = 60");
}

/* -- Clocks -- */

/* 02:50 summer time, then 02:10 winter time: twenty minutes later, whatever the wall says. */
static void the_hour_that_comes_twice_is_no_clock_that_went_back(void **state)
{
    struct stall *stall = *state;
    struct closing closing;

    sell_at(stall, "2025-10-26T02:50+02:00");
    sell_at(stall, "2025-10-26T02:10+01:00");
    assert_int_equal(clocks_back(stall), 0);
    assert_int_equal(stall_ask(stall, "SELECT (SELECT time FROM sale WHERE number = 2) - (SELECT "
                                      "time FROM sale WHERE number = 1)"),
                     1200);
    closing = close_at(stall, "2025-10-26T18:00+01:00", PERIOD_DAY);
    assert_int_equal(closing.reading.sales.tickets, 2);
    assert_day(closing.reading.day, "2025-10-25"); /* before five it is still yesterday */
    assert_fec_dates(stall, "Z-A-1", "20251025", "20251026");
    assert_true(stall_is_sound(stall));
}

static void the_hour_that_never_comes_is_not_missed(void **state)
{
    struct stall *stall = *state;
    struct closing closing;

    sell_at(stall, "2026-03-29T01:59+01:00");
    sell_at(stall, "2026-03-29T03:00+02:00");
    assert_int_equal(stall_ask(stall, "SELECT (SELECT time FROM sale WHERE number = 2) - (SELECT "
                                      "time FROM sale WHERE number = 1)"),
                     60);
    closing = close_at(stall, "2026-03-29T18:00+02:00", PERIOD_DAY);
    assert_day(closing.reading.day, "2026-03-28");
    assert_int_equal(clocks_back(stall), 0);
    assert_true(stall_is_sound(stall));
}

/* An hour back on a laptop that was set by hand: said once, and the day goes on. */
static void a_clock_set_back_by_hand_is_recorded_and_the_day_closes(void **state)
{
    struct stall *stall = *state;
    struct closing closing;

    sell_at(stall, "2025-11-12T11:00+01:00");
    sell_at(stall, "2025-11-12T10:00+01:00");
    sell_at(stall, "2025-11-12T10:05+01:00");
    assert_int_equal(clocks_back(stall), 1);
    closing = close_at(stall, "2025-11-12T10:30+01:00", PERIOD_DAY);
    assert_int_equal(closing.reading.sales.tickets, 3);
    assert_true(stall_is_sound(stall));
}

/* -- Midnight -- */

/* The day bears the date of its first ticket; it was validated on the next one. */
static void a_market_that_passes_the_end_of_a_month_is_one_day(void **state)
{
    struct stall *stall = *state;
    struct closing night;
    struct closing next;

    sell_at(stall, "2025-11-30T23:50+01:00");
    sell_at(stall, "2025-12-01T00:10+01:00");
    night = close_at(stall, "2025-12-01T00:40+01:00", PERIOD_DAY);
    assert_int_equal(night.reading.sales.tickets, 2);
    assert_day(night.reading.day, "2025-11-30");
    assert_fec_dates(stall, "Z-A-1", "20251130", "20251201");
    sell_at(stall, "2025-12-01T10:00+01:00");
    next = close_at(stall, "2025-12-01T18:00+01:00", PERIOD_DAY);
    assert_int_equal(next.reading.sales.tickets, 1);
    assert_day(next.reading.day, "2025-12-01");
    assert_int_equal(close_at(stall, "2025-12-01T19:00+01:00", PERIOD_MONTH).reading.sales.tickets,
                     3);
    assert_true(stall_is_sound(stall));
}

static void the_fec_is_named_after_the_day_the_session_was_closed(void **state)
{
    struct stall *stall = *state;
    struct session session = stall->till.session;
    char name[FEC_NAME_MAX];

    strcpy(session.siren, "732829320");
    must(stall, till_put_session(&stall->till, &session, &stall->err));
    sell_at(stall, "2025-12-31T23:59+01:00");
    close_at(stall, "2026-01-01T00:20+01:00", PERIOD_DAY);
    must(stall, fec_name(&stall->till, name, &stall->err));
    assert_string_equal(name, "732829320FEC20251231.txt"); /* its newest entry */
    close_at(stall, "2026-01-01T00:30+01:00", PERIOD_SESSION);
    must(stall, fec_name(&stall->till, name, &stall->err));
    assert_string_equal(name, "732829320FEC20260101.txt");
    assert_fec_dates(stall, "Z-A-1", "20251231", "20260101");
}

/* -- Two tills -- */

static void second_make(struct stall *stall, struct stall *second)
{
    memset(second, 0, sizeof *second);
    folder_path(&stall->folder, "b.flashcoop", second->path);
    folder_path(&stall->folder, "b-cles", second->keyring);
    must(stall, till_make_copy(&stall->till, 'B', second->path, &stall->err));
    must(second, stall_open(second));
}

static void bring_back(struct stall *stall, struct stall *second)
{
    struct merged merged;

    stall_close(second);
    must(stall, till_merge(&stall->till, second->path, NULL, &merged, &stall->err));
}

static void pay_back(struct stall *stall, const char *chain, int64_t number, cents amount)
{
    static struct ticket refund;
    struct sold sold;

    must(stall, till_refund(&stall->till, chain, number, NULL, &refund, &stall->err));
    must(stall, ticket_pay(&refund, PAY_CASH, amount, "", &stall->err));
    must(stall, till_sell(&stall->till, &refund, &sold, &stall->err));
}

static void a_ticket_of_the_other_till_is_refunded_once_it_came_back(void **state)
{
    static struct ticket refund;
    struct stall *stall = *state;
    struct stall *second = calloc(1, sizeof *second);

    second_make(stall, second);
    sell_at(second, "2025-11-12T10:00+01:00");
    assert_false(till_refund(&stall->till, "B", 1, NULL, &refund, &stall->err));
    assert_int_equal(stall->err.code, ERR_NOT_FOUND);
    stall->err = ERR_EMPTY;
    bring_back(stall, second);
    pay_back(stall, "B", 1, 300);
    assert_int_equal(stall_ask(stall, "SELECT count(*) FROM sale WHERE chain = 'A' AND "
                                      "refund_chain = 'B' AND refund_number = 1"),
                     1);
    assert_false(till_refund(&stall->till, "B", 1, NULL, &refund, &stall->err));
    assert_string_equal(stall->err.text, "Ce ticket est déjà remboursé en entier.");
    stall->err = ERR_EMPTY;
    assert_true(stall_is_sound(stall));
    free(second);
}

/* Neither till could know of the other: both stay in the book, and nothing more goes out. */
static void a_ticket_that_two_tills_refunded_gives_nothing_more(void **state)
{
    static struct ticket refund;
    struct stall *stall = *state;
    struct stall *second = calloc(1, sizeof *second);

    sell_at(stall, "2025-11-12T09:00+01:00");
    second_make(stall, second);
    set_clock(second, "2025-11-12T10:00+01:00");
    must(second, till_set_float(&second->till, 5000, &second->err));
    pay_back(second, "A", 1, 300);
    pay_back(stall, "A", 1, 300);
    bring_back(stall, second);
    assert_false(till_refund(&stall->till, "A", 1, NULL, &refund, &stall->err));
    assert_string_equal(stall->err.text, "Ce ticket est déjà remboursé en entier.");
    stall->err = ERR_EMPTY;
    assert_true(stall_is_sound(stall));
    free(second);
}

/* Practice of the second till comes back too, in its own chain, and changes no figure. */
static void practice_of_the_second_till_comes_back_and_counts_nowhere(void **state)
{
    struct stall *stall = *state;
    struct stall *second = calloc(1, sizeof *second);
    struct sold sold;
    struct listing *fec;

    second_make(stall, second);
    set_clock(second, "2025-11-12T10:00+01:00");
    must(second, till_set_practice(&second->till, true, "animator", &second->err));
    must(second, stall_sell_one(second, &sold));
    assert_string_equal(sold.chain, "b");
    must(second, till_set_practice(&second->till, false, "", &second->err));
    bring_back(stall, second);
    assert_int_equal(stall_ask(stall, "SELECT count(*) FROM sale WHERE chain = 'b'"), 1);
    assert_int_equal(stall_ask(stall, "SELECT sum(sold) FROM product"), 0);
    fec = fec_of(stall);
    assert_int_equal(listing_sum(fec, "Credit", "CompteNum", "70"), 0);
    listing_close(fec);
    assert_true(stall_is_sound(stall));
    free(second);
}

/* The copy carries the people along; only its journal comes back. */
static void merging_leaves_the_people_of_the_first_book_alone(void **state)
{
    static const char FIRST[] = "INSERT INTO participant (badge, position, called_name, "
                                "stopped_day) VALUES ('P1', 1, 'Ana', 0)";
    static const char THERE[] = "UPDATE participant SET called_name = 'Bea' WHERE badge = 'P1'; "
                                "INSERT INTO participant (badge, position, called_name, "
                                "stopped_day) VALUES ('P2', 2, 'Chloé', 0)";
    static const char SQL_SAME[] = "SELECT count(*) = 1 AND min(called_name) = 'Ana' "
                                   "FROM participant";
    struct stall *stall = *state;
    struct stall *second = calloc(1, sizeof *second);

    must(stall, db_script(stall->db, FIRST, &stall->err));
    second_make(stall, second);
    must(second, db_script(second->db, THERE, &second->err));
    sell_at(second, "2025-11-12T10:00+01:00");
    bring_back(stall, second);
    assert_int_equal(stall_ask(stall, SQL_SAME), 1);
    assert_int_equal(stall_ask(stall, "SELECT count(*) FROM sale WHERE chain = 'B'"), 1);
    assert_true(stall_is_sound(stall));
    free(second);
}

static int set_up(void **state)
{
    struct stall *stall = calloc(1, sizeof *stall);

    stall_found(stall, 1);
    *state = stall;
    return 0;
}

static int tear_down(void **state)
{
    stall_remove(*state);
    free(*state);
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_hour_that_comes_twice_is_no_clock_that_went_back),
        TEST(the_hour_that_never_comes_is_not_missed),
        TEST(a_clock_set_back_by_hand_is_recorded_and_the_day_closes),
        TEST(a_market_that_passes_the_end_of_a_month_is_one_day),
        TEST(the_fec_is_named_after_the_day_the_session_was_closed),
        TEST(a_ticket_of_the_other_till_is_refunded_once_it_came_back),
        TEST(a_ticket_that_two_tills_refunded_gives_nothing_more),
        TEST(practice_of_the_second_till_comes_back_and_counts_nowhere),
        TEST(merging_leaves_the_people_of_the_first_book_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
