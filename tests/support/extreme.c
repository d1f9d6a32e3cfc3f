#include "tests/support/extreme.h"

#include "ledger/charge.h"
#include "ledger/closing/closing.h"
#include "ledger/closing/distribution.h"
#include "ledger/proof/verify.h"
#include "pos/acts/example.h"
#include "reports/catalogue/catalogue.h"
#include "reports/exports/archive.h"
#include "reports/exports/e_reporting.h"
#include "reports/exports/fec.h"
#include "reports/exports/plain_journal.h"
#include "reports/figures/consolidation.h"
#include "tests/support/full_book.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BYTES_MAX = 1 << 23, SQL_MAX = 1000 };

static void must(bool good, const struct err *err)
{
    if (good)
        return;
    fprintf(stderr, "extreme: %s\n", err->text);
    abort();
}

static void must_run(sqlite3 *db, const char *sql)
{
    char *message = NULL;

    if (sqlite3_exec(db, sql, NULL, NULL, &message) == SQLITE_OK)
        return;
    fprintf(stderr, "extreme: %s\n", message);
    abort();
}

/* What the example leaves out. */
static void example_complete(const char *path)
{
    static const char MORE[] =
        "INSERT INTO stay VALUES ('P1', 1, 0, '');"
        "INSERT INTO role_held VALUES (3, 'caisse', 'P1');"
        "INSERT INTO follow_up_call (badge, date, channel, result)"
        " VALUES ('P1', 18250, 'telephone', 'answered');"
        "INSERT INTO correction (time, what, reason) VALUES (1574758800, 'P1', 'oubli');"
        "INSERT INTO trace (time, who, what, subject, old, new, reason)"
        " VALUES (1574758800, 'host', 'date J1', '', '', '2019-11-26', '');"
        "INSERT INTO print_job (paper, copy, time, state, reason)"
        " VALUES ('receipt:A-1', 0, 1574758800, 1, '');";
    struct err err = ERR_EMPTY;
    sqlite3 *db = NULL;

    must(sqlite3_open(path, &db) == SQLITE_OK, &err);
    must_run(db, MORE);
    must_run(db, "PRAGMA wal_checkpoint(TRUNCATE)");
    sqlite3_close(db);
}

void extreme_read_example(const struct folder *folder, struct buf *out)
{
    struct published sessions[PUBLISHED_COUNT];
    char path[FOLDER_PATH_MAX];
    struct err err = ERR_EMPTY;

    *out = buf_init(BYTES_MAX);
    folder_path(folder, "example.flashcoop", path);
    published_load(sessions);
    must(example_write(&sessions[3], path, &err), &err);
    example_complete(path);
    must(buf_read_file(out, path, &err), &err);
    unlink(path);
}

void extreme_read_market(struct buf *out)
{
    struct full_book book;
    char path[sizeof book.path];
    struct err err = ERR_EMPTY;

    *out = buf_init(BYTES_MAX);
    full_book_found(&book);
    full_book_play_first_day(&book);
    full_book_join_second_till(&book);
    must(db_checkpoint(book.db, &book.err), &book.err);
    memcpy(path, book.path, sizeof path);
    full_book_close(&book);
    must(buf_read_file(out, path, &err), &err);
    full_book_remove(&book);
}

/* -- Planting -- */

static bool column_find(sqlite3 *db, int column, char table[EXTREME_NAME_MAX],
                        char name[EXTREME_NAME_MAX])
{
    static const char SQL[] =
        "SELECT t.name, i.name FROM pragma_table_list t, "
        "pragma_table_info(t.name) i WHERE t.type = 'table' AND t.schema = "
        "'main' AND i.type = 'INTEGER' ORDER BY t.name, i.cid LIMIT 1 OFFSET ?";
    sqlite3_stmt *query = NULL;
    bool found;

    sqlite3_prepare_v2(db, SQL, -1, &query, NULL);
    sqlite3_bind_int(query, 1, column);
    found = sqlite3_step(query) == SQLITE_ROW;
    if (found) {
        snprintf(table, EXTREME_NAME_MAX, "%s", (const char *)sqlite3_column_text(query, 0));
        snprintf(name, EXTREME_NAME_MAX, "%s", (const char *)sqlite3_column_text(query, 1));
    }
    sqlite3_finalize(query);
    return found;
}

