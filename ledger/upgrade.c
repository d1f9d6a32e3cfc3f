#include "ledger/upgrade.h"

#include "base/lang.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SQL_MAX = 8192, NAME_ROOM = 64, TABLES_MAX = 96, COPIES_MAX = 99 };

static const char SQL_TABLE_EXISTS[] =
    "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?";
static const char SQL_GUARDS_OF[] =
    "SELECT type, name FROM sqlite_schema WHERE tbl_name = ? AND type IN ('trigger', 'index') AND "
    "sql IS NOT NULL LIMIT 1";
static const char SQL_COLUMNS[] =
    "SELECT new.name, new.type, new.\"notnull\" AND new.dflt_value IS NULL, "
    "EXISTS (SELECT 1 FROM pragma_table_info('old_' || ?1) AS old WHERE old.name = new.name) "
    "FROM pragma_table_info(?1) AS new ORDER BY new.cid";

/* The names of the tables that are renewed; the statements that name them are made, not kept. */
struct renewal {
    struct db *db;
    char tables[TABLES_MAX][NAME_ROOM];
    int count;
};

bool upgrade_is_due(const struct db *db)
{
    return db_version(db) < BOOK_VERSION;
}

/* -- One table after the other -- */

static bool table_exists(struct db *db, const char *name, bool *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_TABLE_EXISTS, err);

    stmt_bind_text(&query, 1, name);
    *out = stmt_next(&query);
    return stmt_finish(&query);
}

/* The tables that the script makes and the book has. */
static bool tables_list(struct renewal *renewal, const char *script, struct err *err)
{
    static const char WORDS[] = "\nCREATE TABLE ";

    for (const char *at = script; (at = strstr(at, WORDS)) != NULL;) {
        char *name = renewal->tables[renewal->count];
        bool exists = false;

        at += sizeof WORDS - 1;
        if (renewal->count == TABLES_MAX || sscanf(at, "%63[a-z_]", name) != 1)
            return err_fail(err, ERR_STORAGE, _("Le livre refuse cette écriture."));
        if (!table_exists(renewal->db, name, &exists, err))
            return false;
        renewal->count += exists;
    }
    return true;
}

/* Its triggers and indexes go first, for the new table has some of the same names. */
static bool guards_drop(struct db *db, const char *table, struct err *err)
{
    bool more = true;

    while (more) {
        struct stmt query = db_prepare(db, SQL_GUARDS_OF, err);
        char sql[SQL_MAX] = "";

        stmt_bind_text(&query, 1, table);
        more = stmt_next(&query);
        if (more)
            snprintf(sql, sizeof sql, "DROP %s %s", stmt_text(&query, 0), stmt_text(&query, 1));
        if (!stmt_finish(&query) || !db_script(db, sql, err))
            return false;
    }
    return true;
}

static bool tables_set_aside(const struct renewal *renewal, struct err *err)
{
    for (int i = 0; i < renewal->count; i++) {
        const char *table = renewal->tables[i];
        char sql[SQL_MAX];

        snprintf(sql, sizeof sql, "ALTER TABLE %s RENAME TO old_%s", table, table);
        if (!guards_drop(renewal->db, table, err) || !db_script(renewal->db, sql, err))
            return false;
    }
    return true;
}

/* What a column that is new holds in the rows that are there: ledger/schema.sql says the same. */
static const char *column_start(const char *table, const char *column, const char *type)
{
    if (strcmp(table, "record") == 0 && strcmp(column, "form") == 0)
        return "1";
    return strcmp(type, "TEXT") == 0 ? "''" : "0";
}

static bool rows_take_over(struct db *db, const char *table, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_COLUMNS, err);
    char columns[SQL_MAX / 4] = "";
    char values[SQL_MAX / 4] = "";
    char sql[SQL_MAX];

    stmt_bind_text(&query, 1, table);
    while (stmt_next(&query)) {
        const char *name = stmt_text(&query, 0);
        bool is_old = stmt_int(&query, 3) != 0;
        const char *comma = columns[0] ? ", " : "";

        if (!is_old && stmt_int(&query, 2) == 0)
            continue; /* NULL, or what the schema says */
        snprintf(columns + strlen(columns), sizeof columns - strlen(columns), "%s%s", comma, name);
        snprintf(values + strlen(values), sizeof values - strlen(values), "%s%s", comma,
                 is_old ? name : column_start(table, name, stmt_text(&query, 1)));
    }
    if (!stmt_finish(&query))
        return false;
    snprintf(sql, sizeof sql, "INSERT INTO %s (%s) SELECT %s FROM old_%s; DROP TABLE old_%s", table,
             columns, values, table, table);
    return db_script(db, sql, err);
}

