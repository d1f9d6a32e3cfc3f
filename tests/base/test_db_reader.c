/* Readers: beside the owner, on protected places, after a crash; nothing is written anywhere. */
#include "base/db.h"
#include "tests/support/folder.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
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
    struct db *owner;
    struct db *reader;
    struct err err;
};

static int setup(void **state)
{
    static struct fixture fixture;

    fixture = (struct fixture){ .folder = folder_make() };
    folder_path(&fixture.folder, "a ?#%41.flashcoop", fixture.path);
    *state = &fixture;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;

    db_close(f->reader);
    db_close(f->owner);
    folder_remove(&f->folder);
    return 0;
}

static struct db *open_as(struct fixture *f, enum db_mode mode)
{
    struct db *db = NULL;

    if (!db_open(f->path, mode, &IDENTITY, &db, &f->err))
        fail_msg("%s", f->err.text);
    return db;
}

static void add_sale(struct fixture *f, struct db *db)
{
    assert_true(db_begin(db, &f->err));
    assert_true(db_script(db, "INSERT INTO sale (amount) VALUES (150)", &f->err));
    assert_true(db_commit(db, &f->err));
}

static int64_t sales_in(struct fixture *f, struct db *db)
{
    struct stmt query = db_prepare(db, "SELECT count(*) FROM sale", &f->err);
    int64_t count = stmt_next(&query) ? stmt_int(&query, 0) : -1;

    if (!stmt_finish(&query))
        fail_msg("%s", f->err.text);
    return count;
}

static void make_book(struct fixture *f)
{
    struct db *db = open_as(f, DB_CREATE);

    assert_true(db_script(db, "CREATE TABLE sale (amount INTEGER NOT NULL) STRICT", &f->err));
    add_sale(f, db);
    db_close(db);
}

/* What a stick or the folder of somebody else is: no file can be made or changed. Root may all, so
 * the test is that nothing was. */
static void a_closed_book_is_read_and_nothing_is_made(void **state)
{
    struct fixture *f = *state;

    make_book(f);

    uint64_t before = folder_sum(&f->folder);

    f->reader = open_as(f, DB_READ);
    assert_true(db_is_reader(f->reader));
    assert_int_equal(sales_in(f, f->reader), 1);
    assert_int_equal(folder_count(&f->folder), 1);
    db_close(f->reader);
    f->reader = NULL;
    assert_true(folder_sum(&f->folder) == before);
}

static void a_reader_writes_nothing_even_when_asked(void **state)
{
    struct fixture *f = *state;

    make_book(f);
    f->reader = open_as(f, DB_READ);
    assert_false(db_script(f->reader, "INSERT INTO sale (amount) VALUES (1)", &f->err));
    assert_int_equal(f->err.code, ERR_STORAGE);
}

static void a_reader_beside_the_owner_sees_the_last_commit(void **state)
{
    struct fixture *f = *state;

    make_book(f);
    f->owner = open_as(f, DB_WRITE);
    add_sale(f, f->owner);
    f->reader = open_as(f, DB_READ);
    assert_int_equal(sales_in(f, f->reader), 2);
    add_sale(f, f->owner);                       /* the owner is not held up */
    assert_int_equal(sales_in(f, f->reader), 2); /* and the reader keeps one state */
    assert_true(db_check_steady(f->reader, &f->err));
    db_close(f->reader);
    f->reader = open_as(f, DB_READ);
    assert_int_equal(sales_in(f, f->reader), 3);
}

static void the_owner_closes_and_opens_while_a_reader_looks(void **state)
{
    struct fixture *f = *state;

    make_book(f);
    f->owner = open_as(f, DB_WRITE);
    add_sale(f, f->owner);
    f->reader = open_as(f, DB_READ);
    db_close(f->owner);
    f->owner = open_as(f, DB_WRITE);
    add_sale(f, f->owner);
    assert_int_equal(sales_in(f, f->owner), 3);
    assert_int_equal(sales_in(f, f->reader), 2);
    db_close(f->reader);
    f->reader = open_as(f, DB_READ);
    assert_int_equal(sales_in(f, f->reader), 3);
}

