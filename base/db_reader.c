/*
 * Reading a book without a lock: on a protected disk, as another user, beside
 * the program that holds it. Nothing is written and nothing is made.
 */
#include "base/db.h"
#include "base/db_inside.h"
#include "base/lang.h"
#include "base/place.h"

#include <stdio.h>
#include <string.h>

enum { URI_BYTES_MAX = 3 * PATH_BYTES_MAX + 60 };

/*
 * How the file may be looked at. Beside an owner SQLite shares the log through its shared memory.
 * Alone, without a log, the file is all there is; with one (a program was killed, or a stick was
 * pulled) the log's index is kept in our own memory: SQLite's would be a new file.
 */
static const char BESIDE_OWNER[] = "?mode=ro";
static const char FILE_ALONE[] = "?mode=ro&immutable=1";
static const char FILE_AND_LOG[] = "?mode=ro&vfs=unix-none";

static void uri_make(const char *path, const char *how, char out[URI_BYTES_MAX])
{
    static const char HEX[] = "0123456789ABCDEF";
    char *at = out + sprintf(out, "file:");

    for (const unsigned char *from = (const unsigned char *)path; *from; from++) {
        if (strchr("?#%", *from)) {
            *at++ = '%';
            *at++ = HEX[*from >> 4];
            *at++ = HEX[*from & 15];
        } else {
            *at++ = (char)*from;
        }
    }
    strcpy(at, how);
}

void db_look_at_log(const char *path, struct stat *out)
{
    char log[PATH_BYTES_MAX + 10];

    snprintf(log, sizeof log, "%s-wal", path);
    if (stat(log, out) != 0)
        *out = (struct stat){ .st_size = 0 };
}

/* SQLite's answer to opening; the file itself is looked at only by reader_begin(). */
static int reader_open(struct db *db, const char *how)
{
    int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
    char uri[URI_BYTES_MAX];

    uri_make(db->path, how, uri);

    int status = sqlite3_open_v2(uri, &db->handle, flags, NULL);

    if (status != SQLITE_OK)
        return status;
    sqlite3_extended_result_codes(db->handle, 1);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    db_guard_arm(&db->guard, db->handle, db->path);
    return SQLITE_OK;
}

/* All that will be read is one commit. */
static int reader_begin(struct db *db, const char *how)
{
    static const char SETTINGS[] = "PRAGMA query_only = ON;"
                                   "PRAGMA cell_size_check = ON;"
                                   "PRAGMA temp_store = MEMORY;"
                                   "PRAGMA cache_size = -2048;";
    static const char LOG_INDEX_IN_MEMORY[] = "PRAGMA locking_mode = EXCLUSIVE";
    static const char LOOK[] = "BEGIN; PRAGMA user_version";
    int status = SQLITE_OK;

    if (how == FILE_AND_LOG)
        status = sqlite3_exec(db->handle, LOG_INDEX_IN_MEMORY, NULL, NULL, NULL);
    if (status == SQLITE_OK)
        status = sqlite3_exec(db->handle, SETTINGS, NULL, NULL, NULL);
    return status == SQLITE_OK ? sqlite3_exec(db->handle, LOOK, NULL, NULL, NULL) : status;
}

static bool reader_try(struct db *db, const char *how, struct err *err)
{
    int status = reader_open(db, how);

    if (status == SQLITE_OK && !db_guard_check_journal(db->handle, err))
        return false;
    if (status == SQLITE_OK)
        status = reader_begin(db, how);
    return status == SQLITE_OK || db_fail(db, status, err);
}

bool db_connect_reader(struct db *db, struct err *err)
{
    struct err why = ERR_EMPTY;

    db->is_reader = true;
    if (lock_is_held(db->path)) {
        db->is_steady = true;
        if (reader_try(db, BESIDE_OWNER, &why))
            return true;
        db->is_steady = false;
        sqlite3_close(db->handle);
        db->handle = NULL;
    }
    return db_connect_file_and_log(db, err);
}

bool db_connect_file_and_log(struct db *db, struct err *err)
{
    db->is_reader = true;
    db_look_at_log(db->path, &db->log);
    return reader_try(db, db->log.st_size == 0 ? FILE_ALONE : FILE_AND_LOG, err);
}

bool db_connect_file_alone(struct db *db, struct err *err)
{
    db->is_reader = true;
    return reader_try(db, FILE_ALONE, err);
}

bool db_check_steady(const struct db *db, struct err *err)
{
    struct stat file;
    struct stat log;

    if (!db->is_reader || db->is_steady)
        return true;
    db_look_at_log(db->path, &log);
    if (stat(db->path, &file) == 0 && db_file_is_unchanged(&db->file, &file) &&
        (db->log.st_size == 0 || db_file_is_unchanged(&db->log, &log)))
        return true;
    return err_fail(err, ERR_BUSY, _("Le livre a changé pendant la lecture : recommencer."));
}

bool db_is_reader(const struct db *db)
{
    return db->is_reader;
}
