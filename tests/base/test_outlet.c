#include "base/outlet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct fixture {
    char folder[64];
    char path[96];
    struct err err;
};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);

    snprintf(f->folder, sizeof f->folder, "/tmp/outlet-XXXXXX");
    assert_non_null(mkdtemp(f->folder));
    snprintf(f->path, sizeof f->path, "%s/out.csv", f->folder);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;

    unlink(f->path);
    assert_int_equal(rmdir(f->folder), 0); /* nothing else was left */
    free(f);
    return 0;
}

static void write_old_file(const char *path)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs("old", file);
    fclose(file);
}

static void a_file_longer_than_a_block_is_written_whole(void **state)
{
    struct fixture *f = *state;
    struct outlet outlet;
    struct stat found;

    assert_true(outlet_open(&outlet, f->path, false, &f->err));
    for (int i = 0; i < 100000; i++)
        outlet_put(&outlet, "0123456789", 10);
    assert_true(outlet.block.length <= OUTLET_BLOCK_BYTES);
    assert_true(outlet_finish(&outlet, &f->err));
    assert_int_equal(stat(f->path, &found), 0);
    assert_int_equal(found.st_size, 1000000);
}

static void an_existing_file_is_refused_without_force(void **state)
{
    struct fixture *f = *state;
    struct outlet outlet;

    write_old_file(f->path);
    assert_false(outlet_open(&outlet, f->path, false, &f->err));
    assert_int_equal(f->err.code, ERR_INPUT);
    assert_non_null(strstr(f->err.text, "--force"));
}

static void an_abandoned_file_leaves_the_old_one(void **state)
{
    struct fixture *f = *state;
    struct outlet outlet;
    struct buf found = buf_init(100);

    write_old_file(f->path);
    assert_true(outlet_open(&outlet, f->path, true, &f->err));
    outlet_put_text(&outlet, "new");
    outlet_abandon(&outlet);
    assert_true(buf_read_file(&found, f->path, &f->err));
    assert_string_equal(buf_text(&found), "old");
    buf_release(&found);
}

static void a_full_disk_is_told_and_leaves_nothing(void **state)
{
    struct fixture *f = *state;
    struct outlet outlet;

    assert_true(outlet_open(&outlet, f->path, false, &f->err));
    close(outlet.file);
    outlet.file = open("/dev/full", O_WRONLY);
    outlet_put_text(&outlet, "text");
    assert_false(outlet_finish(&outlet, &f->err));
    assert_int_equal(f->err.code, ERR_STORAGE);
    assert_int_not_equal(access(f->path, F_OK), 0);
}

static void a_missing_folder_is_told(void **state)
{
    struct fixture *f = *state;
    struct outlet outlet;

    assert_false(outlet_open(&outlet, "/tmp/no-such-folder/x", false, &f->err));
    assert_int_equal(f->err.code, ERR_STORAGE);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_file_longer_than_a_block_is_written_whole),
        TEST(an_existing_file_is_refused_without_force),
        TEST(an_abandoned_file_leaves_the_old_one),
        TEST(a_full_disk_is_told_and_leaves_nothing),
        TEST(a_missing_folder_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
