/* A book stays where its path says, and is its owner's alone; what fails is called by its name. */
#include "base/db.h"
#include "tests/support/folder.h"

#include <fcntl.h>
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

static const struct identity IDENTITY = { .application_id = 0x666c6173, .version = 3 };

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

static bool open_as(struct fixture *f, enum db_mode mode)
{
    f->err = ERR_EMPTY;
    return db_open(f->path, mode, &IDENTITY, &f->db, &f->err);
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
    assert_true(open_as(f, DB_CREATE));
    assert_true(db_script(f->db, SQL_TABLE, &f->err));
    add_sale(f, 1, 150);
    close_book(f);
}

/* Answered "recorded", and gone with the file: that must not be. */
static void a_book_that_lost_its_place_takes_nothing_more(void **state)
{
    struct fixture *f = *state;
    char moved[FOLDER_PATH_MAX];

    make_book(f);
    assert_true(open_as(f, DB_WRITE));
    folder_path(&f->folder, "b.flashcoop", moved);
    assert_int_equal(rename(f->path, moved), 0);
    assert_true(db_begin(f->db, &f->err));
    add_sale(f, 2, 250);
    assert_false(db_commit(f->db, &f->err));
    assert_int_equal(f->err.code, ERR_STORAGE);
    assert_non_null(strstr(f->err.text, moved)); /* where it is now */
    db_rollback(f->db);

    f->err = ERR_EMPTY;
    assert_int_equal(unlink(moved), 0);
    assert_true(db_begin(f->db, &f->err));
    assert_false(db_commit(f->db, &f->err));
    assert_non_null(strstr(f->err.text, "effacé ou remplacé"));
    db_rollback(f->db);

    f->err = ERR_EMPTY;
    folder_write(&f->folder, "a.flashcoop", "another", 7); /* the name alone is not the book */
    assert_true(db_begin(f->db, &f->err));
    assert_false(db_commit(f->db, &f->err));
    db_rollback(f->db);
}

static void a_book_put_back_in_its_place_goes_on(void **state)
{
    struct fixture *f = *state;
    char moved[FOLDER_PATH_MAX];

    make_book(f);
    assert_true(open_as(f, DB_WRITE));
    folder_path(&f->folder, "b.flashcoop", moved);
    assert_int_equal(rename(f->path, moved), 0);
    assert_int_equal(rename(moved, f->path), 0);
    assert_true(db_begin(f->db, &f->err));
    add_sale(f, 2, 250);
    assert_true(db_commit(f->db, &f->err));
}

static void a_book_and_its_copy_are_for_their_owner_alone_to_read(void **state)
{
    struct fixture *f = *state;
    char copy[FOLDER_PATH_MAX];
    mode_t before = umask(0);
    struct stat found;

    make_book(f);
    assert_true(open_as(f, DB_WRITE));
    assert_true(db_copy(f->db, folder_path(&f->folder, "copie", copy), &f->err));
    umask(before);
    assert_int_equal(stat(f->path, &found), 0);
    assert_int_equal(found.st_mode & 0777, 0600);
    assert_int_equal(stat(copy, &found), 0);
    assert_int_equal(found.st_mode & 0777, 0600);
}

/* A link laid beside a book: SQLite refuses a symbolic one only, and writes through the other. */
static void what_else_bears_the_name_of_the_log_is_not_written(void **state)
{
    static const char *const NAMES[] = { "a.flashcoop-wal", "a.flashcoop-shm" };
    struct fixture *f = *state;
    char victim[FOLDER_PATH_MAX];
    char beside[FOLDER_PATH_MAX];

    make_book(f);
    folder_write(&f->folder, "victim", "abc", 3);
    folder_path(&f->folder, "victim", victim);
    for (int i = 0; i < 4; i++) {
        folder_path(&f->folder, NAMES[i / 2], beside);
        assert_int_equal(i % 2 == 0 ? symlink(victim, beside) : mkfifo(beside, 0600), 0);
        assert_false(open_as(f, DB_WRITE));
        assert_int_equal(f->err.code, ERR_STORAGE);
        assert_non_null(strstr(f->err.text, NAMES[i / 2]));
        assert_int_equal(unlink(beside), 0);
    }
    for (int i = 0; i < 2; i++) {
        assert_int_equal(link(victim, folder_path(&f->folder, NAMES[i], beside)), 0);
        assert_true(open_as(f, DB_WRITE));
        add_sale(f, 2 + i, 250);
        close_book(f);
    }

    char found[4] = "";
    FILE *file = fopen(victim, "rb");

    assert_non_null(file);
    assert_int_equal(fread(found, 1, sizeof found, file), 3);
    fclose(file);
    assert_string_equal(found, "abc");
    assert_int_equal(folder_count(&f->folder), 2); /* no lock stays */
}

/* As a tool leaves it that keeps states of a disk by links: nothing is lost, and its state stays.
 */
