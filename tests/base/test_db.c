#include "base/db.h"
#include "tests/support/folder.h"

#include <setjmp.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { OUR_ID = 0x666c6173, OUR_VERSION = 3 };

struct fixture {
    struct folder folder;
    char path[FOLDER_PATH_MAX];
    struct db *db;
    struct err err;
};

static const char SQL_TABLE[] = "CREATE TABLE sale(id INTEGER PRIMARY KEY, amount INTEGER NOT "
                                "NULL, label TEXT, code BLOB) STRICT";
static const char SQL_ADD[] = "INSERT INTO sale(id, amount, label, code) VALUES (?, ?, ?, ?)";
static const char SQL_COUNT[] = "SELECT count(*) FROM sale";

static int setup(void **state)
{
    static struct fixture fixture;

    fixture = (struct fixture){ .folder = folder_make() };
    folder_path(&fixture.folder, "a.flashcoop", fixture.path);
    *state = &fixture;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;

    db_close(f->db);
    chmod(f->folder.path, 0700);
    folder_remove(&f->folder);
    return 0;
}

static bool open_as(struct fixture *f, enum db_mode mode, int32_t version)
{
    static struct identity identity = { .application_id = OUR_ID };

    f->err = ERR_EMPTY;
    identity.version = version;
    return db_open(f->path, mode, &identity, &f->db, &f->err);
}

static void close_book(struct fixture *f)
{
    db_close(f->db);
    f->db = NULL;
}

static void add_sale(struct fixture *f, int64_t id, int64_t amount)
{
    struct stmt stmt = db_prepare(f->db, SQL_ADD, &f->err);

    stmt_bind_int(&stmt, 1, id);
    stmt_bind_int(&stmt, 2, amount);
    stmt_bind_text(&stmt, 3, "Sablé");
    stmt_bind_blob(&stmt, 4, "\0\1\2", 3);
    stmt_run(&stmt);
    assert_true(stmt_finish(&stmt));
}

static int64_t sale_count(struct fixture *f)
{
    struct stmt query = db_prepare(f->db, SQL_COUNT, &f->err);
    int64_t count = stmt_next(&query) ? stmt_int(&query, 0) : -1;

    assert_true(stmt_finish(&query));
    return count;
}

/* A book with one committed sale, closed. */
static void make_book(struct fixture *f)
{
    assert_true(open_as(f, DB_CREATE, OUR_VERSION));
    assert_true(db_script(f->db, SQL_TABLE, &f->err));
    add_sale(f, 1, 150);
    close_book(f);
}

static void a_new_book_comes_back(void **state)
{
    struct fixture *f = *state;

    make_book(f);
    assert_int_equal(folder_count(&f->folder), 1); /* no WAL, no lock left beside it */
    assert_true(open_as(f, DB_WRITE, OUR_VERSION));
    assert_int_equal(db_version(f->db), OUR_VERSION);
    assert_string_equal(db_path(f->db), f->path);
    assert_int_equal(sale_count(f), 1);
    assert_true(db_check(f->db, &f->err));
}

static int64_t ask(struct fixture *f, const char *sql)
{
    struct stmt query = db_prepare(f->db, sql, &f->err);
    int64_t answer = stmt_next(&query) ? stmt_int(&query, 0) : -1;

    assert_true(stmt_finish(&query));
    return answer;
}

static void a_book_is_opened_in_the_mode_that_loses_nothing(void **state)
{
    struct fixture *f = *state;

    assert_true(open_as(f, DB_CREATE, OUR_VERSION));
    assert_int_equal(ask(f, "PRAGMA synchronous"), 2);
    assert_int_equal(ask(f, "PRAGMA foreign_keys"), 1);
    assert_int_equal(ask(f, "SELECT journal_mode = 'wal' FROM pragma_journal_mode"), 1);
    assert_int_equal(ask(f, "PRAGMA secure_delete"), 1);
}

static void an_existing_file_is_never_created_over(void **state)
{
    struct fixture *f = *state;

    folder_write(&f->folder, "a.flashcoop", "abc", 3);

    uint64_t before = folder_sum(&f->folder);

    assert_false(open_as(f, DB_CREATE, OUR_VERSION));
    assert_int_equal(f->err.code, ERR_INPUT);
    assert_true(folder_sum(&f->folder) == before);
}

static void a_missing_book_is_not_made(void **state)
{
    struct fixture *f = *state;

    assert_false(open_as(f, DB_WRITE, OUR_VERSION));
    assert_int_equal(f->err.code, ERR_NOT_FOUND);
    assert_non_null(strstr(f->err.text, f->path));
    assert_int_equal(folder_count(&f->folder), 0);
}

static void assert_refused_unaltered(struct fixture *f, enum err_code code, const char *why)
{
    uint64_t before = folder_sum(&f->folder);

    assert_false(open_as(f, DB_WRITE, OUR_VERSION));
    assert_int_equal(f->err.code, code);
    assert_non_null(strstr(f->err.text, why));
    assert_true(folder_sum(&f->folder) == before);
}

