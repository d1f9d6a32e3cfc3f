/* Books of every schema that was ever shipped go on: nothing of them is lost, nothing is hidden. */
#include "ledger/upgrade.h"

#include "base/buf.h"
#include "ledger/closing/closing.h"
#include "ledger/consent.h"
#include "ledger/proof/merge.h"
#include "ledger/presence.h"
#include "ledger/print_queue.h"
#include "ledger/proof/verify.h"
#include "pos/acts/book.h"
#include "tests/support/old_book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SCHEMAS = 3, FILE_MAX = 1 << 22 };

struct fixture {
    struct folder folder;
    char path[FOLDER_PATH_MAX];
    struct book book;
    struct err err;
};

static void good(struct fixture *f, bool done)
{
    if (!done)
        fail_msg("%s", f->err.text);
}

static struct clock noon(void)
{
    return clock_frozen((struct moment){ 1574938800, 60 }); /* 2019-11-28T12:00+01:00 */
}

static int setup(void **state)
{
    static struct fixture fixture;

    fixture = (struct fixture){ .folder = folder_make() };
    folder_path(&fixture.folder, "livre.flashcoop", fixture.path);
    *state = &fixture;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;

    book_close(&f->book);
    folder_remove(&f->folder);
    return 0;
}

/* The book that the dump is of. */
static void write_old(int schema, const char *end, const char *path)
{
    char name[40];

    snprintf(name, sizeof name, "schema-%d%s", schema, end);
    old_book_write(name, 1, path);
}

static int64_t ask(struct db *db, const char *sql)
{
    struct err err = ERR_EMPTY;
    struct stmt query = db_prepare(db, sql, &err);
    int64_t answer = stmt_next(&query) ? stmt_int(&query, 0) : -1;

    assert_true(stmt_finish(&query));
    return answer;
}

static void assert_verifies(struct fixture *f)
{
    struct verdict verdict;

    good(f, book_verify(f->book.db, &f->book.till.keyring, "", &verdict, &f->err));
    if (!verdict.is_good)
        fail_msg("%s %d %s", verdict.chain, (int)verdict.seq, verdict.what);
}

static void open_old(struct fixture *f, int schema)
{
    old_book_sit_down(&f->folder);
    write_old(schema, "", f->path);
    good(f, book_open(&f->book, f->path, noon(), &f->err));
    good(f, till_sign_in(&f->book.till, "host", "", "", &f->err));
}

/* A file as it lies there. */
static struct buf file_of(const char *path)
{
    struct buf bytes = buf_init(FILE_MAX);
    struct err err = ERR_EMPTY;

    if (!buf_read_file(&bytes, path, &err))
        fail_msg("%s", err.text);
    return bytes;
}

static void assert_same_bytes(const char *path, struct buf *before)
{
    struct buf now = file_of(path);

    assert_int_equal(now.length, before->length);
    assert_memory_equal(now.data, before->data, now.length);
    buf_release(&now);
}

static void each_old_book(struct fixture *f, void (*story)(struct fixture *f))
{
    for (int schema = 1; schema <= SCHEMAS; schema++) {
        char copy[FOLDER_PATH_MAX];

        open_old(f, schema);
        story(f);
        book_close(&f->book);
        folder_path(&f->folder, "livre.flashcoop.avant-2", copy);
        assert_int_equal(unlink(copy), 0);
    }
}

static void says_what_it_became(struct fixture *f)
{
    assert_verifies(f);
    good(f, db_check_schema(f->book.db, &f->err));
    assert_int_equal(db_version(f->book.db), BOOK_VERSION);
    assert_int_equal(ask(f->book.db, "SELECT count(*) FROM record WHERE form = 1"), 32);
    assert_int_equal(ask(f->book.db, "SELECT count(*) FROM record WHERE kind = 68"), 2);
    assert_int_equal(ask(f->book.db, "SELECT count(*) FROM parked"), 1);
}

static void an_old_book_has_the_shipped_schema_and_says_so_in_each_chain(void **state)
{
    each_old_book(*state, says_what_it_became);
}

static void seals_the_roll(struct fixture *f)
{
    static const char SQL_CHANGE[] = "UPDATE attendance SET present = 240 WHERE badge = 'P2'";
    struct verdict verdict;

    assert_int_equal(ask(f->book.db, "SELECT count(*) FROM record WHERE kind = 5"), 1);
    assert_int_equal(ask(f->book.db, "SELECT sum(minutes) FROM presence"), 360);
    assert_int_equal(ask(f->book.db, "SELECT count(*) FROM presence WHERE code = 'excused'"), 1);
    assert_int_equal(ask(f->book.db, "SELECT count(*) FROM attendance WHERE reason = 'le bus'"), 1);
    good(f, db_script(f->book.db, SQL_CHANGE, &f->err));
    good(f, book_verify(f->book.db, NULL, "", &verdict, &f->err));
    assert_false(verdict.is_good);
    assert_non_null(strstr(verdict.what, "P2"));
    assert_false(presence_check(&f->book.till, &f->err));
    assert_int_equal(f->err.code, ERR_TAMPERED);
    f->err = ERR_EMPTY;
}

