#include "pos/acts/draft.h"

#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { FILE_PATH_MAX = 400 };

static char folder[] = "/tmp/flashcoop-draft-XXXXXX";

static int set_up(void **state)
{
    (void)state;
    strcpy(folder + sizeof folder - 7, "XXXXXX");
    assert_non_null(mkdtemp(folder));
    setenv("XDG_STATE_HOME", folder, 1);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    draft_drop(&(struct draft_key){ "book", "form", 0 });
    draft_drop(&(struct draft_key){ "other", "form", 0 });

    char inside[sizeof folder + 16];

    snprintf(inside, sizeof inside, "%s/flashcoop", folder);
    rmdir(inside);
    return rmdir(folder);
}

/* The file of the only draft there is; false: none. */
static bool file_find(char out[FILE_PATH_MAX])
{
    char inside[sizeof folder + 16];
    const struct dirent *entry;
    bool found = false;
    DIR *directory;

    snprintf(inside, sizeof inside, "%s/flashcoop", folder);
    directory = opendir(inside);
    while ((entry = readdir(directory)) != NULL)
        if (entry->d_name[0] != '.') {
            snprintf(out, FILE_PATH_MAX, "%s/%s", inside, entry->d_name);
            found = true;
        }
    closedir(directory);
    return found;
}

static void what_was_typed_comes_back(void **state)
{
    char found[8] = "";

    (void)state;
    draft_save(&(struct draft_key){ "book", "form", 0 }, "abcdefg", 8);
    assert_true(draft_load(&(struct draft_key){ "book", "form", 0 }, found, sizeof found));
    assert_string_equal(found, "abcdefg");
}

/* Large, with little in it, as forms are: what is empty again comes back empty.
 */
static void what_is_far_apart_comes_back(void **state)
{
    enum { LENGTH = 200001 };
    static const struct draft_key KEY = { "book", "form", 0 };
    static unsigned char typed[LENGTH];
    static unsigned char found[LENGTH];

    (void)state;
    typed[3] = typed[LENGTH / 2] = typed[LENGTH - 1] = 1;
    for (int round = 0; round < 2; round++) {
        draft_save(&KEY, typed, LENGTH);
        assert_true(draft_load(&KEY, found, LENGTH));
        assert_memory_equal(found, typed, LENGTH);
        typed[LENGTH / 2] = 0;
    }
}

static void drafts_of_two_books_stay_apart(void **state)
{
    char found[8] = "";

    (void)state;
    draft_save(&(struct draft_key){ "book", "form", 0 }, "abcdefg", 8);
    assert_false(draft_load(&(struct draft_key){ "other", "form", 0 }, found, sizeof found));
}

static void only_drafts_of_the_book_that_hold_the_name_go(void **state)
{
    static const struct name_words AMINA = { "P1", 1, { "Amina" } };
    char found[24] = "";

    (void)state;
    draft_save(&(struct draft_key){ "book", "form", 0 }, "\5\0\0\0avance amina\0\0\0", 20);
    draft_save(&(struct draft_key){ "book", "else", 0 }, "\5\0\0\0laminage\0\0\0",
               16); /* the letters, not the name */
    draft_save(&(struct draft_key){ "other", "form", 0 }, "\5\0\0\0avance amina\0\0\0", 20);
    draft_drop_holding("book", &AMINA);
    assert_false(draft_load(&(struct draft_key){ "book", "form", 0 }, found, 20));
    assert_true(draft_load(&(struct draft_key){ "book", "else", 0 }, found, 16));
    assert_true(draft_load(&(struct draft_key){ "other", "form", 0 }, found, 20));
    draft_drop(&(struct draft_key){ "book", "else", 0 });
}

/* The program was cut off between the sale and the dropping of what had been
 * typed for it. */
static void a_draft_typed_before_another_ticket_is_ignored(void **state)
{
    struct draft_key key = { "book", "form", 41 };
    char found[8] = "";

    (void)state;
    draft_save(&key, "abcdefg", 8);
    key.after = 42;
    assert_false(draft_load(&key, found, sizeof found));
    assert_string_equal(found, "");
}

static void a_draft_is_for_its_owner_alone_to_read(void **state)
{
    char inside[sizeof folder + 16];
    mode_t before = umask(0);
    struct dirent *entry;
    DIR *directory;

    (void)state;
    draft_save(&(struct draft_key){ "book", "form", 0 }, "abcdefg", 8);
    umask(before);
    snprintf(inside, sizeof inside, "%s/flashcoop", folder);
    directory = opendir(inside);
    while ((entry = readdir(directory)) != NULL) {
        struct stat found;

        if (entry->d_name[0] == '.')
            continue;
        assert_int_equal(fstatat(dirfd(directory), entry->d_name, &found, 0), 0);
        assert_int_equal(found.st_mode & 0777, 0600);
    }
    closedir(directory);
}

static void a_dropped_draft_is_gone(void **state)
{
    char found[8] = "";

    (void)state;
    draft_save(&(struct draft_key){ "book", "form", 0 }, "abcdefg", 8);
    draft_drop(&(struct draft_key){ "book", "form", 0 });
    assert_false(draft_load(&(struct draft_key){ "book", "form", 0 }, found, sizeof found));
}

static void a_draft_of_another_size_is_ignored(void **state)
{
    char found[4] = "";

    (void)state;
    draft_save(&(struct draft_key){ "book", "form", 0 }, "abcdefg", 8);
    assert_false(draft_load(&(struct draft_key){ "book", "form", 0 }, found, sizeof found));
    assert_string_equal(found, "");
}

static void a_damaged_draft_is_ignored(void **state)
{
    char path[FILE_PATH_MAX];
    char found[8] = "";

    (void)state;
    draft_save(&(struct draft_key){ "book", "form", 0 }, "abcdefg", 8);
    assert_true(file_find(path));

    FILE *file = fopen(path, "r+");

    fseek(file, -3, SEEK_END);
    fputc('X', file);
    fclose(file);
    assert_false(draft_load(&(struct draft_key){ "book", "form", 0 }, found, sizeof found));
}

/* Somebody laid a link there: what was typed is not written through it. */
static void a_link_in_the_place_of_a_draft_is_not_followed(void **state)
{
    char path[FILE_PATH_MAX];
    char beside[sizeof folder + 16];

    (void)state;
    draft_save(&(struct draft_key){ "book", "form", 0 }, "abcdefg", 8);
    assert_true(file_find(path));
    assert_int_equal(unlink(path), 0);
    snprintf(beside, sizeof beside, "%s/else", folder);
    assert_int_equal(symlink(beside, path), 0);
    draft_save(&(struct draft_key){ "book", "form", 0 }, "abcdefg", 8);
    assert_int_equal(access(beside, F_OK), -1);
}

static void half_a_draft_is_none(void **state)
{
    char path[FILE_PATH_MAX];
    struct rlimit before;

    (void)state;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &(struct rlimit){ 40, before.rlim_max }), 0);
    draft_save(&(struct draft_key){ "book", "form", 0 }, "abcdefghijklmno", 16);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_false(file_find(path));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_typed_comes_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_far_apart_comes_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(drafts_of_two_books_stay_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(only_drafts_of_the_book_that_hold_the_name_go, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_draft_is_for_its_owner_alone_to_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_draft_typed_before_another_ticket_is_ignored, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_dropped_draft_is_gone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_draft_of_another_size_is_ignored, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_damaged_draft_is_ignored, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_link_in_the_place_of_a_draft_is_not_followed, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(half_a_draft_is_none, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
