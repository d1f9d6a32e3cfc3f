/*
 * The program dies at a call that changes a file, while it makes a book, the copy for a
 * second till, or gives an old book its present form: what stood there is whole, and the same
 * command done again succeeds. (What a disk may lose then: test_power_cut; part syncs before it
 * gives a name.)
 */
#include "tests/support/old_book.h"
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CALLS_MAX = 2000, KILLED = 137 };

/* Ends the program before its DIE_AT-th call that changes anything. */
static const char DYING[] =
    "#define _GNU_SOURCE\n"
    "#include <dlfcn.h>\n"
    "#include <stdlib.h>\n"
    "#include <fcntl.h>\n"
    "#include <stdio.h>\n"
    "#include <stdarg.h>\n"
    "#include <sys/types.h>\n"
    "#include <unistd.h>\n"
    "static void count(void)\n"
    "{ static int left = -1; if (left < 0) left = atoi(getenv(\"DIE_AT\"));\n"
    "  if (--left == 0) _exit(137); }\n"
    "#define CALL(kind, name, parameters, given) kind name parameters\\\n"
    "{ kind (*next) parameters = dlsym(RTLD_NEXT, #name); count(); return next given; }\n"
    "CALL(ssize_t, pwrite, (int f, const void *b, size_t n, off_t a), (f, b, n, a))\n"
    "CALL(ssize_t, pwrite64, (int f, const void *b, size_t n, off64_t a), (f, b, n, a))\n"
    "CALL(int, fsync, (int f), (f))\n"
    "CALL(int, fdatasync, (int f), (f))\n"
    "CALL(int, ftruncate, (int f, off_t n), (f, n))\n"
    "CALL(int, ftruncate64, (int f, off64_t n), (f, n))\n"
    "CALL(int, rename, (const char *a, const char *b), (a, b))\n"
    "CALL(int, link, (const char *a, const char *b), (a, b))\n"
    "CALL(int, unlink, (const char *a), (a))\n"
    "CALL(int, unlinkat, (int f, const char *a, int g), (f, a, g))\n"
    "CALL(int, mkdir, (const char *a, mode_t m), (a, m))\n"
    "CALL(int, rmdir, (const char *a), (a))\n";

static int set_up(void **state)
{
    struct shell *shell;

    if (shell_set_up(state) != 0)
        return -1;
    shell = *state;
    shell_write(shell, "dying.c", DYING);
    shell_do(shell, "cc -shared -fPIC -o dying.so dying.c", NULL);
    return 0;
}

/*
 * `command` dies at one of its calls, after `before`; then `after` must succeed. How often it did:
 * at each of the first calls, further on at some.
 */
static int die_everywhere(struct shell *shell, const char *before, const char *command,
                          const char *after)
{
    char line[1000];
    int times = 0;

    for (int at = 1; at < CALLS_MAX; at += 1 + at / 4) {
        int status;

        shell_do(shell, before, NULL);
        snprintf(line, sizeof line, "DIE_AT=%d LD_PRELOAD=$PWD/dying.so %s", at, command);
        status = shell_run(shell, line, NULL);
        if (status != KILLED && status != 0)
            fail_msg("%s, call %d: status %d: %s", command, at, status, shell->err);
        if (shell_run(shell, after, NULL) != 0)
            fail_msg("%s died at call %d, then: %s %s", command, at, shell->out, shell->err);
        if (status == 0)
            return times;
        times++;
    }
    return times;
}

static void a_new_book_is_there_or_not_at_all(void **state)
{
    struct shell *shell = *state;
    int died = die_everywhere(
        shell, "rm -rf b.flashcoop*", "$F new b.flashcoop --name N --host H",
        "{ [ -e b.flashcoop ] || $F new b.flashcoop --name N --host H; } && $F verify b.flashcoop "
        "&& $F cash b.flashcoop open 50 && ! ls b.flashcoop-*");

    assert_true(died > 10);
}

/* The letter may be taken by a copy that never came to be: then the next one. */
static void the_copy_for_a_second_till_is_there_or_not_at_all(void **state)
{
    struct shell *shell = *state;
    int died;

    shell_make_book(shell);
    shell_do(shell, "cp b.flashcoop kept", NULL);
    died = die_everywhere(
        shell, "rm -rf b.flashcoop* c.flashcoop* data/flashcoop/heads && cp kept b.flashcoop",
        "$F till b.flashcoop new B c.flashcoop",
        "$F verify b.flashcoop && { [ -e c.flashcoop ] || $F till b.flashcoop new B c.flashcoop || "
        "$F till b.flashcoop new C c.flashcoop; } && $F verify c.flashcoop && printf 'add C1\\npay "
        "cash 2\\n' | $F sell c.flashcoop | grep -q '^sold [BC]-1' && $F merge b.flashcoop "
        "c.flashcoop && $F verify b.flashcoop");
    assert_true(died > 10);
}

static void an_old_book_is_upgraded_or_as_it_was(void **state)
{
    struct shell *shell = *state;
    char path[FOLDER_PATH_MAX];
    int died;

    old_book_write("schema-1", 1, folder_path(&shell->folder, "kept", path));
    old_book_sit_down(&shell->folder);
    shell_do(shell, "mv cles-1 data", NULL);
    died = die_everywhere(
        shell, "rm -rf b.flashcoop* data/flashcoop/heads && cp kept b.flashcoop",
        "$F cash b.flashcoop open 50 --as host",
        "$F verify b.flashcoop && $F cash b.flashcoop in 5 --reason monnaie --as host && $F verify "
        "b.flashcoop && ls b.flashcoop.avant-2");
    assert_true(died > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_new_book_is_there_or_not_at_all, set_up, shell_tear_down),
        cmocka_unit_test_setup_teardown(the_copy_for_a_second_till_is_there_or_not_at_all, set_up,
                                        shell_tear_down),
        cmocka_unit_test_setup_teardown(an_old_book_is_upgraded_or_as_it_was, set_up,
                                        shell_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