static void a_file_that_is_no_database_is_refused_unaltered(void **state)
{
    struct fixture *f = *state;
    char text[4096];

    memset(text, 'x', sizeof text);
    folder_write(&f->folder, "a.flashcoop", text, sizeof text);
    assert_refused_unaltered(f, ERR_INPUT, "pas un livre");
    folder_write(&f->folder, "a.flashcoop", "", 0);
    assert_refused_unaltered(f, ERR_INPUT, "pas un livre");
    folder_write(&f->folder, "a.flashcoop", "SQLite format 3", 16);
    assert_refused_unaltered(f, ERR_INPUT, "pas un livre");
}

static void run_plainly(const char *path, const char *sql)
{
    sqlite3 *other = NULL;

    assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(other), SQLITE_OK);
}

static void another_programs_database_is_refused_unaltered(void **state)
{
    struct fixture *f = *state;

    run_plainly(f->path, "CREATE TABLE a(b); INSERT INTO a VALUES (1)");
    assert_refused_unaltered(f, ERR_INPUT, "pas un livre");
}

/* A foreign database left by a crash, with its WAL: opening it would carry the WAL back. */
static void another_programs_wal_is_left_alone(void **state)
{
    struct fixture *f = *state;
    pid_t child = fork();
    int status;

    if (child == 0) {
        run_plainly(f->path, "PRAGMA journal_mode = WAL; CREATE TABLE a(b)");

        sqlite3 *other = NULL;

        sqlite3_open(f->path, &other);
        sqlite3_exec(other, "INSERT INTO a VALUES (1)", NULL, NULL, NULL);
        _exit(0); /* without closing it */
    }
    waitpid(child, &status, 0);
    assert_true(folder_has(&f->folder, "a.flashcoop-wal"));
    assert_refused_unaltered(f, ERR_INPUT, "pas un livre");
}

static void a_newer_book_is_refused_unaltered(void **state)
{
    struct fixture *f = *state;

    assert_true(open_as(f, DB_CREATE, OUR_VERSION + 1));
    close_book(f);
    assert_refused_unaltered(f, ERR_INPUT, "plus récente");
}

static void an_older_book_says_its_version(void **state)
{
    struct fixture *f = *state;

    assert_true(open_as(f, DB_CREATE, OUR_VERSION - 1));
    close_book(f);
    assert_true(open_as(f, DB_WRITE, OUR_VERSION));
    assert_int_equal(db_version(f->db), OUR_VERSION - 1);
    assert_true(db_set_version(f->db, OUR_VERSION, &f->err));
    assert_int_equal(db_version(f->db), OUR_VERSION);
    close_book(f);
    assert_true(open_as(f, DB_WRITE, OUR_VERSION));
    assert_int_equal(db_version(f->db), OUR_VERSION);
}

static void a_second_opening_is_told_who_holds_the_book(void **state)
{
    struct fixture *f = *state;
    struct db *second = NULL;
    char wanted[60];

    make_book(f);
    assert_true(open_as(f, DB_WRITE, OUR_VERSION));
    assert_false(db_open(f->path, DB_WRITE, db_identity(f->db), &second, &f->err));
    assert_int_equal(f->err.code, ERR_BUSY);
    snprintf(wanted, sizeof wanted, "n° %ld ", (long)getpid());
    assert_non_null(strstr(f->err.text, wanted));
    assert_null(second);
    f->err = ERR_EMPTY;
    add_sale(f, 2, 150); /* the first one goes on */
}

static void a_killed_program_leaves_a_book_that_opens_with_all_that_was_committed(void **state)
{
    struct fixture *f = *state;
    int status;

    make_book(f);

    pid_t child = fork();

    if (child == 0) {
        if (!open_as(f, DB_WRITE, OUR_VERSION))
            _exit(1);
        add_sale(f, 2, 150);
        if (!db_begin(f->db, &f->err))
            _exit(1);
        add_sale(f, 3, 150);
        kill(getpid(), SIGKILL); /* in mid-transaction */
    }
    waitpid(child, &status, 0);
    assert_true(WIFSIGNALED(status));
    assert_true(open_as(f, DB_WRITE, OUR_VERSION));
    assert_int_equal(sale_count(f), 2);
}