static void the_roll_of_an_old_book_becomes_one_record_and_is_proved_from_then_on(void **state)
{
    each_old_book(*state, seals_the_roll);
}

static void starts_practice_anew(struct fixture *f)
{
    assert_true(ask(f->book.db, "SELECT drawer FROM record WHERE chain = 'a' AND form = 1 "
                                "ORDER BY seq DESC") > 0);
    assert_int_equal(f->book.till.practice.head.running.drawer, 0);
    assert_int_equal(f->book.till.practice.head.running.float_amount, 0);
}

static void the_practice_drawer_of_an_old_book_starts_at_nothing(void **state)
{
    each_old_book(*state, starts_practice_anew);
}

static void sell_one(struct fixture *f, struct till *till, const char *code, cents paid)
{
    struct till_item item = { .quantity = ONE_PIECE };
    struct ticket ticket;
    struct sold sold;

    ticket_init(&ticket);
    good(f, till_add(till, &ticket, code, &item, &f->err));
    good(f, ticket_pay(&ticket, PAY_CASH, paid, "", &f->err));
    good(f, till_sell(till, &ticket, &sold, &f->err));
}

/* The sale of before and that of now, in one period of which each form says a part. */
static void goes_on(struct fixture *f)
{
    struct till *till = &f->book.till;
    struct ticket ticket;
    struct closing closing;
    struct sold sold;

    good(f, till_resume(till, "Lina", &ticket, &f->err));
    good(f, ticket_pay(&ticket, PAY_CASH, 300, "", &f->err));
    good(f, till_sell(till, &ticket, &sold, &f->err));
    sell_one(f, till, "T1", 1200);
    good(f, till_refund(till, "A", 2, NULL, &ticket, &f->err));
    good(f, ticket_pay(&ticket, PAY_CASH, 600, "", &f->err));
    good(f, till_sell(till, &ticket, &sold, &f->err));
    good(f, closing_close(till, PERIOD_DAY, till->real.head.running.drawer, "", &closing, &f->err));
    assert_int_equal(closing.reading.sales.tickets, 3);
    assert_int_equal(closing.reading.days.count, 2);
    assert_int_equal(closing.reading.from_day.number, day_of(2019, 11, 27).number);
    assert_int_equal(closing.reading.to_day.number, day_of(2019, 11, 28).number);
    assert_verifies(f);
}

static void an_old_book_sells_refunds_resumes_and_closes(void **state)
{
    each_old_book(*state, goes_on);
}

static void prints(struct fixture *f)
{
    struct print_job job;
    bool found = false;
    int64_t id;

    good(f, print_queue_put(&f->book.till, "z:1", &id, &f->err));
    good(f, print_queue_next(f->book.db, &job, &found, &f->err));
    assert_true(found);
}

static void an_old_book_prints(void **state)
{
    each_old_book(*state, prints);
}

static void takes_its_second_till(struct fixture *f)
{
    static int schema;
    char path[FOLDER_PATH_MAX];
    struct merged merged;
    struct buf before;

    schema = schema % SCHEMAS + 1;
    folder_path(&f->folder, "seconde.flashcoop", path);
    write_old(schema, "-till-b", path);
    before = file_of(path);
    good(f, till_merge(&f->book.till, path, NULL, &merged, &f->err));
    assert_int_equal(merged.record_count, 3);
    assert_int_equal(merged.gross, 1200);
    assert_verifies(f);
    assert_same_bytes(path, &before);
    buf_release(&before);
}

static void an_old_second_till_is_merged_and_left_as_it_is(void **state)
{
    each_old_book(*state, takes_its_second_till);
}

static void what_it_was_lies_beside_it_and_is_never_replaced(void **state)
{
    struct fixture *f = *state;
    char copy[FOLDER_PATH_MAX];
    char next[FOLDER_PATH_MAX];
    struct buf before;
    struct db *db = NULL;

    folder_path(&f->folder, "livre.flashcoop.avant-2", copy);
    folder_path(&f->folder, "livre.flashcoop.avant-2.2", next);
    open_old(f, 2);
    book_close(&f->book);
    before = file_of(copy);
    open_old(f, 2);
    assert_same_bytes(copy, &before);
    buf_release(&before);
    good(f, db_open(next, DB_WRITE, &BOOK_IDENTITY, &db, &f->err));
    assert_int_equal(db_version(db), 1);
    assert_int_equal(ask(db, "SELECT count(*) FROM record"), 32);
    db_close(db);
}

