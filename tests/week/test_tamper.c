/*
 * A forger with an SQLite tool, who takes the guards off and puts them back. Every stored column
 * of every row, every row gone, doubled or swapped, the tail cut, yesterday's copy: each is found.
 */
#include "ledger/schema.h"
#include "ledger/proof/verify.h"
#include "pos/acts/book.h"
#include "tests/support/forger.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Verify as `flashcoop verify` would, with what the program remembers outside the book. */
static struct verdict verdict_of(struct full_book *book)
{
    struct verdict verdict;

    if (!book_verify(book->db, &book->till.keyring, "", &verdict, &book->err))
        fail_msg("%s", book->err.text);
    return verdict;
}

/* A change is found and named: what is wrong, and which record where it concerns one. */
static void assert_found(struct full_book *book, bool sealed, const char *what, int64_t row)
{
    struct verdict verdict = verdict_of(book);

    if (verdict.is_good)
        fail_msg("%s, row %lld: not found", what, (long long)row);
    if (verdict.what[0] == '\0')
        fail_msg("%s, row %lld: found but not named", what, (long long)row);
    if (sealed && verdict.seq == 0 && !strstr(verdict.what, "n'appartient"))
        fail_msg("%s, row %lld: « %s » names no record", what, (long long)row, verdict.what);
}

/* The order of the tiles on the screen: people move them, no fact holds it. */
static bool column_is_free(const char *table, const char *column)
{
    return strcmp(table, "product") == 0 && strcmp(column, "position") == 0;
}

/* A table that comes into the schema must be proved by verify, or be named here with the reason. */
static void every_table_of_the_ledger_is_proved_or_says_why_not(void **state)
{
    static const struct {
        const char *name;
        const char *why;
    } FREE[] = {
        { "client", "a customer as the next document names her; a document seals its own copy" },
        { "job", "work to be done; what was offered and invoiced is in its documents" },
        { "job_hours", "hours of a job; the shares made of them are a record" },
        { "local",
          "which till this copy is: differs between copies of one book; its keys are compared" },
        { "parked", "tickets that nobody has paid: no fact yet" },
        { "pin", "a secret and its wrong tries; that one was set is a record" },
        { "product_picture", "what a tile shows: no sum and no word hangs on it" },
        { "print_job", "papers asked for; that a receipt was printed is a record" },
    };
    static const char WORDS[] = "\nCREATE TABLE ";

    (void)state;
    for (const char *at = ledger_schema(); (at = strstr(at, WORDS)) != NULL;) {
        size_t length = strcspn(at += sizeof WORDS - 1, " ");
        int times = 0;

        for (size_t i = 0; i < FORGER_TABLE_COUNT; i++)
            times +=
                strlen(FORGER_TABLES[i]) == length && strncmp(FORGER_TABLES[i], at, length) == 0;
        for (size_t i = 0; i < COUNT_OF(FREE); i++)
            times += strlen(FREE[i].name) == length && strncmp(FREE[i].name, at, length) == 0;
        if (times != 1)
            fail_msg("%.*s: named %d times", (int)length, at, times);
    }
}

static void change_each_column(struct full_book *book, const struct forger_table *table,
                               int64_t row)
{
    char where[FORGER_SQL_MAX];

    for (int i = 0; i < table->column_count; i++) {
        const char *column = table->columns[i];
        char what[2 * FORGER_WORD_MAX + 2];

        if (column_is_free(table->name, column))
            continue;
        snprintf(what, sizeof what, "%s.%s", table->name, column);
        assert_true(db_begin(book->db, &book->err));
        forger_guards_sleep(book, true);
        forger_type(
            book,
            "UPDATE %s SET %s = CASE typeof(%s) WHEN 'integer' THEN %s + 7919 "
            "WHEN 'text' THEN 'Z' WHEN 'blob' THEN zeroblob(length(%s)) ELSE 3 END WHERE %s",
            table->name, column, column, column, column, forger_row(table, row, where));
        assert_int_equal(db_changes(book->db), 1);
        forger_guards_sleep(book, false);
        assert_found(book,
                     strcmp(table->name, "product") != 0 && strcmp(table->name, "setting") != 0,
                     what, row);
        db_rollback(book->db);
    }
}

