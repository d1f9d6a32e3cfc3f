#include "base/db.h"

#include "base/db_inside.h"
#include "base/lang.h"
#include "base/place.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool db_script(struct db *db, const char *sql, struct err *err)
{
    db->guard.ticks = 0;

    int status = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);

    return status == SQLITE_OK || db_fail(db, status, err);
}

/* The one integer that a PRAGMA or SELECT answers. */
static bool db_ask_int(struct db *db, const char *sql, int64_t *out, struct err *err)
{
    sqlite3_stmt *query = NULL;
    int status = sqlite3_prepare_v2(db->handle, sql, -1, &query, NULL);

    if (status == SQLITE_OK) {
        status = sqlite3_step(query);
        if (status == SQLITE_ROW)
            *out = sqlite3_column_int64(query, 0);
    }
    sqlite3_finalize(query);
    return status == SQLITE_ROW || db_fail(db, status, err);
}

/* A reader lets go of the log's end within moments; only emptying the log waits for it. */
enum { READERS_WAIT_MS = 2000 };

/* Settings that the safety of the book rests on: asked for, then read back. */
static bool db_settle(struct db *db, bool in_memory, struct err *err)
{
    static const char SETTINGS[] = "PRAGMA foreign_keys = ON;"
                                   "PRAGMA secure_delete = ON;"
                                   "PRAGMA trusted_schema = OFF;"
                                   "PRAGMA temp_store = MEMORY;"
                                   "PRAGMA cache_size = -2048;"
                                   "PRAGMA journal_mode = WAL;"
                                   "PRAGMA wal_autocheckpoint = 1000;"
                                   "PRAGMA journal_size_limit = 4194304;"
                                   "PRAGMA synchronous = FULL;";
    static const char SQL_IS_WAL[] = "SELECT journal_mode = 'wal' FROM pragma_journal_mode";
    int64_t synchronous = 0;
    int64_t foreign_keys = 0;
    int64_t wal = 0;

    if (!db_script(db, SETTINGS, err) || !db_ask_int(db, "PRAGMA synchronous", &synchronous, err) ||
        !db_ask_int(db, "PRAGMA foreign_keys", &foreign_keys, err) ||
        !db_ask_int(db, SQL_IS_WAL, &wal, err))
        return false;
    if (foreign_keys != 1 || (!in_memory && (synchronous != 2 || wal != 1)))
        return err_fail(err, ERR_STORAGE,
                        _("Le mode sûr est refusé ici : mettre le livre sur le disque interne."));
    if (in_memory)
        return true;
    db_log_watch(&db->watched, db->handle);
    db_file_watch(&db->carried, db->handle);
    db_look_at_log(db->path, &db->log);
    db_listen(db);
    db->carried.is_written = true; /* to settle wrote into it */
    db_look(db);
    return true;
}

static bool db_check_identity(struct db *db, struct err *err)
{
    int64_t id = 0;
    int64_t version = 0;

    if (!db_ask_int(db, "PRAGMA application_id", &id, err) ||
        !db_ask_int(db, "PRAGMA user_version", &version, err))
        return false;
    db->version = (int32_t)version;
    return identity_check(
        (struct identity){ .application_id = (int32_t)id, .version = db->version }, db->identity,
        err);
}

