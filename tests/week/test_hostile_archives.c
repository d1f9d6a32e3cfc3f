/*
 * Archives that nobody should trust: no crash, no wait, nothing beside them is touched, and what is
 * not as it was written is said. Run it under the sanitizers, too.
 */
#include "ledger/till.h"
#include "reports/exports/archive.h"
#include "tests/support/chance.h"
#include "tests/support/full_book.h"

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
#include <zip.h>

enum { FILES = 400, ARCHIVE_MAX = 1 << 22, BOMB_BYTES = 1 << 27, NAMES = 20000 };

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

struct bench {
    struct full_book book;
    struct folder inside;
    char path[FOLDER_PATH_MAX];
    struct buf sound;
};

static int set_up(void **state)
{
    struct bench *b = calloc(1, sizeof *b);
    struct full_book *book = &b->book;

    full_book_found(book);
    full_book_play_first_day(book);
    b->inside = folder_make();
    b->sound = buf_init(ARCHIVE_MAX);
    folder_path(&b->inside, "archive.zip", b->path);
    assert_true(till_note(&book->till, RECORD_EXPORT, "archive", "", 0, &book->err));
    if (!archive_write(&book->till, b->path, true, &book->err) ||
        !buf_read_file(&b->sound, b->path, &book->err))
        fail_msg("%s", book->err.text);
    *state = b;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *b = *state;

    buf_release(&b->sound);
    folder_remove(&b->inside);
    full_book_close(&b->book);
    full_book_remove(&b->book);
    free(b);
    return 0;
}

/* Judged in time, and never good; `said` NULL: whatever is said of it. */
static void assert_refused_as(struct bench *b, const char *what, const char *said)
{
    struct err err = ERR_EMPTY;
    struct verdict verdict;
    double start = seconds_worked();
    bool read = archive_verify(b->path, "", &verdict, &err);

    if (read ? verdict.is_good : err.text[0] == '\0')
        fail_msg("%s passes", what);
    if (said && !strstr(read ? verdict.what : err.text, said))
        fail_msg("%s: %s", what, read ? verdict.what : err.text);
    if (seconds_worked() - start > SECONDS_MAX)
        fail_msg("%s took %.2f s", what, seconds_worked() - start);
    assert_int_equal(folder_count(&b->inside), 1);
}

static void assert_refused(struct bench *b, const char *what)
{
    assert_refused_as(b, what, NULL);
}

static void archive_put(struct bench *b, const char *bytes, size_t length)
{
    unlink(b->path);
    folder_write(&b->inside, "archive.zip", bytes, length);
}

static void whatever_bytes_change_nothing_crashes_nor_passes(void **state)
{
    struct bench *b = *state;
    struct chance chance = { 2026 };
    char *bytes = malloc(b->sound.length);

    assert_non_null(bytes);
    for (int i = 0; i < FILES; i++) {
        size_t length = b->sound.length;
        char what[40];

        memcpy(bytes, b->sound.data, length);
        if (i % 4 == 0)
            length = chance_next(&chance) % length;
        for (int flips = i % 4 == 0 ? 0 : 1 + chance_below(&chance, 40); flips > 0; flips--) {
            size_t at = i % 4 == 1 ? length - 1 - chance_next(&chance) % 3000 /* the directory */
                                   : chance_next(&chance) % length;

            bytes[at] = (char)(bytes[at] ^ (1 << chance_below(&chance, 8)));
        }
        archive_put(b, bytes, length);
        snprintf(what, sizeof what, "archive %d", i);
        if (i % 4 == 0) { /* a date in the directory says nothing: only a cut must be seen */
            assert_refused(b, what);
        } else {
            struct err err = ERR_EMPTY;
            struct verdict verdict;
            double start = seconds_worked();

            (void)!archive_verify(b->path, "", &verdict, &err);
            assert_true(seconds_worked() - start < SECONDS_MAX);
        }
    }
    free(bytes);
}

/* Another entry of that name, as long as `total`, all of it one letter. */
static void archive_swell(struct bench *b, const char *name, int64_t total)
{
    zip_t *zip = zip_open(b->path, 0, NULL);
    char *piece = malloc((size_t)total);
    zip_source_t *source;

    assert_non_null(zip);
    assert_non_null(piece);
    memset(piece, 'a', (size_t)total);
    source = zip_source_buffer(zip, piece, (zip_uint64_t)total, 1);
    assert_true(zip_file_add(zip, name, source, ZIP_FL_OVERWRITE) >= 0);
    assert_int_equal(zip_close(zip), 0);
}

static void an_entry_that_swells_without_end_is_left(void **state)
{
    static const char *const NAMED[] = { "MANIFEST.txt", "archive.csv", "sale.csv", "records.bin" };
    struct bench *b = *state;

    for (size_t i = 0; i < COUNT_OF(NAMED); i++) {
        archive_put(b, b->sound.data, b->sound.length);
        archive_swell(b, NAMED[i], BOMB_BYTES);
        assert_refused_as(b, NAMED[i], i < 2 ? NULL : "abîmé"); /* not read to its end */
    }
}

/* A manifest that names one large file again and again. */
static void a_manifest_of_many_lines_is_left(void **state)
{
    struct bench *b = *state;
    struct buf lines = buf_init(ARCHIVE_MAX);
    zip_t *zip;

    archive_put(b, b->sound.data, b->sound.length);
    for (int i = 0; i < NAMES / 2; i++)
        buf_printf(&lines, "%064d  records.bin\n", 0);
    zip = zip_open(b->path, 0, NULL);
    assert_non_null(zip);
    assert_true(zip_file_add(zip, "MANIFEST.txt",
                             zip_source_buffer(zip, lines.data, lines.length, 0),
                             ZIP_FL_OVERWRITE) >= 0);
    assert_int_equal(zip_close(zip), 0);
    assert_refused(b, "a long manifest");
    buf_release(&lines);
}

static void names_that_lead_elsewhere_lead_nowhere(void **state)
{
    struct bench *b = *state;

    archive_put(b, b->sound.data, b->sound.length);
    archive_swell(b, "../victim", 10);
    archive_swell(b, "/tmp/flashcoop-victim", 10);
    assert_refused(b, "a name with ../");
    assert_int_equal(access("/tmp/flashcoop-victim", F_OK), -1);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(whatever_bytes_change_nothing_crashes_nor_passes),
        TEST(an_entry_that_swells_without_end_is_left),
        TEST(a_manifest_of_many_lines_is_left),
        TEST(names_that_lead_elsewhere_lead_nowhere),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
