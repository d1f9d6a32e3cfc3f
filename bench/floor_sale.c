/*
 * The floor of our_sale: bare SQLite that makes the same rows durable in the same tables, keyed
 * alike, with nothing computed, checked or signed. Usage: floor_sale SCHEMA COUNT PACE_MS
 */
#include "bench/stopwatch.h"
#include "tests/support/folder.h"
#include "tests/support/power.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MAX = 25, LINES = 4, RATES = 3 };

/* One table: how many integers, then which columns are something else. */
struct insert {
    const char *sql;
    sqlite3_stmt *handle;
};

static struct insert inserts[] = {
    { "INSERT INTO record VALUES (?1,?2,2,10,?2,1574758800,60,'host','',?2,?2,?2,0,?2,0,0,0,?2,"
      "5000,0,0,0,?3,?4)",
      NULL },
    { "INSERT INTO sale VALUES (?1,?2,?2,1574758800,60,0,'host',1784,1600,184,0,4,'',0,'','',"
      "18226)",
      NULL },
    { "INSERT INTO sale_line VALUES (?1,?2,?3,'C1','Cookie chocolat',1000,150,0,150,142,550,0)",
      NULL },
    { "INSERT INTO payment VALUES (?1,?2,1,1,1784,0,1784,'','')", NULL },
    { "INSERT INTO rate_total VALUES (?1,?2,?3,251,238,13,251000,238000,13000)", NULL },
    { "UPDATE product SET sold = sold + 1000, sold_gross = sold_gross + 150 WHERE code = ?3",
      NULL },
};
enum { RECORD, SALE, LINE, PAYMENT, RATE, PRODUCT, INSERT_COUNT };

static sqlite3 *db;

static void must(int status)
{
    if (status == SQLITE_OK || status == SQLITE_DONE)
        return;
    fprintf(stderr, "floor_sale: %s\n", sqlite3_errmsg(db));
    exit(1);
}

static void run(int which, sqlite3_int64 number, sqlite3_int64 third)
{
    static const unsigned char NOISE[64] = { 7 };
    sqlite3_stmt *handle = inserts[which].handle;
    int parameters = sqlite3_bind_parameter_count(handle);

    sqlite3_bind_text(handle, 1, "A", 1, SQLITE_STATIC);
    sqlite3_bind_int64(handle, 2, number);
    if (which == RECORD) {
        sqlite3_bind_blob(handle, 3, NOISE, 32, SQLITE_STATIC);
        sqlite3_bind_blob(handle, 4, NOISE, 64, SQLITE_STATIC);
    } else if (which == PRODUCT) {
        char code[3] = { 'C', (char)('1' + third), '\0' };

        sqlite3_bind_text(handle, 3, code, 2, SQLITE_TRANSIENT);
    } else if (parameters >= 3) {
        sqlite3_bind_int64(handle, 3, third);
    }
    must(sqlite3_step(handle));
    must(sqlite3_reset(handle));
}

static void sell(sqlite3_int64 number)
{
    must(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL));
    run(RECORD, number, 0);
    run(SALE, number, 0);
    for (int i = 0; i < LINES; i++)
        run(LINE, number, i + 1);
    run(PAYMENT, number, 0);
    for (int i = 0; i < RATES; i++)
        run(RATE, number, i);
    for (int i = 0; i < LINES; i++)
        run(PRODUCT, number, i);
    must(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL));
}

/* The tables and indexes of the real schema, without the triggers that guard them. */
static void make_tables(const char *schema)
{
    static char sql[1 << 16];
    FILE *file = fopen(schema, "rb");

    if (!file || fread(sql, 1, sizeof sql - 1, file) == 0)
        exit(1);
    fclose(file);
    *strstr(sql, "-- triggers") = '\0';
    must(sqlite3_exec(db, sql, NULL, NULL, NULL));
    for (int i = 1; i <= LINES; i++) {
        char product[200];

        snprintf(product, sizeof product,
                 "INSERT INTO product VALUES ('C%d', %d, 'Cookie', 150, 550, '', '', 'piece', -1, "
                 "'', '', NULL, NULL, 0, 0, 0, 0, 0)",
                 i, i);
        must(sqlite3_exec(db, product, NULL, NULL, NULL));
    }
}

int main(int count, char **arguments)
{
    static struct stopwatch watch;
    struct folder folder = folder_make();
    char path[FOLDER_PATH_MAX];

    if (count != 4)
        return 2;
    power_install();
    must(sqlite3_open(folder_path(&folder, "floor.db", path), &db));
    must(sqlite3_exec(db,
                      "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;"
                      "PRAGMA synchronous = FULL;",
                      NULL, NULL, NULL));
    make_tables(arguments[1]);
    for (int i = 0; i < INSERT_COUNT; i++)
        must(sqlite3_prepare_v3(db, inserts[i].sql, -1, SQLITE_PREPARE_PERSISTENT,
                                &inserts[i].handle, NULL));
    for (int i = 1; i <= 20; i++)
        sell(i);
    power_count_reset();
    for (int i = 0; i < atoi(arguments[2]); i++) {
        stopwatch_pause(atoi(arguments[3]));
        stopwatch_start(&watch);
        sell(21 + i);
        stopwatch_stop(&watch);
    }

    struct power_count disk = power_count();
    double sales = atof(arguments[2]);

    printf("%.1f %.3f %.0f\n", stopwatch_median_us(&watch), (double)disk.syncs / sales,
           (double)disk.bytes / sales);
    for (int i = 0; i < INSERT_COUNT; i++)
        sqlite3_finalize(inserts[i].handle);
    sqlite3_close(db);
    folder_remove(&folder);
    return 0;
}
