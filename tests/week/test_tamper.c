/*
 * A forger with an SQLite tool, who also puts back guards that guard nothing. Every stored column
 * of every row, every row gone, doubled or swapped, the tail cut, yesterday's copy: each is found.
 */
#include "ledger/record_reader.h"
#include "ledger/verify.h"
#include "tests/support/full_book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SQL_MAX = 1024, COLUMNS_MAX = 40, WORD_MAX = 48 };

struct table {
    const char *name;
    char columns[COLUMNS_MAX][WORD_MAX];
    int column_count;
    char keys[160]; /* "chain, seq, line" */
    int64_t row_count;
};

/* `record`, the fact tables, then what is kept along with them and proved equal. */
static const char *const TABLES[] = {
    "record",     "sale",        "sale_line", "payment",      "rate_total",     "cash_movement",
    "cash_count", "count_piece", "closing",   "closing_rate", "closing_till",   "charge",
    "posting",    "sharing",     "share",     "product_fact", "stock_movement", "setting_fact",
    "note",       "product",     "setting",
};

static int64_t ask(struct full_book *book, const char *sql)
{
    struct stmt query = db_prepare(book->db, sql, &book->err);
    int64_t answer = stmt_next(&query) ? stmt_int(&query, 0) : -1;

    if (!stmt_finish(&query))
        fail_msg("%s", book->err.text);
    return answer;
}

