#include "base/lock.h"
#include "tests/support/folder.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static const char *taken_between; /* a path that another program takes just before our lock */

/* The C library's own, but that its holder gives the file up, and another one makes it anew, after
 * we opened it. */
int flock(int file, int operation)
{
    const char *path = taken_between;

    taken_between = NULL;
    if (path && (operation & LOCK_EX)) {
        unlink(path);
        close(open(path, O_WRONLY | O_CREAT, 0644));
    }
    return (int)syscall(SYS_flock, file, operation);
}

struct fixture {
    struct folder folder;
    char path[FOLDER_PATH_MAX];
    struct err err;
};

static int setup(void **state)
{
    static struct fixture fixture;

    fixture = (struct fixture){ .folder = folder_make() };
    folder_path(&fixture.folder, "livre", fixture.path);
    *state = &fixture;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;

    folder_remove(&f->folder);
    return 0;
}

static void a_free_book_is_taken_and_given_back_without_a_trace(void **state)
{
    struct fixture *f = *state;
    struct lock lock = LOCK_FREE;

    assert_true(lock_take(&lock, f->path, &f->err));
    assert_true(folder_has(&f->folder, "livre-lock"));
    lock_release(&lock, f->path);
    assert_int_equal(folder_count(&f->folder), 0);
    lock_release(&lock, f->path); /* harmless when free */
}

/* Else two programs would each hold a lock: on the file that was there, and on the one that is. */
static void a_lock_file_replaced_before_it_is_locked_is_taken_anew(void **state)
{
    struct fixture *f = *state;
    struct lock lock = LOCK_FREE;
    char beside[FOLDER_PATH_MAX];
    struct stat held, named;

    taken_between = folder_path(&f->folder, "livre-lock", beside);
    assert_true(lock_take(&lock, f->path, &f->err));
    assert_int_equal(fstat(lock.file, &held), 0);
    assert_int_equal(stat(beside, &named), 0);
    assert_true(held.st_ino == named.st_ino && held.st_dev == named.st_dev);
    lock_release(&lock, f->path);
}

static void a_second_opening_in_the_same_program_is_refused(void **state)
{
    struct fixture *f = *state;
    struct lock first = LOCK_FREE;
    struct lock second = LOCK_FREE;
    struct lock third = LOCK_FREE;

    assert_true(lock_take(&first, f->path, &f->err));
    assert_false(lock_take(&second, f->path, &f->err));
    assert_int_equal(f->err.code, ERR_BUSY);
    /* The refusal must not have dropped the first lock, as a POSIX lock would be. */
    f->err = ERR_EMPTY;
    assert_false(lock_take(&third, f->path, &f->err));
    lock_release(&second, f->path);
    assert_true(folder_has(&f->folder, "livre-lock"));
    lock_release(&first, f->path);
}

/* A child that holds the lock until its input closes. Returns its number. */
static pid_t start_holder(const char *path, int *leash)
{
    int ready[2];
    int hold[2];
    char byte;

    assert_int_equal(pipe(ready), 0);
    assert_int_equal(pipe(hold), 0);

    pid_t child = fork();

    if (child == 0) {
        struct lock lock = LOCK_FREE;
        struct err err = ERR_EMPTY;

        close(hold[1]);
        if (!lock_take(&lock, path, &err) || write(ready[1], "x", 1) != 1)
            _exit(1);
        _exit(read(hold[0], &byte, 1) == 0 ? 0 : 1); /* dies without lock_release() */
    }
    close(hold[0]);
    close(ready[1]);
    assert_int_equal(read(ready[0], &byte, 1), 1);
    close(ready[0]);
    *leash = hold[1];
    return child;
}

