/*
 * The one connection to a book (SQLite), its transactions and statements.
 * Only base/db*.c see SQLite.
 *
 * WAL with synchronous=FULL: the fastest setting that loses nothing at a
 * power cut; it is read back and refused otherwise. The connection is
 * exclusive: SQLite below 3.51.3 can lose commits when two connections
 * share a WAL, so one process owns the book, and db_open() says who does.
 */
#ifndef BASE_DB_H
#define BASE_DB_H

#include "base/err.h"

#include <stdint.h>

struct db;

enum db_mode {
    DB_CREATE, /* the file must not exist */
    DB_WRITE,  /* the file must exist */
    DB_MEMORY, /* tests: a book without a file; `path` is ignored */
};

/*
 * Open `path`. On DB_CREATE the file gets `application_id` and `version`
 * (PRAGMA user_version); on DB_WRITE both are checked before anything else.
 * ERR_INPUT: exists already / not a book / made by a newer program.
 * ERR_NOT_FOUND: no such file. ERR_BUSY: held, the sentence says by whom.
 * ERR_STORAGE: damaged, unreadable, read-only folder. On failure nothing was altered.
 */
bool db_open(const char *path, enum db_mode mode, int32_t application_id, int32_t version,
             struct db **out, struct err *err) MUST_CHECK;
void db_close(struct db *db); /* accepts NULL */

const char *db_path(const struct db *db); /* "" in memory */

/* The version found in the file: a migration is due when it is below the program's. */
int32_t db_version(const struct db *db);
bool db_set_version(struct db *db, int32_t version, struct err *err) MUST_CHECK;

/* Run a script of several statements (schema, triggers); outside of hot paths. */
bool db_script(struct db *db, const char *sql, struct err *err) MUST_CHECK;

/* A write transaction. db_rollback() is safe after any failure and keeps `err`. */
bool db_begin(struct db *db, struct err *err) MUST_CHECK;
bool db_commit(struct db *db, struct err *err) MUST_CHECK;
void db_rollback(struct db *db);
bool db_in_transaction(const struct db *db);

/*
 * Before each commit: the file that is open is the one that the path names. ERR_STORAGE: renamed
 * (the sentence says its place), deleted or replaced: then nothing may be called recorded.
 */
bool db_check_place(const struct db *db, struct err *err) MUST_CHECK;

/* Write all of the WAL back into the file and empty it, so that the file alone is the book. */
bool db_checkpoint(struct db *db, struct err *err) MUST_CHECK;

/* A consistent copy of the whole book into a new file. ERR_STORAGE: the disk refused. */
bool db_copy(struct db *db, const char *path, struct err *err) MUST_CHECK;

/* Quick structural check (PRAGMA quick_check). ERR_STORAGE: damaged. */
bool db_check(struct db *db, struct err *err) MUST_CHECK;

/*
 * A statement that remembers its failure: after the first one every call does
 * nothing, and stmt_finish() gives the verdict. Prepared once per SQL text and
 * kept: `sql` must be a static constant.
 */
struct stmt {
    struct db *db;
    void *handle; /* sqlite3_stmt, NULL after a failed prepare */
    struct err *err;
    bool failed;
    struct kept_stmt *kept; /* its place among the kept ones; NULL: finalised at the end */
};

struct stmt db_prepare(struct db *db, const char *sql, struct err *err);
/* Parameters count from 1. Text and blobs are borrowed until stmt_finish() or stmt_rewind(). */
void stmt_bind_int(struct stmt *stmt, int parameter, int64_t value);
void stmt_bind_text(struct stmt *stmt, int parameter, const char *text);
void stmt_bind_blob(struct stmt *stmt, int parameter, const void *bytes, size_t length);
void stmt_bind_null(struct stmt *stmt, int parameter);

/* True on a row. False at the end, and after any failure: failures stick. */
bool stmt_next(struct stmt *stmt);
/* Run a statement that gives no row, then make it ready for new parameters. */
void stmt_run(struct stmt *stmt);
void stmt_rewind(struct stmt *stmt); /* ready for new parameters */

/* Columns of the present row count from 0. Text is "" for NULL; pointers last until stmt_next(). */
enum stmt_type { STMT_NULL, STMT_INT, STMT_TEXT, STMT_BLOB, STMT_OTHER };
int stmt_column_count(const struct stmt *stmt);
const char *stmt_column_name(const struct stmt *stmt, int column);
bool stmt_is_null(const struct stmt *stmt, int column);
int64_t stmt_int(const struct stmt *stmt, int column);
const char *stmt_text(const struct stmt *stmt, int column);
const void *stmt_blob(const struct stmt *stmt, int column, size_t *length);

/* All that a column holds, asked for once: for the long walks. */
struct stmt_cell {
    enum stmt_type type;
    int64_t number;    /* STMT_INT */
    const void *bytes; /* STMT_TEXT, STMT_BLOB; until stmt_next() */
    size_t length;
};
struct stmt_cell stmt_cell(const struct stmt *stmt, int column);

/* Ends the statement; true when nothing failed. */
bool stmt_finish(struct stmt *stmt) MUST_CHECK;

/* Rows changed by the last statement that ran. */
int64_t db_changes(const struct db *db);

#endif
