/*
 * A thousand books that nobody should trust: no crash, no hang, and nothing touched but the file
 * itself and what its name owns. Run it under the sanitizers, too.
 */
#include "base/buf.h"
#include "tests/support/extreme.h"
#include "tests/support/full_book.h"
#include "tests/support/hostile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { FILES = 1000, BOOK_BYTES_MAX = 1 << 23 };

/* Of processor: the machine may have other work. The sanitizers take their time. */
#ifdef __SANITIZE_ADDRESS__
static const double SECONDS_MAX = 8;
#else
static const double SECONDS_MAX = 1;
#endif

static double seconds_worked(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void sound_book_read(struct buf *out)
{
    struct full_book book;
    struct err err = ERR_EMPTY;
    char path[sizeof book.path];

    full_book_found(&book);
    full_book_play_first_day(&book);
    full_book_join_second_till(&book);
    full_book_play_second_day(&book);
    assert_true(db_checkpoint(book.db, &book.err));
    memcpy(path, book.path, sizeof path);
    full_book_close(&book);
    assert_true(buf_read_file(out, path, &err));
    full_book_remove(&book);
}

static void a_thousand_hostile_books_crash_nothing_and_touch_nothing_else(void **state)
{
    struct buf sound = buf_init(BOOK_BYTES_MAX);
    struct folder outside = folder_make();
    struct folder inside = folder_make();
    struct chance chance = { 2026 };
    char path[FOLDER_PATH_MAX];
    char home[FOLDER_PATH_MAX];
    uint64_t before;
    double slowest = 0;

    (void)state;
    sound_book_read(&sound);
    folder_write(&outside, "victim", "as it was", 9);
    before = folder_sum(&outside);
    folder_path(&inside, "home", home);
    setenv("XDG_DATA_HOME", home, 1);
    for (int i = 0; i < FILES; i++) {
        char name[40];
        double start = seconds_worked();
        double took;

        snprintf(name, sizeof name, "%d.flashcoop", i);
        folder_path(&inside, name, path);
        hostile_write(path, (const unsigned char *)sound.data, sound.length, &chance);
        start = seconds_worked();
        hostile_try(path);
        took = seconds_worked() - start;
        if (took > SECONDS_MAX)
            fail_msg("book %d took %.2f s", i, took);
        if (folder_open_count(&inside) != 0)
            fail_msg("book %d stays open", i);
        slowest = took > slowest ? took : slowest;
        unlink(path);
    }
    assert_true(folder_sum(&outside) == before);
    printf("# the slowest took %.3f s\n", slowest);
    folder_remove(&inside);
    folder_remove(&outside);
    buf_release(&sound);
}

/* How many values are planted in each column; all of them by FLASHCOOP_EXTREMES=7. */
static int values_wanted(void)
{
    const char *wanted = getenv("FLASHCOOP_EXTREMES");

    return wanted ? atoi(wanted) : 1;
}

/* Every column in turn, each with another value. */
static void columns_try(const struct folder *inside, const struct buf *sound, bool is_open)
{
    char name[EXTREME_NAME_MAX] = "";
    char path[FOLDER_PATH_MAX];
    bool more = true;

    folder_path(inside, "x.flashcoop", path);
    for (int column = 0; more; column++)
        for (int turn = 0; more && turn < values_wanted(); turn++) {
            int value = (column + turn) % EXTREME_VALUES;
            double start = seconds_worked();

            more = extreme_write(path, sound, column, value, name);
            if (!more)
                break;
            printf("# %s %d\n", name, value);
            fflush(stdout);
            extreme_read(path, inside, values_wanted() > 1);
            if (is_open)
                extreme_record(path);
            if (folder_open_count(inside) != 0)
                fail_msg("%s, value %d: the book stays open", name, value);
            if (seconds_worked() - start > SECONDS_MAX)
                fail_msg("%s, value %d took %.2f s", name, value, seconds_worked() - start);
        }
}

static void an_extreme_number_in_any_column_adds_up_to_nothing_wild(void **state)
{
    struct folder inside = folder_make();
    struct buf sound;
    char home[FOLDER_PATH_MAX];

    (void)state;
    setenv("XDG_DATA_HOME", folder_path(&inside, "home", home), 1);
    extreme_read_example(&inside, &sound);
    columns_try(&inside, &sound, false);
    buf_release(&sound);
    extreme_read_market(&sound);
    columns_try(&inside, &sound, true);
    buf_release(&sound);
    folder_remove(&inside);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_extreme_number_in_any_column_adds_up_to_nothing_wild),
        cmocka_unit_test(a_thousand_hostile_books_crash_nothing_and_touch_nothing_else),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
