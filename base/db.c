#include "base/db.h"

#include "base/identity.h"
#include "base/lang.h"
#include "base/lock.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STATEMENTS_MAX = 256, PATH_BYTES_MAX = LOCK_PATH_MAX };

struct kept_stmt {
    const char *sql; /* address of the static text: compared by pointer */
    sqlite3_stmt *handle;
    bool in_use;
};

struct db {
    sqlite3 *handle;
    char path[PATH_BYTES_MAX];
    struct lock lock;
    int32_t version;
    struct kept_stmt kept[STATEMENTS_MAX]; /* open-addressed by the address of the text */
};

/* One sentence per thing a person can do about it. */
static const char *db_advice(int status)
{
    switch (status & 0xFF) {
    case SQLITE_FULL: return _("Disque plein : libérer de la place puis recommencer.");
    case SQLITE_READONLY:
    case SQLITE_PERM: return _("Dossier protégé en écriture : en changer les droits.");
    case SQLITE_CANTOPEN: return _("Le livre ne s'ouvre pas : vérifier le dossier et ses droits.");
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return _("Le livre est ouvert par un autre programme : le fermer.");
    case SQLITE_CORRUPT: return _("Le livre est abîmé : reprendre la dernière copie.");
    case SQLITE_NOTADB: return _("Ce fichier n'est pas un livre Flashcoop.");
    case SQLITE_NOMEM: return _("Mémoire insuffisante : fermer un autre programme.");
    case SQLITE_CONSTRAINT: return _("Le livre refuse cette écriture.");
    default: return _("Le disque ne répond pas : vérifier le support puis recommencer.");
    }
}

static bool db_fail(struct db *db, int status, struct err *err)
{
    if ((status & 0xFF) == SQLITE_CONSTRAINT)
        return err_fail(err, ERR_STORAGE, "%s (%s)", db_advice(status), sqlite3_errmsg(db->handle));
    return err_fail(err, ERR_STORAGE, "%s", db_advice(status));
}

bool db_script(struct db *db, const char *sql, struct err *err)
{
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

/* Settings that the safety of the book rests on: asked for, then read back. */
static bool db_settle(struct db *db, bool in_memory, struct err *err)
{
    static const char SETTINGS[] = "PRAGMA locking_mode = EXCLUSIVE;"
                                   "PRAGMA foreign_keys = ON;"
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
    return true;
}

static bool db_check_identity(struct db *db, const struct identity *wanted, struct err *err)
{
    int64_t id = 0;
    int64_t version = 0;

    if (!db_ask_int(db, "PRAGMA application_id", &id, err) ||
        !db_ask_int(db, "PRAGMA user_version", &version, err))
        return false;
    db->version = (int32_t)version;
    return identity_check((struct identity){ (int32_t)id, (int32_t)version }, *wanted, err);
}

static bool db_prepare_file(struct db *db, enum db_mode mode, const struct identity *wanted,
                            struct err *err)
{
    if (mode == DB_MEMORY)
        return true;
    if (mode == DB_CREATE && access(db->path, F_OK) == 0)
        return err_fail(err, ERR_INPUT, _("%s existe déjà : choisir un autre nom."), db->path);
    if (mode == DB_WRITE && !identity_check_file(db->path, *wanted, err))
        return false;
    return lock_take(&db->lock, db->path, err);
}

/* Before the file is ever in WAL mode: the header itself then says whose it is. */
static bool db_mark(struct db *db, const struct identity *identity, struct err *err)
{
    char sql[120];

    snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d;",
             (int)identity->application_id, (int)identity->version);
    db->version = identity->version;
    return db_script(db, sql, err);
}

static bool db_connect(struct db *db, enum db_mode mode, const struct identity *identity,
                       struct err *err)
{
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    const char *name = mode == DB_MEMORY ? ":memory:" : db->path;

    if (mode != DB_WRITE)
        flags |= SQLITE_OPEN_CREATE;

    int status = sqlite3_open_v2(name, &db->handle, flags, NULL);