/* Empty, ours alone to read, and never through a link: SQLite makes a book of it. */
static bool db_make_file(struct db *db, struct err *err)
{
    int file = open(db->path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

    if (file < 0)
        return err_fail_file(err, db->path, errno);
    close(file);
    return true;
}

bool db_check_free(const char *path, struct err *err)
{
    enum place_kind kind;
    struct stat found;

    if (lstat(path, &found) == 0)
        return err_fail(err, ERR_INPUT, _("%s existe déjà : choisir un autre nom."), path);
    return place_check(path, PLACE_NEW, &kind, err) && db_check_alone(path, err);
}

static bool db_prepare_new(struct db *db, struct err *err)
{
    return db_check_free(db->path, err) && lock_take(&db->lock, db->path, err) &&
           db_make_file(db, err);
}

static bool db_prepare_file(struct db *db, enum db_mode mode, struct err *err)
{
    if (mode == DB_MEMORY)
        return true;
    if (mode == DB_CREATE && !db_prepare_new(db, err))
        return false;
    /* Closing a file drops SQLite's locks on it in this program: not beside an owner. */
    if (mode != DB_CREATE && !(mode == DB_READ && lock_is_held(db->path)) &&
        !identity_check_file(db->path, db->identity, err))
        return false;
    if (mode == DB_WRITE &&
        (!lock_take(&db->lock, db->path, err) || !lock_take_book(&db->lock, db->path, err) ||
         !db_prepare_beside(db, err)))
        return false;
    return stat(db->path, &db->file) == 0 || err_fail_file(err, db->path, errno);
}

/* Before the file is ever in WAL mode: the header itself then says whose it is. Never with a
 * journal beside it: a book that has one is refused. */
static bool db_mark(struct db *db, struct err *err)
{
    char sql[160];

    snprintf(sql, sizeof sql,
             "PRAGMA journal_mode = MEMORY; PRAGMA application_id = %d; PRAGMA user_version = %d;",
             (int)db->identity->application_id, (int)db->identity->version);
    db->version = db->identity->version;
    return db_script(db, sql, err);
}

/* Nothing of a file made elsewhere runs, and nothing is written into it, before its whole schema
 * was seen to be what it says. */
static bool db_admit(struct db *db, struct err *err)
{
    return db_check_identity(db, err) && db_check_schema(db, err);
}

static bool db_connect_owner(struct db *db, const char *name, int flags, struct err *err)
{
    int status = sqlite3_open_v2(name, &db->handle, SQLITE_OPEN_READWRITE | flags, NULL);

    if (status != SQLITE_OK)
        return db_fail(db, status, err);
    sqlite3_extended_result_codes(db->handle, 1);
    sqlite3_busy_timeout(db->handle, READERS_WAIT_MS);
    db_guard_arm(&db->guard, db->handle, db->path);
    return sqlite3_db_readonly(db->handle, "main") != 1 || db_fail(db, SQLITE_READONLY, err);
}

static bool db_connect(struct db *db, enum db_mode mode, struct err *err)
{
    switch (mode) {
    case DB_MEMORY:
        return db_connect_owner(db, ":memory:", SQLITE_OPEN_CREATE, err) && db_mark(db, err) &&
               db_settle(db, true, err);
    case DB_CREATE:
        return db_connect_owner(db, db->path, 0, err) && db_mark(db, err) &&
               db_settle(db, false, err);
    case DB_READ: return db_connect_reader(db, err) && db_admit(db, err);
    case DB_WRITE: break;
    }
    if (!db_connect_owner(db, db->path, 0, err) || !db_guard_check_journal(db->handle, err))
        return false;
    return db_script(db, "PRAGMA cell_size_check = ON", err) && db_admit(db, err) &&
           db_settle(db, false, err);
}

/* Nothing stays of a book that could not be made. */
static void db_unmake(const struct db *db)
{
    static const char *const MADE[] = { "-shm", "-wal", "-journal", "" };
    char path[PATH_BYTES_MAX + 10];

    for (size_t i = 0; i < COUNT_OF(MADE); i++) {
        snprintf(path, sizeof path, "%s%s", db->path, MADE[i]);
        unlink(path);
    }
}

static bool db_make(const char *path, const struct identity *identity, struct db **out,
                    struct err *err)
{
    struct db *db = strlen(path) < sizeof db->path ? calloc(1, sizeof *db) : NULL;

    if (strlen(path) >= sizeof db->path)
        return err_fail(err, ERR_INPUT, _("Le nom du fichier est trop long : le raccourcir."));
    if (!db)
        return err_fail(err, ERR_STORAGE, "%s", db_advice(SQLITE_NOMEM));
    place_follow(path, db->path, sizeof db->path);
    db->lock = LOCK_FREE;
    db->events = -1;
    db->identity = identity;
    *out = db;
    return true;
}

/* `db` is the caller's now, or nobody's. */
static bool db_give(struct db *db, bool good, struct db **out)
{
    if (good)
        *out = db;
    else
        db_close(db);
    return good;
}

bool db_open(const char *path, enum db_mode mode, const struct identity *identity, struct db **out,
             struct err *err)
{
    struct db *db;

    /* Nobody asks how much memory SQLite holds, and each connection is of one thread: counting and
     * locking for the rest were a tenth of opening. Says no, and changes nothing, once it runs. */
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    if (!db_make(mode == DB_MEMORY ? "" : path, identity, &db, err))
        return false;
    if (!db_prepare_file(db, mode, err))
        return db_give(db, false, out);
    if (db_connect(db, mode, err))
        return db_give(db, true, out);
    sqlite3_close(db->handle);
    db->handle = NULL;
    if (mode == DB_CREATE)
        db_unmake(db);
    return db_give(db, false, out);
}

bool db_open_beside(const struct db *reader, struct db **out, struct err *err)
{
    struct db *db;

    assert(reader->is_reader);
    if (!db_make(reader->path, reader->identity, &db, err))
        return false;
    db->file = reader->file;
    return db_give(db, db_connect_reader(db, err) && db_check_identity(db, err), out);
}

/* As `path` stands, without an owner: `connect` says whether with its log. */
static bool db_open_apart(const char *path, const struct identity *identity,
                          bool connect(struct db *, struct err *), struct db **out, struct err *err)
{
    struct db *db;

    if (!db_make(path, identity, &db, err))
        return false;
    return db_give(db,
                   identity_check_file(db->path, identity, err) && stat(db->path, &db->file) == 0 &&
                       connect(db, err) && db_admit(db, err),
                   out);
}

bool db_open_file_alone(const char *path, const struct identity *identity, struct db **out,
                        struct err *err)
{
    return db_open_apart(path, identity, db_connect_file_alone, out, err);
}

bool db_judge_apart(const struct db *db, struct err *err)
{
    struct db *apart = NULL;
    bool good = db_open_apart(db->path, db->identity, db_connect_file_and_log, &apart, err);

    db_close(apart);
    return good;
}

void db_close(struct db *db)
{
    if (!db)
        return;
    for (size_t i = 0; i < COUNT_OF(db->kept); i++)
        sqlite3_finalize(db->kept[i].handle);
    db_carry_log(db);
    sqlite3_close(db->handle);
    lock_release(&db->lock, db->path);
    if (db->events >= 0)
        close(db->events);
    free(db);
}

const char *db_path(const struct db *db)
{
    return db->path;
}

const struct identity *db_identity(const struct db *db)
{
    return db->identity;
}

int32_t db_version(const struct db *db)
{
    return db->version;
}

bool db_set_version(struct db *db, int32_t version, struct err *err)
{
    char sql[60];

    snprintf(sql, sizeof sql, "PRAGMA user_version = %d", (int)version);
    if (!db_script(db, sql, err))
        return false;
    db->version = version;
    return true;
}

static bool db_run(struct db *db, const char *sql, struct err *err)
{
    struct stmt stmt = db_prepare(db, sql, err);

    stmt_run(&stmt);
    return stmt_finish(&stmt);
}

bool db_begin(struct db *db, struct err *err)
{
    static const char SQL_BEGIN[] = "BEGIN IMMEDIATE";

    return db_run(db, SQL_BEGIN, err);
}

bool db_commit(struct db *db, struct err *err)
{
    static const char SQL_COMMIT[] = "COMMIT";

    if (!db_check_place(db, err) || !db_run(db, SQL_COMMIT, err))
        return false;
    db_look(db);
    return true;
}

void db_rollback(struct db *db)
{
    if (db_in_transaction(db))
        sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
    db_save_log(db);
}

bool db_in_transaction(const struct db *db)
{
    return sqlite3_get_autocommit(db->handle) == 0;
}

bool db_stay_small(struct db *db, struct err *err)
{
    return db_script(db, "PRAGMA cache_size = -512", err);
}

bool db_checkpoint(struct db *db, struct err *err)
{
    int status;

    if (!db_check_place(db, err))
        return false;
    status = sqlite3_wal_checkpoint_v2(db->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    db_look(db);
    return status == SQLITE_OK || db_fail(db, status, err);
}

bool db_copy(struct db *db, const char *path, struct err *err)
{
    sqlite3 *target = NULL;
    int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

    if (file < 0 && errno == EEXIST)
        return err_fail(err, ERR_INPUT, _("%s existe déjà : choisir un autre nom."), path);
    if (file < 0)
        return err_fail_file(err, path, errno);
    close(file);

    int status = sqlite3_open_v2(path, &target, SQLITE_OPEN_READWRITE, NULL);
    sqlite3_backup *backup =
        status == SQLITE_OK ? sqlite3_backup_init(target, "main", db->handle, "main") : NULL;

    if (backup) {
        sqlite3_backup_step(backup, -1);
        status = sqlite3_backup_finish(backup);
    } else if (status == SQLITE_OK) {
        status = SQLITE_IOERR;
    }
    if (sqlite3_close(target) != SQLITE_OK && status == SQLITE_OK)
        status = SQLITE_IOERR;
    if (status == SQLITE_OK)
        return true;
    unlink(path);
    return db_fail(db, status, err);
}

bool db_check_schema(struct db *db, struct err *err)
{
    db->guard.ticks = 0;
    return db_guard_check_schema(db->handle, db->identity, db->version, err);
}

bool db_check(struct db *db, struct err *err)
{
    db->guard.ticks = 0;

    sqlite3_stmt *query = NULL;
    int status = sqlite3_prepare_v2(db->handle, "PRAGMA quick_check(1)", -1, &query, NULL);
    bool good = status == SQLITE_OK && sqlite3_step(query) == SQLITE_ROW &&
                strcmp((const char *)sqlite3_column_text(query, 0), "ok") == 0;

    sqlite3_finalize(query);
    return good || db_fail(db, SQLITE_CORRUPT, err);
}

int64_t db_changes(const struct db *db)
{
    return sqlite3_changes64(db->handle);
}
