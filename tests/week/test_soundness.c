/* A book that does not verify is closed and archived all the same, and says so for ever. */
#include "ledger/closing/closing.h"
#include "reports/exports/archive.h"
#include "tests/support/forger.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int set_up(void **state)
{
    struct full_book *book = calloc(1, sizeof *book);

    full_book_found(book);
    full_book_play_first_day(book);
    *state = book;
    return 0;
}

static void tamper(struct full_book *book)
{
    forger_guards_off(book, "sale_line");
    forger_type(book, "UPDATE sale_line SET label = 'Autre' WHERE chain = 'A' AND number = 1");
    forger_guards_on(book, "sale_line");
}

static struct closing closed(struct full_book *book)
{
    struct closing closing;

    if (!closing_close(&book->till, PERIOD_DAY, -1, "", &closing, &book->err))
        fail_msg("%s", book->err.text);
    return closing;
}

static void a_sound_book_says_nothing_at_its_closing(void **state)
{
    struct full_book *book = *state;

    assert_string_equal(closed(book).unsound, "");
}

static void a_closing_of_a_tampered_book_says_so_at_once_and_later(void **state)
{
    struct full_book *book = *state;
    struct closing closing;
    struct closing later;

    tamper(book);
    closing = closed(book);
    assert_non_null(strstr(closing.unsound, "modifié"));
    assert_true(closing_find(book->db, 'A', PERIOD_DAY, closing.number, &later, &book->err));
    assert_string_equal(later.unsound, closing.unsound);
}

/* Neither hides the other. */
static void an_older_copy_put_back_hides_no_tampering(void **state)
{
    struct full_book *book = *state;

    assert_true(till_note(&book->till, RECORD_REFUSAL, "older-copy", "", 0, &book->err));
    assert_string_equal(closed(book).unsound, "");
    forger_type(book, "UPDATE product SET price = price + 1 WHERE code = 'C1'");
    assert_non_null(strstr(closed(book).unsound, "C1"));
}

/* What stands in the file, found by its bytes: nothing is packed so that it could hide. */
static bool archive_says(struct full_book *book, const char *what)
{
    char path[FOLDER_PATH_MAX];
    char command[3 * FOLDER_PATH_MAX];

    folder_path(&book->folder, "archive.zip", path);
    assert_true(till_note(&book->till, RECORD_EXPORT, "archive", "", 0, &book->err));
    if (!archive_write(&book->till, path, true, &book->err))
        fail_msg("%s", book->err.text);
    snprintf(command, sizeof command, "unzip -p '%s' LISEZ-MOI.txt archive.csv | grep -q '%s'",
             path, what);
    return system(command) == 0;
}

static void an_archive_of_a_tampered_book_says_so_in_its_notice(void **state)
{
    struct full_book *book = *state;

    assert_false(archive_says(book, "ne se vérifie pas"));
    tamper(book);
    assert_true(archive_says(book, "ne se vérifie pas"));
    assert_true(archive_says(book, "^unsound,"));
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, full_book_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_sound_book_says_nothing_at_its_closing),
        TEST(a_closing_of_a_tampered_book_says_so_at_once_and_later),
        TEST(an_older_copy_put_back_hides_no_tampering),
        TEST(an_archive_of_a_tampered_book_says_so_in_its_notice),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