/* The tests may run as root, whom no permission stops: drop it in a child. */
static void assert_refused_to_a_stranger(struct fixture *f, enum db_mode mode)
{
    int status;
    pid_t child = fork();

    if (child == 0) {
        if (geteuid() == 0 && seteuid(65534) != 0)
            _exit(2);
        if (open_as(f, mode, OUR_VERSION))
            _exit(3);
        _exit(f->err.code == ERR_STORAGE && strstr(f->err.text, "droits") ? 0 : 4);
    }
    waitpid(child, &status, 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void a_folder_without_the_right_to_write_is_said(void **state)
{
    struct fixture *f = *state;

    make_book(f);
    chmod(f->path, 0666);
    chmod(f->folder.path, 0555);

    uint64_t before = folder_sum(&f->folder);

    assert_refused_to_a_stranger(f, DB_WRITE);
    assert_true(folder_sum(&f->folder) == before);
}

static void a_book_that_may_not_be_read_is_said(void **state)
{
    struct fixture *f = *state;

    make_book(f);
    chmod(f->folder.path, 0755);
    chmod(f->path, 0600);
    if (geteuid() != 0)
        chmod(f->path, 0);
    assert_refused_to_a_stranger(f, DB_WRITE);
}

static void a_new_book_where_nothing_may_be_written_is_said(void **state)
{
    struct fixture *f = *state;

    chmod(f->folder.path, 0555);
    assert_refused_to_a_stranger(f, DB_CREATE);
    assert_int_equal(folder_count(&f->folder), 0);
}

static void overwrite(struct fixture *f, long at, const void *bytes, size_t length)
{
    FILE *file = fopen(f->path, "r+b");

    assert_non_null(file);
    assert_int_equal(fseek(file, at, SEEK_SET), 0);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    fclose(file);
}

static void a_damaged_schema_is_refused_unaltered(void **state)
{
    struct fixture *f = *state;
    char noise[4096 - 100];

    make_book(f);
    memset(noise, 0xA5, sizeof noise);
    overwrite(f, 100, noise, sizeof noise); /* the first page after its header */
    assert_refused_unaltered(f, ERR_STORAGE, "abîmé");
}

static void a_damaged_page_is_found_by_the_check(void **state)
{
    struct fixture *f = *state;
    char noise[2000];

    make_book(f);
    memset(noise, 0xA5, sizeof noise);
    overwrite(f, 4096, noise, sizeof noise);
    assert_true(open_as(f, DB_WRITE, OUR_VERSION));
    assert_false(db_check(f->db, &f->err));
    assert_int_equal(f->err.code, ERR_STORAGE);
    assert_non_null(strstr(f->err.text, "abîmé"));
}

static void a_file_cut_short_is_refused_or_found(void **state)
{
    struct fixture *f = *state;

    make_book(f);
    assert_int_equal(truncate(f->path, 4096 + 1000), 0);
    if (open_as(f, DB_WRITE, OUR_VERSION))
        assert_false(db_check(f->db, &f->err));
    assert_int_equal(f->err.code, ERR_STORAGE);
}

static void a_copy_is_a_book_of_its_own(void **state)
{
    struct fixture *f = *state;
    char copy[FOLDER_PATH_MAX];
    struct db *second = NULL;

    make_book(f);
    assert_true(open_as(f, DB_WRITE, OUR_VERSION));
    add_sale(f, 2, 300);
    folder_path(&f->folder, "copie.flashcoop", copy);
    assert_true(db_copy(f->db, copy, &f->err));
    assert_true(db_open(copy, DB_WRITE, db_identity(f->db), &second, &f->err));
    db_close(f->db);
    f->db = second;
    assert_int_equal(sale_count(f), 2);
    assert_false(db_copy(f->db, f->path, &f->err)); /* never over an existing file */
    assert_int_equal(f->err.code, ERR_INPUT);
}

static void after_a_checkpoint_the_file_alone_is_the_book(void **state)
{
    struct fixture *f = *state;
    char wal[FOLDER_PATH_MAX];
    struct stat found;

    make_book(f);
    assert_true(open_as(f, DB_WRITE, OUR_VERSION));
    add_sale(f, 2, 300);
    assert_true(db_checkpoint(f->db, &f->err));
    folder_path(&f->folder, "a.flashcoop-wal", wal);
    assert_true(stat(wal, &found) != 0 || found.st_size == 0);
}

static void a_path_too_long_is_refused(void **state)
{
    struct fixture *f = *state;
    char path[6000];
    static const struct identity identity = { .application_id = OUR_ID, .version = OUR_VERSION };

    memset(path, 'x', sizeof path - 1);
    path[sizeof path - 1] = '\0';
    assert_false(db_open(path, DB_CREATE, &identity, &f->db, &f->err));
    assert_int_equal(f->err.code, ERR_INPUT);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_new_book_comes_back),
        TEST(a_book_is_opened_in_the_mode_that_loses_nothing),
        TEST(an_existing_file_is_never_created_over),
        TEST(a_missing_book_is_not_made),
        TEST(a_file_that_is_no_database_is_refused_unaltered),
        TEST(another_programs_database_is_refused_unaltered),
        TEST(another_programs_wal_is_left_alone),
        TEST(a_newer_book_is_refused_unaltered),
        TEST(an_older_book_says_its_version),
        TEST(a_second_opening_is_told_who_holds_the_book),
        TEST(a_killed_program_leaves_a_book_that_opens_with_all_that_was_committed),
        TEST(a_folder_without_the_right_to_write_is_said),
        TEST(a_book_that_may_not_be_read_is_said),
        TEST(a_new_book_where_nothing_may_be_written_is_said),
        TEST(a_damaged_schema_is_refused_unaltered),
        TEST(a_damaged_page_is_found_by_the_check),
        TEST(a_file_cut_short_is_refused_or_found),
        TEST(a_copy_is_a_book_of_its_own),
        TEST(after_a_checkpoint_the_file_alone_is_the_book),
        TEST(a_path_too_long_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
