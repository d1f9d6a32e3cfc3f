/* A file that others made: what it may not do before it is known, and afterwards. */
#include "base/db.h"
#include "tests/support/folder.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { OUR_ID = 0x666c6173 };

struct fixture {
    struct folder folder;
    char path[FOLDER_PATH_MAX];
    struct db *db;
    struct err err;
};

static const char *our_script(void)
{
    return "-- a comment; with a semicolon, and it's quote\n"
           "CREATE TABLE sale (id INTEGER PRIMARY KEY, -- once; and for all\n"
           "  label TEXT NOT NULL DEFAULT ';' CHECK (label <> ''), code BLOB) STRICT;\n\n"
           "CREATE INDEX sale_by_label ON sale (label);\n"
           "CREATE TRIGGER sale_no_delete BEFORE DELETE ON sale\n"
           "BEGIN SELECT RAISE(ABORT, 'no'); END;\n";
}

static const char *const EARLIER[] = {
    /* of "CREATE TABLE old (a)" */
    "dbafe989be2e165be3417300f3b32ad8528c5e287a3a5d7c704bccdafcab43f9",
    NULL,
};

static const struct identity OURS = {
    .application_id = OUR_ID, .version = 2, .scripts = { our_script }, .earlier = EARLIER
};

static int setup(void **state)
{
    static struct fixture fixture;

    fixture = (struct fixture){ .folder = folder_make() };
    folder_path(&fixture.folder, "a.flashcoop", fixture.path);
    *state = &fixture;
    if (!db_open(fixture.path, DB_CREATE, &OURS, &fixture.db, &fixture.err) ||
        !db_script(fixture.db, our_script(), &fixture.err))
        return -1;
    db_close(fixture.db);
    fixture.db = NULL;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;

    db_close(f->db);
    folder_remove(&f->folder);
    return 0;
}

/* What a stranger does to the file with SQLite. */
static void stranger_runs(struct fixture *f, const char *sql)
{
    sqlite3 *other = NULL;
    char *why = NULL;

    assert_int_equal(sqlite3_open(f->path, &other), SQLITE_OK);
    if (sqlite3_exec(other, sql, NULL, NULL, &why) != SQLITE_OK)
        fail_msg("%s: %s", sql, why);
    assert_int_equal(sqlite3_close(other), SQLITE_OK);
}

static bool opens(struct fixture *f)
{
    f->err = ERR_EMPTY;
    return db_open(f->path, DB_WRITE, &OURS, &f->db, &f->err);
}

static void assert_refused_unaltered(struct fixture *f, const char *why)
{
    uint64_t before = folder_sum(&f->folder);

    assert_false(opens(f));
    assert_int_equal(f->err.code, ERR_TAMPERED);
    assert_non_null(strstr(f->err.text, why));
    assert_true(folder_sum(&f->folder) == before);
}

static void the_shipped_schema_is_opened(void **state)
{
    struct fixture *f = *state;

    assert_true(opens(f));
    assert_true(db_check_schema(f->db, &f->err));
    assert_ptr_equal(db_identity(f->db), &OURS);
}

static void any_other_schema_is_refused_unaltered(void **state)
{
    static const char *const CHANGES[] = {
        "CREATE TABLE more (a)",
        "CREATE VIEW sales AS SELECT 1",
        "CREATE TRIGGER t AFTER INSERT ON sale BEGIN DELETE FROM sale; END",
        "CREATE UNIQUE INDEX i ON sale (code)",
        "DROP INDEX sale_by_label",
        "DROP TRIGGER sale_no_delete",
        "ALTER TABLE sale ADD COLUMN extra TEXT",
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, "
        "'CHECK (label <> '''')', '') WHERE name = 'sale'",
        "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'sale_no_delete'",
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = sql || ' ' "
        "WHERE name = 'sale_no_delete'",
    };

    for (size_t i = 0; i < COUNT_OF(CHANGES); i++) {
        struct fixture *f;

        setup(state);
        f = *state;
        stranger_runs(f, CHANGES[i]);
        assert_refused_unaltered(f, "tables de ce livre");
        if (i + 1 < COUNT_OF(CHANGES))
            teardown(state);
    }
}

