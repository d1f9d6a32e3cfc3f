/*
 * A statement that remembers its failure: after the first one every call does
 * nothing, and stmt_finish() gives the verdict. Prepared once per SQL text and
 * kept: `sql` must be a static constant.
 */
#ifndef BASE_DB_STMT_H
#define BASE_DB_STMT_H

#include "base/day.h"

#include <stddef.h>
#include <stdint.h>

struct db;

struct stmt {
    struct db *db;
    void *handle; /* sqlite3_stmt, NULL after a failed prepare */
    struct err *err;
    bool failed;
    int64_t row_count;
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
/*
 * Numbers of a file that others may have made. Each reader has its bounds; what lies outside of
 * them nobody recorded, and ends the statement with ERR_TAMPERED, the lower bound being given.
 * The widest is far above any amount or time, and no sum of rows overflows below it.
 */
#define STMT_INT_MAX (INT64_C(1) << 41)
int64_t stmt_int(const struct stmt *stmt, int column); /* -STMT_INT_MAX .. STMT_INT_MAX */
int stmt_range(const struct stmt *stmt, int column, int low, int high);
struct day stmt_day(const struct stmt *stmt, int column); /* of the years 1..9999; NULL: DAY_NONE */
/* Whatever stands there: for a check that says itself what is wrong. */
int64_t stmt_number(const struct stmt *stmt, int column);
/* UTC seconds of these years in one column, minutes of offset in the next. */
struct moment stmt_moment(const struct stmt *stmt, int column);
const char *stmt_text(const struct stmt *stmt, int column);
const void *stmt_blob(const struct stmt *stmt, int column, size_t *length);
/* Exactly `length` bytes; false, and `out` untouched, when the column holds another number. */
bool stmt_blob_copy(const struct stmt *stmt, int column, void *out, size_t length) MUST_CHECK;

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

#endif
