#include "base/db_inside.h"

enum { LOG_HEAD_BYTES = 32 }; /* SQLite, "WAL-mode File Format", 2 */

static struct db_log *log_of(sqlite3_file *file)
{
    return (struct db_log *)(void *)file->pMethods; /* its first member */
}

static int log_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 at)
{
    struct db_log *log = log_of(file);
    sqlite3_int64 size = 1;

    log->is_synced = false;
    log->is_new = at == 0 && count == LOG_HEAD_BYTES &&
                  log->real->xFileSize(file, &size) == SQLITE_OK && size == 0;
    return log->real->xWrite(file, bytes, count, at);
}

static int log_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    struct db_log *log = log_of(file);

    log->is_synced = log->is_new = false;
    return log->real->xTruncate(file, size);
}

static int log_sync(sqlite3_file *file, int flags)
{
    struct db_log *log = log_of(file);
    int status;

    if (log->is_synced || log->is_new)
        return SQLITE_OK;
    status = log->real->xSync(file, flags);
    log->is_synced = status == SQLITE_OK;
    return status;
}

void db_log_watch(struct db_log *log, sqlite3 *handle)
{
    sqlite3_file *file = NULL;

    if (sqlite3_file_control(handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file) != SQLITE_OK ||
        !file || !file->pMethods)
        return;
    log->real = file->pMethods;
    log->methods = *log->real;
    log->methods.xWrite = log_write;
    log->methods.xTruncate = log_truncate;
    log->methods.xSync = log_sync;
    file->pMethods = &log->methods;
}