static void every_stored_column_of_every_row_changed_is_found_and_named(void **state)
{
    struct full_book *book = *state;

    for (size_t i = 0; i < FORGER_TABLE_COUNT; i++) {
        struct forger_table table = forger_table(book, FORGER_TABLES[i]);

        assert_true(table.row_count > 0); /* the book has every kind of row */
        for (int64_t row = 0; row < table.row_count; row++)
            change_each_column(book, &table, row);
    }
    assert_true(verdict_of(book).is_good);
}

static void every_row_deleted_is_found(void **state)
{
    struct full_book *book = *state;
    char where[FORGER_SQL_MAX];

    for (size_t i = 0; i < FORGER_TABLE_COUNT; i++) {
        struct forger_table table = forger_table(book, FORGER_TABLES[i]);

        for (int64_t row = 0; row < table.row_count; row++) {
            assert_true(db_begin(book->db, &book->err));
            forger_guards_sleep(book, true);
            forger_type(book, "DELETE FROM %s WHERE %s", table.name,
                        forger_row(&table, row, where));
            forger_guards_sleep(book, false);
            assert_found(book, false, table.name, row);
            db_rollback(book->db);
        }
    }
    assert_true(verdict_of(book).is_good);
}

/* A copy of each row under a key of its own: the last key column moved on. */
static void every_row_inserted_is_found(void **state)
{
    struct full_book *book = *state;
    char where[FORGER_SQL_MAX];

    for (size_t i = 0; i < FORGER_TABLE_COUNT; i++) {
        struct forger_table table = forger_table(book, FORGER_TABLES[i]);
        const char *comma = strrchr(table.keys, ',');
        const char *last = comma ? comma + 2 : table.keys;

        for (int64_t row = 0; row < table.row_count; row++) {
            assert_true(db_begin(book->db, &book->err));
            forger_type(
                book,
                "CREATE TEMP TABLE forged AS SELECT * FROM %s WHERE %s; "
                "UPDATE forged SET %s = CASE typeof(%s) WHEN 'text' THEN 'Z' ELSE %s + 7919 END",
                table.name, forger_row(&table, row, where), last, last, last);
            if (strcmp(table.name, "sale") == 0)
                forger_type(book, "UPDATE forged SET source_key = ''");
            if (strcmp(table.name, "product") == 0)
                forger_type(book, "UPDATE forged SET barcode = ''");
            forger_type(book, "INSERT INTO %s SELECT * FROM forged", table.name);
            assert_found(book, false, table.name, row);
            db_rollback(book->db);
        }
    }
    assert_true(verdict_of(book).is_good);
}

/* SQLite keeps what stands behind a zero byte, and no screen shows it. */
static void a_text_that_goes_on_behind_a_zero_byte_is_found(void **state)
{
    struct full_book *book = *state;

    assert_true(db_begin(book->db, &book->err));
    forger_guards_off(book, "sale_line");
    forger_type(book, "UPDATE sale_line SET label = label || char(0) || 'x' WHERE chain = 'A' AND "
                      "number = 2");
    forger_guards_on(book, "sale_line");
    assert_found(book, true, "a zero byte", 2);
    db_rollback(book->db);
}

static void assert_guards_are_missed(struct full_book *book, const char *sql)
{
    struct verdict verdict;

    assert_true(db_begin(book->db, &book->err));
    forger_type(book, "%s", sql);
    verdict = verdict_of(book);
    assert_false(verdict.is_good);
    assert_string_equal(verdict.what, "les tables du livre ne sont plus celles du programme");
    db_rollback(book->db);
    assert_true(verdict_of(book).is_good);
}

/* With the guards on, the book itself refuses. */
static void no_fact_is_changed_or_removed_while_the_guards_stand(void **state)
{
    static const char *const FACTS_END = "product";
    struct full_book *book = *state;

    for (size_t i = 0; strcmp(FORGER_TABLES[i], FACTS_END) != 0; i++) {
        const char *const verbs[] = { "UPDATE %s SET chain = chain", "DELETE FROM %s" };

        for (size_t k = 0; k < COUNT_OF(verbs); k++) {
            struct err err = ERR_EMPTY;
            char sql[FORGER_SQL_MAX];

            snprintf(sql, sizeof sql, verbs[k], FORGER_TABLES[i]);
            if (db_script(book->db, sql, &err))
                fail_msg("%s", sql);
            assert_int_equal(err.code, ERR_STORAGE);
            assert_string_equal(err.text, "Le livre refuse cette écriture. (append-only)");
        }
    }
}