static void a_log_that_has_a_second_name_is_taken_up(void **state)
{
    struct fixture *f = *state;
    char log[FOLDER_PATH_MAX];
    char kept[FOLDER_PATH_MAX];
    struct stat before;
    struct stat after;
    pid_t child;
    int status;

    make_book(f);
    child = fork();
    if (child == 0) {
        assert_true(open_as(f, DB_WRITE));
        add_sale(f, 2, 250);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    folder_path(&f->folder, "a.flashcoop-wal", log);
    assert_int_equal(link(log, folder_path(&f->folder, "kept", kept)), 0);
    assert_int_equal(stat(kept, &before), 0);
    assert_true(open_as(f, DB_WRITE));
    assert_int_equal(sale_count(f), 2);
    add_sale(f, 3, 350);
    close_book(f);
    assert_int_equal(stat(kept, &after), 0);
    assert_true(before.st_size > 0 && after.st_size == before.st_size);
    assert_false(folder_has(&f->folder, "a.flashcoop-wal.part"));
}

/* Two names are two locks and two logs, unless the name that a link leads to is the one. */
static void a_book_opened_by_a_link_is_held_under_its_name(void **state)
{
    struct fixture *f = *state;
    char link[FOLDER_PATH_MAX];
    struct db *second = NULL;

    make_book(f);
    assert_int_equal(symlink("a.flashcoop", folder_path(&f->folder, "link.flashcoop", link)), 0);
    assert_true(open_as(f, DB_WRITE));
    assert_false(db_open(link, DB_WRITE, &IDENTITY, &second, &f->err));
    assert_int_equal(f->err.code, ERR_BUSY);
    close_book(f);

    f->err = ERR_EMPTY;
    assert_true(db_open(link, DB_WRITE, &IDENTITY, &f->db, &f->err));
    assert_string_equal(db_path(f->db), f->path);
    assert_true(folder_has(&f->folder, "a.flashcoop-lock"));
}

/* A hard link has nothing that leads to the other name: the file itself is held, too. */
static void a_book_of_two_names_is_held_under_both(void **state)
{
    struct fixture *f = *state;
    char twin[FOLDER_PATH_MAX];
    struct db *second = NULL;

    make_book(f);
    assert_int_equal(link(f->path, folder_path(&f->folder, "b.flashcoop", twin)), 0);
    assert_true(open_as(f, DB_WRITE));
    assert_false(db_open(twin, DB_WRITE, &IDENTITY, &second, &f->err));
    assert_int_equal(f->err.code, ERR_BUSY);
    f->err = ERR_EMPTY;
    assert_true(db_open(twin, DB_READ, &IDENTITY, &second, &f->err));
    db_close(second);
    close_book(f);

    memcpy(f->path, twin, sizeof twin);
    assert_true(open_as(f, DB_WRITE));
}

/* SQLite would play a log that was left by another book into the new one. */
static void a_new_book_takes_nothing_that_another_left(void **state)
{
    struct fixture *f = *state;

    folder_write(&f->folder, "a.flashcoop-journal", "abc", 3);

    uint64_t before = folder_sum(&f->folder);

    assert_false(open_as(f, DB_CREATE));
    assert_int_equal(f->err.code, ERR_INPUT);
    assert_true(folder_sum(&f->folder) == before);
}

static void what_a_statement_lacks_is_not_called_trouble_with_the_disk(void **state)
{
    struct fixture *f = *state;

    make_book(f);
    assert_true(open_as(f, DB_WRITE));
    assert_false(db_script(f->db, "SELECT * FROM nowhere", &f->err));
    assert_non_null(strstr(f->err.text, "forme attendue"));
    assert_non_null(strstr(f->err.text, "no such table: nowhere"));
}

/* The log must follow its file: what was recorded before the move is in it. */
static void what_was_recorded_before_the_move_moves_along(void **state)
{
    struct fixture *f = *state;
    char moved[FOLDER_PATH_MAX];

    make_book(f);
    assert_true(open_as(f, DB_WRITE));
    add_sale(f, 2, 250);
    assert_int_equal(rename(f->path, folder_path(&f->folder, "b.flashcoop", moved)), 0);
    close_book(f);
    assert_int_equal(folder_count(&f->folder), 1);
    memcpy(f->path, moved, sizeof moved);
    assert_true(open_as(f, DB_WRITE));
    assert_int_equal(sale_count(f), 2);
}

/* `cp`, `dd`, a sync client: the same file, with other bytes in it. */
static void overwrite(struct fixture *f, const char *bytes, size_t length)
{
    static const struct timespec TIMES[] = { { .tv_sec = 1000 }, { .tv_sec = 1000 } };
    FILE *file = fopen(f->path, "r+b");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(utimensat(AT_FDCWD, f->path, TIMES, 0), 0);
}

static void assert_taken_no_more(struct fixture *f, const char *why)
{
    f->err = ERR_EMPTY;
    assert_true(db_begin(f->db, &f->err));
    add_sale(f, 3, 350);
    assert_false(db_commit(f->db, &f->err));
    assert_int_equal(f->err.code, ERR_STORAGE);
    if (!strstr(f->err.text, why))
        fail_msg("%s", f->err.text);
    db_rollback(f->db);
    f->err = ERR_EMPTY;
}

static void a_book_written_by_another_program_takes_nothing_more(void **state)
{
    static const char OTHER[] = "SQLite format 3: another book";
    char found[sizeof OTHER];
    struct fixture *f = *state;

    make_book(f);
    assert_true(open_as(f, DB_WRITE));
    add_sale(f, 2, 250);
    overwrite(f, OTHER, sizeof OTHER);
    assert_taken_no_more(f, "un autre programme a écrit");
    assert_taken_no_more(f, "un autre programme a écrit"); /* and no second try helps */
    assert_false(db_checkpoint(f->db, &f->err));
    close_book(f);

    FILE *file = fopen(f->path, "rb");

    assert_non_null(file);
    assert_int_equal(fread(found, 1, sizeof found, file), sizeof found);
    fclose(file);
    assert_memory_equal(found, OTHER, sizeof found);        /* nothing of ours went into it */
    assert_true(folder_has(&f->folder, "a.flashcoop-wal")); /* with what was recorded */
}

/* `touch`: its date is another, and not a byte of it. What is written later is found all the same.
 */
static void a_book_that_was_only_touched_goes_on(void **state)
{
    static const struct timespec TIMES[] = { { .tv_sec = 1000 }, { .tv_sec = 1000 } };
    struct fixture *f = *state;

    make_book(f);
    assert_true(open_as(f, DB_WRITE));
    for (int64_t id = 4; id < 6; id++) {
        assert_int_equal(utimensat(AT_FDCWD, f->path, id == 4 ? TIMES : NULL, 0), 0);
        assert_true(db_begin(f->db, &f->err));
        add_sale(f, id, 250);
        assert_true(db_commit(f->db, &f->err));
    }
    assert_true(db_checkpoint(f->db, &f->err));
    overwrite(f, "SQLite", 6); /* as many bytes, and touched as well */
    assert_taken_no_more(f, "un autre programme a écrit");
    assert_int_equal(utimensat(AT_FDCWD, f->path, NULL, 0), 0);
    assert_taken_no_more(f, "un autre programme a écrit");
}

static void what_we_carry_into_the_file_ourselves_is_no_alarm(void **state)
{
    struct fixture *f = *state;

    make_book(f);
    assert_true(open_as(f, DB_WRITE));
    for (int64_t id = 2; id < 1200; id++) { /* more than the log holds */
        assert_true(db_begin(f->db, &f->err));
        add_sale(f, id, 250);
        assert_true(db_commit(f->db, &f->err));
        assert_true(id % 300 != 0 || db_checkpoint(f->db, &f->err));
    }
    assert_int_equal(sale_count(f), 1199);
}

/* What was answered "recorded" stood in it alone. */
static void a_log_that_was_deleted_loses_nothing(void **state)
{
    struct fixture *f = *state;
    char log[FOLDER_PATH_MAX];
    int status = 0;

    make_book(f);

    pid_t child = fork();

    if (child == 0) {
        assert_true(open_as(f, DB_WRITE));
        add_sale(f, 2, 250);
        assert_int_equal(unlink(folder_path(&f->folder, "a.flashcoop-wal", log)), 0);
        assert_taken_no_more(f, "a été effacé");
        _exit(0); /* no time to close */
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_true(open_as(f, DB_WRITE));
    assert_int_equal(sale_count(f), 2);
}

/* Emptied, it is as good as deleted, but what SQLite would carry out of it is not what was written.
 */
static void a_log_that_was_cut_is_carried_nowhere(void **state)
{
    struct fixture *f = *state;
    char log[FOLDER_PATH_MAX];

    make_book(f);
    assert_true(open_as(f, DB_WRITE));
    add_sale(f, 2, 250);
    assert_int_equal(truncate(folder_path(&f->folder, "a.flashcoop-wal", log), 0), 0);
    assert_taken_no_more(f, "a.flashcoop-wal");
    close_book(f);
    assert_true(open_as(f, DB_WRITE));
    assert_true(db_check(f->db, &f->err));
    assert_int_equal(sale_count(f), 1);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_book_that_lost_its_place_takes_nothing_more),
        TEST(a_book_put_back_in_its_place_goes_on),
        TEST(what_was_recorded_before_the_move_moves_along),
        TEST(a_book_written_by_another_program_takes_nothing_more),
        TEST(a_book_that_was_only_touched_goes_on),
        TEST(what_we_carry_into_the_file_ourselves_is_no_alarm),
        TEST(a_log_that_was_deleted_loses_nothing),
        TEST(a_log_that_was_cut_is_carried_nowhere),
        TEST(a_book_and_its_copy_are_for_their_owner_alone_to_read),
        TEST(what_else_bears_the_name_of_the_log_is_not_written),
        TEST(a_log_that_has_a_second_name_is_taken_up),
        TEST(a_book_opened_by_a_link_is_held_under_its_name),
        TEST(a_book_of_two_names_is_held_under_both),
        TEST(a_new_book_takes_nothing_that_another_left),
        TEST(what_a_statement_lacks_is_not_called_trouble_with_the_disk),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
