#include "pos/ui/draft.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

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
    draft_drop("book", "form");
    draft_drop("other", "form");

    char inside[sizeof folder + 16];

    snprintf(inside, sizeof inside, "%s/flashcoop", folder);
    rmdir(inside);
    return rmdir(folder);
}

static void what_was_typed_comes_back(void **state)
{
    char found[8] = "";

    (void)state;
    draft_save("book", "form", "abcdefg", 8);
    assert_true(draft_load("book", "form", found, sizeof found));
    assert_string_equal(found, "abcdefg");
}

static void drafts_of_two_books_stay_apart(void **state)
{
    char found[8] = "";

    (void)state;
    draft_save("book", "form", "abcdefg", 8);
    assert_false(draft_load("other", "form", found, sizeof found));
}

static void only_drafts_of_the_book_that_hold_the_name_go(void **state)
{
    static const struct name_words AMINA = { "P1", 1, { "Amina" } };
    char found[24] = "";

    (void)state;
    draft_save("book", "form", "\5\0\0\0avance amina\0\0\0", 20);
    draft_save("book", "else", "\5\0\0\0laminage\0\0\0", 16); /* the letters, not the name */
    draft_save("other", "form", "\5\0\0\0avance amina\0\0\0", 20);
    draft_drop_holding("book", &AMINA);
    assert_false(draft_load("book", "form", found, 20));
    assert_true(draft_load("book", "else", found, 16));
    assert_true(draft_load("other", "form", found, 20));
    draft_drop("book", "else");
}

static void a_draft_is_found_however_the_path_of_its_book_is_written(void **state)
{
    char found[8] = "";

    (void)state;
    draft_save("/tmp", "form", "abcdefg", 8);
    assert_true(draft_load("/tmp/../tmp/.", "form", found, sizeof found));
    draft_drop("//tmp", "form");
    assert_false(draft_load("/tmp", "form", found, sizeof found));
}

static void a_dropped_draft_is_gone(void **state)
{
    char found[8] = "";

    (void)state;
    draft_save("book", "form", "abcdefg", 8);
    draft_drop("book", "form");
    assert_false(draft_load("book", "form", found, sizeof found));
}

static void a_draft_of_another_size_is_ignored(void **state)
{
    char found[4] = "";

    (void)state;
    draft_save("book", "form", "abcdefg", 8);
    assert_false(draft_load("book", "form", found, sizeof found));
    assert_string_equal(found, "");
}

static void a_damaged_draft_is_ignored(void **state)
{
    char inside[sizeof folder + 16];
    char path[sizeof inside + 300];
    char found[8] = "";
    DIR *directory;
    struct dirent *entry;

    (void)state;
    draft_save("book", "form", "abcdefg", 8);
    snprintf(inside, sizeof inside, "%s/flashcoop", folder);
    directory = opendir(inside);
    while ((entry = readdir(directory)) != NULL)
        if (entry->d_name[0] != '.')
            snprintf(path, sizeof path, "%s/%s", inside, entry->d_name);
    closedir(directory);

    FILE *file = fopen(path, "r+");

    fseek(file, -3, SEEK_END);
    fputc('X', file);
    fclose(file);
    assert_false(draft_load("book", "form", found, sizeof found));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_typed_comes_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(drafts_of_two_books_stay_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(only_drafts_of_the_book_that_hold_the_name_go, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_draft_is_found_however_the_path_of_its_book_is_written,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_dropped_draft_is_gone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_draft_of_another_size_is_ignored, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_damaged_draft_is_ignored, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
