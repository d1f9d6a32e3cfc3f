/*
 * The plug is pulled at every moment of a sale, of a closing and of a batch of sales: the book
 * opens again, holds all that was promised and no half of anything, and no alarm is false.
 */
#include "ledger/closing/closing.h"
#include "ledger/proof/left_log.h"
#include "pos/acts/book.h"
#include "tests/support/power.h"
#include "tests/support/stall.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { PROMISES_MAX = 8, BATCH_SALES = 12 };

/* What the keyring said of the newest head. */
struct seen {
    char path[FOLDER_PATH_MAX];
    char text[200];
    size_t length;
};

/* At `step` the till had answered: `records` records of the journal are there for good. */
struct promise {
    int step;
    int64_t records;
    struct seen seen;
};

struct cut {
    struct stall stall;
    struct promise promises[PROMISES_MAX]; /* each one a single action: all of it or nothing */
    int promise_count;
};

static const char SQL_RECORDS[] = "SELECT count(*) FROM record WHERE chain = 'A'";

static struct seen seen_read(const struct stall *stall)
{
    struct seen seen = { .length = 0 };
    char pattern[FOLDER_PATH_MAX + 40];
    glob_t found;

    snprintf(pattern, sizeof pattern, "%s/heads/*-A.head", stall->keyring);
    assert_int_equal(glob(pattern, 0, NULL, &found), 0);
    snprintf(seen.path, sizeof seen.path, "%s", found.gl_pathv[0]);
    globfree(&found);

    FILE *file = fopen(seen.path, "rb");

    assert_non_null(file);
    seen.length = fread(seen.text, 1, sizeof seen.text, file);
    fclose(file);
    return seen;
}

static void seen_write(const struct seen *seen)
{
    FILE *file = fopen(seen->path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(seen->text, 1, seen->length, file), seen->length);
    fclose(file);
}

static void promise_now(struct cut *cut)
{
    assert_true(cut->promise_count < PROMISES_MAX);
    cut->promises[cut->promise_count++] =
        (struct promise){ .step = power_steps(),
                          .records = stall_ask(&cut->stall, SQL_RECORDS),
                          .seen = seen_read(&cut->stall) };
}

static const struct promise *promise_at(const struct cut *cut, int step)
{
    const struct promise *last = &cut->promises[0];

    for (int i = 0; i < cut->promise_count; i++)
        if (cut->promises[i].step <= step)
            last = &cut->promises[i];
    return last;
}

/* Everything that must be true of a book whatever happened to it. */
static void assert_whole(struct stall *stall)
{
    static const char *const ZERO[] = {
        "SELECT count(*) - max(seq) FROM record WHERE chain = 'A'",
        "SELECT count(*) - ifnull(max(number), 0) FROM sale WHERE chain = 'A'",
        "SELECT (SELECT ifnull(sum(gross), 0) FROM sale WHERE chain = 'A') - gross FROM record "
        "WHERE chain = 'A' ORDER BY seq DESC LIMIT 1",
        "SELECT (SELECT ifnull(sum(line_count), 0) FROM sale) - count(*) FROM sale_line",
        "SELECT (SELECT ifnull(sum(gross), 0) FROM sale) - ifnull(sum(amount), 0) FROM payment",
        "SELECT (SELECT ifnull(sum(gross), 0) FROM sale) - ifnull(sum(gross), 0) FROM sale_line",
        "SELECT (SELECT sum(sold_gross) FROM product) - ifnull(sum(gross), 0) FROM sale_line "
        "WHERE code <> ''",
        "SELECT sum(debit) - sum(credit) FROM posting",
    };

    assert_true(db_check(stall->db, &stall->err));
    for (size_t i = 0; i < COUNT_OF(ZERO); i++)
        assert_int_equal(stall_ask(stall, ZERO[i]), 0);
    assert_true(stall_is_sound(stall));
}

static bool records_are_of_a_promise(const struct cut *cut, int64_t records)
{
    for (int i = 0; i < cut->promise_count; i++)
        if (cut->promises[i].records == records)
            return true;
    return false;
}