static bool schema_renew(struct db *db, const char *script, struct err *err)
{
    struct renewal renewal = { .db = db };

    if (!tables_list(&renewal, script, err))
        return false;
    if (renewal.count == 0)
        return true;
    if (!tables_set_aside(&renewal, err) || !db_script(db, script, err))
        return false;
    for (int i = 0; i < renewal.count; i++)
        if (!rows_take_over(db, renewal.tables[i], err))
            return false;
    return true;
}

/* -- The steps -- */

/* All tables as they are now, the columns that are new as the rows of before want them. Whatever
 * version it comes from, the tables are the present ones after it, and so is the version. */
static bool upgrade_to_present(struct db *db, struct err *err)
{
    for (script_fn *const *script = db_identity(db)->scripts; *script; script++)
        if (!schema_renew(db, (*script)(), err))
            return false;
    return db_set_version(db, BOOK_VERSION, err);
}

typedef bool step_fn(struct db *db, struct err *err);

/* From the version of its place; nothing was ever shipped under 0. */
static step_fn *const STEPS[BOOK_VERSION] = { NULL, upgrade_to_present, upgrade_to_present };

/* Foreign keys are followed by name: they rest while tables change theirs. */
static bool step_run(struct db *db, struct err *err)
{
    static const char REST[] = "PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON";
    static const char WAKE[] = "PRAGMA legacy_alter_table = OFF; PRAGMA foreign_keys = ON";
    int32_t before = db_version(db);
    struct err ignored = ERR_EMPTY;
    bool good = db_script(db, REST, err) && db_begin(db, err) && STEPS[before](db, err) &&
                db_commit(db, err);

    if (!good) {
        db_rollback(db);
        if (!db_set_version(db, before, &ignored))
            return false;
    }
    return db_script(db, WAKE, good ? err : &ignored) && good;
}

bool upgrade_run(struct db *db, struct err *err)
{
    while (upgrade_is_due(db))
        if (!step_run(db, err))
            return false;
    return true;
}

/* -- Where -- */

static bool copy_keep(struct db *db, struct err *err)
{
    static const char COPY[] = "copie";
    char path[WHOLE_FILE_PATH_MAX];
    char inside[WHOLE_FILE_PATH_MAX + sizeof COPY + 1];
    struct whole_file part;
    int reason = 0;
    bool good = false;

    for (int i = 1; i < COPIES_MAX; i++) {
        snprintf(path, sizeof path, i == 1 ? "%s.avant-%d" : "%s.avant-%d.%d", db_path(db),
                 (int)db_version(db) + 1, i);
        if (access(path, F_OK) != 0)
            break;
    }
    if (!whole_file_open_folder(&part, path, false, err))
        return false;
    snprintf(inside, sizeof inside, "%s/%s", part.beside, COPY);
    good = db_copy(db, inside, err) &&
           (whole_file_take(&part, COPY, &reason) || err_fail_file(err, path, reason));
    whole_file_abandon(&part);
    return good;
}

bool upgrade_in_place(struct db *db, struct err *err)
{
    return copy_keep(db, err) && upgrade_run(db, err);
}

static bool copy_upgrade(struct db *db, const char *path, struct err *err)
{
    struct db *copy = NULL;
    bool good = db_copy(db, path, err) && db_check_steady(db, err) &&
                db_open(path, DB_WRITE, db_identity(db), &copy, err) && upgrade_run(copy, err);

    db_close(copy);
    return good;
}

bool upgrade_apart(struct db *db, struct upgraded *out, struct err *err)
{
    static const char COPY[] = "livre";
    struct upgraded upgraded = { .db = NULL };
    const char *folder = getenv("TMPDIR");
    char path[WHOLE_FILE_PATH_MAX + sizeof COPY + 1];

    snprintf(path, sizeof path, "%s/flashcoop", folder && folder[0] ? folder : "/tmp");
    if (!whole_file_open_folder(&upgraded.part, path, true, err))
        return false;
    snprintf(path, sizeof path, "%s/%s", upgraded.part.beside, COPY);
    if (copy_upgrade(db, path, err) && db_open(path, DB_READ, db_identity(db), &upgraded.db, err)) {
        *out = upgraded;
        return true;
    }
    upgraded_close(&upgraded);
    return false;
}

void upgraded_close(struct upgraded *upgraded)
{
    db_close(upgraded->db);
    upgraded->db = NULL;
    whole_file_abandon(&upgraded->part);
}
