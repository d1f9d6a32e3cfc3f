#include "base/buf.h"
#include "tests/support/folder.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

static int make_folder(void **state)
{
    static struct folder folder;

    folder = folder_make();
    *state = &folder;
    return 0;
}

static int remove_folder(void **state)
{
    folder_remove(*state);
    return 0;
}

static void an_empty_buffer_is_an_empty_text(void **state)
{
    struct buf buf = buf_init(10);

    (void)state;
    assert_string_equal(buf_text(&buf), "");
    buf_release(&buf);
    buf_release(&buf); /* twice is harmless */
}

static void the_ceiling_can_be_reached_and_not_passed(void **state)
{
    struct buf buf = buf_init(5);
    struct err err = ERR_EMPTY;

    (void)state;
    buf_put_text(&buf, "12345");
    assert_true(buf_check(&buf, &err));
    buf_put_byte(&buf, '6');
    assert_false(buf_check(&buf, &err));
    assert_int_equal(err.code, ERR_STORAGE);
    assert_string_equal(buf_text(&buf), "12345");
    buf_release(&buf);
}

static void failure_sticks_until_the_buffer_is_cleared(void **state)
{
    struct buf buf = buf_init(3);
    struct err err = ERR_EMPTY;

    (void)state;
    buf_put_text(&buf, "1234");
    buf_put_text(&buf, "1");
    assert_string_equal(buf_text(&buf), "");
    assert_false(buf_check(&buf, &err));
    buf_clear(&buf);
    buf_put_text(&buf, "1");
    err = ERR_EMPTY;
    assert_true(buf_check(&buf, &err));
    assert_string_equal(buf_text(&buf), "1");
    buf_release(&buf);
}

static void a_length_that_overflows_is_refused(void **state)
{
    struct buf buf = buf_init(100);

    (void)state;
    buf_put_text(&buf, "abc");
    buf_put(&buf, "x", SIZE_MAX);
    assert_true(buf.failed);
    assert_int_equal(buf.length, 3);
    buf_release(&buf);
}

static void integers_are_big_endian(void **state)
{
    static const unsigned char WANTED[] = { 0x01, 0x02, 0x03, 0x04, 0xFF, 0xFF,
                                            0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE };
    struct buf buf = buf_init(100);

    (void)state;
    buf_put_u32(&buf, 0x01020304);
    buf_put_i64(&buf, -2);
    assert_int_equal(buf.length, sizeof WANTED);
    assert_memory_equal(buf.data, WANTED, sizeof WANTED);
    buf_release(&buf);
}

static void formatted_text_grows_the_buffer(void **state)
{
    struct buf buf = buf_init(100000);

    (void)state;
    for (int i = 0; i < 1000; i++)
        buf_printf(&buf, "%05d;", i);
    assert_int_equal(buf.length, 6000);
    assert_memory_equal(buf.data + 5994, "00999;", 7);
    buf_release(&buf);
}

static void formatted_text_beyond_the_ceiling_leaves_nothing_half_done(void **state)
{
    struct buf buf = buf_init(10);

    (void)state;
    buf_put_text(&buf, "1234567");
    buf_printf(&buf, "%d", 12345);
    assert_true(buf.failed);
    assert_string_equal(buf_text(&buf), "1234567");
    buf_release(&buf);
}

static void a_file_comes_back_as_it_was_written(void **state)
{
    char path[FOLDER_PATH_MAX];
    struct buf out = buf_init(1 << 20);
    struct buf in = buf_init(1 << 20);
    struct err err = ERR_EMPTY;

    folder_path(*state, "file", path);
    for (unsigned i = 0; i < 200000; i++)
        buf_put_byte(&out, i * 31 % 256);
    assert_true(buf_write_file(&out, path, false, &err));
    assert_true(buf_read_file(&in, path, &err));
    assert_int_equal(in.length, out.length);
    assert_memory_equal(in.data, out.data, in.length);
    assert_int_equal(folder_count(*state), 1);
    buf_release(&out);
    buf_release(&in);
}

