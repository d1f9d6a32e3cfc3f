/* Keys and heads outside the book: who may read them, and what may name them. */
#include "ledger/keyring.h"
#include "tests/support/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define ID "00112233445566778899aabbccddeeff"

struct fixture {
    struct folder folder;
    char path[FOLDER_PATH_MAX];
    struct keyring keyring;
};

static int sync_count;

/* The C library's own, counted: a key that is lost at a power cut signs nothing any more. */
int fsync(int file)
{
    sync_count++;
    return (int)syscall(SYS_fsync, file);
}

static const unsigned char SECRET[SECRET_KEY_BYTES] = "the secret of a till, 32 bytes..";

static int setup(void **state)
{
    static struct fixture fixture;

    fixture = (struct fixture){ .folder = folder_make() };
    folder_path(&fixture.folder, "ring", fixture.path);
    fixture.keyring = keyring_open(fixture.path);
    *state = &fixture;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;

    keyring_close(&f->keyring);
    folder_remove(&f->folder);
    return 0;
}

static void a_key_comes_back_and_is_its_owners_alone(void **state)
{
    struct fixture *f = *state;
    unsigned char found[SECRET_KEY_BYTES];
    char path[FOLDER_PATH_MAX + 100];
    struct stat file;

    sync_count = 0;
    assert_true(keyring_put_key(&f->keyring, ID, 'A', SECRET));
    assert_true(sync_count > 0);
    assert_true(keyring_find_key(&f->keyring, ID, 'A', found));
    assert_memory_equal(found, SECRET, sizeof found);
    assert_false(keyring_find_key(&f->keyring, ID, 'B', found));
    snprintf(path, sizeof path, "%s/keys/" ID "-A.key", f->path);
    assert_int_equal(stat(path, &file), 0);
    assert_int_equal(file.st_mode & 0777, 0600);
    snprintf(path, sizeof path, "%s/keys", f->path);
    assert_int_equal(stat(path, &file), 0);
    assert_int_equal(file.st_mode & 0777, 0700);
}

static int files_in(struct fixture *f, const char *name)
{
    struct folder inside;

    snprintf(inside.path, sizeof inside.path, "%s/%s", f->path, name);
    return folder_count(&inside);
}

static void an_identity_that_would_name_another_file_names_none(void **state)
{
    static const char *const IDS[] = {
        "",
        "../../victim",
        "00112233445566778899aabbccddee",
        "00112233445566778899AABBCCDDEEFF",
        "0011223344556677/../aabbccddeeff",
        "00112233445566778899aabbccddeef.",
    };
    struct fixture *f = *state;
    struct seen_head head = { .seq = 3 };
    unsigned char found[SECRET_KEY_BYTES];

    for (size_t i = 0; i < COUNT_OF(IDS); i++) {
        assert_false(keyring_put_key(&f->keyring, IDS[i], 'A', SECRET));
        assert_false(keyring_find_key(&f->keyring, IDS[i], 'A', found));
        keyring_put_head(&f->keyring, IDS[i], 'A', &head);
        assert_true(keyring_find_head(&f->keyring, IDS[i], 'A').seq == 0);
    }
    keyring_put_head(&f->keyring, ID, '/', &head);
    assert_false(keyring_put_key(&f->keyring, ID, '.', SECRET));
    assert_int_equal(files_in(f, "keys") + files_in(f, "heads"), 0);
    assert_int_equal(folder_count(&f->folder), 1);
}

static void a_head_comes_back_for_its_own_chain(void **state)
{
    struct fixture *f = *state;
    struct seen_head real = { .seq = 12, .hash = { 1 } };
    struct seen_head practice = { .seq = 3, .hash = { 2 } };

    keyring_put_head(&f->keyring, ID, 'A', &real);
    keyring_put_head(&f->keyring, ID, 'a', &practice);
    assert_true(keyring_find_head(&f->keyring, ID, 'A').seq == 12);
    assert_true(keyring_find_head(&f->keyring, ID, 'a').seq == 3);
    assert_int_equal(keyring_find_head(&f->keyring, ID, 'a').hash[0], 2);
    assert_true(keyring_find_head(&f->keyring, ID, 'B').seq == 0);
}

/* Another chain was written in between, or the program was started again: still only once. */
static void a_head_that_was_kept_makes_room_for_a_lower_one_once(void **state)
{
    struct fixture *f = *state;
    struct seen_head lost = { .seq = 12, .hash = { 1 }, .last_ticket = 7 };
    struct seen_head practice = { .seq = 3, .hash = { 2 } };
    struct seen_head lower = { .seq = 9, .hash = { 3 }, .last_ticket = 8 };
    struct seen_head heads[SEEN_HEADS_MAX];

    keyring_put_head(&f->keyring, ID, 'A', &lost);
    keyring_put_head(&f->keyring, ID, 'A', &lower);
    assert_true(keyring_find_head(&f->keyring, ID, 'A').seq == 12);
    keyring_keep_head(&f->keyring, ID, 'A');
    keyring_put_head(&f->keyring, ID, 'a', &practice);
    keyring_put_head(&f->keyring, ID, 'A', &lower);
    assert_int_equal(keyring_find_heads(&f->keyring, ID, 'A', heads), 2);
    assert_true(heads[0].seq == 9 && heads[0].last_ticket == 8 && heads[1].seq == 12);
    keyring_put_head(&f->keyring, ID, 'a', &practice);
    lower.seq = 8;
    keyring_put_head(&f->keyring, ID, 'A', &lower);
    assert_true(keyring_find_head(&f->keyring, ID, 'A').seq == 9);
}

static void what_was_accepted_is_gone_also_when_nothing_came_after(void **state)
{
    struct fixture *f = *state;
    struct seen_head lost = { .seq = 12, .hash = { 1 } };
    struct seen_head lower = { .seq = 9, .hash = { 3 } };
    struct seen_head heads[SEEN_HEADS_MAX];

    keyring_put_head(&f->keyring, ID, 'a', &lost);
    keyring_keep_head(&f->keyring, ID, 'a');
    keyring_drop_kept(&f->keyring, ID, 'a');
    assert_int_equal(keyring_find_heads(&f->keyring, ID, 'a', heads), 0);
    keyring_put_head(&f->keyring, ID, 'a', &lower);
    keyring_drop_kept(&f->keyring, ID, 'a');
    assert_true(keyring_find_head(&f->keyring, ID, 'a').seq == 9);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_key_comes_back_and_is_its_owners_alone),
        TEST(an_identity_that_would_name_another_file_names_none),
        TEST(a_head_comes_back_for_its_own_chain),
        TEST(what_was_accepted_is_gone_also_when_nothing_came_after),
        TEST(a_head_that_was_kept_makes_room_for_a_lower_one_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
