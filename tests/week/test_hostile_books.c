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
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
