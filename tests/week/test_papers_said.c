/* Every PDF that the program can make of a session says each word and amount that it shows. */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { PATH_MAX_BYTES = 4096 };

static void expect_said(struct shell *shell, const char *files)
{
    char root[PATH_MAX_BYTES], command[PATH_MAX_BYTES + 200];

    assert_non_null(getcwd(root, sizeof root));
    snprintf(command, sizeof command, "python3 '%s/tests/papers/check_said.py' %s", root, files);
    if (shell_run(shell, command, NULL) != 0)
        fail_msg("shown and not said:\n%s%s", shell->out, shell->err);
}

static void each_paper_of_the_folder_and_the_kit(void **state)
{
    struct shell *shell = *state;

    shell_do(shell, "$F demo d >/dev/null && mv d/mamcookies.flashcoop b.flashcoop", NULL);
    shell_do(shell, "$F set b.flashcoop second-language ar", NULL);
    shell_do(shell, "$F report b.flashcoop papers -o papers", NULL);
    shell_run(shell, "$F kit b.flashcoop -o kit", NULL);
    expect_said(shell, "papers/*.pdf papers/formation/*.pdf kit/*.pdf");
    shell_do(shell,
             "for f in papers/*.pdf papers/formation/*.pdf kit/*.pdf; do "
             "qpdf --check $f >/dev/null 2>&1 || echo $f; done",
             NULL);
    assert_string_equal(shell->out, ""); /* product pictures stand ten times on one page */
}

/* The names come from the program: a new report or slip is tried, too. */
static void each_report_and_each_slip(void **state)
{
    struct shell *shell = *state;

    shell_do(shell, "$F demo d >/dev/null && mv d/mamcookies.flashcoop b.flashcoop", NULL);
    shell_do(shell,
             "for r in $($F help report | grep -o '[a-zA-Z|:-]*|papers' | tr '|' ' '); do "
             "case $r in *NUMBER|papers) continue ;; esac; r=${r%:N}; case $r in z|receipt) r=$r:1 "
             ";; esac; "
             "$F report b.flashcoop $r --format pdf -o r-${r%:1}.pdf || :; done "
             "2>/dev/null; ls r-*.pdf | wc -l",
             NULL);
    assert_true(atoi(shell->out) > 20);
    shell_do(shell,
             "for s in x z:1 receipt:1 tags allergens notice count float fallback setup test; do "
             "$F print b.flashcoop $s --format pdf -o s-${s%:1}.pdf; done",
             NULL);
    shell_do(shell, "$F consolidate d/*.flashcoop --format pdf -o c.pdf", NULL);
    expect_said(shell, "r-*.pdf s-*.pdf c.pdf");
}

#define SHELL_TEST(name) cmocka_unit_test_setup_teardown(name, shell_set_up, shell_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SHELL_TEST(each_paper_of_the_folder_and_the_kit),
        SHELL_TEST(each_report_and_each_slip),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
