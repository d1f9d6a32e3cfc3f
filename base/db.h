/*
 * The one connection to a book (SQLite), its transactions and statements.
 * Only base/db*.c see SQLite.
 *
 * WAL with synchronous=FULL: the fastest setting that loses nothing at a
 * power cut; it is read back and refused otherwise. SQLite below 3.51.3 can
 * lose commits when two connections write or checkpoint one WAL, so one
 * process owns the book (base/lock), and db_open() says who does. Readers
 * beside it see the last commit, and never write nor checkpoint.
 */
#ifndef BASE_DB_H
#define BASE_DB_H

#include "base/db_stmt.h"
#include "base/identity.h"

#include <stdint.h>

struct db;

enum db_mode {
    DB_CREATE, /* the file must not exist */
    DB_WRITE,  /* the file must exist */
    DB_READ, /* the file must exist; it may be held by a program, protected, or on a protected disk
              */
    DB_MEMORY, /* tests: a book without a file; `path` is ignored */
};

/*
 * Open `path`. On DB_CREATE the file gets the mark and the version of `identity`
 * (PRAGMA user_version); on DB_WRITE both are checked before anything else, then
 * its whole schema, so that nothing runs but what the program shipped. No
 * statement goes further than the bytes of the file can carry it.
 * ERR_INPUT: exists already / not a book / made by a newer program.
 * ERR_TAMPERED: another schema, or a rollback journal beside it. ERR_NOT_FOUND: no such file.
 * ERR_BUSY: held, the sentence says by whom. ERR_STORAGE: damaged, unreadable, read-only folder. On
 * failure nothing was altered.
 */
bool db_open(const char *path, enum db_mode mode, const struct identity *identity, struct db **out,
             struct err *err) MUST_CHECK;
/* Whether a new book may get this name. ERR_INPUT: something stands there, or beside it. */
bool db_check_free(const char *path, struct err *err) MUST_CHECK;
/* One more reader of the same book, for another thread; each is used by one thread alone. */
bool db_open_beside(const struct db *reader, struct db **out, struct err *err) MUST_CHECK;

/*
 * What the file holds without the log beside it, for reading: perhaps half of what a checkpoint
 * carries into it, so any answer may fail. Not beside an owner.
 */
bool db_open_file_alone(const char *path, const struct identity *identity, struct db **out,
                        struct err *err) MUST_CHECK;
void db_close(struct db *db); /* accepts NULL */

const char *db_path(const struct db *db); /* "" in memory */
bool db_is_reader(const struct db *db);
/*
 * After a long reading: all that was read is one state of the book. ERR_BUSY: a program began to
 * write meanwhile, where no lock could tell; what was read says nothing. Always true for an owner.
 */
bool db_check_steady(const struct db *db, struct err *err) MUST_CHECK;

/* What it was opened as: so is any other file of the same kind. */
const struct identity *db_identity(const struct db *db);

/* The version found in the file: a migration is due when it is below the program's. */
int32_t db_version(const struct db *db);
bool db_set_version(struct db *db, int32_t version, struct err *err) MUST_CHECK;

/* Run a script of several statements (schema, triggers); outside of hot paths. */
bool db_script(struct db *db, const char *sql, struct err *err) MUST_CHECK;

/* A write transaction. db_rollback() is safe after any failure and keeps `err`. */
bool db_begin(struct db *db, struct err *err) MUST_CHECK;
bool db_commit(struct db *db, struct err *err) MUST_CHECK;
void db_rollback(struct db *db);
bool db_in_transaction(const struct db *db);

/*
 * Before each commit: the file that is open is the one that the path names. ERR_STORAGE: renamed
 * (the sentence says its place), deleted, replaced, written by another program, or without its log:
 * then nothing may be called recorded.
 */
bool db_check_place(struct db *db, struct err *err) MUST_CHECK;

/* For a book that stays open and is read a little at a time: half a megabyte of pages. */
bool db_stay_small(struct db *db, struct err *err) MUST_CHECK;

/* Write all of the WAL back into the file and empty it, so that the file alone is the book. */
bool db_checkpoint(struct db *db, struct err *err) MUST_CHECK;

/* A consistent copy of the whole book into a new file. ERR_STORAGE: the disk refused. */
bool db_copy(struct db *db, const char *path, struct err *err) MUST_CHECK;

/* Whether its schema is still the one it was opened with, text by text. ERR_TAMPERED. */
bool db_check_schema(struct db *db, struct err *err) MUST_CHECK;

/* Quick structural check (PRAGMA quick_check). ERR_STORAGE: damaged. */
bool db_check(struct db *db, struct err *err) MUST_CHECK;

/* Rows changed by the last statement that ran. */
int64_t db_changes(const struct db *db);

#endif
