/*
 * The floor of our_verify: reads every row of the facts of sales through SQLite and hashes its
 * values, with nothing compared. Usage: floor_verify BOOK. Prints the time in ms.
 */
#include "base/crypto.h"
#include "bench/stopwatch.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROW_BYTES_MAX = 4096 };

/* One value as it is stored: integers in eight bytes, text and blobs as they are. */
static size_t value_put(sqlite3_stmt *query, int column, char *out)
{
    if (sqlite3_column_type(query, column) == SQLITE_INTEGER) {
        sqlite3_int64 value = sqlite3_column_int64(query, column);

        memcpy(out, &value, sizeof value);
        return sizeof value;
    }

    const void *bytes = sqlite3_column_blob(query, column);
    size_t size = (size_t)sqlite3_column_bytes(query, column);

    if (size > 0)
        memcpy(out, bytes, size);
    return size;
}

static void hash_rows(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *query = NULL;
    unsigned char hash[HASH_BYTES] = { 0 };

    if (sqlite3_prepare_v2(db, sql, -1, &query, NULL) != SQLITE_OK)
        exit(1);
    while (sqlite3_step(query) == SQLITE_ROW) {
        char bytes[ROW_BYTES_MAX]; /* our own book: no row is near that */
        size_t length = 0;

        for (int i = 0; i < sqlite3_column_count(query); i++)
            length += value_put(query, i, bytes + length);
        crypto_hash(hash, sizeof hash, bytes, length, hash);
    }
    sqlite3_finalize(query);
}

int main(int count, char **arguments)
{
    static struct stopwatch watch;
    sqlite3 *db = NULL;

    if (count != 2 || sqlite3_open(arguments[1], &db) != SQLITE_OK)
        return 2;
    stopwatch_start(&watch);
    hash_rows(db, "SELECT * FROM record");
    hash_rows(db, "SELECT * FROM sale");
    hash_rows(db, "SELECT * FROM sale_line");
    hash_rows(db, "SELECT * FROM payment");
    hash_rows(db, "SELECT * FROM rate_total");
    stopwatch_stop(&watch);
    printf("%.2f\n", stopwatch_last_ms(&watch));
    sqlite3_close(db);
    return 0;
}