static void an_existing_file_is_kept_without_force(void **state)
{
    char path[FOLDER_PATH_MAX];
    struct buf buf = buf_init(100);
    struct err err = ERR_EMPTY;

    folder_write(*state, "file", "old", 3);
    buf_put_text(&buf, "new");
    assert_false(buf_write_file(&buf, folder_path(*state, "file", path), false, &err));
    assert_int_equal(err.code, ERR_INPUT);
    assert_non_null(strstr(err.text, "--force"));

    struct buf kept = buf_init(100);

    err = ERR_EMPTY;
    assert_true(buf_read_file(&kept, path, &err));
    assert_string_equal(buf_text(&kept), "old");
    buf_clear(&kept);
    assert_true(buf_write_file(&buf, path, true, &err));
    assert_true(buf_read_file(&kept, path, &err));
    assert_string_equal(buf_text(&kept), "new");
    buf_release(&kept);
    buf_release(&buf);
}

static void a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(void **state)
{
    const struct rlimit small = { 10, RLIM_INFINITY };
    const struct rlimit free_again = { RLIM_INFINITY, RLIM_INFINITY };
    char path[FOLDER_PATH_MAX];
    struct buf buf = buf_init(100);
    struct err err = ERR_EMPTY;

    folder_write(*state, "file", "old", 3);

    uint64_t before = folder_sum(*state);

    buf_put_text(&buf, "more than ten bytes");
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small); /* stands for a full disk: the write is cut short */
    bool written = buf_write_file(&buf, folder_path(*state, "file", path), true, &err);
    setrlimit(RLIMIT_FSIZE, &free_again);
    assert_false(written);
    assert_int_equal(err.code, ERR_STORAGE);
    assert_true(folder_sum(*state) == before);
    buf_release(&buf);
}

static void a_missing_folder_is_said(void **state)
{
    char path[FOLDER_PATH_MAX];
    struct buf buf = buf_init(100);
    struct err err = ERR_EMPTY;

    assert_false(buf_write_file(&buf, folder_path(*state, "no/file", path), false, &err));
    assert_int_equal(err.code, ERR_STORAGE);
    assert_non_null(strstr(err.text, "n'existe pas"));
    buf_release(&buf);
}

static void a_failed_buffer_is_never_written(void **state)
{
    char path[FOLDER_PATH_MAX];
    struct buf buf = buf_init(2);
    struct err err = ERR_EMPTY;

    buf_put_text(&buf, "new");
    assert_false(buf_write_file(&buf, folder_path(*state, "file", path), false, &err));
    assert_int_equal(folder_count(*state), 0);
    buf_release(&buf);
}

static void a_file_above_the_ceiling_is_refused(void **state)
{
    char path[FOLDER_PATH_MAX];
    struct buf buf = buf_init(3);
    struct err err = ERR_EMPTY;

    folder_write(*state, "file", "1234", 4);
    assert_false(buf_read_file(&buf, folder_path(*state, "file", path), &err));
    assert_int_equal(err.code, ERR_STORAGE);
    assert_non_null(strstr(err.text, "trop grand"));
    buf_release(&buf);
}

static void a_folder_is_not_a_file(void **state)
{
    const struct folder *folder = *state;
    struct buf buf = buf_init(100);
    struct err err = ERR_EMPTY;

    assert_false(buf_read_file(&buf, folder->path, &err));
    assert_non_null(strstr(err.text, "est un dossier"));
    buf_release(&buf);
}

static void a_missing_file_is_said(void **state)
{
    char path[FOLDER_PATH_MAX];
    struct buf buf = buf_init(100);
    struct err err = ERR_EMPTY;

    assert_false(buf_read_file(&buf, folder_path(*state, "none", path), &err));
    assert_int_equal(err.code, ERR_STORAGE);
    assert_non_null(strstr(err.text, "n'existe pas"));
    buf_release(&buf);
}

#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_buffer_is_an_empty_text),
        cmocka_unit_test(the_ceiling_can_be_reached_and_not_passed),
        cmocka_unit_test(failure_sticks_until_the_buffer_is_cleared),
        cmocka_unit_test(a_length_that_overflows_is_refused),
        cmocka_unit_test(integers_are_big_endian),
        cmocka_unit_test(formatted_text_grows_the_buffer),
        cmocka_unit_test(formatted_text_beyond_the_ceiling_leaves_nothing_half_done),
        WITH_FOLDER(a_file_comes_back_as_it_was_written),
        WITH_FOLDER(an_existing_file_is_kept_without_force),
        WITH_FOLDER(a_write_that_fails_leaves_the_old_file_and_nothing_beside_it),
        WITH_FOLDER(a_missing_folder_is_said),
        WITH_FOLDER(a_failed_buffer_is_never_written),
        WITH_FOLDER(a_file_above_the_ceiling_is_refused),
        WITH_FOLDER(a_folder_is_not_a_file),
        WITH_FOLDER(a_missing_file_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
