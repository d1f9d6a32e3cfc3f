/* What a connection is made of: for base/db*.c only, which alone see SQLite. */
#ifndef BASE_DB_INSIDE_H
#define BASE_DB_INSIDE_H

#include "base/db_guard.h"
#include "base/db_stmt.h"
#include "base/lock.h"

#include <sqlite3.h>
#include <sys/stat.h>

enum { STATEMENTS_MAX = 256, PATH_BYTES_MAX = LOCK_PATH_MAX };

struct kept_stmt {
    const char *sql; /* address of the static text: compared by pointer */
    sqlite3_stmt *handle;
    bool in_use;
};

/*
 * The write-ahead log asks the disk no more often than safety needs. SQLite syncs it before it is
 * carried into the book, though a commit has just done so, and syncs the head of a new one on its
 * own, which nothing needs before the commit behind it: torn, it is an empty log. On a slow disk
 * each of them is felt.
 *
 * It hands over each page of a commit, and each head of a page, on its own. They are held and go in
 * one piece, at the latest with the sync of their commit (synchronous=FULL: no commit is without)
 * and before anything is asked of the file.
 */
enum { LOG_HELD_MAX = 1 << 16 };

struct db_log {
    sqlite3_io_methods methods; /* of the log's file: `real` but for some of them */
    const sqlite3_io_methods *real;
    bool is_synced;        /* nothing was written since */
    bool is_new;           /* an empty file got its head, and nothing else yet */
    sqlite3_int64 size;    /* of the file, as we made it */
    bool holds;            /* else every write goes through at once */
    sqlite3_int64 held_at; /* where the held bytes belong */
    int held_count;
    char held[LOG_HELD_MAX];
};

/* Only we write into the book's file, when the log is carried into it: who else does is found out
 * by its size and its time. */
struct db_file {
    sqlite3_io_methods methods; /* of the book's file: `real` but for two of them */
    const sqlite3_io_methods *real;
    bool is_written; /* by us, since it was last looked at */
};

struct db {
    sqlite3 *handle;
    char path[PATH_BYTES_MAX]; /* "" in memory */
    struct stat file;          /* what `path` named when it was opened, as we left it */
    struct stat log;           /* then: of an owner; of a reader alone, st_size 0 none */
    bool is_steady;            /* a reader: nobody else may write while it looks */
    bool is_reader;
    int events; /* of an owner: what the system tells of its file; -1 nothing */
    struct lock lock;
    const struct identity *identity;
    int32_t version;
    struct db_guard guard;
    struct db_log watched;                 /* of an owner */
    struct db_file carried;                /* likewise */
    struct kept_stmt kept[STATEMENTS_MAX]; /* open-addressed by the address of the text */
};

/* One sentence for each thing that a person can do about it. */
const char *db_advice(int status);

/* ERR_STORAGE for what SQLite just said of `db`. Always false. */
bool db_fail(struct db *db, int status, struct err *err);

/* SQLite would leave the log of a file that moved under its old name, where nobody finds it: write
 * it into the file. Outside of a transaction. */
void db_carry_log(struct db *db);
void db_save_log(struct db *db); /* after a rollback */

/* After an owner read its log for the first time; all live as long as `handle`. */
void db_log_watch(struct db_log *log, sqlite3 *handle);
void db_file_watch(struct db_file *file, sqlite3 *handle);

/* From now on the system tells a touched file from one that was written into. */
void db_listen(struct db *db);
/* What an owner wrote into its file is what the file now is. */
void db_look(struct db *db);
/* `st_size` 0: there is none. */
void db_look_at_log(const char *path, struct stat *out);
bool db_file_is_unchanged(const struct stat *before, const struct stat *now);

/* Open for reading: nothing is written, nothing is made beside the file. */
bool db_connect_reader(struct db *db, struct err *err) MUST_CHECK;
/* Likewise, of a file that nobody writes; and as if there were no log. */
bool db_connect_file_and_log(struct db *db, struct err *err) MUST_CHECK;
bool db_connect_file_alone(struct db *db, struct err *err) MUST_CHECK;

/* A new book: remains of another would be taken for its own. ERR_INPUT. */
bool db_check_alone(const char *path, struct err *err) MUST_CHECK;
/*
 * Before an owner connects: where a log or its index lies beside the file, that is judged first by
 * a reader, which makes nothing; and what has a second name gets one of its own. ERR_STORAGE: no
 * plain file; else as db_open().
 */
bool db_prepare_beside(const struct db *db, struct err *err) MUST_CHECK;
bool db_judge_apart(const struct db *db, struct err *err) MUST_CHECK;

#endif