/* A forger takes the guards off, and puts them back word by word. */
static void guards_take(sqlite3 *db, const char *table, struct buf *kept)
{
    static const char SQL[] = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND "
                              "tbl_name = ?1 AND sql LIKE '%UPDATE ON%'";
    struct buf drop = buf_init(BYTES_MAX);
    sqlite3_stmt *query = NULL;

    sqlite3_prepare_v2(db, SQL, -1, &query, NULL);
    sqlite3_bind_text(query, 1, table, -1, SQLITE_STATIC);
    while (sqlite3_step(query) == SQLITE_ROW) {
        buf_printf(&drop, "DROP TRIGGER %s;", (const char *)sqlite3_column_text(query, 0));
        buf_printf(kept, "%s;", (const char *)sqlite3_column_text(query, 1));
    }
    sqlite3_finalize(query);
    must_run(db, buf_text(&drop));
    buf_release(&drop);
}

static void column_plant(sqlite3 *db, const char *table, const char *column, int value)
{
    static const char *const VALUES[EXTREME_VALUES] = {
        "9223372036854775807",
        "-9223372036854775807 - 1",
        "4611686018427387904",
        "2147483647",
        "-2147483648",
        "1099511627776",
        "-1",
    };
    struct buf guards = buf_init(BYTES_MAX);
    char sql[SQL_MAX];

    must_run(db, "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF");
    guards_take(db, table, &guards);
    snprintf(sql, sizeof sql, "UPDATE OR IGNORE %s SET %s = %s", table, column, VALUES[value]);
    must_run(db, sql);
    must_run(db, buf_text(&guards));
    buf_release(&guards);
}

bool extreme_write(const char *path, const struct buf *bytes, int column, int value,
                   char name[EXTREME_NAME_MAX])
{
    char table[EXTREME_NAME_MAX];
    char of[EXTREME_NAME_MAX];
    struct err err = ERR_EMPTY;
    sqlite3 *db = NULL;
    bool found;

    unlink(path);
    must(buf_write_file(bytes, path, false, &err), &err);
    must(sqlite3_open(path, &db) == SQLITE_OK, &err);
    found = column_find(db, column, table, of);
    if (found) {
        column_plant(db, table, of, value);
        must_run(db, "PRAGMA wal_checkpoint(TRUNCATE)");
        snprintf(name, EXTREME_NAME_MAX, "%.90s.%.90s", table, of);
    }
    sqlite3_close(db);
    return found;
}

/* -- Working -- */

static void reports_try(struct till *till)
{
    const struct catalogue_row *row = NULL;

    while ((row = catalogue_next(row, DOOR_REPORT))) {
        const struct report_request request = { .detail = row->detail ? "1" : "" };
        struct outlet outlet;
        const struct page_target target = { .format = PAGE_TEXT, .title = "x", .outlet = &outlet };
        struct page *page = NULL;
        struct err err = ERR_EMPTY;

        outlet_open_memory(&outlet, BYTES_MAX);
        if (row->report && page_open(&target, &page, &err)) {
            (void)!catalogue_report(row, till, &request, page, &err);
            page_abandon(page);
        }
        outlet_abandon(&outlet);
    }
}

static void exports_try(struct till *till, const struct folder *folder)
{
    struct err err = ERR_EMPTY;
    struct outlet outlet;
    char path[FOLDER_PATH_MAX];

    outlet_open_memory(&outlet, BYTES_MAX);
    (void)!fec_put(till, true, &outlet, &err);
    err = ERR_EMPTY;
    (void)!plain_journal_put(till, JOURNAL_TICKETS, &outlet, &err);
    outlet_abandon(&outlet);
    err = ERR_EMPTY;
    (void)!e_reporting_write(till, folder_path(folder, "e.csv", path), true, &err);
    err = ERR_EMPTY;
    (void)!archive_write(till, folder_path(folder, "a.zip", path), true, &err);
}

