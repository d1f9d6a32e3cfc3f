/* Statements: prepared once for each text, failing once for all. */
#include "base/db_stmt.h"

#include "base/db_inside.h"
#include "base/lang.h"

#include <string.h>

static size_t kept_slot(const char *sql)
{
    return (size_t)(((uintptr_t)sql * 0x9E3779B97F4A7C15ULL) >> 48) % STATEMENTS_MAX;
}

/* The kept statement of this text, or the free place for it; NULL when all are taken. */
static struct kept_stmt *db_find_kept(struct db *db, const char *sql)
{
    size_t slot = kept_slot(sql);

    for (size_t i = 0; i < STATEMENTS_MAX; i++) {
        struct kept_stmt *kept = &db->kept[(slot + i) % STATEMENTS_MAX];

        if (kept->sql == sql || !kept->sql)
            return kept;
    }
    return NULL;
}

struct stmt db_prepare(struct db *db, const char *sql, struct err *err)
{
    struct stmt stmt = { .db = db, .err = err, .failed = err->code != ERR_NONE };
    struct kept_stmt *kept = db_find_kept(db, sql);

    if (stmt.failed)
        return stmt;
    if (kept && kept->sql && !kept->in_use) {
        kept->in_use = true;
        stmt.handle = kept->handle;
        stmt.kept = kept;
        return stmt;
    }

    sqlite3_stmt *handle = NULL;
    int status = sqlite3_prepare_v3(db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);

    stmt.handle = handle;
    if (status != SQLITE_OK) {
        stmt.failed = true;
        db_fail(db, status, err);
    } else if (kept && !kept->sql) {
        *kept = (struct kept_stmt){ .sql = sql, .handle = handle, .in_use = true };
        stmt.kept = kept;
    }
    return stmt;
}

static void stmt_judge(struct stmt *stmt, int status)
{
    if (status == SQLITE_OK || status == SQLITE_ROW || status == SQLITE_DONE || stmt->failed)
        return;
    stmt->failed = true;
    db_fail(stmt->db, status, stmt->err);
}

void stmt_bind_int(struct stmt *stmt, int parameter, int64_t value)
{
    if (!stmt->failed)
        stmt_judge(stmt, sqlite3_bind_int64(stmt->handle, parameter, value));
}

void stmt_bind_text(struct stmt *stmt, int parameter, const char *text)
{
    if (!stmt->failed)
        stmt_judge(stmt, sqlite3_bind_text(stmt->handle, parameter, text, -1, SQLITE_STATIC));
}

void stmt_bind_blob(struct stmt *stmt, int parameter, const void *bytes, size_t length)
{
    if (!stmt->failed)
        stmt_judge(stmt, sqlite3_bind_blob64(stmt->handle, parameter, length ? bytes : "", length,
                                             SQLITE_STATIC));
}

void stmt_bind_null(struct stmt *stmt, int parameter)
{
    if (!stmt->failed)
        stmt_judge(stmt, sqlite3_bind_null(stmt->handle, parameter));
}

bool stmt_next(struct stmt *stmt)
{
    stmt->db->guard.ticks = 0;

    stmt->failed = stmt->failed || stmt->err->code != ERR_NONE; /* a number out of bounds */

    int status = stmt->failed ? SQLITE_DONE : sqlite3_step(stmt->handle);

    if (status == SQLITE_ROW && !db_guard_allows_rows(&stmt->db->guard, ++stmt->row_count))
        status = SQLITE_INTERRUPT;
    stmt_judge(stmt, status);
    return status == SQLITE_ROW;
}

void stmt_rewind(struct stmt *stmt)
{
    stmt->row_count = 0;
    if (stmt->handle)
        sqlite3_reset(stmt->handle);
}

void stmt_run(struct stmt *stmt)
{
    while (stmt_next(stmt))
        continue;
    stmt_rewind(stmt);
}

int stmt_column_count(const struct stmt *stmt)
{
    return stmt->handle ? sqlite3_column_count(stmt->handle) : 0;
}

