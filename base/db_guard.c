#include "base/db_guard.h"

#include "base/crypto.h"
#include "base/lang.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    TICK_STEPS = 10000, /* instructions of SQLite's machine */
    TICKS_FREE = 1000,  /* a step of any book: about a quarter of a second */
    TICKS_PER_PAGE = 2, /* a page holds some 200 rows at most, and a row asks 100 instructions */
    PAGE_BYTES = 4096,  /* identity_check_file() wants it */
    ROWS_FREE = 100000, /* of any book */
    BYTES_PER_ROW = 8,  /* the smallest row of ours, and its cell */
    SCHEMA_STATEMENTS_MAX = 400 /* in the schema */
};

static int64_t file_bytes(const char *path, const char *end)
{
    char name[5000];
    struct stat found;

    snprintf(name, sizeof name, "%s%s", path, end);
    return stat(name, &found) == 0 ? (int64_t)found.st_size : 0;
}

static int64_t book_bytes(const struct db_guard *guard)
{
    return file_bytes(guard->path, "") + file_bytes(guard->path, "-wal");
}

/* A tree whose pages name each other has rows without end: SQLite alone would walk it for ever. */
static int guard_tick(void *context)
{
    struct db_guard *guard = context;

    return ++guard->ticks > TICKS_FREE && guard->path[0] &&
           guard->ticks > TICKS_FREE + book_bytes(guard) / PAGE_BYTES * TICKS_PER_PAGE;
}

bool db_guard_allows_rows(const struct db_guard *guard, int64_t row_count)
{
    return row_count < ROWS_FREE || !guard->path[0] ||
           row_count % ROWS_FREE != 0 || /* the file is asked now and then */
           row_count < ROWS_FREE + book_bytes(guard) / BYTES_PER_ROW;
}