static void a_guard_taken_off_replaced_or_joined_by_another_is_found(void **state)
{
    static const char *const FORGERIES[] = {
        "DROP TRIGGER payment_no_update",
        "DROP TRIGGER payment_no_update; CREATE TRIGGER payment_no_update BEFORE UPDATE ON payment "
        "WHEN 0 BEGIN SELECT RAISE(ABORT, 'append-only'); END",
        "DROP TRIGGER payment_no_update; CREATE TRIGGER payment_no_update BEFORE UPDATE ON note "
        "BEGIN SELECT RAISE(ABORT, 'append-only'); END",
        "CREATE TRIGGER more AFTER INSERT ON sale_line "
        "BEGIN UPDATE product SET sold = 0 WHERE code = new.code; END",
        "CREATE TRIGGER more AFTER INSERT ON SALE BEGIN SELECT 1; END",
    };

    for (size_t i = 0; i < COUNT_OF(FORGERIES); i++)
        assert_guards_are_missed(*state, FORGERIES[i]);
}

/* Each record in turn takes the place of the next one, with all its rows. */
static void every_two_records_swapped_are_found(void **state)
{
    struct full_book *book = *state;
    int64_t count = forger_ask(book, "SELECT max(seq) FROM record WHERE chain = 'A'");

    for (int64_t seq = 1; seq < count; seq++) {
        assert_true(db_begin(book->db, &book->err));
        forger_all_guards(book, forger_guards_off);
        for (size_t i = 0; i < FORGER_TABLE_COUNT; i++) {
            struct forger_table table = forger_table(book, FORGER_TABLES[i]);

            if (strstr(table.keys, "seq"))
                forger_type(book,
                            "UPDATE %s SET seq = -1 WHERE chain = 'A' AND seq = %lld;"
                            "UPDATE %s SET seq = %lld WHERE chain = 'A' AND seq = %lld;"
                            "UPDATE %s SET seq = %lld WHERE seq = -1",
                            table.name, (long long)seq, table.name, (long long)seq,
                            (long long)seq + 1, table.name, (long long)seq + 1);
        }
        forger_all_guards(book, forger_guards_on);
        assert_found(book, true, "swapped records", seq);
        db_rollback(book->db);
    }
}

static void lines_moved_to_another_ticket_are_found(void **state)
{
    struct full_book *book = *state;

    assert_true(db_begin(book->db, &book->err));
    forger_guards_off(book, "sale_line");
    forger_type(book, "UPDATE sale_line SET number = -1 WHERE chain = 'A' AND number = 2;"
                      "UPDATE sale_line SET number = 2 WHERE chain = 'A' AND number = 3;"
                      "UPDATE sale_line SET number = 3 WHERE number = -1");
    forger_guards_on(book, "sale_line");
    assert_found(book, true, "swapped lines", 2);
    db_rollback(book->db);
}

/* What is left is a perfect book: only what lies outside of it tells. */
static void every_cut_tail_is_found(void **state)
{
    struct full_book *book = *state;
    int64_t count = forger_ask(book, "SELECT max(seq) FROM record WHERE chain = 'A'");

    for (int64_t after = 4; after < count; after++) {
        struct verdict verdict;

        assert_true(db_begin(book->db, &book->err));
        forger_cut(book, 'A', after);
        verdict = verdict_of(book);
        assert_false(verdict.is_good);
        if (after == count - 1)
            assert_non_null(strstr(verdict.what, "sa fin a été coupée"));
        db_rollback(book->db);
    }
}

/* The other till's journal gone or cut: the session closing names its head. */
static void a_merged_till_taken_out_or_cut_is_found(void **state)
{
    struct full_book *book = *state;
    int64_t count = forger_ask(book, "SELECT max(seq) FROM record WHERE chain = 'B'");

    for (int64_t after = 0; after < count; after++) {
        assert_true(db_begin(book->db, &book->err));
        forger_cut(book, 'B', after);
        forger_type(
            book, "UPDATE product SET (sold, sold_gross) = (SELECT coalesce(sum(quantity), 0), "
                  "coalesce(sum(gross), 0) FROM sale_line WHERE sale_line.code = product.code AND "
                  "chain < 'a')");
        assert_found(book, false, "cut second till", after);
        db_rollback(book->db);
    }
}