const char *stmt_column_name(const struct stmt *stmt, int column)
{
    return sqlite3_column_name(stmt->handle, column);
}

bool stmt_is_null(const struct stmt *stmt, int column)
{
    return sqlite3_column_type(stmt->handle, column) == SQLITE_NULL;
}

int64_t stmt_number(const struct stmt *stmt, int column)
{
    return sqlite3_column_int64(stmt->handle, column);
}

static int64_t stmt_bounded(const struct stmt *stmt, int column, int64_t low, int64_t high)
{
    int64_t value = stmt_number(stmt, column);

    if (value >= low && value <= high)
        return value;
    if (stmt->err->code == ERR_NONE)
        err_fail(stmt->err, ERR_TAMPERED,
                 _("Un nombre de ce livre ne peut pas être vrai : lancer « verify »."));
    return low;
}

int64_t stmt_int(const struct stmt *stmt, int column)
{
    return stmt_bounded(stmt, column, -STMT_INT_MAX, STMT_INT_MAX);
}

int stmt_range(const struct stmt *stmt, int column, int low, int high)
{
    return (int)stmt_bounded(stmt, column, low, high);
}

struct day stmt_day(const struct stmt *stmt, int column)
{
    if (stmt_is_null(stmt, column))
        return DAY_NONE;
    return (struct day){ stmt_range(stmt, column, DAY_FIRST_NUMBER, DAY_LAST_NUMBER) };
}

struct moment stmt_moment(const struct stmt *stmt, int column)
{
    static const int64_t DAY_S = 86400;

    return (struct moment){ stmt_bounded(stmt, column, (DAY_FIRST_NUMBER + 1) * DAY_S,
                                         (DAY_LAST_NUMBER - 1) * DAY_S),
                            stmt_range(stmt, column + 1, -OFFSET_MAX_MIN, OFFSET_MAX_MIN) };
}

const char *stmt_text(const struct stmt *stmt, int column)
{
    const unsigned char *text = sqlite3_column_text(stmt->handle, column);

    return text ? (const char *)text : "";
}

const void *stmt_blob(const struct stmt *stmt, int column, size_t *length)
{
    const void *bytes = sqlite3_column_blob(stmt->handle, column);

    *length = (size_t)sqlite3_column_bytes(stmt->handle, column);
    return bytes ? bytes : "";
}

bool stmt_blob_copy(const struct stmt *stmt, int column, void *out, size_t length)
{
    size_t found;
    const void *bytes = stmt_blob(stmt, column, &found);

    if (found != length)
        return false;
    memcpy(out, bytes, length);
    return true;
}

struct stmt_cell stmt_cell(const struct stmt *stmt, int column)
{
    sqlite3_value *value = sqlite3_column_value(stmt->handle, column); /* one thread: unshared */

    switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER:
        return (struct stmt_cell){ .type = STMT_INT, .number = sqlite3_value_int64(value) };
    case SQLITE_NULL: return (struct stmt_cell){ .type = STMT_NULL };
    case SQLITE_TEXT:
        return (struct stmt_cell){ .type = STMT_TEXT,
                                   .bytes = sqlite3_value_text(value),
                                   .length = (size_t)sqlite3_value_bytes(value) };
    case SQLITE_BLOB:
        return (struct stmt_cell){ .type = STMT_BLOB,
                                   .bytes = sqlite3_value_blob(value),
                                   .length = (size_t)sqlite3_value_bytes(value) };
    default: return (struct stmt_cell){ .type = STMT_OTHER };
    }
}

bool stmt_finish(struct stmt *stmt)
{
    if (stmt->handle) {
        sqlite3_reset(stmt->handle);
        sqlite3_clear_bindings(stmt->handle);
        if (stmt->kept)
            stmt->kept->in_use = false;
        else
            sqlite3_finalize(stmt->handle);
    }
    stmt->handle = NULL;
    return !stmt->failed && stmt->err->code == ERR_NONE;
}
