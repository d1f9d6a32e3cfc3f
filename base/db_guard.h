/*
 * What stands between SQLite and a file that others may have made: limits, and
 * the schema judged before anything of it runs. Only base/db.c uses it.
 */
#ifndef BASE_DB_GUARD_H
#define BASE_DB_GUARD_H

#include "base/identity.h"

struct sqlite3;

/* How far a statement may go: as far as the bytes of its file can carry it. */
struct db_guard {
    const char *path; /* "" in memory: no limit */
    int64_t ticks;    /* since the present step began */
};

/* Before the file is first read: nothing but our own statements may act, and none without end. */
void db_guard_arm(struct db_guard *guard, struct sqlite3 *handle, const char *path);

/* False for a statement that gave more rows than its file has room for. */
bool db_guard_allows_rows(const struct db_guard *guard, int64_t row_count);

/* ERR_TAMPERED: a rollback journal lies beside the file; no book of ours ever has one. */
bool db_guard_check_journal(struct sqlite3 *handle, struct err *err) MUST_CHECK;

/*
 * Whether sqlite_schema holds, text by text, what `identity` says: tables, indexes, triggers and
 * nothing else; in a file of a lower `version`, one of the schemas of before. ERR_TAMPERED. An
 * `identity` without scripts accepts any.
 */
bool db_guard_check_schema(struct sqlite3 *handle, const struct identity *identity, int32_t version,
                           struct err *err) MUST_CHECK;

#endif