static void a_forger_who_makes_every_hash_again_lacks_the_key(void **state)
{
    struct full_book *book = *state;
    struct verdict verdict;

    assert_true(db_begin(book->db, &book->err));
    forger_all_guards(book, forger_guards_off);
    forger_type(book, "UPDATE sale_line SET label = 'Autre' WHERE chain = 'A' AND number = 2");
    forger_rewrite_chain(book, NULL);
    forger_all_guards(book, forger_guards_on);
    verdict = verdict_of(book);
    assert_false(verdict.is_good);
    assert_non_null(strstr(verdict.what, "signature"));
    db_rollback(book->db);
}

static void an_exchanged_key_is_found_by_the_head_that_was_seen(void **state)
{
    static const unsigned char OTHER[SECRET_KEY_BYTES] = { 9 };
    struct full_book *book = *state;
    struct crypto_signer *signer = crypto_signer_open(OTHER, &book->err);
    unsigned char public_key[PUBLIC_KEY_BYTES];
    char hex[2 * PUBLIC_KEY_BYTES + 1];

    crypto_signer_public(signer, public_key);
    crypto_hex(public_key, PUBLIC_KEY_BYTES, hex);
    assert_true(db_begin(book->db, &book->err));
    forger_all_guards(book, forger_guards_off);
    forger_type(book,
                "UPDATE note SET detail = '%s' WHERE chain = 'A' AND seq = 1;"
                "UPDATE closing SET public_key = x'%s' WHERE chain = 'A'",
                hex, hex);
    forger_rewrite_chain(book, signer);
    forger_all_guards(book, forger_guards_on);
    assert_found(book, true, "exchanged key", 1);
    db_rollback(book->db);
    crypto_signer_close(signer);
}

static void yesterdays_copy_put_back_is_found(void **state)
{
    struct full_book *book = calloc(1, sizeof *book);
    char copy[FOLDER_PATH_MAX];
    struct keyring keyring;
    struct verdict verdict;
    struct db *db = NULL;

    (void)state;
    full_book_found(book);
    full_book_play_first_day(book);
    folder_path(&book->folder, "hier.flashcoop", copy);
    assert_true(db_copy(book->db, copy, &book->err));
    full_book_play_second_day(book);
    full_book_close(book);
    assert_true(db_open(copy, DB_WRITE, &BOOK_IDENTITY, &db, &book->err));
    keyring = keyring_open(book->keyring);
    assert_true(book_verify(db, &keyring, "", &verdict, &book->err));
    assert_false(verdict.is_good);
    assert_non_null(strstr(verdict.what, "copie plus ancienne"));
    assert_true(book_verify(db, NULL, "", &verdict, &book->err)); /* elsewhere it is a good book */
    assert_true(verdict.is_good);
    db_close(db);
    keyring_close(&keyring);
    full_book_remove(book);
    free(book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_stored_column_of_every_row_changed_is_found_and_named),
        cmocka_unit_test(every_table_of_the_ledger_is_proved_or_says_why_not),
        cmocka_unit_test(a_text_that_goes_on_behind_a_zero_byte_is_found),
        cmocka_unit_test(no_fact_is_changed_or_removed_while_the_guards_stand),
        cmocka_unit_test(a_guard_taken_off_replaced_or_joined_by_another_is_found),
        cmocka_unit_test(every_row_deleted_is_found),
        cmocka_unit_test(every_row_inserted_is_found),
        cmocka_unit_test(every_two_records_swapped_are_found),
        cmocka_unit_test(lines_moved_to_another_ticket_are_found),
        cmocka_unit_test(every_cut_tail_is_found),
        cmocka_unit_test(a_merged_till_taken_out_or_cut_is_found),
        cmocka_unit_test(a_forger_who_makes_every_hash_again_lacks_the_key),
        cmocka_unit_test(an_exchanged_key_is_found_by_the_head_that_was_seen),
        cmocka_unit_test(yesterdays_copy_put_back_is_found),
    };

    return cmocka_run_group_tests(tests, forger_set_up, full_book_tear_down);
}
