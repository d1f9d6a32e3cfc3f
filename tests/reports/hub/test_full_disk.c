/*
 * The server's disk is full: this book is rolled back, those before it stand, and it is sent once
 * there is room. Files of tables cannot grow while a file named `full` lies in the test's folder:
 * a small library laid under the server says ENOSPC, as the kernel would.
 */
#include "tests/support/hub_bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char FULL_DISK[] =
    "#define _GNU_SOURCE\n"
    "#include <dlfcn.h>\n"
    "#include <errno.h>\n"
    "#include <stdio.h>\n"
    "#include <stdlib.h>\n"
    "#include <string.h>\n"
    "#include <sys/stat.h>\n"
    "#include <sys/uio.h>\n"
    "#include <unistd.h>\n"
    "static int no_room(int file, off_t end)\n"
    "{\n"
    "    char link[64], path[4096];\n"
    "    struct stat now;\n"
    "    if (access(getenv(\"FULL_DISK\"), F_OK) != 0) return 0;\n"
    "    snprintf(link, sizeof link, \"/proc/self/fd/%d\", file);\n"
    "    ssize_t length = readlink(link, path, sizeof path - 1);\n"
    "    path[length > 0 ? length : 0] = 0;\n"
    "    return strstr(path, \"/base/\") && fstat(file, &now) == 0 && end > now.st_size;\n"
    "}\n"
    "#define WRITE(name) ssize_t name(int file, const void *bytes, size_t count, off_t at)\\\n"
    "{ ssize_t (*next)(int, const void *, size_t, off_t) = dlsym(RTLD_NEXT, #name);\\\n"
    "  if (no_room(file, at + (off_t)count)) { errno = ENOSPC; return -1; }\\\n"
    "  return next(file, bytes, count, at); }\n"
    "WRITE(pwrite)\nWRITE(pwrite64)\n"
    "#define WRITEV(name) ssize_t name(int file, const struct iovec *v, int n, off_t at)\\\n"
    "{ ssize_t (*next)(int, const struct iovec *, int, off_t) = dlsym(RTLD_NEXT, #name);\\\n"
    "  if (no_room(file, at + 1)) { errno = ENOSPC; return -1; }\\\n"
    "  return next(file, v, n, at); }\n"
    "WRITEV(pwritev)\nWRITEV(pwritev64)\n"
    "#define GROW(name) int name(int file, off_t at, off_t count)\\\n"
    "{ int (*next)(int, off_t, off_t) = dlsym(RTLD_NEXT, #name);\\\n"
    "  return no_room(file, at + count) ? ENOSPC : next(file, at, count); }\n"
    "GROW(posix_fallocate)\nGROW(posix_fallocate64)\n";

static struct folder laid; /* where the library and the flag lie */

static int start(void **state)
{
    char line[3 * FOLDER_PATH_MAX + 80], path[FOLDER_PATH_MAX];

    (void)state;
    laid = folder_make();
    folder_write(&laid, "full.c", FULL_DISK, strlen(FULL_DISK));
    snprintf(line, sizeof line, "chmod 755 %s; cc -shared -fPIC -o %s/full.so %s/full.c", laid.path,
             laid.path, laid.path);
    assert_int_equal(system(line), 0);
    setenv("FULL_DISK", folder_path(&laid, "full", path), 1);
    setenv("HUB_PRELOAD", folder_path(&laid, "full.so", path), 1);
    return hub_server_start(state);
}

static int stop(void **state)
{
    int status = hub_server_stop(state);

    folder_remove(&laid);
    return status;
}

static void a_full_disk_rolls_back_one_book_and_no_other(void **state)
{
    struct shell *shell = *state;
    const struct hub_book before = { "before", "732829320", 2 };
    const struct hub_book large = { "large", "732829320", 300 };

    hub_make_book(shell, &before);
    hub_make_book(shell, &large);
    shell_do(shell, "$F hub push before.flashcoop --yes && : >$FULL_DISK", NULL);
    assert_int_equal(shell_run(shell, "$F hub push before.flashcoop large.flashcoop --yes", NULL),
                     3);
    assert_string_equal(shell->out, "before.flashcoop: known\n");
    assert_non_null(strstr(shell->err, "large.flashcoop: le serveur n'a plus de place"));
    assert_non_null(strstr(shell->err, "53100"));
    shell_do(shell, "rm $FULL_DISK && $F hub status --verify", NULL);
    assert_string_equal(hub_value(shell, "flashcoop",
                                  "SELECT string_agg(name, ' ') "
                                  "FROM hub.session"),
                        "before");
    shell_do(shell, "$F hub push large.flashcoop --yes && $F hub status --verify", NULL);
    assert_string_equal(hub_value(shell, "flashcoop", "SELECT sum(gross) FROM hub.figure"),
                        "45300");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_full_disk_rolls_back_one_book_and_no_other, hub_set_up,
                                        hub_tear_down),
    };

    return cmocka_run_group_tests(tests, start, stop);
}
