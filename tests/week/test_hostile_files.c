/*
 * A thousand files that nobody should trust, of every kind that comes from outside: books, second
 * tills, archives, workbooks. No crash, no hang, nothing touched but the file itself and what its
 * name owns. Run it under the sanitizers, too.
 */
#include "base/buf.h"
#include "ledger/proof/merge.h"
#include "ledger/proof/verify.h"
#include "pos/acts/intake.h"
#include "reports/exports/archive.h"
#include "tests/support/full_book.h"
#include "tests/support/hostile.h"
#include "tests/support/hostile_zip.h"
#include "tests/support/stall.h"

#include <assert.h>
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

enum {
    BOOKS = 440,
    SECOND_TILLS = 220,
    ARCHIVES = 205,
    WORKBOOKS = 135,
    FILES = BOOKS + SECOND_TILLS + ARCHIVES + WORKBOOKS,
    BYTES_MAX = 1 << 23,
};
static_assert(FILES == 1000, "a thousand files in all");

/* Of processor: the machine may have other work. The sanitizers take their time. */
#ifdef __SANITIZE_ADDRESS__
static const double SECONDS_MAX = 8;
#else
static const double SECONDS_MAX = 1;
#endif

/* What the files lie in, and beside them what nothing may touch. */
struct bench {
    struct folder inside;
    struct folder outside;
    uint64_t untouched;
    char path[FOLDER_PATH_MAX];
    struct buf sound;
    struct chance chance;
    double start;
    int count;
};

