/*
 * What a forger does to the book around its sealed rows: tables, indexes, whole chains, PINs. Each
 * is found, and no row keeps verify from ending.
 */
#include "ledger/closing/closing.h"
#include "ledger/proof/merge.h"
#include "ledger/proof/verify.h"
#include "tests/support/forger.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int set_up(void **state)
{
    struct full_book *book = calloc(1, sizeof *book);

    full_book_found(book);
    full_book_play_first_day(book);
    full_book_join_second_till(book);
    forger_type(book, "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON");
    *state = book;
    return 0;
}

static int tear_down(void **state)
{
    return full_book_tear_down(state);
}

static struct verdict verdict_of(struct full_book *book)
{
    struct verdict verdict;

    book->err = ERR_EMPTY;
    if (!book_verify(book->db, NULL, "", &verdict, &book->err))
        fail_msg("%s", book->err.text);
    return verdict;
}

static void assert_found(struct full_book *book, const char *what)
{
    struct verdict verdict = verdict_of(book);

    if (verdict.is_good || !strstr(verdict.what, what))
        fail_msg("good %d: %s instead of %s", verdict.is_good, verdict.what, what);
}

static void a_row_whose_chain_is_no_till_is_found_and_ends_the_search(void **state)
{
    static const char *const CHAINS[] = {
        "'a chain with a long name'", "''", "'AA'", "'1'", "CAST(x'4100' AS TEXT)", "'é'",
    };
    struct full_book *book = *state;

    for (size_t i = 0; i < COUNT_OF(CHAINS); i++) {
        assert_true(db_begin(book->db, &book->err));
        forger_type(book, "INSERT INTO note VALUES (%s, 1, '', '', 0)", CHAINS[i]);
        assert_found(book, "note");
        db_rollback(book->db);
        assert_true(db_begin(book->db, &book->err));
        forger_type(
            book,
            "INSERT INTO record SELECT %s, seq, form, kind, number, time, offset, operator, "
            "tutor, gross, absolute, tickets, refunds, cash, card, cheque, voucher, drawer, "
            "float, other, cash_in, cash_out, hash, signature FROM record WHERE chain = "
            "'A' AND seq = 1",
            CHAINS[i]);
        assert_found(book, "que personne n'a faite");
        db_rollback(book->db);
    }
    assert_true(verdict_of(book).is_good);
}

/* The whole journal of another till, sound and signed, but nobody brought it here. */
static void a_chain_put_in_without_a_merge_is_found(void **state)
{
    struct full_book *book = *state;
    int64_t merge = forger_ask(book, "SELECT max(seq) FROM record WHERE chain = 'A'");

    assert_int_equal(
        forger_ask(book, "SELECT max(seq) FROM record WHERE chain = 'A' AND kind = 65"), merge);
    assert_true(db_begin(book->db, &book->err));
    forger_cut(book, 'A', merge - 1);
    assert_found(book, "sans être réuni");
    db_rollback(book->db);
    assert_true(verdict_of(book).is_good);
}

/* What the stranger types goes to the file, past the limits of our connection. */
static void stranger_types(struct full_book *book, const char *sql)
{
    sqlite3 *other = NULL;
    char *why = NULL;

    full_book_close(book);
    assert_int_equal(sqlite3_open(book->path, &other), SQLITE_OK);
    if (sqlite3_exec(other, sql, NULL, NULL, &why) != SQLITE_OK)
        fail_msg("%s: %s", sql, why);
    sqlite3_close(other);
}

/* With its root exchanged for an empty one, a lookup finds nothing: a refund passes twice. */
static void an_emptied_index_is_found(void **state)
{
    static const struct {
        const char *index;
        const char *empty;
    } INDEXES[] = {
        { "sale_by_refund", "sale (refund_number, refund_chain) WHERE refund_number > 99999999" },
        { "sale_by_day_start", "sale (chain, number) WHERE number > 99999999" },
        { "product_by_barcode", "product (barcode) WHERE barcode > 'zzzz'" },
        { "print_job_by_state", "print_job (state) WHERE state = 99" },
    };
    struct full_book *book = *state;

    for (size_t i = 0; i < COUNT_OF(INDEXES); i++) {
        char sql[1000];

        full_book_tear_down(state);
        set_up(state);
        book = *state;
        forger_type(book, "UPDATE product SET barcode = '123' WHERE code = (SELECT min(code) FROM "
                          "product WHERE barcode = '')");
        forger_type(book, "INSERT INTO print_job VALUES (99, 'x', 0, 0, 1, '')");
        snprintf(sql, sizeof sql, "CREATE INDEX empty ON %s", INDEXES[i].empty);
        stranger_types(book, sql);
        snprintf(sql, sizeof sql,
                 "PRAGMA writable_schema = ON; CREATE TEMP TABLE root AS SELECT name, rootpage "
                 "FROM sqlite_master WHERE name IN ('empty', '%s'); UPDATE sqlite_master SET "
                 "rootpage = (SELECT rootpage FROM root WHERE root.name <> sqlite_master.name) "
                 "WHERE name IN ('empty', '%s')",
                 INDEXES[i].index, INDEXES[i].index);
        stranger_types(book, sql);
        stranger_types(book, "DROP INDEX empty");
        if (!full_book_open(book))
            fail_msg("%s", book->err.text);
        assert_found(book, i == 2 ? "" : INDEXES[i].index);
    }
}

