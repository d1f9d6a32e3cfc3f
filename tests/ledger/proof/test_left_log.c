/* A log that was left beside a book is taken up when it is of it, and touched by nobody else. */
#include "base/buf.h"
#include "ledger/proof/left_log.h"
#include "pos/acts/book.h"
#include "tests/support/stall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MANY = 60 };

struct bench {
    struct stall stall;
    char older[FOLDER_PATH_MAX]; /* the book before most of its sales */
    char cut[FOLDER_PATH_MAX];   /* the book and its log as a power cut left them */
};

static void copy(const char *from, const char *to)
{
    char command[3 * FOLDER_PATH_MAX];

    snprintf(command, sizeof command, "cp '%s' '%s'", from, to);
    assert_int_equal(system(command), 0);
}

static void copy_log(const char *from, const char *to)
{
    char log[FOLDER_PATH_MAX + 8];
    char beside[FOLDER_PATH_MAX + 8];

    snprintf(log, sizeof log, "%s-wal", from);
    snprintf(beside, sizeof beside, "%s-wal", to);
    copy(log, beside);
}

static void sell(struct stall *stall, int times)
{
    struct sold sold;

    for (int i = 0; i < times; i++)
        assert_true(stall_sell_one(stall, &sold));
}

static int set_up(void **state)
{
    struct bench *b = calloc(1, sizeof *b);

    stall_found(&b->stall, 5);
    folder_path(&b->stall.folder, "older.flashcoop", b->older);
    folder_path(&b->stall.folder, "cut.flashcoop", b->cut);
    sell(&b->stall, 1);
    stall_close(&b->stall);
    copy(b->stall.path, b->older);
    assert_true(stall_open(&b->stall));
    sell(&b->stall, MANY);
    stall_close(&b->stall); /* they are in the file now */
    assert_true(stall_open(&b->stall));
    sell(&b->stall, 2);
    copy(b->stall.path, b->cut);
    copy_log(b->stall.path, b->cut);
    stall_close(&b->stall);
    *state = b;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *b = *state;

    stall_remove(&b->stall);
    free(b);
    return 0;
}

static void assert_left_alone(struct bench *b)
{
    uint64_t before = folder_sum(&b->stall.folder);
    struct clock clock = clock_frozen((struct moment){ 1574938800, 60 });
    struct book book;
    struct err err = ERR_EMPTY;

    assert_false(book_open(&book, b->cut, clock, &err));
    assert_int_equal(err.code, ERR_TAMPERED);
    assert_non_null(strstr(err.text, "cut.flashcoop-wal"));
    assert_true(folder_sum(&b->stall.folder) == before);
}

static void the_log_of_a_power_cut_is_taken_up(void **state)
{
    struct bench *b = *state;
    struct err err = ERR_EMPTY;

    assert_true(left_log_check(b->cut, &BOOK_IDENTITY, &err));
    memcpy(b->stall.path, b->cut, sizeof b->cut);
    assert_true(stall_open(&b->stall));
    assert_int_equal(stall_ask(&b->stall, "SELECT max(number) FROM sale"), 1 + MANY + 2);
    assert_true(stall_is_sound(&b->stall));
}

static void a_copy_put_back_under_the_log_of_a_later_state_is_not_written_into(void **state)
{
    struct bench *b = *state;
    char called[FOLDER_PATH_MAX];

    copy(b->older, b->cut);
    assert_left_alone(b);
    assert_int_equal(symlink(b->cut, folder_path(&b->stall.folder, "link.flashcoop", called)), 0);
    memcpy(b->cut, called, sizeof called);
    assert_left_alone(b); /* by whatever name it is opened */
}

static void nor_is_a_book_under_the_log_of_another_session(void **state)
{
    static struct stall other;
    struct bench *b = *state;

    stall_found(&other, 6);
    sell(&other, 2);
    copy(b->older, b->cut);
    copy_log(other.path, b->cut);
    stall_remove(&other);
    assert_left_alone(b);
}

static void a_log_of_anything_is_none(void **state)
{
    struct bench *b = *state;
    struct err err = ERR_EMPTY;

    folder_write(&b->stall.folder, "cut.flashcoop-wal", "no log of SQLite, whatever its length is",
                 40);
    assert_true(left_log_check(b->cut, &BOOK_IDENTITY, &err));
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_log_of_a_power_cut_is_taken_up),
        TEST(a_copy_put_back_under_the_log_of_a_later_state_is_not_written_into),
        TEST(nor_is_a_book_under_the_log_of_another_session),
        TEST(a_log_of_anything_is_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