static double seconds_worked(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void bench_begin(struct bench *b, const char *name)
{
    char home[FOLDER_PATH_MAX];

    *b = (struct bench){ .inside = folder_make(), .outside = folder_make() };
    b->sound = buf_init(BYTES_MAX);
    b->chance.state = 2026;
    folder_write(&b->outside, "victim", "as it was", 9);
    b->untouched = folder_sum(&b->outside);
    folder_path(&b->inside, name, b->path);
    setenv("XDG_DATA_HOME", folder_path(&b->outside, "home", home), 1);
}

static void bench_end(struct bench *b, const char *kind, int wanted)
{
    char home[FOLDER_PATH_MAX];
    char command[2 * FOLDER_PATH_MAX];

    snprintf(command, sizeof command, "rm -rf '%s'", folder_path(&b->outside, "home", home));
    assert_int_equal(system(command), 0); /* the keys are the program's own */
    assert_true(folder_sum(&b->outside) == b->untouched);
    assert_int_equal(access("/tmp/flashcoop-victim", F_OK), -1);
    assert_int_equal(b->count, wanted);
    printf("# %d %s\n", b->count, kind);
    folder_remove(&b->inside);
    folder_remove(&b->outside);
    buf_release(&b->sound);
}

static void file_begin(struct bench *b)
{
    b->count++;
    b->start = seconds_worked();
}

static void file_end(struct bench *b, const char *what)
{
    double took = seconds_worked() - b->start;

    if (took > SECONDS_MAX)
        fail_msg("file %d (%s) took %.2f s", b->count, what, took);
    if (folder_open_count(&b->inside) != 0)
        fail_msg("file %d (%s) stays open", b->count, what);
    unlink(b->path);
    if (folder_count(&b->inside) != 0 && strcmp(what, "book") != 0)
        fail_msg("file %d (%s) left something beside it", b->count, what);
}

static void hostile_books_are_read_opened_and_proved(void **state)
{
    struct full_book book;
    struct bench b;
    char path[sizeof book.path];

    (void)state;
    bench_begin(&b, "x.flashcoop");
    full_book_found(&book);
    full_book_play_first_day(&book);
    full_book_join_second_till(&book);
    full_book_play_second_day(&book);
    assert_true(db_checkpoint(book.db, &book.err));
    memcpy(path, book.path, sizeof path);
    full_book_close(&book);
    assert_true(buf_read_file(&b.sound, path, &book.err));
    full_book_remove(&book);
    for (int i = 0; i < BOOKS; i++) {
        hostile_write(b.path, (const unsigned char *)b.sound.data, b.sound.length, &b.chance);
        file_begin(&b);
        hostile_try(b.path);
        file_end(&b, "book");
    }
    bench_end(&b, "books", BOOKS);
}

/* Till B of the stall's book, with sales of its own; the stall stays open. */
static void second_till_read(struct stall *first, struct buf *out)
{
    static struct stall second;
    struct sold sold;

    second = (struct stall){ .folder = first->folder, .chance = { 7 } };
    folder_path(&first->folder, "b.flashcoop", second.path);
    folder_path(&first->folder, "autre", second.keyring);
    if (!till_make_copy(&first->till, 'B', second.path, &first->err))
        fail_msg("%s", first->err.text);
    assert_true(stall_open(&second));
    for (int i = 0; i < 20; i++)
        assert_true(stall_sell_one(&second, &sold));
    assert_true(db_checkpoint(second.db, &second.err));
    stall_close(&second);
    assert_true(buf_read_file(out, second.path, &second.err));
}

static void hostile_second_tills_leave_the_first_one_sound(void **state)
{
    static struct stall first;
    struct bench b;
    int taken = 0;

    (void)state;
    bench_begin(&b, "x.flashcoop");
    stall_found(&first, 1);
    second_till_read(&first, &b.sound);
    for (int i = 0; i < SECOND_TILLS; i++) {
        struct err err = ERR_EMPTY;
        struct merged merged;

        hostile_write(b.path, (const unsigned char *)b.sound.data, b.sound.length, &b.chance);
        file_begin(&b);
        if (till_merge(&first.till, b.path, NULL, &merged, &err))
            taken++;
        else if (err.text[0] == '\0')
            fail_msg("second till %d is refused without a word", i);
        file_end(&b, "book");
        if (!stall_is_sound(&first))
            fail_msg("second till %d leaves a book that does not verify", i);
    }
    printf("# %d of them are taken\n", taken);
    stall_remove(&first);
    bench_end(&b, "second tills", SECOND_TILLS);
}

/* Found good, or refused in words. */
static bool archive_passes(struct bench *b, const char *what)
{
    struct err err = ERR_EMPTY;
    struct verdict verdict;
    bool read;

    file_begin(b);
    read = archive_verify(b->path, "", &verdict, &err);
    if (read ? !verdict.is_good && verdict.what[0] == '\0' : err.text[0] == '\0')
        fail_msg("%s is refused without a word", what);
    file_end(b, what);
    return read && verdict.is_good;
}

static void zip_write(struct bench *b, const char *sound, int lie)
{
    struct buf bytes = buf_init(BYTES_MAX);

    hostile_zip_make(sound, lie, &b->chance, &bytes);
    unlink(b->path);
    folder_write(&b->inside, strrchr(b->path, '/') + 1, bytes.data, bytes.length);
    buf_release(&bytes);
}

/* A few bits of the sound one, or its end cut off. */
static void bits_write(struct bench *b)
{
    char *bytes = malloc(b->sound.length);
    size_t length = b->sound.length;

    assert_non_null(bytes);
    memcpy(bytes, b->sound.data, length);
    for (int flips = chance_below(&b->chance, 40); flips > 0; flips--)
        bytes[chance_next(&b->chance) % length] ^= (char)(1 << chance_below(&b->chance, 8));
    if (chance_below(&b->chance, 3) == 0)
        length = chance_next(&b->chance) % length;
    unlink(b->path);
    folder_write(&b->inside, strrchr(b->path, '/') + 1, bytes, length);
    free(bytes);
}

static void hostile_archives_are_judged_and_no_lie_passes(void **state)
{
    enum { TURNS = 5 };
    struct full_book book;
    struct bench b;
    char sound[FOLDER_PATH_MAX];

    (void)state;
    bench_begin(&b, "x.zip");
    full_book_found(&book);
    full_book_play_first_day(&book);
    folder_path(&book.folder, "archive.zip", sound);
    assert_true(till_note(&book.till, RECORD_EXPORT, "archive", "", 0, &book.err));
    if (!archive_write(&book.till, sound, true, &book.err) ||
        !buf_read_file(&b.sound, sound, &book.err))
        fail_msg("%s", book.err.text);
    zip_write(&b, sound, HOSTILE_ZIP_TRUE);
    assert_true(archive_passes(&b, "the true one"));
    b.count = 0;
    for (int i = 0; i < TURNS * HOSTILE_ZIP_LIES; i++) {
        zip_write(&b, sound, i % HOSTILE_ZIP_LIES);
        if (archive_passes(&b, hostile_zip_name(i % HOSTILE_ZIP_LIES)) &&
            !hostile_zip_is_harmless(i % HOSTILE_ZIP_LIES))
            fail_msg("%s passes", hostile_zip_name(i % HOSTILE_ZIP_LIES));
    }
    for (int i = TURNS * HOSTILE_ZIP_LIES; i < ARCHIVES; i++) {
        bits_write(&b);
        (void)archive_passes(&b, "an archive with other bits");
    }
    full_book_close(&book);
    full_book_remove(&book);
    bench_end(&b, "archives", ARCHIVES);
}

static void part_put(zip_t *zip, const char *name, const char *text)
{
    assert_true(zip_file_add(zip, name, zip_source_buffer(zip, text, strlen(text), 0),
                             ZIP_FL_ENC_UTF_8) >= 0);
}

/* A list of one product, as a spreadsheet keeps it. */
static void workbook_write(const char *path)
{
#define CELL(COLUMN, ROW, TEXT)                                                                    \
    "<c r=\"" COLUMN ROW "\" t=\"inlineStr\"><is><t>" TEXT "</t></is></c>"
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);

    assert_non_null(zip);
    part_put(zip, "xl/workbook.xml",
             "<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"rId1\"/>"
             "</sheets></workbook>");
    part_put(zip, "xl/_rels/workbook.xml.rels",
             "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/>"
             "</Relationships>");
    part_put(zip, "xl/worksheets/sheet1.xml",
             "<worksheet><sheetData><row r=\"1\">" CELL("A", "1", "code") CELL("B", "1", "label")
                 CELL("C", "1", "price")
                     CELL("D", "1", "vat") "</row><row r=\"2\">" CELL("A", "2", "Z1")
                         CELL("B", "2", "Tarte") CELL("C", "2", "3.00")
                             CELL("D", "2", "5.5") "</row></sheetData></worksheet>");
    assert_int_equal(zip_close(zip), 0);
#undef CELL
}

