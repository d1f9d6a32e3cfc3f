#include "tests/support/hostile.h"

#include "ledger/closing/distribution.h"
#include "ledger/proof/verify.h"
#include "pos/acts/book.h"
#include "programme/people.h"
#include "reports/figures/sale_list.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE = 4096, SQL_MAX = 1000, NAME_ROOM = 200 };

static void bytes_flip(unsigned char *bytes, size_t length, struct chance *chance)
{
    size_t from = 0;
    size_t room = length;

    if (chance_below(chance, 2)) { /* where a page says what it is */
        from = (size_t)chance_below(chance, (int)(length / PAGE)) * PAGE;
        room = 108;
    }
    for (int i = 1 + chance_below(chance, 12); i > 0; i--)
        bytes[from + chance_next(chance) % room] = (unsigned char)chance_next(chance);
}

static void pages_swap(unsigned char *bytes, size_t length, struct chance *chance)
{
    int count = (int)(length / PAGE);
    unsigned char *to = bytes + (size_t)(1 + chance_below(chance, count - 1)) * PAGE;

    memcpy(to, bytes + (size_t)(1 + chance_below(chance, count - 1)) * PAGE, PAGE);
}

static void file_write(const char *path, const unsigned char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");

    assert(file);
    if (fwrite(bytes, 1, length, file) != length || fclose(file) != 0)
        abort();
}

/* A name that the schema holds, "" when there is none. */
static void name_choose(sqlite3 *db, const char *sql, const char *table, struct chance *chance,
                        char out[NAME_ROOM])
{
    sqlite3_stmt *query = NULL;
    int left = 1 + chance_below(chance, 30);

    out[0] = '\0';
    sqlite3_prepare_v2(db, sql, -1, &query, NULL);
    sqlite3_bind_text(query, 1, table, -1, SQLITE_STATIC);
    while (left-- > 0 && sqlite3_step(query) == SQLITE_ROW)
        snprintf(out, NAME_ROOM, "%s", (const char *)sqlite3_column_text(query, 0));
    sqlite3_finalize(query);
}

static void row_change(sqlite3 *db, struct chance *chance)
{
    static const char *const VALUES[] = {
        "9223372036854775807",
        "-9223372036854775807 - 1",
        "-1",
        "0",
        "''",
        "x''",
        "x'00'",
        "zeroblob(3)",
        "printf('%.1000000c', 'x')",
        "CAST(x'fffe00' AS TEXT)",
        "NULL",
        "'../../x'",
        "4611686018427387904",
        "char(27) || '[2J'",
        "'A'",
        "'zz'",
        "1000000000000",
    };
    char table[NAME_ROOM], column[NAME_ROOM], guard[NAME_ROOM], sql[SQL_MAX];

    name_choose(db, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY random()", "",
                chance, table);
    name_choose(db, "SELECT name FROM pragma_table_info(?1) ORDER BY random()", table, chance,
                column);
    name_choose(db, "SELECT sql FROM sqlite_schema WHERE name = ?1 || '_no_update'", table, chance,
                guard);
    snprintf(sql, sizeof sql, "DROP TRIGGER IF EXISTS %s_no_update", table);
    sqlite3_exec(db, sql, NULL, NULL, NULL);
    snprintf(sql, sizeof sql, "UPDATE OR IGNORE %s SET %s = %s %s", table, column,
             VALUES[chance_below(chance, (int)COUNT_OF(VALUES))],
             chance_below(chance, 2) ? "" : "WHERE random() % 3 = 0");
    sqlite3_exec(db, sql, NULL, NULL, NULL);
    sqlite3_exec(db, guard, NULL, NULL, NULL); /* a forger cleans up */
}

static void schema_change(sqlite3 *db, struct chance *chance)
{
    static const char *const CHANGES[] = {
        "CREATE VIEW v AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i "
        "FROM n",
        "CREATE TRIGGER t AFTER UPDATE ON pin BEGIN DELETE FROM pin; END",
        "PRAGMA writable_schema = ON; UPDATE sqlite_master SET rootpage = rootpage + 1",
        "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, 'CHECK', "
        "'check')",
        "PRAGMA user_version = 1",
        "PRAGMA user_version = 2147483647",
        "PRAGMA journal_mode = DELETE; VACUUM",
        "PRAGMA writable_schema = ON; DELETE FROM sqlite_master WHERE type = 'index'",
        "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = NULL WHERE random() % 9 = 0",
    };

    sqlite3_exec(db, CHANGES[chance_below(chance, (int)COUNT_OF(CHANGES))], NULL, NULL, NULL);
}

void hostile_write(const char *path, const unsigned char *bytes, size_t length,
                   struct chance *chance)
{
    unsigned char *copy = malloc(length);
    int way = chance_below(chance, 6);
    sqlite3 *db = NULL;

    assert(copy);
    memcpy(copy, bytes, length);
    if (way == 0)
        bytes_flip(copy, length, chance);
    if (way == 1)
        pages_swap(copy, length, chance);
    file_write(path, copy, way == 2 ? chance_next(chance) % length : length);
    free(copy);
    if (way < 3)
        return;
    if (sqlite3_open(path, &db) == SQLITE_OK) {
        sqlite3_test_control(SQLITE_TESTCTRL_PRNG_SEED, 1 + chance_below(chance, 1 << 30), db);
        sqlite3_exec(db, "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF", NULL,
                     NULL, NULL);
        if (way == 3)
            schema_change(db, chance);
        for (int i = 1 + chance_below(chance, 3); way > 3 && i > 0; i--)
            row_change(db, chance);
    }
    sqlite3_close(db);
}

static void verify_try(const char *path)
{
    struct keyring keyring = keyring_open(NULL);
    struct verdict verdict;
    struct db *db = NULL;
    struct err err = ERR_EMPTY;

    if (db_open(path, DB_READ, &BOOK_IDENTITY, &db, &err)) {
        bool read = book_verify(db, &keyring, "", &verdict, &err);

        assert(read ? verdict.is_good || verdict.what[0] : err.text[0] != '\0');
    } else {
        assert(err.text[0] != '\0');
    }
    db_close(db);
    keyring_close(&keyring);
}

static void book_try(const char *path, bool look)
{
    struct book book;
    struct result result;
    struct people people;
    struct err err = ERR_EMPTY;
    struct outlet outlet;
    const struct page_target target = { .format = PAGE_TEXT, .title = "x", .outlet = &outlet };
    struct page *page = NULL;

    if (!(look ? book_look(&book, path, clock_real(), &err)
               : book_open(&book, path, clock_real(), &err)))
        return;
    (void)!result_read_decided(&book.till, &result, &err);
    err = ERR_EMPTY;
    (void)!people_read(book.db, &people, &err);
    err = ERR_EMPTY;
    outlet_open_memory(&outlet, 1 << 22);
    if (page_open(&target, &page, &err)) {
        (void)!sale_list_page(book.db, page, &err);
        page_abandon(page);
    }
    outlet_abandon(&outlet);
    book_close(&book);
}

void hostile_try(const char *path)
{
    verify_try(path);
    book_try(path, true);
    book_try(path, false);
}
