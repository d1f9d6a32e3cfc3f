#include "programme/logo.h"

#include <string.h>

/* Books of before have no such table yet. */
static const char SQL_TABLE[] = "CREATE TABLE IF NOT EXISTS logo ("
                                "id INTEGER PRIMARY KEY CHECK (id = 1), " /* one row */
                                "png BLOB NOT NULL CHECK (length(png) > 0)) STRICT";
static const char SQL_HAS_TABLE[] =
    "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'logo'";
static const char SQL_FIND[] = "SELECT png FROM logo WHERE id = 1";
static const char SQL_PUT[] = "INSERT OR REPLACE INTO logo (id, png) VALUES (1, ?1)";
static const char SQL_FORGET[] = "DELETE FROM logo";

static uint32_t number_at(const struct buf *png, int at)
{
    const unsigned char *bytes = (const unsigned char *)png->data + at;

    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

bool logo_sides(const struct buf *png, uint32_t *width, uint32_t *height)
{
    enum { HEADER_BYTES = 24, WIDTH_AT = 16, HEIGHT_AT = 20 };
    static const char START[] = "\x89PNG\r\n\x1A\n\0\0\0\rIHDR";

    if (png->length < HEADER_BYTES || memcmp(png->data, START, sizeof START - 1) != 0)
        return false;
    *width = number_at(png, WIDTH_AT);
    *height = number_at(png, HEIGHT_AT);
    return *width > 0 && *height > 0;
}

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