    if (status != SQLITE_OK)
        return db_fail(db, status, err);
    sqlite3_extended_result_codes(db->handle, 1);
    if (mode != DB_WRITE)
        return db_mark(db, identity, err) && db_settle(db, mode == DB_MEMORY, err);
    return db_settle(db, false, err) && db_check_identity(db, identity, err);
}

/* Leave the folder as it was: the WAL of a refused file stays, what we made goes. */
static void db_withdraw(struct db *db, enum db_mode mode)
{
    static const char *const MADE[] = { "", "-wal", "-journal" };
    char path[PATH_BYTES_MAX + 10];
    struct stat found;

    if (db->handle)
        sqlite3_db_config(db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    sqlite3_close(db->handle);
    db->handle = NULL;
    if (mode == DB_WRITE) {
        snprintf(path, sizeof path, "%s-wal", db->path);
        if (stat(path, &found) == 0 && found.st_size == 0)
            unlink(path);
    }
    for (size_t i = 0; mode == DB_CREATE && i < COUNT_OF(MADE); i++) {
        snprintf(path, sizeof path, "%s%s", db->path, MADE[i]);
        unlink(path);
    }
}

bool db_open(const char *path, enum db_mode mode, int32_t application_id, int32_t version,
             struct db **out, struct err *err)
{
    struct identity identity = { application_id, version };
    struct db *db = calloc(1, sizeof *db);

    if (!db)
        return err_fail(err, ERR_STORAGE, "%s", db_advice(SQLITE_NOMEM));
    db->lock = LOCK_FREE;
    if (mode != DB_MEMORY && strlen(path) >= sizeof db->path) {
        err_fail(err, ERR_INPUT, _("Le nom du fichier est trop long : le raccourcir."));
        goto fail;
    }
    if (mode != DB_MEMORY)
        memcpy(db->path, path, strlen(path) + 1);
    if (!db_prepare_file(db, mode, &identity, err))
        goto fail;
    if (!db_connect(db, mode, &identity, err)) {
        db_withdraw(db, mode);
        goto fail;
    }
    *out = db;
    return true;
fail:
    db_close(db);
    return false;
}

void db_close(struct db *db)
{
    if (!db)
        return;
    for (size_t i = 0; i < COUNT_OF(db->kept); i++)
        sqlite3_finalize(db->kept[i].handle);
    sqlite3_close(db->handle);
    lock_release(&db->lock, db->path);
    free(db);
}

const char *db_path(const struct db *db)
{
    return db->path;
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

    return db_run(db, SQL_COMMIT, err);
}

void db_rollback(struct db *db)
{
    if (db_in_transaction(db))
        sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
}

bool db_in_transaction(const struct db *db)
{
    return sqlite3_get_autocommit(db->handle) == 0;
}

bool db_checkpoint(struct db *db, struct err *err)
{
    int status =
        sqlite3_wal_checkpoint_v2(db->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);

    return status == SQLITE_OK || db_fail(db, status, err);
}

bool db_copy(struct db *db, const char *path, struct err *err)
{
    sqlite3 *target = NULL;

    if (access(path, F_OK) == 0)
        return err_fail(err, ERR_INPUT, _("%s existe déjà : choisir un autre nom."), path);

    int status = sqlite3_open_v2(path, &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
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

bool db_check(struct db *db, struct err *err)
{
    sqlite3_stmt *query = NULL;
    int status = sqlite3_prepare_v2(db->handle, "PRAGMA quick_check(1)", -1, &query, NULL);
    bool good = status == SQLITE_OK && sqlite3_step(query) == SQLITE_ROW &&
                strcmp((const char *)sqlite3_column_text(query, 0), "ok") == 0;

    sqlite3_finalize(query);
    return good || err_fail(err, ERR_STORAGE, "%s", db_advice(SQLITE_CORRUPT));
}

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
    int status = stmt->failed ? SQLITE_DONE : sqlite3_step(stmt->handle);

    stmt_judge(stmt, status);
    return status == SQLITE_ROW;
}

void stmt_rewind(struct stmt *stmt)
{
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

int64_t stmt_int(const struct stmt *stmt, int column)
{
    return sqlite3_column_int64(stmt->handle, column);
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
    return !stmt->failed;
}

int64_t db_changes(const struct db *db)
{
    return sqlite3_changes64(db->handle);
}
