/*
 * The power goes while a book is made, copied for a second till, or given its present form: what
 * has its name by then is on the disk, and an old book is old or new. (A program that is killed:
 * test_killed_making.)
 */
#include "ledger/proof/merge.h"
#include "ledger/proof/verify.h"
#include "pos/acts/book.h"
#include "tests/support/old_book.h"
#include "tests/support/power.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CUTS = 16 };

struct bench {
    struct folder folder;
    char path[FOLDER_PATH_MAX];
    struct err err;
};

static struct clock noon(void)
{
    return clock_frozen((struct moment){ 1574938800, 60 }); /* 2019-11-28T12:00+01:00 */
}

static int set_up(void **state)
{
    struct bench *b = calloc(1, sizeof *b);

    b->folder = folder_make();
    folder_path(&b->folder, "livre.flashcoop", b->path);
    old_book_sit_down(&b->folder);
    *state = b;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *b = *state;

    power_forget();
    folder_remove(&b->folder);
    free(b);
    return 0;
}

static void good(struct bench *b, bool done)
{
    if (!done)
        fail_msg("%s", b->err.text);
}

static void expect_sound(struct bench *b, struct db *db)
{
    struct verdict verdict;

    good(b, db_check(db, &b->err));
    good(b, book_verify(db, NULL, "", &verdict, &b->err));
    if (!verdict.is_good)
        fail_msg("%s", verdict.what);
}

/* The file under way to `path`, where SQLite writes it. */
static void under_way(const char *path, const char *name, char out[FOLDER_PATH_MAX])
{
    snprintf(out, FOLDER_PATH_MAX, "%.150s.part-%ld/%s", path, (long)getpid(), name);
}

/* What the disk holds of it once it has its name, if only what was synced is there. */
static void expect_all_was_synced(struct bench *b, const char *path, const char *inside)
{
    struct chance chance = { 1 };
    char folder[FOLDER_PATH_MAX], alone[FOLDER_PATH_MAX];
    struct db *db = NULL;

    power_hold();
    assert_true(power_steps() > 0);
    snprintf(folder, sizeof folder, "%.150s.part-%ld", path, (long)getpid());
    assert_int_equal(mkdir(folder, 0700), 0);
    power_rebuild(power_steps(), POWER_LOSES_ALL, &chance);
    assert_int_equal(rename(inside, folder_path(&b->folder, "alone", alone)), 0);
    good(b, db_open(alone, DB_READ, &BOOK_IDENTITY, &db, &b->err));
    expect_sound(b, db);
    db_close(db);
}

static void make_book(struct bench *b, struct book *book)
{
    struct session session = session_init();

    strcpy(session.name, "N");
    strcpy(session.host, "H");
    good(b, book_create(book, b->path, &session, 'A', noon(), &b->err));
}

static void a_new_book_is_on_the_disk_before_it_has_its_name(void **state)
{
    struct bench *b = *state;
    char inside[FOLDER_PATH_MAX];
    struct book book;

    under_way(b->path, "livre", inside);
    power_record(inside);
    make_book(b, &book);
    expect_all_was_synced(b, b->path, inside);
    book_close(&book);
}

static void the_copy_for_a_second_till_is_on_the_disk_before_it_has_its_name(void **state)
{
    struct bench *b = *state;
    char inside[FOLDER_PATH_MAX], copy[FOLDER_PATH_MAX];
    struct book book;

    make_book(b, &book);
    good(b, till_sign_in(&book.till, "host", "", "", &b->err));
    folder_path(&b->folder, "b.flashcoop", copy);
    under_way(copy, "copie", inside);
    power_record(inside);
    good(b, till_make_copy(&book.till, 'B', copy, &b->err));
    expect_all_was_synced(b, copy, inside);
    book_close(&book);
}

/* All along, whatever the disk lost: it opens, and is whole. */
static void an_old_book_whose_upgrade_is_cut_is_old_or_new(void **state)
{
    static const enum power_loss LOSSES[] = { POWER_LOSES_ALL, POWER_KEEPS_ALL, POWER_TEARS_SOME };
    struct bench *b = *state;
    struct chance chance = { 3 };
    char kept[FOLDER_PATH_MAX + 16];
    struct book book;

    old_book_write("schema-1", 1, b->path);
    snprintf(kept, sizeof kept, "%s.avant-2", b->path);
    power_record(b->path);
    good(b, book_open(&book, b->path, noon(), &b->err));
    book_close(&book);
    power_hold();
    assert_true(power_steps() > 4);
    for (int step = 0; step <= power_steps(); step += 1 + power_steps() / CUTS)
        for (size_t i = 0; i < COUNT_OF(LOSSES); i++) {
            power_rebuild(step, LOSSES[i], &chance);
            unlink(kept);
            good(b, book_open(&book, b->path, noon(), &b->err));
            expect_sound(b, book.db);
            book_close(&book);
        }
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_new_book_is_on_the_disk_before_it_has_its_name),
        TEST(the_copy_for_a_second_till_is_on_the_disk_before_it_has_its_name),
        TEST(an_old_book_whose_upgrade_is_cut_is_old_or_new),
    };

    power_install();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