void db_guard_arm(struct db_guard *guard, sqlite3 *handle, const char *path)
{
    static const int SWITCHES[][2] = {
        { SQLITE_DBCONFIG_DEFENSIVE, 1 },   { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
        { SQLITE_DBCONFIG_ENABLE_VIEW, 0 }, { SQLITE_DBCONFIG_DQS_DDL, 0 },
        { SQLITE_DBCONFIG_DQS_DML, 0 },
    };
    static const int LIMITS[][2] = {
        { SQLITE_LIMIT_LENGTH, 1 << 25 },     { SQLITE_LIMIT_SQL_LENGTH, 1 << 17 },
        { SQLITE_LIMIT_COLUMN, 100 },         { SQLITE_LIMIT_EXPR_DEPTH, 100 },
        { SQLITE_LIMIT_COMPOUND_SELECT, 50 }, { SQLITE_LIMIT_VDBE_OP, 50000 },
        { SQLITE_LIMIT_ATTACHED, 1 },         { SQLITE_LIMIT_TRIGGER_DEPTH, 4 },
    };

    *guard = (struct db_guard){ .path = path };
    for (size_t i = 0; i < COUNT_OF(SWITCHES); i++)
        sqlite3_db_config(handle, SWITCHES[i][0], SWITCHES[i][1], NULL);
    for (size_t i = 0; i < COUNT_OF(LIMITS); i++)
        sqlite3_limit(handle, LIMITS[i][0], LIMITS[i][1]);
    sqlite3_progress_handler(handle, TICK_STEPS, guard_tick, guard);
}

bool db_guard_check_journal(sqlite3 *handle, struct err *err)
{
    const char *path = sqlite3_db_filename(handle, "main"); /* where a link leads */
    const char *journal = path ? sqlite3_filename_journal(path) : "";
    struct stat found;

    if (journal[0] == '\0' || lstat(journal, &found) != 0)
        return true;
    return err_fail(err, ERR_TAMPERED,
                    _("%s est à côté du livre, aucun livre n'en a : ne rien ouvrir, prévenir la "
                      "coopérative."),
                    journal);
}

struct statement {
    const char *text;
    size_t length;
};

static int statement_compare(const void *left, const void *right)
{
    const struct statement *a = left;
    const struct statement *b = right;
    int order = memcmp(a->text, b->text, a->length < b->length ? a->length : b->length);

    return order != 0 ? order : (a->length > b->length) - (a->length < b->length);
}

/* Past spaces and comments. */
static const char *script_skip(const char *at)
{
    for (;;) {
        at += strspn(at, " \t\r\n");
        if (at[0] != '-' || at[1] != '-')
            return at;
        at += strcspn(at, "\n");
    }
}

/* The semicolon that ends the statement at `at`; a trigger has one more inside. */
static const char *script_end(const char *at)
{
    bool is_trigger = strncmp(at, "CREATE TRIGGER", 14) == 0;
    const char *begin = at;

    for (; *at; at++) {
        if (at[0] == '-' && at[1] == '-')
            at += strcspn(at, "\n") - 1;
        else if (*at == '\'')
            at += 1 + strcspn(at + 1, "'");
        else if (*at == ';' && (!is_trigger || (at - begin > 3 && strncmp(at - 3, "END", 3) == 0)))
            break;
    }
    return at;
}

static size_t scripts_split(script_fn *const *scripts, struct statement out[SCHEMA_STATEMENTS_MAX])
{
    size_t count = 0;

    for (; *scripts; scripts++) {
        const char *at = script_skip((*scripts)());

        while (*at && count < SCHEMA_STATEMENTS_MAX) {
            const char *end = script_end(at);

            out[count++] = (struct statement){ at, (size_t)(end - at) };
            at = script_skip(*end ? end + 1 : end);
        }
    }
    qsort(out, count, sizeof *out, statement_compare);
    return count;
}

static bool schema_is_earlier(const struct identity *identity, const unsigned char *hash)
{
    char hex[2 * HASH_BYTES + 1];

    crypto_hex(hash, HASH_BYTES, hex);
    for (const char *const *earlier = identity->earlier; earlier && *earlier; earlier++)
        if (strcmp(*earlier, hex) == 0)
            return true;
    return false;
}

/* The next text of the schema, in their order. False at the end and on a failure. */
static bool schema_next(sqlite3_stmt *query, int *status, struct statement *out)
{
    *status = sqlite3_step(query);
    if (*status == SQLITE_ROW)
        *out = (struct statement){ sqlite3_column_blob(query, 0),
                                   (size_t)sqlite3_column_bytes(query, 0) };
    return *status == SQLITE_ROW;
}

static bool schema_is_present(sqlite3_stmt *query, const struct identity *identity, int *status)
{
    struct statement wanted[SCHEMA_STATEMENTS_MAX];
    size_t count = scripts_split(identity->scripts, wanted);
    struct statement found;
    size_t row = 0;
    bool same = true;

    for (; schema_next(query, status, &found); row++)
        same = same && row < count && statement_compare(&found, &wanted[row]) == 0;
    return same && row == count;
}

static bool schema_was_shipped(sqlite3_stmt *query, const struct identity *identity, int *status)
{
    struct crypto_hasher *hasher = crypto_hasher_open();
    unsigned char hash[HASH_BYTES];
    struct statement found;

    while (schema_next(query, status, &found)) {
        crypto_hasher_add(hasher, found.text, found.length);
        crypto_hasher_add(hasher, "\n", 1);
    }
    crypto_hasher_close(hasher, hash);
    return schema_is_earlier(identity, hash);
}

bool db_guard_check_schema(sqlite3 *handle, const struct identity *identity, int32_t version,
                           struct err *err)
{
    static const char SQL_SCHEMA[] =
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY sql";
    sqlite3_stmt *query = NULL;
    bool good = false;
    int status;

    if (!identity->scripts[0])
        return true;
    status = sqlite3_prepare_v2(handle, SQL_SCHEMA, -1, &query, NULL);
    if (status == SQLITE_OK)
        good = version < identity->version ? schema_was_shipped(query, identity, &status)
                                           : schema_is_present(query, identity, &status);
    sqlite3_finalize(query);
    if (status == SQLITE_DONE && good)
        return true;
    if (status == SQLITE_BUSY || status == SQLITE_IOERR)
        return err_fail(err, ERR_STORAGE, _("Le livre ne se lit pas : vérifier le support."));
    return err_fail(
        err, ERR_TAMPERED,
        _("Les tables de ce livre ne sont pas celles du programme : il a été modifié, ne "
          "pas s'y fier."));
}