static void the_refusal_names_the_program_that_holds_the_book(void **state)
{
    struct fixture *f = *state;
    struct lock lock = LOCK_FREE;
    char wanted[60];
    int leash;
    pid_t holder = start_holder(f->path, &leash);

    assert_false(lock_take(&lock, f->path, &f->err));
    snprintf(wanted, sizeof wanted, "programme n° %ld sur ", (long)holder);
    assert_int_equal(f->err.code, ERR_BUSY);
    assert_non_null(strstr(f->err.text, wanted));
    close(leash);
    waitpid(holder, NULL, 0);
}

static void the_lock_of_a_killed_program_is_taken_over(void **state)
{
    struct fixture *f = *state;
    struct lock lock = LOCK_FREE;
    int leash;
    pid_t holder = start_holder(f->path, &leash);

    kill(holder, SIGKILL);
    waitpid(holder, NULL, 0);
    close(leash);
    assert_true(folder_has(&f->folder, "livre-lock"));
    assert_true(lock_take(&lock, f->path, &f->err));
    lock_release(&lock, f->path);
}

static void a_lock_file_with_garbage_is_taken_over(void **state)
{
    struct fixture *f = *state;
    struct lock lock = LOCK_FREE;
    char garbage[40];

    memset(garbage, 0xFF, sizeof garbage);
    folder_write(&f->folder, "livre-lock", garbage, sizeof garbage);
    assert_true(lock_take(&lock, f->path, &f->err));
    lock_release(&lock, f->path);
}

/* "notes" and "notes-lock" of somebody who knows nothing of us. */
static void what_somebody_wrote_under_that_name_stays(void **state)
{
    struct fixture *f = *state;
    struct lock lock = LOCK_FREE;
    char text[300];
    uint64_t before;

    memset(text, 'x', sizeof text);
    folder_write(&f->folder, "livre-lock", text, sizeof text);
    before = folder_sum(&f->folder);
    assert_false(lock_take(&lock, f->path, &f->err));
    assert_int_equal(f->err.code, ERR_STORAGE);
    assert_non_null(strstr(f->err.text, "autre chose"));
    assert_true(folder_sum(&f->folder) == before);
}

static void a_missing_folder_is_said(void **state)
{
    struct fixture *f = *state;
    struct lock lock = LOCK_FREE;

    assert_false(lock_take(&lock, "/proc/nowhere/livre", &f->err));
    assert_int_equal(f->err.code, ERR_STORAGE);
    assert_int_equal(lock.file, -1);
}

/* Laid beside a book on a stick: what it leads to must not be written. */
static void a_link_in_the_place_of_the_lock_is_not_followed(void **state)
{
    struct fixture *f = *state;
    struct lock lock = LOCK_FREE;
    char victim[FOLDER_PATH_MAX];
    char beside[FOLDER_PATH_MAX];

    folder_write(&f->folder, "victim", "abc", 3);
    folder_path(&f->folder, "victim", victim);
    folder_path(&f->folder, "livre-lock", beside);

    for (int hard = 0; hard < 2; hard++) {
        assert_int_equal(hard ? link(victim, beside) : symlink(victim, beside), 0);

        uint64_t before = folder_sum(&f->folder);

        f->err = ERR_EMPTY;
        assert_false(lock_take(&lock, f->path, &f->err));
        assert_int_equal(f->err.code, ERR_STORAGE);
        assert_int_equal(lock.file, -1);
        assert_true(folder_sum(&f->folder) == before);
        unlink(beside);
    }
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_free_book_is_taken_and_given_back_without_a_trace),
        TEST(a_lock_file_replaced_before_it_is_locked_is_taken_anew),
        TEST(a_second_opening_in_the_same_program_is_refused),
        TEST(the_refusal_names_the_program_that_holds_the_book),
        TEST(the_lock_of_a_killed_program_is_taken_over),
        TEST(a_lock_file_with_garbage_is_taken_over),
        TEST(what_somebody_wrote_under_that_name_stays),
        TEST(a_missing_folder_is_said),
        TEST(a_link_in_the_place_of_the_lock_is_not_followed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
