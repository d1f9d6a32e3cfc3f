/*
 * A book carried to another computer: nothing is sold under a letter that another one may be
 * selling under, until a person said whether it does.
 */
#include "ledger/elsewhere.h"
#include "ledger/proof/merge.h"
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

struct two {
    struct stall stall;
    char elsewhere[FOLDER_PATH_MAX]; /* what the other computer keeps keys in */
};

/* One sale, then the book is opened where its key is not. */
static int set_up(void **state)
{
    static struct two two;
    struct sold sold;

    stall_found(&two.stall, 9);
    assert_true(stall_sell_one(&two.stall, &sold));
    stall_close(&two.stall);
    folder_path(&two.stall.folder, "ailleurs", two.elsewhere);
    assert_true(db_open(two.stall.path, DB_WRITE, &BOOK_IDENTITY, &two.stall.db, &two.stall.err));
    assert_true(
        till_open(&two.stall.till, two.stall.db, clock_real(), two.elsewhere, &two.stall.err));
    assert_true(till_sign_in(&two.stall.till, "host", "", "", &two.stall.err));
    *state = &two;
    return 0;
}

static int tear_down(void **state)
{
    struct two *two = *state;

    stall_close(&two->stall);
    stall_remove(&two->stall);
    return 0;
}

static void nothing_is_recorded_before_it_is_said(void **state)
{
    struct two *two = *state;
    struct till *till = &two->stall.till;
    int64_t before = stall_ask(&two->stall, "SELECT count(*) FROM record");
    struct sold sold;

    assert_true(till_is_elsewhere(till));
    assert_false(stall_sell_one(&two->stall, &sold));
    assert_non_null(strstr(two->stall.err.text, "new B"));
    assert_non_null(strstr(two->stall.err.text, "stay"));
    two->stall.err = ERR_EMPTY;
    assert_false(till_move_cash(till, true, 100, "monnaie", &two->stall.err));
    two->stall.err = ERR_EMPTY;
    assert_int_equal(stall_ask(&two->stall, "SELECT count(*) FROM record"), before);
    assert_true(till_note_leaving(till, RECORD_EXPORT, "csv", "", 0, &two->stall.err));
    assert_true(till->left_unnoted); /* made all the same, and said */
}

static void who_stays_goes_on_with_a_new_key_that_is_sealed(void **state)
{
    struct two *two = *state;
    struct till *till = &two->stall.till;
    struct sold sold;

    assert_true(till_stay(till, &two->stall.err));
    assert_false(till_is_elsewhere(till));
    assert_int_equal(stall_ask(&two->stall,
                               "SELECT kind FROM record WHERE chain = 'A' ORDER BY seq "
                               "DESC LIMIT 1"),
                     RECORD_KEY);
    assert_true(stall_sell_one(&two->stall, &sold));
    assert_int_equal(sold.number, 2);
    assert_true(stall_is_sound(&two->stall));
    assert_false(till_stay(till, &two->stall.err)); /* once */
}

static void the_next_letter_sells_beside_the_other_one(void **state)
{
    struct two *two = *state;
    struct till *till = &two->stall.till;
    int64_t before = stall_ask(&two->stall, "SELECT count(*) FROM record");
    char path[FOLDER_PATH_MAX];
    struct db *db = NULL;
    struct till other;
    char letter = '\0';

    assert_true(till_next_letter(till, &letter, &two->stall.err));
    assert_int_equal(letter, 'B');
    folder_path(&two->stall.folder, "marche-B.flashcoop", path);
    assert_true(till_make_copy(till, letter, path, &two->stall.err));
    assert_int_equal(stall_ask(&two->stall, "SELECT count(*) FROM record"), before);
    assert_true(db_open(path, DB_WRITE, &BOOK_IDENTITY, &db, &two->stall.err));
    assert_true(till_open(&other, db, clock_real(), two->elsewhere, &two->stall.err));
    assert_false(till_is_elsewhere(&other));
    assert_int_equal(other.letter, 'B');
    till_close(&other);
    db_close(db);
}

/* The record of a copy is where the copy was made, not in what was carried away before. */
static void a_letter_that_was_given_to_a_copy_is_not_given_again(void **state)
{
    struct two *two = *state;
    struct till *till = &two->stall.till;
    char path[FOLDER_PATH_MAX];
    char letter = '\0';

    assert_true(till_stay(till, &two->stall.err));
    folder_path(&two->stall.folder, "b.flashcoop", path);
    assert_true(till_make_copy(till, 'B', path, &two->stall.err));
    assert_true(till_next_letter(till, &letter, &two->stall.err));
    assert_int_equal(letter, 'C');
}

/* Both open, so neither is the older one yet: the second to record is stopped, and opened again it
 * goes on behind what was seen. */
static void two_files_of_a_till_open_on_one_computer_give_no_number_twice(void **state)
{
    struct two *two = *state;
    struct stall *stall = &two->stall;
    struct stall other;
    struct sold first, second;
    char command[2 * FOLDER_PATH_MAX + 10];

    stall_close(stall);
    other = *stall;
    folder_path(&stall->folder, "copie.flashcoop", other.path);
    snprintf(command, sizeof command, "cp '%s' '%s'", stall->path, other.path);
    assert_int_equal(system(command), 0);
    assert_true(stall_open(stall) && stall_open(&other));
    assert_true(stall_sell_one(stall, &first));
    assert_false(stall_sell_one(&other, &second));
    assert_int_equal(other.err.code, ERR_BUSY);
    other.err = ERR_EMPTY;
    assert_true(stall_sell_one(stall, &first)); /* the one that is used goes on */
    stall_close(&other);
    assert_true(stall_open(&other));
    assert_true(other.till.is_older_copy);
    assert_true(stall_sell_one(&other, &second));
    assert_true(second.number > first.number);
    assert_false(stall_sell_one(stall, &first));
    stall->err = ERR_EMPTY;
    stall_close(&other);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(nothing_is_recorded_before_it_is_said),
        TEST(who_stays_goes_on_with_a_new_key_that_is_sealed),
        TEST(the_next_letter_sells_beside_the_other_one),
        TEST(two_files_of_a_till_open_on_one_computer_give_no_number_twice),
        TEST(a_letter_that_was_given_to_a_copy_is_not_given_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
