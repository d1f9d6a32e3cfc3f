/* Wrong PINs slow the next try, whatever the clock says, wherever the book is only read. */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The program that people run: the one of the tests has a clock that can be stopped. */
#define SHIPPED      "${F%-tested}"
#define OPEN_AS_HOST SHIPPED " cash b.flashcoop open 5 --as host"

static void make_locked_book(struct shell *shell)
{
    shell_make_book(shell);
    shell_do(shell, "FLASHCOOP_PIN=4711 $F pin b.flashcoop host", NULL);
}

static void assert_must_wait(struct shell *shell, const char *line)
{
    char right[300];

    snprintf(right, sizeof right, "FLASHCOOP_PIN=4711 %s", line);
    assert_int_equal(shell_run(shell, right, NULL), 1);
    if (!strstr(shell->err, "attendre"))
        fail_msg("%s", shell->err);
}

/* Nine wrong tries are five minutes of waiting, longer than any test: eight of them are written
 * down as past where the first was kept, and the ninth is tried. */
static void try_wrong_nine_times(struct shell *shell, const char *line)
{
    char wrong[300];

    snprintf(wrong, sizeof wrong, "FLASHCOOP_PIN=0000 %s", line);
    assert_int_equal(shell_run(shell, wrong, NULL), 1);
    shell_do(shell,
             "kept=$(find . -name '*.wait') && read boot < /proc/sys/kernel/random/boot_id && "
             "test -s $kept && echo 8 0 $boot > $kept",
             NULL);
    assert_int_equal(shell_run(shell, wrong, NULL), 1);
    assert_non_null(strstr(shell->err, "Code faux"));
}

static void no_variable_sets_the_clock_of_the_program(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "FLASHCOOP_CLOCK=2019-11-26T10:02:05+01:00 " SHIPPED " sell b.flashcoop",
             "add C1\npay cash 2\n");
    shell_do(shell, "$F report b.flashcoop sales --format csv", NULL);
    assert_non_null(strstr(shell->out, "A-1,20"));
    assert_null(strstr(shell->out, "A-1,2019"));
    assert_int_equal(shell_run(shell, "grep -c FLASHCOOP_CLOCK " SHIPPED " ${F%/*}/*.so", NULL), 1);
}

static void the_wait_lasts_over_restarts_and_no_clock_shortens_it(void **state)
{
    struct shell *shell = *state;

    make_locked_book(shell);
    try_wrong_nine_times(shell, OPEN_AS_HOST);
    assert_must_wait(shell, OPEN_AS_HOST);
    assert_must_wait(shell, "FLASHCOOP_CLOCK=2031-01-01T10:00Z " OPEN_AS_HOST);
}

/* A copy of the book, or an older one, forgets no wrong try. */
static void a_copy_of_the_book_forgets_nothing(void **state)
{
    struct shell *shell = *state;

    make_locked_book(shell);
    shell_do(shell, "cp b.flashcoop kept", NULL);
    try_wrong_nine_times(shell, OPEN_AS_HOST);
    shell_do(shell, "cp kept b.flashcoop", NULL);
    assert_must_wait(shell, OPEN_AS_HOST);
}

/* And with another folder of one's own, the book itself remembers. */
static void the_book_remembers_where_the_folder_is_another(void **state)
{
    struct shell *shell = *state;

    make_locked_book(shell);
    try_wrong_nine_times(shell, OPEN_AS_HOST);
    assert_must_wait(shell, "XDG_DATA_HOME=$PWD/other " OPEN_AS_HOST);
}

static void a_wrong_pin_on_a_book_that_is_only_read_counts_too(void **state)
{
    static const char AS_NOBODY[] =
        "HOME=$PWD/home XDG_DATA_HOME= setpriv --reuid=65534 --regid=65534 --clear-groups " SHIPPED
        " export b.flashcoop journal -o -";
    struct shell *shell = *state;

    make_locked_book(shell);
    shell_do(shell, "chmod 0755 . && chmod 0444 b.flashcoop && mkdir -m 0777 home", NULL);
    try_wrong_nine_times(shell, AS_NOBODY);
    assert_must_wait(shell, AS_NOBODY);
}

/* Names, PINs and keys are in memory. */
static void a_crash_leaves_no_memory_on_the_disk(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell,
             "mkfifo in && { " SHIPPED " sell b.flashcoop < in > said & } ; exec 7> in && "
             "echo 'add C1' >&7 && until grep -q due said; do :; done && "
             "grep 'Max core file size' /proc/$!/limits; exec 7>&-; wait",
             NULL);
    assert_non_null(strstr(shell->out, "Max core file size        0                    0"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, shell_set_up, shell_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(no_variable_sets_the_clock_of_the_program),
        TEST(the_wait_lasts_over_restarts_and_no_clock_shortens_it),
        TEST(a_copy_of_the_book_forgets_nothing),
        TEST(the_book_remembers_where_the_folder_is_another),
        TEST(a_crash_leaves_no_memory_on_the_disk),
        TEST(a_wrong_pin_on_a_book_that_is_only_read_counts_too),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