static void a_pin_taken_out_or_put_in_is_found(void **state)
{
    struct full_book *book = *state;

    assert_true(till_set_pin(&book->till, ROLE_ANIMATOR, "2468", &book->err));
    assert_true(verdict_of(book).is_good);
    assert_true(db_begin(book->db, &book->err));
    forger_type(book, "DELETE FROM pin WHERE role = 'animator'");
    assert_found(book, "retiré du livre");
    db_rollback(book->db);
    assert_true(db_begin(book->db, &book->err));
    forger_type(book, "DELETE FROM pin WHERE role = 'host'; INSERT INTO pin (role, salt, cost, "
                      "hash) VALUES ('host', zeroblob(16), 16384, zeroblob(32))");
    assert_found(book, "ajouté au livre");
    db_rollback(book->db);
}

/* Another's code in the place of the host's: the row of a PIN is no record, yet one is about it. */
static void a_pin_exchanged_for_another_is_found(void **state)
{
    static const char *const CHANGES[] = {
        "UPDATE pin SET salt = zeroblob(16) WHERE role = 'host'",
        "UPDATE pin SET hash = zeroblob(32) WHERE role = 'host'",
        "UPDATE pin SET cost = 1024 WHERE role = 'host'",
        "UPDATE pin SET (salt, cost, hash) = (SELECT salt, cost, hash FROM pin WHERE role = "
        "'animator') WHERE role = 'host'",
    };
    struct full_book *book = *state;

    assert_true(till_set_pin(&book->till, ROLE_ANIMATOR, "2468", &book->err));
    assert_true(till_set_pin(&book->till, ROLE_HOST, "1357", &book->err));
    assert_true(till_set_pin(&book->till, ROLE_HOST, "8642", &book->err));
    assert_true(verdict_of(book).is_good);
    for (size_t i = 0; i < COUNT_OF(CHANGES); i++) {
        assert_true(db_begin(book->db, &book->err));
        forger_type(book, "%s", CHANGES[i]);
        assert_found(book, "n'est plus celui");
        db_rollback(book->db);
    }
}

/* Else the next honest sale would be signed with a key that nobody announced. */
static void another_key_put_for_the_announced_one_is_found(void **state)
{
    static const char *const FORGERIES[] = {
        "UPDATE local SET value = upper(value) WHERE key = 'A.key'",
        "UPDATE local SET value = '' WHERE key = 'a.key'",
        "INSERT OR REPLACE INTO local VALUES ('A.key', lower(hex(randomblob(32))))",
        "INSERT OR REPLACE INTO local VALUES ('C.key', lower(hex(randomblob(32))))",
    };
    struct full_book *book = *state;

    assert_int_equal(forger_ask(book, "SELECT count(*) FROM local WHERE key IN ('A.key', 'a.key')"),
                     2);
    assert_true(verdict_of(book).is_good);
    for (size_t i = 0; i < COUNT_OF(FORGERIES); i++) {
        assert_true(db_begin(book->db, &book->err));
        forger_type(book, "%s", FORGERIES[i]);
        assert_found(book, "la clé retenue");
        db_rollback(book->db);
    }
    assert_true(verdict_of(book).is_good);
}

static void tables_taken_off_or_added_are_found_on_the_open_book(void **state)
{
    static const char *const CHANGES[] = {
        "CREATE TABLE more (a)",
        "CREATE VIEW more AS SELECT 1",
        "CREATE INDEX more ON sale (seller)",
        "DROP INDEX sale_by_refund",
    };
    struct full_book *book = *state;

    for (size_t i = 0; i < COUNT_OF(CHANGES); i++) {
        assert_true(db_begin(book->db, &book->err));
        forger_type(book, "%s", CHANGES[i]);
        assert_found(book, "tables du livre");
        db_rollback(book->db);
    }
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_row_whose_chain_is_no_till_is_found_and_ends_the_search),
        TEST(a_chain_put_in_without_a_merge_is_found),
        TEST(an_emptied_index_is_found),
        TEST(a_pin_taken_out_or_put_in_is_found),
        TEST(a_pin_exchanged_for_another_is_found),
        TEST(another_key_put_for_the_announced_one_is_found),
        TEST(tables_taken_off_or_added_are_found_on_the_open_book),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
