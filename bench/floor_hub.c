/*
 * The floor of a push: the same rows by bare binary COPY into the same tables, in one transaction.
 * Usage: floor_hub SERVICE FOLDER     (FOLDER/TABLE holds the rows)     Prints milliseconds.
 */
#include "bench/stopwatch.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const TABLES[] = { "record",       "sale",         "sale_line", "payment",
                                      "closing",      "closing_rate", "charge",    "posting",
                                      "closing_till", "sharing" };
enum { TABLE_COUNT = sizeof TABLES / sizeof *TABLES, ROWS_MAX = 1 << 24 };

static void must(int good, PGconn *connection)
{
    if (good)
        return;
    fprintf(stderr, "floor_hub: %s", PQerrorMessage(connection));
    exit(1);
}

static void run(PGconn *connection, const char *sql, ExecStatusType wanted)
{
    PGresult *result = PQexec(connection, sql);

    must(PQresultStatus(result) == wanted, connection);
    PQclear(result);
}

static void table_copy(PGconn *connection, const char *table, const char *rows, size_t length)
{
    char sql[100];

    snprintf(sql, sizeof sql, "COPY hub.%s FROM STDIN (FORMAT binary)", table);
    run(connection, sql, PGRES_COPY_IN);
    must(PQputCopyData(connection, rows, (int)length) == 1, connection);
    must(PQputCopyEnd(connection, NULL) == 1, connection);
    for (PGresult *result; (result = PQgetResult(connection)); PQclear(result))
        must(PQresultStatus(result) == PGRES_COMMAND_OK, connection);
}

int main(int count, char **arguments)
{
    static const char *const KEYWORDS[] = { "service", NULL };
    const char *values[] = { count > 2 ? arguments[1] : "", NULL };
    PGconn *connection = PQconnectdbParams(KEYWORDS, values, 0);
    static struct stopwatch watch;
    char *rows[TABLE_COUNT];
    size_t lengths[TABLE_COUNT];

    must(count == 3 && PQstatus(connection) == CONNECTION_OK, connection);
    for (int i = 0; i < TABLE_COUNT; i++) {
        char path[1000];

        snprintf(path, sizeof path, "%s/%s", arguments[2], TABLES[i]);

        FILE *file = fopen(path, "rb");

        rows[i] = malloc(ROWS_MAX);
        lengths[i] = file && rows[i] ? fread(rows[i], 1, ROWS_MAX, file) : 0;
        must(file && fclose(file) == 0, connection);
    }

    stopwatch_start(&watch);
    run(connection, "BEGIN", PGRES_COMMAND_OK);
    for (int i = 0; i < TABLE_COUNT; i++)
        table_copy(connection, TABLES[i], rows[i], lengths[i]);
    run(connection, "COMMIT", PGRES_COMMAND_OK);
    stopwatch_stop(&watch);
    printf("%.3f\n", stopwatch_last_ms(&watch));
    PQfinish(connection);
    return 0;
}