/* The owner's last commit may be in the log alone: a reader that looked at the file would lose it.
 */
static void what_a_killed_owner_left_in_the_log_is_read(void **state)
{
    struct fixture *f = *state;
    int status;

    make_book(f);

    pid_t child = fork();

    if (child == 0) {
        add_sale(f, open_as(f, DB_WRITE));
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);

    uint64_t before = folder_sum(&f->folder);

    f->reader = open_as(f, DB_READ);
    assert_int_equal(sales_in(f, f->reader), 2);
    db_close(f->reader);
    f->reader = NULL;
    assert_true(folder_sum(&f->folder) == before);
}

static void a_log_without_its_shared_memory_is_read_too(void **state)
{
    struct fixture *f = *state;
    char shm[FOLDER_PATH_MAX + 8];

    what_a_killed_owner_left_in_the_log_is_read(state);
    snprintf(shm, sizeof shm, "%s-shm", f->path);
    unlink(shm);
    f->reader = open_as(f, DB_READ);
    assert_int_equal(sales_in(f, f->reader), 2);
    assert_int_not_equal(access(shm, F_OK), 0);
}

/* Alone when it began, not when it ended: what it read may be of two states. */
static void a_change_during_the_reading_is_noticed(void **state)
{
    struct fixture *f = *state;

    make_book(f);
    f->reader = open_as(f, DB_READ);
    assert_true(db_check_steady(f->reader, &f->err));
    f->owner = open_as(f, DB_WRITE);
    add_sale(f, f->owner);
    db_close(f->owner);
    f->owner = NULL;
    assert_false(db_check_steady(f->reader, &f->err));
    assert_int_equal(f->err.code, ERR_BUSY);
}

/* As somebody who may only read: 0 when `work` said yes. Root becomes nobody for it. */
static void assert_as_stranger(struct fixture *f, bool (*work)(struct fixture *f))
{
    int status;
    pid_t child;

    chmod(f->path, 0444);
    chmod(f->folder.path, 0555);
    child = fork();
    if (child == 0) {
        if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
            _exit(2);
        _exit(work(f) ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    chmod(f->folder.path, 0700);
    assert_int_equal(status, 0);
}

static bool refuses_to_write(struct fixture *f)
{
    struct db *db = NULL;

    return !db_open(f->path, DB_WRITE, &IDENTITY, &db, &f->err) && f->err.code == ERR_STORAGE &&
           strstr(f->err.text, "est protégé");
}

static void a_protected_book_is_refused_to_a_writer_for_what_it_is(void **state)
{
    struct fixture *f = *state;

    make_book(f);
    assert_as_stranger(f, refuses_to_write);
    assert_int_equal(folder_count(&f->folder), 1);
}

static bool reads_two(struct fixture *f)
{
    return sales_in(f, open_as(f, DB_READ)) == 2;
}

static void a_stranger_reads_beside_the_owner(void **state)
{
    struct fixture *f = *state;

    make_book(f);
    chmod(f->path, 0644);
    f->owner = open_as(f, DB_WRITE);
    add_sale(f, f->owner);
    assert_as_stranger(f, reads_two);
}

static void a_stranger_reads_what_a_killed_owner_left(void **state)
{
    struct fixture *f = *state;
    int status;

    make_book(f);
    chmod(f->path, 0644);
    if (fork() == 0) {
        add_sale(f, open_as(f, DB_WRITE));
        _exit(0);
    }
    wait(&status);
    assert_int_equal(status, 0);
    assert_as_stranger(f, reads_two);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_closed_book_is_read_and_nothing_is_made),
        TEST(a_reader_writes_nothing_even_when_asked),
        TEST(a_reader_beside_the_owner_sees_the_last_commit),
        TEST(the_owner_closes_and_opens_while_a_reader_looks),
        TEST(what_a_killed_owner_left_in_the_log_is_read),
        TEST(a_log_without_its_shared_memory_is_read_too),
        TEST(a_change_during_the_reading_is_noticed),
        TEST(a_protected_book_is_refused_to_a_writer_for_what_it_is),
        TEST(a_stranger_reads_beside_the_owner),
        TEST(a_stranger_reads_what_a_killed_owner_left),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