/* The change is in the log alone, as a pulled stick brings it; or the index came along. */
static void a_log_of_another_schema_is_refused_and_stays(void **state)
{
    struct fixture *f = *state;
    char link[FOLDER_PATH_MAX];
    char index[FOLDER_PATH_MAX];
    int status;
    pid_t child = fork();

    if (child == 0) {
        sqlite3 *other = NULL;

        sqlite3_open(f->path, &other);
        _exit(sqlite3_exec(other, "CREATE TABLE more (a)", NULL, NULL, NULL));
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, SQLITE_OK);
    assert_true(folder_has(&f->folder, "a.flashcoop-wal"));
    assert_false(opens(f));
    assert_true(folder_has(&f->folder, "a.flashcoop-shm")); /* whose it is, we do not know */
    unlink(folder_path(&f->folder, "a.flashcoop-shm", index));
    assert_refused_unaltered(f, "tables de ce livre");
    assert_int_equal(symlink(f->path, folder_path(&f->folder, "link.flashcoop", link)), 0);
    memcpy(f->path, link, sizeof link);
    assert_refused_unaltered(f, "tables de ce livre");
}

/* Files that only bear such names, or come along with it: SQLite writes into them to read the book.
 */
static void what_lies_beside_a_stranger_is_left_as_it_was(void **state)
{
    static const char *const BESIDE[] = { "a.flashcoop-shm", "a.flashcoop-wal" };
    struct fixture *f = *state;
    char link[FOLDER_PATH_MAX];

    stranger_runs(f, "CREATE TABLE more (a)");
    for (size_t i = 0; i < COUNT_OF(BESIDE); i++) {
        folder_write(&f->folder, BESIDE[i], "my notes", 8);
        assert_refused_unaltered(f, "tables de ce livre");
    }
    assert_int_equal(symlink(f->path, folder_path(&f->folder, "link.flashcoop", link)), 0);
    memcpy(f->path, link, sizeof link);
    assert_refused_unaltered(f, "tables de ce livre");
}

static void a_schema_of_before_is_opened_by_its_hash(void **state)
{
    struct fixture *f = *state;

    unlink(f->path);
    stranger_runs(f, "PRAGMA application_id = 1718378867; PRAGMA user_version = 1; "
                     "CREATE TABLE old (a)");
    if (!opens(f))
        fail_msg("%s", f->err.text);
    assert_true(db_check_schema(f->db, &f->err));
}

static void a_schema_of_before_under_the_present_version_is_refused(void **state)
{
    struct fixture *f = *state;

    unlink(f->path);
    stranger_runs(f, "PRAGMA application_id = 1718378867; PRAGMA user_version = 2; "
                     "CREATE TABLE old (a)");
    assert_refused_unaltered(f, "tables de ce livre");
}

static void a_version_of_zero_or_less_is_no_book(void **state)
{
    struct fixture *f = *state;

    stranger_runs(f, "PRAGMA user_version = 0");
    assert_false(opens(f));
    assert_int_equal(f->err.code, ERR_INPUT);
    stranger_runs(f, "PRAGMA user_version = -1");
    assert_false(opens(f));
    assert_int_equal(f->err.code, ERR_INPUT);
}

static void pages_of_another_size_are_no_book(void **state)
{
    struct fixture *f = *state;

    stranger_runs(f, "PRAGMA journal_mode = DELETE; PRAGMA page_size = 512; VACUUM");
    assert_false(opens(f));
    assert_int_equal(f->err.code, ERR_INPUT);
}

