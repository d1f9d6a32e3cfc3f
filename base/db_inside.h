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

struct db {
    sqlite3 *handle;
    char path[PATH_BYTES_MAX]; /* "" in memory */
    struct stat file;          /* what `path` named when it was opened */
    struct stat log;           /* of a reader alone with the file: its log then; st_size 0 none */
    bool is_steady;            /* a reader: nobody else may write while it looks */
    bool is_reader;
    struct lock lock;
    const struct identity *identity;
    int32_t version;
    struct db_guard guard;
    struct kept_stmt kept[STATEMENTS_MAX]; /* open-addressed by the address of the text */
};

/* One sentence for each thing that a person can do about it. */
const char *db_advice(int status);

/* ERR_STORAGE for what SQLite just said of `db`. Always false. */
bool db_fail(struct db *db, int status, struct err *err);

/* SQLite would leave the log of a file that moved under its old name, where nobody finds it: write
 * it into the file. Outside of a transaction. */
void db_carry_log(struct db *db);

/* Open for reading: nothing is written, nothing is made beside the file. */
bool db_connect_reader(struct db *db, struct err *err) MUST_CHECK;
void db_leave_reader(struct db *db); /* so that an owner may take its place */

#endif
