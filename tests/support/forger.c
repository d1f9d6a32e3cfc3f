#include "tests/support/forger.h"

#include "base/db_inside.h"
#include "ledger/proof/record_reader.h"
#include "ledger/schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* `record`, the fact tables, then what is kept along with them and proved equal. */
const char *const FORGER_TABLES[FORGER_TABLE_COUNT] = {
    "record",     "sale",        "sale_line",     "payment",      "rate_total",     "cash_movement",
    "cash_count", "count_piece", "closing",       "closing_rate", "closing_till",   "charge",
    "posting",    "sharing",     "share",         "product_fact", "stock_movement", "setting_fact",
    "note",       "means_total", "closing_means", "closing_day",  "presence",       "consent_fact",
    "means_fact", "document",    "document_line", "jump",         "product",        "setting",
};

int64_t forger_ask(struct full_book *book, const char *sql)
{
    struct stmt query = db_prepare(book->db, sql, &book->err);
    int64_t answer = stmt_next(&query) ? stmt_int(&query, 0) : -1;

    if (!stmt_finish(&query))
        fail_msg("%s", book->err.text);
    return answer;
}

/* Run what the forger types. */
void forger_type(struct full_book *book, const char *format, ...)
{
    char sql[4 * FORGER_SQL_MAX];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(sql, sizeof sql, format, arguments);
    va_end(arguments);
    if (!db_script(book->db, sql, &book->err))
        fail_msg("%s: %s", sql, book->err.text);
}

/* The guards of a table taken off, and put back word by word: a forger cleans up. */
void forger_guards_off(struct full_book *book, const char *table)
{
    forger_type(book, "DROP TRIGGER IF EXISTS %s_no_update; DROP TRIGGER IF EXISTS %s_no_delete",
                table, table);
}

void forger_guards_on(struct full_book *book, const char *table)
{
    static const char *const EVENTS[] = { "update", "delete" };

    for (size_t i = 0; i < COUNT_OF(EVENTS); i++) {
        char head[FORGER_SQL_MAX];
        const char *guard;

        snprintf(head, sizeof head, "CREATE TRIGGER %s_no_%s ", table, EVENTS[i]);
        guard = strstr(ledger_schema(), head);
        if (guard)
            forger_type(book, "%.*s", (int)(strstr(guard, "END;") + 4 - guard), guard);
    }
}

void forger_guards_sleep(struct full_book *book, bool asleep)
{
    assert_int_equal(
        sqlite3_db_config(book->db->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, asleep ? 0 : 1, NULL),
        SQLITE_OK);
}

void forger_all_guards(struct full_book *book, void (*each)(struct full_book *, const char *))
{
    for (size_t i = 0; i < FORGER_TABLE_COUNT; i++)
        each(book, FORGER_TABLES[i]);
}

struct forger_table forger_table(struct full_book *book, const char *name)
{
    static const char SQL_COLUMNS[] = "SELECT name, pk FROM pragma_table_info(?) ORDER BY cid";
    struct forger_table table = { .name = name };
    struct stmt query = db_prepare(book->db, SQL_COLUMNS, &book->err);
    char sql[FORGER_SQL_MAX];

    stmt_bind_text(&query, 1, name);
    while (stmt_next(&query)) {
        snprintf(table.columns[table.column_count++], FORGER_WORD_MAX, "%s", stmt_text(&query, 0));
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
    table.row_count = forger_ask(book, "SELECT * FROM counted");
    return table;
}

/* Where row `row` is, for UPDATE and DELETE. */
const char *forger_row(const struct forger_table *table, int64_t row, char out[FORGER_SQL_MAX])
{
    snprintf(out, FORGER_SQL_MAX, "(%s) = (SELECT %s FROM %s ORDER BY %s LIMIT 1 OFFSET %lld)",
             table->keys, table->keys, table->name, table->keys, (long long)row);
    return out;
}

/* What a till recorded after `after`, gone. */
void forger_cut(struct full_book *book, char chain, int64_t after)
{
    forger_all_guards(book, forger_guards_off);
    for (size_t i = 0; i < FORGER_TABLE_COUNT; i++) {
        struct forger_table table = forger_table(book, FORGER_TABLES[i]);

        if (strstr(table.keys, "number"))
            forger_type(book,
                        "DELETE FROM %s WHERE chain = '%c' AND number NOT IN (SELECT number FROM "
                        "record WHERE chain = '%c' AND kind IN (10, 11, 12))",
                        table.name, chain, chain);
        else if (strstr(table.keys, "seq"))
            forger_type(book, "DELETE FROM %s WHERE chain = '%c' AND seq > %lld", table.name, chain,
                        (long long)after);
    }
    forger_all_guards(book, forger_guards_on);
}

/* Every hash made again, and every signature with `signer` unless it is NULL. */
void forger_rewrite_chain(struct full_book *book, struct crypto_signer *signer)
{
    forger_rewrite_from(book, signer, 1);
}

void forger_rewrite_from(struct full_book *book, struct crypto_signer *signer, int64_t first)
{
    unsigned char before[HASH_BYTES] = { 0 };
    int64_t count = forger_ask(book, "SELECT max(seq) FROM record WHERE chain = 'A'");

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
        memcpy(signature, reader.record.signature, sizeof signature);
        assert_true(record_reader_close(&reader));
        if (signer && seq >= first)
            assert_true(crypto_sign(signer, hash, HASH_BYTES, signature, &book->err));
        crypto_hex(hash, HASH_BYTES, hash_hex);
        crypto_hex(signature, SIGNATURE_BYTES, signature_hex);
        forger_type(book,
                    "UPDATE record SET hash = x'%s', signature = x'%s' WHERE chain = 'A' AND "
                    "seq = %lld",
                    hash_hex, signature_hex, (long long)seq);
        forger_type(book, "UPDATE closing SET head = x'%s' WHERE chain = 'A' AND seq = %lld",
                    hash_hex, (long long)seq + 1);
        memcpy(before, hash, HASH_BYTES);
    }
}

int forger_set_up(void **state)
{
    struct full_book *book = calloc(1, sizeof *book);

    assert_non_null(book);
    full_book_found(book);
    full_book_play_first_day(book);
    full_book_join_second_till(book);
    full_book_play_second_day(book);
    forger_type(book, "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON");
    *state = book;
    return 0;
}