/* SQLite's recovery deletes the file that a crafted rollback journal names. */
static void a_journal_beside_it_or_where_its_link_leads_is_refused_unread(void **state)
{
    struct fixture *f = *state;
    char link[FOLDER_PATH_MAX];

    folder_write(&f->folder, "a.flashcoop-journal", "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 8);
    assert_refused_unaltered(f, "-journal");
    folder_path(&f->folder, "link.flashcoop", link);
    assert_int_equal(symlink(f->path, link), 0);
    assert_false(db_open(link, DB_WRITE, &OURS, &f->db, &f->err));
    assert_int_equal(f->err.code, ERR_TAMPERED);
    assert_true(folder_has(&f->folder, "a.flashcoop-journal"));
}

static double seconds_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Interior pages whose cells all name the next one: 500^9 rows in 40 KB. */
static void make_endless_tree(struct fixture *f)
{
    enum { PAGE = 4096, DEPTH = 9, CELLS = 500, ROOT = 2 };
    unsigned char page[PAGE];
    FILE *file;

    assert_true(opens(f));
    db_close(f->db);
    f->db = NULL;
    file = fopen(f->path, "r+b");
    for (int level = 0; level < DEPTH; level++) {
        int number = level == 0 ? ROOT : 10 + level;
        int next = 10 + level + 1;

        memset(page, 0, sizeof page);
        page[0] = level + 1 < DEPTH ? 5 : 13; /* interior, then a leaf */
        page[3] = CELLS >> 8;
        page[4] = CELLS & 0xFF;
        page[5] = 0x0F;
        page[6] = 0xF0;
        page[11] = (unsigned char)next;
        for (int i = 0; i < CELLS; i++) {
            size_t at = (size_t)(level + 1 < DEPTH ? 12 : 8) + 2 * (size_t)i;

            page[at] = 0x0F;
            page[at + 1] = 0xF0;
        }
        page[0xFF0 + 3] = (unsigned char)next; /* the one cell: a child and a key */
        page[0xFF0 + 4] = 1;
        if (level + 1 == DEPTH) { /* one row in the leaf */
            page[3] = 0;
            page[4] = 1;
            memcpy(page + 0xFF0, "\5\1\4\0\17\0a", 7);
        }
        fseek(file, (long)(number - 1) * PAGE, SEEK_SET);
        assert_int_equal(fwrite(page, PAGE, 1, file), 1);
    }
    fseek(file, 28, SEEK_SET); /* the header counts the pages */
    assert_int_equal(fwrite("\0\0\0\x12", 4, 1, file), 1);
    fclose(file);
}

static void a_tree_without_end_is_left_within_a_second(void **state)
{
    struct fixture *f = *state;
    static const char SQL_COUNT[] = "SELECT count(*) FROM sale WHERE code IS NULL";
    double start;

    make_endless_tree(f);
    assert_true(opens(f));
    start = seconds_now();

    struct stmt query = db_prepare(f->db, SQL_COUNT, &f->err);

    assert_false(stmt_next(&query));
    assert_false(stmt_finish(&query));
    assert_int_equal(f->err.code, ERR_STORAGE);
    assert_non_null(strstr(f->err.text, "trop de temps"));
    printf("# left after %.3f s\n", seconds_now() - start);
}

static void a_blob_of_another_length_is_not_copied(void **state)
{
    struct fixture *f = *state;
    unsigned char out[16] = { 1 };

    stranger_runs(f, "INSERT INTO sale (code) VALUES (x'0102')");
    assert_true(opens(f));

    struct stmt query = db_prepare(f->db, "SELECT code FROM sale", &f->err);

    assert_true(stmt_next(&query));
    assert_false(stmt_blob_copy(&query, 0, out, sizeof out));
    assert_int_equal(out[0], 1);
    assert_true(stmt_blob_copy(&query, 0, out, 2));
    assert_memory_equal(out, "\1\2", 2);
    assert_true(stmt_finish(&query));
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_shipped_schema_is_opened),
        TEST(any_other_schema_is_refused_unaltered),
        TEST(a_log_of_another_schema_is_refused_and_stays),
        TEST(what_lies_beside_a_stranger_is_left_as_it_was),
        TEST(a_schema_of_before_is_opened_by_its_hash),
        TEST(a_schema_of_before_under_the_present_version_is_refused),
        TEST(a_version_of_zero_or_less_is_no_book),
        TEST(pages_of_another_size_are_no_book),
        TEST(a_journal_beside_it_or_where_its_link_leads_is_refused_unread),
        TEST(a_tree_without_end_is_left_within_a_second),
        TEST(a_blob_of_another_length_is_not_copied),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
