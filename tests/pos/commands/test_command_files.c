/* What a command writes never takes the place of a book; a book that moves takes no sale. */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Every command that takes -o, as a person would mistype it. */
static void no_command_replaces_a_book(void **state)
{
    static const char *const WRITING[] = {
        "report b.flashcoop sales --format csv",
        "report b.flashcoop x",
        "report b.flashcoop grid --format pdf",
        "print b.flashcoop test",
        "print b.flashcoop x --format pdf",
        "export b.flashcoop journal",
        "export b.flashcoop archive",
        "consolidate b.flashcoop",
        "report b.flashcoop papers",
        "export b.flashcoop csv",
        "export b.flashcoop fec",
    };
    static const char *const PLACES[] = { "b.flashcoop", "c.flashcoop", "link", "b.flashcoop-wal" };
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell,
             "$F new c.flashcoop --name Autre --host H && cp c.flashcoop c.kept && "
             "ln -s c.flashcoop link",
             NULL);
    for (size_t i = 0; i < sizeof WRITING / sizeof *WRITING; i++)
        for (size_t j = 0; j < sizeof PLACES / sizeof *PLACES; j++) {
            char line[200];

            snprintf(line, sizeof line, "$F %s -o %s --force", WRITING[i], PLACES[j]);
            if (shell_run(shell, line, NULL) == 0)
                fail_msg("%s", line);
        }
    shell_do(shell, "cmp c.flashcoop c.kept && $F verify b.flashcoop && test ! -e b.flashcoop-wal",
             NULL);
}

static void a_refused_place_is_status_1(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    assert_int_equal(shell_run(shell, "$F report b.flashcoop sales -o b.flashcoop --force", NULL),
                     1);
    assert_non_null(strstr(shell->err, "est un livre"));
}

/* The book is moved between two sales of one program. */
static void a_sale_into_a_book_that_moved_is_refused_and_its_place_said(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell,
             "mkfifo in && { $F sell b.flashcoop < in > said & } ; exec 7> in && "
             "echo 'add C1' >&7 && echo 'pay cash 1.50' >&7 && "
             "until grep -q sold said; do :; done && mv b.flashcoop ailleurs.flashcoop && "
             "echo 'add C1' >&7 && echo 'pay cash 1.50' >&7 && echo total >&7 && exec 7>&- && wait",
             NULL);
    shell_do(shell, "cat said", NULL);
    assert_non_null(strstr(shell->out, "sold A-1 1.50"));
    assert_null(strstr(shell->out, "sold A-2"));
    assert_non_null(strstr(shell->out, "error"));
    assert_non_null(strstr(shell->out, "ailleurs.flashcoop"));
    assert_non_null(strstr(strstr(shell->out, "error"), "due 1.50")); /* the ticket is kept */
    shell_do(shell, "$F report ailleurs.flashcoop sales --format csv", NULL);
    assert_non_null(strstr(shell->out, "A-1"));
}

static void what_leaves_a_book_is_for_its_owner_alone_to_read(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell,
             "umask 0; $F report b.flashcoop attendance -o a.csv --format csv && "
             "$F export b.flashcoop archive -o a.zip && $F till b.flashcoop new B c.flashcoop && "
             "$F report b.flashcoop papers -o dossier && $F new d.flashcoop --name N --host H && "
             "find a.csv a.zip c.flashcoop d.flashcoop dossier -perm /077",
             NULL);
    assert_string_equal(shell->out, "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, shell_set_up, shell_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(no_command_replaces_a_book),
        TEST(a_refused_place_is_status_1),
        TEST(a_sale_into_a_book_that_moved_is_refused_and_its_place_said),
        TEST(what_leaves_a_book_is_for_its_owner_alone_to_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