static void paper_try(const struct catalogue_row *row, const struct session_data *papers)
{
    struct err err = ERR_EMPTY;
    struct outlet outlet;

    outlet_open_memory(&outlet, BYTES_MAX);
    if (row->paper && (!row->ready || row->ready(papers, 0, &err)))
        (void)!row->paper(papers, 0, &outlet, &err);
    outlet_abandon(&outlet);
}

static void papers_try(struct till *till, bool with_paper)
{
    const struct vault_access access = { .passphrase = NULL };
    const struct catalogue_row *row = NULL;
    struct session_data *papers = NULL;
    struct err err = ERR_EMPTY;

    if (!session_data_open(till, &access, till_now(till), &papers, &err))
        return;
    while (with_paper && (row = catalogue_next(row, DOOR_FOLDER)))
        if (!(row->traits & EACH_PERSON) || papers->people.count > 0)
            paper_try(row, papers);
    session_data_close(papers);
}

static void sale_try(struct till *till)
{
    static const struct till_item ONE = { .quantity = ONE_PIECE };
    struct ticket ticket;
    struct sold sold;
    struct err err = ERR_EMPTY;

    ticket_init(&ticket);
    if (till_add(till, &ticket, "C1", &ONE, &err) && ticket_pay(&ticket, PAY_CASH, 10000, "", &err))
        (void)!till_sell(till, &ticket, &sold, &err);
    err = ERR_EMPTY;
    if (till_refund(till, "A", 1, NULL, &ticket, &err) &&
        ticket_pay(&ticket, PAY_CASH, 1350, "", &err))
        (void)!till_sell(till, &ticket, &sold, &err);
}

static void recording_try(struct till *till)
{
    struct charge charge = {
        .day = till_day(till), .label = "x", .net = 100, .vat = 20, .paid_from = "drawer"
    };
    struct closing closing;
    struct cash_counting counting = { .pieces = { 1 } };
    cents expected;
    struct err err = ERR_EMPTY;

    sale_try(till);
    (void)!charge_put(till, &charge, &err);
    err = ERR_EMPTY;
    (void)!till_move_cash(till, true, 100, "monnaie", &err);
    err = ERR_EMPTY;
    (void)!till_move_stock(till, "C1", ONE_PIECE, "produced", &err);
    err = ERR_EMPTY;
    (void)!closing_count(till, &counting, &expected, &err);
    for (int kind = PERIOD_DAY; kind <= PERIOD_SESSION; kind++) {
        err = ERR_EMPTY;
        (void)!closing_close(till, (enum period_kind)kind, -1, "essai", &closing, &err);
    }
}

static void verify_try(const char *path)
{
    struct keyring keyring = keyring_open(NULL);
    struct verdict verdict;
    struct db *db = NULL;
    struct err err = ERR_EMPTY;

    if (db_open(path, DB_READ, &BOOK_IDENTITY, &db, &err))
        (void)!book_verify(db, &keyring, "", &verdict, &err);
    db_close(db);
    keyring_close(&keyring);
}

void extreme_read(const char *path, const struct folder *folder, bool with_paper)
{
    struct err err = ERR_EMPTY;
    struct book book;

    verify_try(path);
    if (!book_look(&book, path, clock_real(), &err))
        return;
    if (till_sign_in(&book.till, "host", "", "", &err)) {
        reports_try(&book.till);
        exports_try(&book.till, folder);
        papers_try(&book.till, with_paper);
    }
    book_close(&book);
}

void extreme_record(const char *path)
{
    struct err err = ERR_EMPTY;
    struct book book;

    if (!book_open(&book, path, clock_real(), &err))
        return;
    if (till_sign_in(&book.till, "host", "", "", &err)) {
        recording_try(&book.till);
        reports_try(&book.till);
    }
    book_close(&book);
}