static void who_only_reads_leaves_an_old_book_as_it_is(void **state)
{
    struct fixture *f = *state;
    struct upgraded upgraded;
    struct verdict verdict;
    struct db *db = NULL;
    struct buf before;

    write_old(1, "", f->path);
    before = file_of(f->path);
    good(f, db_open(f->path, DB_WRITE, &BOOK_IDENTITY, &db, &f->err));
    good(f, upgrade_apart(db, &upgraded, &f->err));
    good(f, book_verify(upgraded.db, NULL, "", &verdict, &f->err));
    if (!verdict.is_good)
        fail_msg("%s", verdict.what);
    upgraded_close(&upgraded);
    db_close(db);
    assert_same_bytes(f->path, &before);
    buf_release(&before);
}

/* A sale of before that is changed is found, and so is what it does not seal. */
static void what_form_1_does_not_seal_may_not_be_filled(void **state)
{
    static const char *const FILLS[] = {
        "UPDATE sale SET day = 18000 WHERE number = 1",
        "UPDATE payment SET means = 'muse' WHERE number = 1",
        "UPDATE record SET cash_in = 5 WHERE seq = 3",
        "UPDATE posting SET use = 'cash'",
        "UPDATE closing SET waiting = 3",
        "INSERT INTO means_total VALUES ('A', 1, 'muse', 0, 0)",
        "INSERT INTO presence VALUES ('A', 3, 1, 'P9', 1, 0, 240, '')",
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < COUNT_OF(FILLS); i++) {
        struct verdict verdict;
        char copy[FOLDER_PATH_MAX];

        open_old(f, 3);
        good(f, db_script(f->book.db,
                          "DROP TRIGGER sale_no_update; DROP TRIGGER payment_no_update;"
                          "DROP TRIGGER record_no_update; DROP TRIGGER closing_no_update;"
                          "DROP TRIGGER posting_no_update",
                          &f->err));
        good(f, db_script(f->book.db, FILLS[i], &f->err));
        good(f, book_verify(f->book.db, NULL, "", &verdict, &f->err));
        if (verdict.is_good || verdict.seq == 0)
            fail_msg("%s: %s", FILLS[i], verdict.what);
        book_close(&f->book);
        folder_path(&f->folder, "livre.flashcoop.avant-2", copy);
        assert_int_equal(unlink(copy), 0);
    }
}

static void a_newer_book_is_refused_untouched(void **state)
{
    static const struct identity LATER = { .application_id = BOOK_APPLICATION_ID,
                                           .version = BOOK_VERSION + 1 };
    struct fixture *f = *state;
    struct db *db = NULL;
    struct buf before;

    good(f, db_open(f->path, DB_CREATE, &LATER, &db, &f->err));
    good(f, db_script(db, "CREATE TABLE later (a)", &f->err) && db_checkpoint(db, &f->err));
    db_close(db);
    before = file_of(f->path);
    assert_false(book_open(&f->book, f->path, noon(), &f->err));
    assert_int_equal(f->err.code, ERR_INPUT);
    assert_non_null(strstr(f->err.text, "plus récente"));
    assert_same_bytes(f->path, &before);
    buf_release(&before);
}

static void tables_that_no_version_had_are_refused(void **state)
{
    struct fixture *f = *state;
    struct db *db = NULL;
    char copy[FOLDER_PATH_MAX];

    write_old(3, "", f->path);
    good(f, db_open(f->path, DB_WRITE, &OLD_BOOK_FORM_1, &db, &f->err));
    good(f, db_script(db, "CREATE TABLE more (a)", &f->err));
    db_close(db);
    assert_false(book_open(&f->book, f->path, noon(), &f->err));
    assert_int_equal(f->err.code, ERR_TAMPERED);
    folder_path(&f->folder, "livre.flashcoop.avant-2", copy);
    assert_int_not_equal(access(copy, F_OK), 0);
}

static void answers_are_kept_all(struct fixture *f)
{
    static const char YES[] = "INSERT INTO consent (badge, use, given, decided) VALUES "
                              "('P1', 0, 1, 18227)";
    static const char STOP[] = "UPDATE consent SET revoked = 18228 WHERE badge = 'P1'";
    static const char FORGED[] = "UPDATE consent SET revoked = NULL WHERE badge = 'P1'";
    static const char *const CHANGES[] = { YES, STOP };
    struct till *till = &f->book.till;
    struct verdict verdict;

    for (size_t i = 0; i < COUNT_OF(CHANGES); i++) {
        good(f, till_write_begin(till, &f->err) && consent_check(till, &f->err));
        good(f, till_write_end(
                    till, db_script(f->book.db, CHANGES[i], &f->err) && consent_seal(till, &f->err),
                    &f->err));
    }
    assert_int_equal(ask(f->book.db, "SELECT count(*) FROM consent_fact"), 2);
    assert_verifies(f);
    good(f, db_script(f->book.db, FORGED, &f->err));
    good(f, book_verify(f->book.db, NULL, "", &verdict, &f->err));
    assert_false(verdict.is_good);
    assert_false(consent_check(till, &f->err));
    assert_int_equal(f->err.code, ERR_TAMPERED);
    f->err = ERR_EMPTY;
}

