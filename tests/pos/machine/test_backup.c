#include "pos/machine/backup.h"

#include "pos/acts/book.h"
#include "tests/support/market.h"

#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static void write_mounts(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static struct sticks sticks_of(const char *mounts)
{
    char path[] = "/tmp/flashcoop-mounts-XXXXXX";
    struct sticks sticks;

    close(mkstemp(path));
    write_mounts(path, mounts);
    sticks = backup_find_sticks(path);
    unlink(path);
    return sticks;
}

static void only_a_stick_of_that_name_is_used(void **state)
{
    struct sticks sticks;

    (void)state;
    sticks = sticks_of("/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 /media/anna/PHOTOS vfat rw 0 0\n"
                       "/dev/sdc1 /home/FLASHCOOP ext4 rw 0 0\n"
                       "/dev/sdd1 /media/anna/FLASHCOOPER vfat rw 0 0\n");
    assert_int_equal(sticks.count, 0);
    sticks = sticks_of("/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 /media/anna/FLASHCOOP vfat rw 0 0\n");
    assert_int_equal(sticks.count, 1);
    assert_string_equal(sticks.folders[0], "/media/anna/FLASHCOOP");
    assert_int_equal(backup_find_sticks("/nonexistent").count, 0);
}

static void every_stick_of_that_name_is_used_once(void **state)
{
    struct sticks sticks = sticks_of("/dev/sdb1 /media/anna\\040b/FLASHCOOP vfat rw 0 0\n"
                                     "/dev/sdc1 /run/media/anna/FLASHCOOP1 vfat rw 0 0\n"
                                     "/dev/sdc1 /run/media/anna/FLASHCOOP1 vfat rw 0 0\n");

    (void)state;
    assert_int_equal(sticks.count, 2);
    assert_string_equal(sticks.folders[0], "/media/anna b/FLASHCOOP");
    assert_string_equal(sticks.folders[1], "/run/media/anna/FLASHCOOP1");
}

struct bench {
    struct market market;
    char folder[300], path[400]; /* of the stick, of the copy on it */
    struct err err;
};

static int set_up(void **state)
{
    struct bench *b = calloc(1, sizeof *b);

    market_make(&b->market);
    snprintf(b->folder, sizeof b->folder, "%s/stick", b->market.screen.folder);
    snprintf(b->path, sizeof b->path, "%s/market.flashcoop", b->folder);
    mkdir(b->folder, 0700);
    *state = b;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *b = *state;

    market_end(&b->market, NULL);
    free(b);
    return 0;
}

static int files_on(const char *folder)
{
    DIR *open = opendir(folder);
    int count = 0;

    assert_non_null(open);
    for (const struct dirent *entry; (entry = readdir(open)) != NULL;)
        count += entry->d_name[0] != '.';
    closedir(open);
    return count;
}

static void the_copy_is_a_whole_book_and_replaces_the_one_before(void **state)
{
    struct bench *b = *state;
    struct book book, copy;

    assert_true(backup_copy(b->market.path, b->folder, &b->err));
    market_look(&b->market, &book);
    assert_true(till_set_float(&book.till, 5000, &b->err));
    book_close(&book);
    assert_true(backup_copy(b->market.path, b->folder, &b->err));
    assert_int_equal(files_on(b->folder), 1);
    if (!book_open(&copy, b->path, book.till.clock, &b->err))
        fail_msg("%s", b->err.text);
    assert_int_equal(copy.till.real.head.running.float_amount, 5000);
    book_close(&copy);
}

static void a_full_stick_keeps_the_copy_it_had(void **state)
{
    struct bench *b = *state;
    struct rlimit before, small = { 4096, RLIM_INFINITY };
    struct book copy;

    assert_true(backup_copy(b->market.path, b->folder, &b->err));
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before);
    small.rlim_max = before.rlim_max;
    setrlimit(RLIMIT_FSIZE, &small); /* no file may grow further: what a full disk says */

    bool good = backup_copy(b->market.path, b->folder, &b->err);

    setrlimit(RLIMIT_FSIZE, &before);
    assert_false(good);
    assert_int_equal(b->err.code, ERR_STORAGE);
    assert_non_null(strstr(b->err.text, "pleine, protégée ou retirée"));
    assert_int_equal(files_on(b->folder), 1); /* nothing half-written is left */
    b->err = ERR_EMPTY;
    if (!book_open(&copy, b->path, clock_real(), &b->err))
        fail_msg("%s", b->err.text);
    book_close(&copy);
}

static void a_stick_that_is_gone_is_said_and_harms_nothing(void **state)
{
    struct bench *b = *state;

    assert_false(backup_copy(b->market.path, "/nonexistent/FLASHCOOP", &b->err));
    assert_int_equal(b->err.code, ERR_STORAGE);
}

static void a_book_that_lives_on_the_stick_is_left_alone(void **state)
{
    struct bench *b = *state;

    assert_true(backup_copy(b->market.path, b->market.screen.folder, &b->err));
    assert_int_equal(access(b->market.path, F_OK), 0);
}

/* A journal that goes on while the copy runs: the file alone is the book as of the closing. */
static void a_copy_of_an_open_book_holds_all_up_to_its_closing(void **state)
{
    struct bench *b = *state;
    struct book book, copy;

    market_look(&b->market, &book);
    assert_true(till_set_float(&book.till, 4200, &b->err));
    assert_true(db_checkpoint(book.db, &b->err));
    assert_true(till_set_float(&book.till, 9900, &b->err)); /* after it: in the log, not here */
    assert_true(backup_copy(b->market.path, b->folder, &b->err));
    book_close(&book);
    if (!book_open(&copy, b->path, book.till.clock, &b->err))
        fail_msg("%s", b->err.text);
    assert_int_equal(copy.till.real.head.running.float_amount, 4200);
    book_close(&copy);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_a_stick_of_that_name_is_used),
        cmocka_unit_test(every_stick_of_that_name_is_used_once),
        TEST(the_copy_is_a_whole_book_and_replaces_the_one_before),
        TEST(a_full_stick_keeps_the_copy_it_had),
        TEST(a_stick_that_is_gone_is_said_and_harms_nothing),
        TEST(a_book_that_lives_on_the_stick_is_left_alone),
        TEST(a_copy_of_an_open_book_holds_all_up_to_its_closing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