static bool workbook_is_taken(struct bench *b, struct stall *stall, const char *what)
{
    struct err err = ERR_EMPTY;
    struct intake intake = intake_init(&stall->till, intake_kind_find("products"), b->path);
    bool taken;

    intake.is_rehearsal = true;
    file_begin(b);
    taken = intake_run(&intake, &err);
    if (!taken && err.text[0] == '\0')
        fail_msg("%s is refused without a word", what);
    intake_release(&intake);
    file_end(b, what);
    return taken;
}

static void hostile_workbooks_are_taken_or_refused_in_words(void **state)
{
    static struct stall stall;
    struct bench b;
    char sound[FOLDER_PATH_MAX];

    (void)state;
    bench_begin(&b, "x.xlsx");
    stall_found(&stall, 1);
    workbook_write(folder_path(&stall.folder, "sound.xlsx", sound));
    zip_write(&b, sound, HOSTILE_ZIP_TRUE);
    assert_true(workbook_is_taken(&b, &stall, "the true one"));
    b.count = 0;
    for (int i = 0; i < WORKBOOKS; i++) {
        zip_write(&b, sound, i % HOSTILE_ZIP_LIES);
        (void)workbook_is_taken(&b, &stall, hostile_zip_name(i % HOSTILE_ZIP_LIES));
    }
    assert_true(stall_is_sound(&stall));
    stall_remove(&stall);
    bench_end(&b, "workbooks", WORKBOOKS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hostile_books_are_read_opened_and_proved),
        cmocka_unit_test(hostile_second_tills_leave_the_first_one_sound),
        cmocka_unit_test(hostile_archives_are_judged_and_no_lie_passes),
        cmocka_unit_test(hostile_workbooks_are_taken_or_refused_in_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