static void every_answer_of_a_person_stays_in_the_journal(void **state)
{
    each_old_book(*state, answers_are_kept_all);
}

/* A book of form 2: two merged tills, a parked ticket, practice with a jump, a quote. */
static void a_book_of_form_2_goes_on_without_a_word_in_its_journal(void **state)
{
    struct fixture *f = *state;
    char path[FOLDER_PATH_MAX];
    struct merged merged;
    struct closing closing;
    struct buf before;

    old_book_sit_down(&f->folder);
    old_book_write("form-2", 2, f->path);
    good(f, book_open(&f->book, f->path, noon(), &f->err));
    good(f, db_check_schema(f->book.db, &f->err));
    assert_int_equal(db_version(f->book.db), BOOK_VERSION);
    assert_int_equal(ask(f->book.db, "SELECT count(*) FROM record"), 45);
    assert_verifies(f);
    good(f, till_sign_in(&f->book.till, "host", "", "", &f->err));
    sell_one(f, &f->book.till, "T1", 1200);
    folder_path(&f->folder, "troisieme.flashcoop", path);
    old_book_write("form-2-till-c", 2, path);
    before = file_of(path);
    good(f, till_merge(&f->book.till, path, NULL, &merged, &f->err));
    assert_int_equal(merged.gross, 1200);
    assert_same_bytes(path, &before);
    good(f, closing_close(&f->book.till, PERIOD_DAY, f->book.till.real.head.running.drawer, "",
                          &closing, &f->err));
    assert_int_equal(closing.reading.sales.tickets, 1);
    assert_verifies(f);
    folder_path(&f->folder, "livre.flashcoop.avant-3", path);
    assert_int_equal(access(path, F_OK), 0);
    buf_release(&before);
}

/* Neither the program nor its upgrade is needed to judge a book that was put away years ago. */
static void a_stranger_judges_each_old_book_as_it_lies_there(void **state)
{
    static const char *const ENDS[] = { "", "-till-b" };
    struct fixture *f = *state;
    char command[3 * FOLDER_PATH_MAX + 300];

    for (int schema = 1; schema <= SCHEMAS; schema++)
        for (size_t i = 0; i < COUNT_OF(ENDS); i++) {
            snprintf(command, sizeof command, "rm -f '%s' '%s-wal' '%s-shm'", f->path, f->path,
                     f->path);
            assert_int_equal(system(command), 0);
            write_old(schema, ENDS[i], f->path);
            snprintf(command, sizeof command,
                     "python3 tests/verifier/verify_journal.py '%s' >/dev/null", f->path);
            assert_int_equal(system(command), 0);
            snprintf(command, sizeof command,
                     "python3 -c 'import sqlite3, sys; book = sqlite3.connect(sys.argv[1]); "
                     "book.execute(\"DROP TRIGGER note_no_update\"); "
                     "book.execute(\"UPDATE note SET amount = amount + 1\"); book.commit()' '%s'",
                     f->path);
            assert_int_equal(system(command), 0);
            snprintf(command, sizeof command,
                     "python3 tests/verifier/verify_journal.py '%s' >/dev/null 2>&1", f->path);
            assert_int_not_equal(system(command), 0);
        }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_stranger_judges_each_old_book_as_it_lies_there),
        TEST(an_old_book_has_the_shipped_schema_and_says_so_in_each_chain),
        TEST(the_roll_of_an_old_book_becomes_one_record_and_is_proved_from_then_on),
        TEST(the_practice_drawer_of_an_old_book_starts_at_nothing),
        TEST(an_old_book_sells_refunds_resumes_and_closes),
        TEST(an_old_book_prints),
        TEST(an_old_second_till_is_merged_and_left_as_it_is),
        TEST(what_it_was_lies_beside_it_and_is_never_replaced),
        TEST(who_only_reads_leaves_an_old_book_as_it_is),
        TEST(what_form_1_does_not_seal_may_not_be_filled),
        TEST(every_answer_of_a_person_stays_in_the_journal),
        TEST(a_book_of_form_2_goes_on_without_a_word_in_its_journal),
        TEST(a_newer_book_is_refused_untouched),
        TEST(tables_that_no_version_had_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