/* Run what the forger types. */
static void type(struct full_book *book, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void type(struct full_book *book, const char *format, ...)
{
    char sql[4 * SQL_MAX];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(sql, sizeof sql, format, arguments);
    va_end(arguments);
    if (!db_script(book->db, sql, &book->err))
        fail_msg("%s: %s", sql, book->err.text);
}

/* All guards replaced by some that look the same to whoever counts them. */
static void disarm(struct full_book *book)
{
    static const char SQL_GUARDS[] =
        "SELECT 'DROP TRIGGER ' || name || '; CREATE TRIGGER ' || name || ' BEFORE UPDATE ON ' || "
        "tbl_name || ' WHEN 0 BEGIN SELECT RAISE(ABORT, ''append-only''); END;' "
        "FROM sqlite_schema WHERE type = 'trigger'";
    struct buf script = buf_init(1 << 16);
    struct stmt query = db_prepare(book->db, SQL_GUARDS, &book->err);

    while (stmt_next(&query))
        buf_put_text(&script, stmt_text(&query, 0));
    assert_true(stmt_finish(&query));
    assert_true(db_script(book->db, buf_text(&script), &book->err));
    type(book, "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON");
    buf_release(&script);
}

static struct table table_of(struct full_book *book, const char *name)
{
    static const char SQL_COLUMNS[] = "SELECT name, pk FROM pragma_table_info(?) ORDER BY cid";
    struct table table = { .name = name };
    struct stmt query = db_prepare(book->db, SQL_COLUMNS, &book->err);
    char sql[SQL_MAX];

    stmt_bind_text(&query, 1, name);
    while (stmt_next(&query)) {
        snprintf(table.columns[table.column_count++], WORD_MAX, "%s", stmt_text(&query, 0));
        if (stmt_int(&query, 1) > 0)
            snprintf(table.keys + strlen(table.keys), sizeof table.keys - strlen(table.keys),
                     "%s%s", table.keys[0] ? ", " : "", stmt_text(&query, 0));
    }
    assert_true(stmt_finish(&query));
    snprintf(sql, sizeof sql,
             "DROP VIEW IF EXISTS counted; CREATE TEMP VIEW counted AS "
             "SELECT count(*) FROM %s",
             name);
    assert_true(db_script(book->db, sql, &book->err));
    table.row_count = ask(book, "SELECT * FROM counted");
    return table;
}

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

/* Where row `row` is, for UPDATE and DELETE. */
static const char *row_of(const struct table *table, int64_t row, char out[SQL_MAX])
{
    snprintf(out, SQL_MAX, "(%s) = (SELECT %s FROM %s ORDER BY %s LIMIT 1 OFFSET %lld)",
             table->keys, table->keys, table->name, table->keys, (long long)row);
    return out;
}

/* Numbers that no fact holds: no total can say anything of them. */
static bool column_is_free(const char *table, const char *column)
{
    return strcmp(table, "product") == 0 &&
           (strcmp(column, "position") == 0 || strcmp(column, "has_stock") == 0);
}

static void change_each_column(struct full_book *book, const struct table *table, int64_t row)
{
    char where[SQL_MAX];

    for (int i = 0; i < table->column_count; i++) {
        const char *column = table->columns[i];
        char what[2 * WORD_MAX + 2];

        if (column_is_free(table->name, column))
            continue;
        snprintf(what, sizeof what, "%s.%s", table->name, column);
        assert_true(db_begin(book->db, &book->err));
        type(book,
             "UPDATE %s SET %s = CASE typeof(%s) WHEN 'integer' THEN %s + 7919 "
             "WHEN 'text' THEN 'Z' WHEN 'blob' THEN zeroblob(length(%s)) ELSE 3 END WHERE %s",
             table->name, column, column, column, column, row_of(table, row, where));
        assert_int_equal(db_changes(book->db), 1);
        assert_found(book,
                     strcmp(table->name, "product") != 0 && strcmp(table->name, "setting") != 0,
                     what, row);
        db_rollback(book->db);
    }
}

static void every_stored_column_of_every_row_changed_is_found_and_named(void **state)
{
    struct full_book *book = *state;

    for (size_t i = 0; i < COUNT_OF(TABLES); i++) {
        struct table table = table_of(book, TABLES[i]);

        assert_true(table.row_count > 0); /* the book has every kind of row */
        for (int64_t row = 0; row < table.row_count; row++)
            change_each_column(book, &table, row);
    }
    assert_true(verdict_of(book).is_good);
}

static void every_row_deleted_is_found(void **state)
{
    struct full_book *book = *state;
    char where[SQL_MAX];

    for (size_t i = 0; i < COUNT_OF(TABLES); i++) {
        struct table table = table_of(book, TABLES[i]);

        for (int64_t row = 0; row < table.row_count; row++) {
            assert_true(db_begin(book->db, &book->err));
            type(book, "DELETE FROM %s WHERE %s", table.name, row_of(&table, row, where));
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
    char where[SQL_MAX];

    for (size_t i = 0; i < COUNT_OF(TABLES); i++) {
        struct table table = table_of(book, TABLES[i]);
        const char *comma = strrchr(table.keys, ',');
        const char *last = comma ? comma + 2 : table.keys;

        for (int64_t row = 0; row < table.row_count; row++) {
            assert_true(db_begin(book->db, &book->err));
            type(book,
                 "CREATE TEMP TABLE forged AS SELECT * FROM %s WHERE %s; "
                 "UPDATE forged SET %s = CASE typeof(%s) WHEN 'text' THEN 'Z' ELSE %s + 7919 END",
                 table.name, row_of(&table, row, where), last, last, last);
            if (strcmp(table.name, "sale") == 0)
                type(book, "UPDATE forged SET source_key = ''");
            if (strcmp(table.name, "product") == 0)
                type(book, "UPDATE forged SET barcode = ''");
            type(book, "INSERT INTO %s SELECT * FROM forged", table.name);
            assert_found(book, false, table.name, row);
            db_rollback(book->db);
        }
    }
    assert_true(verdict_of(book).is_good);
}

/* Each record in turn takes the place of the next one, with all its rows. */
static void every_two_records_swapped_are_found(void **state)
{
    struct full_book *book = *state;
    int64_t count = ask(book, "SELECT max(seq) FROM record WHERE chain = 'A'");

    for (int64_t seq = 1; seq < count; seq++) {
        assert_true(db_begin(book->db, &book->err));
        for (size_t i = 0; i < COUNT_OF(TABLES); i++) {
            struct table table = table_of(book, TABLES[i]);

            if (strstr(table.keys, "seq"))
                type(book,
                     "UPDATE %s SET seq = -1 WHERE chain = 'A' AND seq = %lld;"
                     "UPDATE %s SET seq = %lld WHERE chain = 'A' AND seq = %lld;"
                     "UPDATE %s SET seq = %lld WHERE seq = -1",
                     table.name, (long long)seq, table.name, (long long)seq, (long long)seq + 1,
                     table.name, (long long)seq + 1);
        }
        assert_found(book, true, "swapped records", seq);
        db_rollback(book->db);
    }
}

static void lines_moved_to_another_ticket_are_found(void **state)
{
    struct full_book *book = *state;

    assert_true(db_begin(book->db, &book->err));
    type(book, "UPDATE sale_line SET number = -1 WHERE chain = 'A' AND number = 2;"
               "UPDATE sale_line SET number = 2 WHERE chain = 'A' AND number = 3;"
               "UPDATE sale_line SET number = 3 WHERE number = -1");
    assert_found(book, true, "swapped lines", 2);
    db_rollback(book->db);
}

static void cut(struct full_book *book, int64_t after)
{
    for (size_t i = 0; i < COUNT_OF(TABLES); i++) {
        struct table table = table_of(book, TABLES[i]);

        if (strstr(table.keys, "number"))
            type(book,
                 "DELETE FROM %s WHERE chain = 'A' AND number NOT IN (SELECT number FROM "
                 "record WHERE chain = 'A' AND kind IN (10, 11, 12))",
                 table.name);
        else if (strstr(table.keys, "seq"))
            type(book, "DELETE FROM %s WHERE chain = 'A' AND seq > %lld", table.name,
                 (long long)after);
    }
}

/* What is left is a perfect book: only what lies outside of it tells. */
static void every_cut_tail_is_found(void **state)
{
    struct full_book *book = *state;
    int64_t count = ask(book, "SELECT max(seq) FROM record WHERE chain = 'A'");

    for (int64_t after = 4; after < count; after++) {
        struct verdict verdict;

        assert_true(db_begin(book->db, &book->err));
        cut(book, after);
        verdict = verdict_of(book);
        assert_false(verdict.is_good);
        if (after == count - 1)
            assert_non_null(strstr(verdict.what, "sa fin fut coupée"));
        db_rollback(book->db);
    }
}

/* The other till's journal gone or cut: the session closing names its head. */
static void a_merged_till_taken_out_or_cut_is_found(void **state)
{
    struct full_book *book = *state;
    int64_t count = ask(book, "SELECT max(seq) FROM record WHERE chain = 'B'");

    for (int64_t after = 0; after < count; after++) {
        assert_true(db_begin(book->db, &book->err));
        for (size_t i = 0; i < COUNT_OF(TABLES); i++) {
            struct table table = table_of(book, TABLES[i]);

            if (strstr(table.keys, "number"))
                type(book,
                     "DELETE FROM %s WHERE chain = 'B' AND number NOT IN (SELECT number FROM "
                     "record WHERE chain = 'B' AND kind IN (10, 11, 12))",
                     table.name);
            else if (strstr(table.keys, "seq"))
                type(book, "DELETE FROM %s WHERE chain = 'B' AND seq > %lld", table.name,
                     (long long)after);
        }
        type(book, "UPDATE product SET (sold, sold_gross) = (SELECT coalesce(sum(quantity), 0), "
                   "coalesce(sum(gross), 0) FROM sale_line WHERE sale_line.code = product.code AND "
                   "chain < 'a')");
        assert_found(book, false, "cut second till", after);
        db_rollback(book->db);
    }
}

/* Every hash made again, and every signature with `signer` unless it is NULL. */
static void rewrite_chain(struct full_book *book, struct crypto_signer *signer)
{
    unsigned char before[HASH_BYTES] = { 0 };
    int64_t count = ask(book, "SELECT max(seq) FROM record WHERE chain = 'A'");

    for (int64_t seq = 1; seq <= count; seq++) {
        struct record_reader reader;
        unsigned char hash[HASH_BYTES];
        unsigned char signature[SIGNATURE_BYTES];
        char hash_hex[2 * HASH_BYTES + 1];
        char signature_hex[2 * SIGNATURE_BYTES + 1];

        record_reader_open(&reader, book->db, "A", &book->err);
        while (record_reader_next(&reader) && reader.seq < seq)
            continue;
        crypto_hash(before, HASH_BYTES, reader.bytes.data, reader.bytes.length, hash);
        memcpy(signature, reader.signature, sizeof signature);
        assert_true(record_reader_close(&reader));
        if (signer)
            assert_true(crypto_sign(signer, hash, HASH_BYTES, signature, &book->err));
        crypto_hex(hash, HASH_BYTES, hash_hex);
        crypto_hex(signature, SIGNATURE_BYTES, signature_hex);
        type(book,
             "UPDATE record SET hash = x'%s', signature = x'%s' WHERE chain = 'A' AND "
             "seq = %lld",
             hash_hex, signature_hex, (long long)seq);
        type(book, "UPDATE closing SET head = x'%s' WHERE chain = 'A' AND seq = %lld", hash_hex,
             (long long)seq + 1);
        memcpy(before, hash, HASH_BYTES);
    }
}

static void a_forger_who_makes_every_hash_again_lacks_the_key(void **state)
{
    struct full_book *book = *state;
    struct verdict verdict;

    assert_true(db_begin(book->db, &book->err));
    type(book, "UPDATE sale_line SET label = 'Autre' WHERE chain = 'A' AND number = 2");
    rewrite_chain(book, NULL);
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
    type(book,
         "UPDATE note SET detail = '%s' WHERE chain = 'A' AND seq = 1;"
         "UPDATE closing SET public_key = x'%s' WHERE chain = 'A'",
         hex, hex);
    rewrite_chain(book, signer);
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
    assert_true(db_open(copy, DB_WRITE, BOOK_APPLICATION_ID, BOOK_VERSION, &db, &book->err));
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

static int setup(void **state)
{
    struct full_book *book = calloc(1, sizeof *book);

    full_book_found(book);
    full_book_play_first_day(book);
    full_book_join_second_till(book);
    full_book_play_second_day(book);
    disarm(book);
    *state = book;
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_stored_column_of_every_row_changed_is_found_and_named),
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

    return cmocka_run_group_tests(tests, setup, full_book_tear_down);
}
