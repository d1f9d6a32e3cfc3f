#include "programme/logo.h"

/* Books of before have no such table yet. */
static const char SQL_TABLE[] = "CREATE TABLE IF NOT EXISTS logo ("
                                "id INTEGER PRIMARY KEY CHECK (id = 1), " /* one row */
                                "png BLOB NOT NULL CHECK (length(png) > 0)) STRICT";
static const char SQL_HAS_TABLE[] =
    "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'logo'";
static const char SQL_FIND[] = "SELECT png FROM logo WHERE id = 1";
static const char SQL_PUT[] = "INSERT OR REPLACE INTO logo (id, png) VALUES (1, ?1)";
static const char SQL_FORGET[] = "DELETE FROM logo";

bool logo_find(struct db *db, struct buf *out, struct err *err)
{
    struct stmt table = db_prepare(db, SQL_HAS_TABLE, err);
    bool has_table = stmt_next(&table);

    if (!stmt_finish(&table))
        return false;
    if (!has_table)
        return true;

    struct stmt query = db_prepare(db, SQL_FIND, err);

    if (stmt_next(&query)) {
        size_t length = 0;
        const void *bytes = stmt_blob(&query, 0, &length);

        buf_put(out, bytes, length);
    }
    return stmt_finish(&query) && buf_check(out, err);
}

static bool logo_put(struct db *db, const struct buf *png, struct err *err)
{
    if (!db_script(db, SQL_TABLE, err))
        return false;

    struct stmt put = db_prepare(db, SQL_PUT, err);

    stmt_bind_blob(&put, 1, png->data, png->length);
    stmt_run(&put);
    return stmt_finish(&put);
}

static bool logo_forget(struct db *db, struct err *err)
{
    return db_script(db, SQL_TABLE, err) && db_script(db, SQL_FORGET, err);
}

bool logo_store(struct db *db, const struct buf *png, struct err *err)
{
    if (!db_begin(db, err))
        return false;
    if ((png->length > 0 ? logo_put(db, png, err) : logo_forget(db, err)) && db_commit(db, err))
        return true;
    db_rollback(db);
    return false;
}
