/* A long book judged on all cores: the same verdict, the same first bad record, as by one walk. */
#include "ledger/proof/segments.h"

#include "ledger/closing/closing.h"
#include "ledger/proof/verify.h"
#include "pos/acts/book.h"
#include "tests/support/stall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SALES = 3 * SEGMENT_RECORDS_MIN, DAY_EVERY = SALES / 5, FORGERIES = 24 };

static void good(struct stall *stall, bool done)
{
    if (!done)
        fail_msg("%s", stall->err.text);
}

static int setup(void **state)
{
    static struct stall stall;
    static struct ticket ticket;
    struct closing closing;
    struct sold sold;

    stall_found(&stall, 7);
    good(&stall, till_batch_begin(&stall.till, &stall.err));
    for (int i = 0; i < SALES; i++) {
        stall_make_ticket(&stall, &ticket);
        stall_pay(&stall, &ticket);
        good(&stall, till_sell(&stall.till, &ticket, &sold, &stall.err));
        stall.till.clock.at.utc_s += 30;
        if (i % DAY_EVERY == DAY_EVERY - 1)
            good(&stall,
                 closing_close(&stall.till, i < SALES / 2 ? PERIOD_DAY : PERIOD_MONTH,
                               stall.till.real.head.running.drawer, "", &closing, &stall.err) ||
                     stall.err.code == ERR_INPUT);
        stall.err = ERR_EMPTY;
    }
    good(&stall, till_batch_end(&stall.till, true, &stall.err));
    *state = &stall;
    return 0;
}

static int teardown(void **state)
{
    stall_remove(*state);
    return 0;
}

/* By whoever only reads: on all cores. By the owner: alone. */
static struct verdict verdict_of(struct stall *stall, enum db_mode mode)
{
    struct verdict verdict;
    struct db *db = NULL;

    good(stall, db_open(stall->path, mode, &BOOK_IDENTITY, &db, &stall->err));
    good(stall, book_verify(db, NULL, "", &verdict, &stall->err));
    db_close(db);
    return verdict;
}

static void assert_same(struct stall *stall, const char *what)
{
    struct verdict one = verdict_of(stall, DB_WRITE);
    struct verdict all = verdict_of(stall, DB_READ);
    char one_text[2 * VERDICT_TEXT_MAX];
    char all_text[2 * VERDICT_TEXT_MAX];

    verdict_format(&one, one_text);
    verdict_format(&all, all_text);
    if (strcmp(one_text, all_text) != 0)
        fail_msg("%s\none: %s\nall: %s", what, one_text, all_text);
    assert_int_equal(one.record_count, all.record_count);
    assert_int_equal(one.key_count, all.key_count);
    assert_int_equal(one.perpetual, all.perpetual);
}

static void an_honest_book_is_found_good_by_one_walk_and_by_many(void **state)
{
    struct stall *stall = *state;

    stall_close(stall);
    assert_true(verdict_of(stall, DB_READ).is_good);
    assert_same(stall, "honest");
}

/* The guards go while a row is changed, and come back as they were. */
static void forge(struct stall *stall, struct db *db, const char *const *forgery, long long at)
{
    static const char *const EVENTS[] = { "UPDATE", "DELETE" };
    static const char *const NAMES[] = { "update", "delete" };
    char sql[600];

    for (size_t i = 0; i < COUNT_OF(NAMES); i++) {
        snprintf(sql, sizeof sql, "DROP TRIGGER %s_no_%s", forgery[0], NAMES[i]);
        good(stall, db_script(db, sql, &stall->err));
    }
    snprintf(sql, sizeof sql, forgery[1], at);
    good(stall, db_script(db, sql, &stall->err));
    for (size_t i = 0; i < COUNT_OF(NAMES); i++) {
        snprintf(sql, sizeof sql,
                 "CREATE TRIGGER %s_no_%s BEFORE %s ON %s\nBEGIN SELECT RAISE(ABORT, "
                 "'append-only'); END",
                 forgery[0], NAMES[i], EVENTS[i], forgery[0]);
        good(stall, db_script(db, sql, &stall->err));
    }
}

/* One row of the book changed, somewhere; then it is put back. */
static void the_first_bad_record_is_the_same(void **state)
{
    static const char *const FORGERIES_OF[][2] = {
        { "sale", "UPDATE sale SET gross = gross + 1, net = net + 1 WHERE number = %lld" },
        { "sale_line", "UPDATE sale_line SET label = 'x' WHERE number = %lld" },
        { "payment", "UPDATE payment SET slip = 'x' WHERE number = %lld" },
        { "record", "UPDATE record SET cash = cash + 1 WHERE seq = %lld" },
        { "record", "DELETE FROM record WHERE seq = %lld" },
        { "rate_total", "UPDATE rate_total SET running_gross = running_gross + 1 "
                        "WHERE number = %lld" },
        { "record", "UPDATE record SET hash = zeroblob(32) WHERE seq = %lld" },
        { "sale", "UPDATE sale SET day = day + 1 WHERE number = %lld" },
    };
    struct stall *stall = *state;
    char copy[FOLDER_PATH_MAX + 8];

    snprintf(copy, sizeof copy, "%s.sain", stall->path);
    stall_close(stall);
    for (int i = 0; i < FORGERIES; i++) {
        const char *const *forgery = FORGERIES_OF[(size_t)i % COUNT_OF(FORGERIES_OF)];
        long long at = 1 + (long long)SALES / FORGERIES * i + chance_below(&stall->chance, 9);
        char command[2 * FOLDER_PATH_MAX + 20];
        struct db *db = NULL;

        snprintf(command, sizeof command, "cp '%s' '%s'", stall->path, copy);
        assert_int_equal(system(command), 0);
        good(stall, db_open(stall->path, DB_WRITE, &BOOK_IDENTITY, &db, &stall->err));
        good(stall, db_script(db,
                              "PRAGMA ignore_check_constraints = ON; "
                              "PRAGMA foreign_keys = OFF",
                              &stall->err));
        forge(stall, db, forgery, at);
        db_close(db);
        assert_same(stall, forgery[1]);
        snprintf(command, sizeof command, "mv '%s' '%s'", copy, stall->path);
        assert_int_equal(system(command), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_honest_book_is_found_good_by_one_walk_and_by_many),
        cmocka_unit_test(the_first_bad_record_is_the_same),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
