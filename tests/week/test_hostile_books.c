/*
 * Books with an extreme number in one column: nothing adds up to anything wild, crashes or hangs.
 * Run it under the sanitizers, too. The other hostile files: test_hostile_files.
 */
#include "base/buf.h"
#include "tests/support/extreme.h"
#include "tests/support/folder.h"

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

/* How many values are planted in each column; all of them by FLASHCOOP_EXTREMES=7. */
static int values_wanted(void)
{
    const char *wanted = getenv("FLASHCOOP_EXTREMES");

    return wanted ? atoi(wanted) : 1;
}

struct hostile_book {
    const struct folder *inside;
    const struct buf *sound;
    bool is_open;
    char path[FOLDER_PATH_MAX];
    char name[EXTREME_NAME_MAX]; /* of the column */
};

/* The seconds that it took, negative when there is no such column. */
static double column_try(struct hostile_book *book, int column, int value)
{
    double start = seconds_worked();

    if (!extreme_write(book->path, book->sound, column, value, book->name))
        return -1;
    printf("# %s %d\n", book->name, value);
    fflush(stdout);
    extreme_read(book->path, book->inside, values_wanted() > 1);
    if (book->is_open)
        extreme_record(book->path);
    if (folder_open_count(book->inside) != 0)
        fail_msg("%s, value %d: the book stays open", book->name, value);
    return seconds_worked() - start;
}

/* Every column in turn, each with another value. What a machine that stood still for a while makes
 * of one, it does not make of the same again. */
static void columns_try(const struct folder *inside, const struct buf *sound, bool is_open)
{
    struct hostile_book book = { .inside = inside, .sound = sound, .is_open = is_open };
    double seconds = 0;

    folder_path(inside, "x.flashcoop", book.path);
    for (int column = 0; seconds >= 0; column++)
        for (int turn = 0; seconds >= 0 && turn < values_wanted(); turn++) {
            int value = (column + turn) % EXTREME_VALUES;

            seconds = column_try(&book, column, value);
            if (seconds > SECONDS_MAX)
                seconds = column_try(&book, column, value);
            if (seconds > SECONDS_MAX)
                fail_msg("%s, value %d took %.2f s, twice", book.name, value, seconds);
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
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
