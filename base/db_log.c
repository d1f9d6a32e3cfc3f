#include "base/db_inside.h"

#include <string.h>

enum { LOG_HEAD_BYTES = 32 }; /* SQLite, "WAL-mode File Format", 2 */

static struct db_log *log_of(sqlite3_file *file)
{
    return (struct db_log *)(void *)file->pMethods; /* its first member */
}

static int log_put(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 at)
{
    struct db_log *log = log_of(file);
    int status = log->real->xWrite(file, bytes, count, at);

    if (status == SQLITE_OK && log->size < at + count)
        log->size = at + count;
    return status;
}

static int log_let_go(sqlite3_file *file)
{
    struct db_log *log = log_of(file);
    int count = log->held_count;

    log->held_count = 0;
    return count == 0 ? SQLITE_OK : log_put(file, log->held, count, log->held_at);
}

/* Behind what is held, or alone. */
static int log_hold(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 at)
{
    struct db_log *log = log_of(file);
    bool follows = at == log->held_at + log->held_count;

    if (!follows || count > LOG_HELD_MAX - log->held_count) {
        int status = log_let_go(file);

        if (status != SQLITE_OK)
            return status;
        log->held_at = at;
    }
    if (!log->holds || count > LOG_HELD_MAX)
        return log_put(file, bytes, count, at);
    memcpy(log->held + log->held_count, bytes, (size_t)count);
    log->held_count += count;
    return SQLITE_OK;
}

static int log_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 at)
{
    struct db_log *log = log_of(file);
    sqlite3_int64 size = 1;

    log->is_synced = false;
    log->is_new = at == 0 && count == LOG_HEAD_BYTES &&
                  log->real->xFileSize(file, &size) == SQLITE_OK && size == 0;
    return log_hold(file, bytes, count, at);
}

static int log_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 at)
{
    int status = log_let_go(file);

    return status == SQLITE_OK ? log_of(file)->real->xRead(file, bytes, count, at) : status;
}

static int log_size(sqlite3_file *file, sqlite3_int64 *size)
{
    int status = log_let_go(file);

    return status == SQLITE_OK ? log_of(file)->real->xFileSize(file, size) : status;
}

static int log_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    struct db_log *log = log_of(file);
    int status = log_let_go(file);

    log->is_synced = log->is_new = false;
    if (status == SQLITE_OK)
        status = log->real->xTruncate(file, size);
    if (status == SQLITE_OK && size < log->size)
        log->size = size;
    return status;
}

static int log_sync(sqlite3_file *file, int flags)
{
    struct db_log *log = log_of(file);
    int status;

    if (log->is_synced || log->is_new)
        return SQLITE_OK;
    status = log_let_go(file);
    if (status == SQLITE_OK)
        status = log->real->xSync(file, flags);
    log->is_synced = status == SQLITE_OK;
    return status;
}

static struct db_file *book_of(sqlite3_file *file)
{
    return (struct db_file *)(void *)file->pMethods; /* its first member */
}

static int book_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 at)
{
    struct db_file *book = book_of(file);

    book->is_written = true;
    return book->real->xWrite(file, bytes, count, at);
}

static int book_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    struct db_file *book = book_of(file);

    book->is_written = true;
    return book->real->xTruncate(file, size);
}

void db_file_watch(struct db_file *book, sqlite3 *handle)
{
    sqlite3_file *file = NULL;

    if (sqlite3_file_control(handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK ||
        !file || !file->pMethods)
        return;
    book->real = file->pMethods;
    book->methods = *book->real;
    book->methods.xWrite = book_write;
    book->methods.xTruncate = book_truncate;
    file->pMethods = &book->methods;
}

void db_log_watch(struct db_log *log, sqlite3 *handle)
{
    sqlite3_file *file = NULL;

    if (sqlite3_file_control(handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file) != SQLITE_OK ||
        !file || !file->pMethods)
        return;
    log->real = file->pMethods;
    if (log->real->xFileSize(file, &log->size) != SQLITE_OK)
        log->size = 0;
    /* Where appending may harm what is there, SQLite pads a commit after its sync: nothing may
     * be held that it takes for written. */
    log->holds = log->real->xDeviceCharacteristics(file) & SQLITE_IOCAP_POWERSAFE_OVERWRITE;
    log->methods = *log->real;
    log->methods.xRead = log_read;
    log->methods.xWrite = log_write;
    log->methods.xFileSize = log_size;
    log->methods.xTruncate = log_truncate;
    log->methods.xSync = log_sync;
    file->pMethods = &log->methods;
}
