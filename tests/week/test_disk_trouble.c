/*
 * The disk fills up or fails at every call of a sale, a closing, a batch and an opening: a sentence
 * that says what to do, nothing half-done, and the same action succeeds once the disk is good
 * again.
 */
#include "ledger/closing/closing.h"
#include "pos/acts/book.h"
#include "tests/support/power.h"
#include "tests/support/stall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { CALLS_MAX = 2000 };

/* One action of the till; false with `err` set, and then nothing has changed. */
typedef bool act_fn(struct stall *stall);

static bool sell(struct stall *stall)
{
    struct sold sold;

    return stall_sell_one(stall, &sold);
}

static bool sell_batch(struct stall *stall)
{
    bool good = till_batch_begin(&stall->till, &stall->err);

    if (!good)
        return false;
    for (int i = 0; i < 8 && good; i++)
        good = sell(stall);
    return till_batch_end(&stall->till, good, &stall->err) && good;
}

static bool close_day(struct stall *stall)
{
    struct closing closing;

    return closing_close(&stall->till, PERIOD_DAY, 5300, "", &closing, &stall->err);
}

static const char SQL_RECORDS[] = "SELECT count(*) FROM record WHERE chain = 'A'";
static const char SQL_SALES[] = "SELECT count(*) FROM sale";
static const char SQL_GROSS[] = "SELECT (SELECT ifnull(sum(gross), 0) FROM sale) - gross "
                                "FROM record WHERE chain = 'A' ORDER BY seq DESC LIMIT 1";

static void assert_refused_in_words(const struct stall *stall, enum power_fault fault)
{
    assert_int_equal(stall->err.code, ERR_STORAGE);
    if (fault == POWER_FULL)
        assert_non_null(strstr(stall->err.text, "isque plein"));
    else
        assert_non_null(strstr(stall->err.text, " : ")); /* what happened : what to do */
}

static const char SQL_NOTED[] = "SELECT count(*) FROM note WHERE subject = 'failed-commit'";

/* One failure at the `call`-th operation of `act`; false when it ended before. `noted` counts those
 * that stay in the book, as soon as it takes anything again. */
static bool fail_once(act_fn *act, enum power_fault fault, int call, int64_t *noted)
{
    struct stall stall;

    stall_found(&stall, 7);
    assert_true(sell(&stall));

    int64_t records = stall_ask(&stall, SQL_RECORDS);
    int64_t sales = stall_ask(&stall, SQL_SALES);

    power_fail(fault, call);

    bool done = act(&stall);
    bool failed = power_mend();

    if (!done) {
        assert_true(failed);
        assert_refused_in_words(&stall, fault);
        stall.err = ERR_EMPTY;
        assert_int_equal(stall_ask(&stall, SQL_SALES), sales);
        assert_true(act(&stall)); /* nothing was used up: the same action again */
    }

    int64_t after = stall_ask(&stall, SQL_RECORDS);

    assert_true(after > records);
    *noted += stall_ask(&stall, SQL_NOTED);
    stall_close(&stall);
    assert_true(stall_open(&stall)); /* and the next start is clean */
    assert_int_equal(stall_ask(&stall, SQL_RECORDS), after);
    assert_int_equal(stall_ask(&stall, SQL_GROSS), 0);
    assert_false(stall.till.is_older_copy);
    assert_true(db_check(stall.db, &stall.err));
    assert_true(stall_is_sound(&stall));
    stall_remove(&stall);
    return failed;
}

static void fail_everywhere(act_fn *act, enum power_fault fault)
{
    int64_t noted = 0;
    int call = 1;

    while (fail_once(act, fault, call, &noted)) {
        call++;
        assert_true(call < CALLS_MAX);
    }
    assert_true(call > 1); /* it did meet the disk */
    assert_true(noted > 0 || fault == POWER_FULL);
}

static void a_sale_on_a_full_disk_is_refused_and_then_sold_once(void **state)
{
    (void)state;
    fail_everywhere(sell, POWER_FULL);
}

static void a_sale_on_a_failing_disk_is_refused_and_then_sold_once(void **state)
{
    (void)state;
    fail_everywhere(sell, POWER_IO_ERROR);
}

static void a_batch_on_a_full_disk_leaves_nothing(void **state)
{
    (void)state;
    fail_everywhere(sell_batch, POWER_FULL);
}

static void a_batch_on_a_failing_disk_leaves_nothing(void **state)
{
    (void)state;
    fail_everywhere(sell_batch, POWER_IO_ERROR);
}

static void a_closing_on_a_full_disk_is_refused_and_then_done_once(void **state)
{
    (void)state;
    fail_everywhere(close_day, POWER_FULL);
}

static void a_closing_on_a_failing_disk_is_refused_and_then_done_once(void **state)
{
    (void)state;
    fail_everywhere(close_day, POWER_IO_ERROR);
}

static void a_book_that_cannot_be_made_leaves_no_file(void **state)
{
    (void)state;
    for (int call = 1; call < CALLS_MAX; call++) {
        struct folder folder = folder_make();
        struct err err = ERR_EMPTY;
        struct db *db = NULL;
        char path[FOLDER_PATH_MAX];

        folder_path(&folder, "marche.flashcoop", path);
        power_fail(POWER_IO_ERROR, call);

        bool made = db_open(path, DB_CREATE, &BOOK_IDENTITY, &db, &err);
        bool failed = power_mend();

        if (!made) {
            assert_true(failed);
            assert_int_equal(err.code, ERR_STORAGE);
            assert_int_equal(folder_count(&folder), 0);
        }
        db_close(db);
        folder_remove(&folder);
        if (!failed)
            return;
    }
    fail_msg("the failures never end");
}

static void a_book_that_cannot_be_opened_now_opens_later(void **state)
{
    (void)state;
    for (int call = 1; call < CALLS_MAX; call++) {
        struct stall stall;

        stall_found(&stall, 7);
        assert_true(sell(&stall));

        int64_t records = stall_ask(&stall, SQL_RECORDS);

        stall_close(&stall);
        power_fail(POWER_IO_ERROR, call);
        stall_open(&stall);

        bool failed = power_mend();

        if (!stall.db)
            assert_refused_in_words(&stall, POWER_IO_ERROR);
        stall_close(&stall);
        assert_true(stall_open(&stall));
        assert_int_equal(stall_ask(&stall, SQL_RECORDS), records);
        stall_remove(&stall);
        if (!failed)
            return;
    }
    fail_msg("the failures never end");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sale_on_a_full_disk_is_refused_and_then_sold_once),
        cmocka_unit_test(a_sale_on_a_failing_disk_is_refused_and_then_sold_once),
        cmocka_unit_test(a_batch_on_a_full_disk_leaves_nothing),
        cmocka_unit_test(a_batch_on_a_failing_disk_leaves_nothing),
        cmocka_unit_test(a_closing_on_a_full_disk_is_refused_and_then_done_once),
        cmocka_unit_test(a_closing_on_a_failing_disk_is_refused_and_then_done_once),
        cmocka_unit_test(a_book_that_cannot_be_made_leaves_no_file),
        cmocka_unit_test(a_book_that_cannot_be_opened_now_opens_later),
    };

    power_install();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