static void assert_survives(struct cut *cut, int step, enum power_loss loss, struct chance *chance)
{
    const struct promise *promise = promise_at(cut, step);
    struct stall *stall = &cut->stall;
    struct sold sold;

    power_rebuild(step, loss, chance);
    seen_write(&promise->seen);
    if (!left_log_check(stall->path, &BOOK_IDENTITY, &stall->err) || !stall_open(stall))
        fail_msg("step %d, loss %d: %s", step, (int)loss, stall->err.text);

    int64_t records = stall_ask(stall, SQL_RECORDS);

    if (records < promise->records)
        fail_msg("step %d, loss %d: a promised record is lost", step, (int)loss);
    if (!records_are_of_a_promise(cut, records))
        fail_msg("step %d, loss %d: half of an action is there", step, (int)loss);
    assert_false(stall->till.is_older_copy);
    assert_false(stall->till.lost_key);
    assert_whole(stall);
    assert_true(stall_sell_one(stall, &sold)); /* and the day goes on */
    assert_whole(stall);
    stall_close(stall);
}

/* Records between begin_cut() and end_cut(), then pulls the plug everywhere in it. */
static void begin_cut(struct cut *cut)
{
    struct sold sold;

    cut->promise_count = 0;
    stall_found(&cut->stall, 7);
    assert_true(stall_sell_one(&cut->stall, &sold));
    power_record(cut->stall.path);
    promise_now(cut);
}

static void end_cut(struct cut *cut, int stride)
{
    struct chance chance = { 11 };

    stall_close(&cut->stall); /* the WAL goes back into the file: that, too, can be cut */
    power_hold();
    assert_true(power_steps() > 4);
    for (int step = 0; step <= power_steps(); step += stride) {
        assert_survives(cut, step, POWER_LOSES_ALL, &chance);
        assert_survives(cut, step, POWER_KEEPS_ALL, &chance);
        assert_survives(cut, step, POWER_TEARS_SOME, &chance);
        assert_survives(cut, step, POWER_TEARS_SOME, &chance);
    }
    power_forget();
    stall_remove(&cut->stall);
}

static void a_power_cut_at_any_moment_of_a_sale_loses_no_promise(void **state)
{
    struct cut *cut = *state;
    struct sold sold;

    begin_cut(cut);
    for (int i = 0; i < 3; i++) {
        assert_true(stall_sell_one(&cut->stall, &sold));
        promise_now(cut);
    }
    end_cut(cut, 1);
}

static void a_power_cut_at_any_moment_of_a_closing_loses_no_promise(void **state)
{
    struct cut *cut = *state;
    struct closing closing;

    begin_cut(cut);
    assert_true(closing_close(&cut->stall.till, PERIOD_DAY, 5300, "", &closing, &cut->stall.err));
    promise_now(cut);
    end_cut(cut, 1);
}

static void a_power_cut_in_a_batch_of_sales_keeps_all_of_it_or_nothing(void **state)
{
    struct cut *cut = *state;
    struct sold sold;

    begin_cut(cut);
    assert_true(till_batch_begin(&cut->stall.till, &cut->stall.err));
    for (int i = 0; i < BATCH_SALES; i++)
        assert_true(stall_sell_one(&cut->stall, &sold));
    assert_true(till_batch_end(&cut->stall.till, true, &cut->stall.err));
    promise_now(cut);
    end_cut(cut, 2);
}

/* The shim itself: without the sync of a write, a crash must be able to lose it. */
static void what_was_never_synced_can_be_lost(void **state)
{
    struct cut *cut = *state;
    struct chance chance = { 1 };
    struct sold sold;

    stall_found(&cut->stall, 7);
    assert_true(db_script(cut->stall.db, "PRAGMA synchronous = OFF", &cut->stall.err));
    power_record(cut->stall.path);
    promise_now(cut);

    int64_t before = stall_ask(&cut->stall, SQL_RECORDS);

    assert_true(stall_sell_one(&cut->stall, &sold));

    int after_sale = power_steps();

    stall_close(&cut->stall);
    power_hold();
    power_rebuild(after_sale, POWER_LOSES_ALL, &chance);
    seen_write(&cut->promises[0].seen);
    cut->promise_count = 0;
    assert_true(stall_open(&cut->stall));
    assert_int_equal(stall_ask(&cut->stall, SQL_RECORDS), before);
    power_forget();
    stall_remove(&cut->stall);
}

static int setup(void **state)
{
    static struct cut cut;

    cut = (struct cut){ .promise_count = 0 };
    *state = &cut;
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(what_was_never_synced_can_be_lost, setup),
        cmocka_unit_test_setup(a_power_cut_at_any_moment_of_a_sale_loses_no_promise, setup),
        cmocka_unit_test_setup(a_power_cut_at_any_moment_of_a_closing_loses_no_promise, setup),
        cmocka_unit_test_setup(a_power_cut_in_a_batch_of_sales_keeps_all_of_it_or_nothing, setup),
    };

    power_install();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
