/* What a book must be to be opened: made by this program, or by an earlier one. */
#include "pos/acts/book.h"
#include "tests/support/folder.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
    struct folder folder;
    char path[FOLDER_PATH_MAX];
    struct book book;
    struct err err;
};

static int setup(void **state)
{
    static struct fixture fixture;
    struct session session = session_init();

    fixture = (struct fixture){ .folder = folder_make() };
    folder_path(&fixture.folder, "a.flashcoop", fixture.path);
    setenv("XDG_DATA_HOME", fixture.folder.path, 1);
    strcpy(session.name, "MamCookies");
    strcpy(session.host, "CDP49");
    *state = &fixture;
    if (!book_create(&fixture.book, fixture.path, &session, 'A', clock_real(), &fixture.err))
        return -1;
    book_close(&fixture.book);
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;

    book_close(&f->book);
    folder_remove(&f->folder);
    return 0;
}

static void a_new_book_has_the_very_tables_that_the_program_ships(void **state)
{
    struct fixture *f = *state;

    if (!book_open(&f->book, f->path, clock_real(), &f->err))
        fail_msg("%s", f->err.text);
    assert_true(db_check_schema(f->book.db, &f->err));
}

/* At the door of the program, not only of its parts. */
static void a_book_with_one_trigger_more_is_refused_before_anything_of_it_runs(void **state)
{
    struct fixture *f = *state;
    sqlite3 *other = NULL;
    uint64_t before;

    assert_int_equal(sqlite3_open(f->path, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other,
                                  "CREATE TRIGGER t AFTER UPDATE ON pin BEGIN DELETE FROM pin; END",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(other);
    before = folder_sum(&f->folder);
    assert_false(book_open(&f->book, f->path, clock_real(), &f->err));
    assert_int_equal(f->err.code, ERR_TAMPERED);
    assert_true(folder_sum(&f->folder) == before);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_new_book_has_the_very_tables_that_the_program_ships),
        TEST(a_book_with_one_trigger_more_is_refused_before_anything_of_it_runs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
