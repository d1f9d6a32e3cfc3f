/* Reading needs no lock and writes nothing; what cannot be noted in the journal is said. */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const READING[] = {
    "verify b.flashcoop",
    "report b.flashcoop sales --format csv",
    "report b.flashcoop result",
    "report b.flashcoop session --format csv",
    "report b.flashcoop x",
    "report b.flashcoop papers -o ../papiers --force",
    "consolidate b.flashcoop",
    "set b.flashcoop",
    "help-me b.flashcoop -o ../aide --force",
    "kit b.flashcoop -o ../kit --force",
    "workshop b.flashcoop loan 100 12 5",
    "workshop b.flashcoop batch list --format csv",
    "reconcile b.flashcoop card ../terminal.csv --format csv",
    "report b.flashcoop x --format csv",
    "export b.flashcoop journal -o ../j --force",
    "export b.flashcoop csv -o ../tables --force",
    "print b.flashcoop receipt:1 -o ../ticket --force",
    "print b.flashcoop x --format pdf -o ../x.pdf --force",
};

static void make_sold_book(struct shell *shell)
{
    shell_make_book(shell);
    shell_do(shell, "$F sell b.flashcoop", "add C1\npay cash 1.50\n");
    shell_do(shell,
             "$F sell b.flashcoop && echo date,reference,amount >terminal.csv && "
             "echo $(date +%F),1,1.50 >>terminal.csv",
             "add C1\npay card 1.50\n");
}

/* Everything that reads, with `before` and `after` around each; stdout and stderr are kept. */
static void read_all(struct shell *shell, const char *before)
{
    for (size_t i = 0; i < sizeof READING / sizeof *READING; i++) {
        char line[300];

        snprintf(line, sizeof line, "%s $F %s", before, READING[i]);
        shell_do(shell, line, NULL);
    }
}

/* Somebody else's folder that one may look into. Root becomes nobody for it. */
static void a_strangers_protected_book_is_read_by_every_reading_command(void **state)
{
    struct shell *shell = *state;

    make_sold_book(shell);
    shell_do(shell,
             "mkdir lu && cp b.flashcoop lu && chmod 0444 lu/b.flashcoop && chmod 0555 lu && "
             "chmod 0777 . && chmod -R a+rX data && cksum lu/* > sums",
             NULL);
    read_all(shell, "cd lu && export HOME=/nonexistent XDG_DATA_HOME= && "
                    "setpriv --reuid=65534 --regid=65534 --clear-groups");
    shell_do(shell, "cksum lu/* | cmp - sums && ls -A lu", NULL);
    assert_string_equal(shell->out, "b.flashcoop\n");
}

static void a_book_that_a_till_holds_is_read_up_to_its_last_sale(void **state)
{
    struct shell *shell = *state;

    make_sold_book(shell);
    shell_do(shell,
             "mkfifo in && { $F sell b.flashcoop < in > said & } ; exec 7> in && "
             "echo 'add C1' >&7 && echo 'pay cash 2' >&7 && until grep -q sold said; do :; done && "
             "mkdir lu && cd lu && for r in 'verify ../b.flashcoop' 'report ../b.flashcoop x' "
             "'export ../b.flashcoop journal -o ../j' 'print ../b.flashcoop x -o ../slip'; do "
             "$F $r || exit 1; done && $F report ../b.flashcoop sales --format csv && "
             "echo 'add C1' >&7 && echo 'pay cash 2' >&7 && exec 7>&- && wait",
             NULL);
    assert_non_null(strstr(shell->out, "A-2"));
    assert_non_null(strstr(shell->err, "Non noté au journal"));
    shell_do(shell, "cat said j && $F verify b.flashcoop", NULL);
    assert_non_null(strstr(shell->out, "sold A-3"));
    assert_non_null(strstr(shell->out, "; Non noté au journal"));
}

/* What a reader must not do: say less than what was acknowledged. */
static void the_last_sale_before_a_crash_is_in_every_reading(void **state)
{
    struct shell *shell = *state;

    make_sold_book(shell);
    shell_do(shell,
             "mkfifo in && { $F sell b.flashcoop < in > said & } ; exec 7> in && "
             "echo 'add C1' >&7 && echo 'pay cash 2' >&7 && until grep -q sold said; do :; done && "
             "kill -9 $! ; wait; cksum b.flashcoop* > sums; "
             "$F report b.flashcoop sales --format csv && $F verify b.flashcoop && "
             "cksum b.flashcoop* | cmp - sums",
             NULL);
    assert_non_null(strstr(shell->out, "A-2"));
}

static void what_is_noted_says_nothing(void **state)
{
    struct shell *shell = *state;

    make_sold_book(shell);
    shell_do(shell, "$F report b.flashcoop x && $F export b.flashcoop journal -o j && cat j", NULL);
    assert_null(strstr(shell->out, "oté au journal"));
    assert_string_equal(shell->err, "");
}

/* A book may come from anywhere: its words are shown, never obeyed. */
static void words_of_a_foreign_book_do_not_steer_the_terminal(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell,
             "sqlite3 b.flashcoop \"UPDATE setting SET value = 'Mam' || char(27) || '[2J' || "
             "char(8238) || 'x' WHERE key = 'name'\" && $F report b.flashcoop session && "
             "$F report b.flashcoop x",
             NULL);
    assert_non_null(strstr(shell->out, "Mam?[2J?x"));
    assert_null(strchr(shell->out, '\033'));
    shell_run(shell, "$F verify b.flashcoop", NULL);
    assert_null(strchr(shell->err, '\033'));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, shell_set_up, shell_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_strangers_protected_book_is_read_by_every_reading_command),
        TEST(a_book_that_a_till_holds_is_read_up_to_its_last_sale),
        TEST(the_last_sale_before_a_crash_is_in_every_reading),
        TEST(what_is_noted_says_nothing),
        TEST(words_of_a_foreign_book_do_not_steer_the_terminal),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
