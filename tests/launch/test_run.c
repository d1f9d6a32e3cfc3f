/*
 * ./run itself, in a folder with a small program of its own, and a system whose package tools say
 * what they are told to.
 */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* Says its arguments; does not load while `gone` lies there. */
static const char PROGRAM[] = "#!/bin/sh\n[ ! -e \"$ROOT/gone\" ] || exit 127\n"
                              "echo started \"$@\"\n";

static const char MAKEFILE[] =
    "build/flashcoop: source\n\t@mkdir -p build && cp source build/flashcoop && echo x >>built\n"
    "\t@chmod +x build/flashcoop; rm -f gone\n"
    "clean:\n\t@rm -rf build; echo x >>cleaned\n";

/* A system where nothing is installed, or all that is wanted when `installed` lies there. */
static const char DPKG[] = "#!/bin/sh\n[ -e \"$ROOT/installed\" ] || exit 1\n"
                           "for p in \"$@\"; do echo \"installed $p\"; done\n";
static const char APT[] =
    "#!/bin/sh\necho \"$@\" >>\"$ROOT/asked\"\ncase \"$*\" in\n"
    "*NoLocking*--assume-no*)\n"
    "   echo '0 upgraded, 164 newly installed, 0 to remove and 0 not upgraded.'\n"
    "   echo 'Need to get 119 MB of archives.'; exit 1 ;;\n"
    "update) cat \"$ROOT/lists\" 2>/dev/null && exit 0 ;;\n"
    "esac\ncat \"$ROOT/answer\" >&2; exit 100\n";

static void tool_write(struct shell *shell, const char *name, const char *text)
{
    char line[100];

    shell_write(shell, name, text);
    snprintf(line, sizeof line, "chmod +x %s", name);
    shell_do(shell, line, NULL);
}

/* Of the project: tests run there, each shell in a folder of its own. */
static char source_folder[300];

static int set_up(void **state)
{
    char line[800];
    const char *here = source_folder;

    assert_non_null(getcwd(source_folder, sizeof source_folder));
    shell_set_up(state);
    snprintf(line, sizeof line,
             "mkdir -p bin scripts home && cp '%s/run' . && cp '%s'/scripts/*.sh "
             "'%s/scripts/packages.txt' scripts/",
             here, here, here);
    shell_do(*state, line, NULL);
    tool_write(*state, "source", PROGRAM);
    shell_write(*state, "Makefile", MAKEFILE);
    tool_write(*state, "bin/dpkg-query", DPKG);
    tool_write(*state, "bin/apt-get", APT);
    tool_write(*state, "bin/sudo", "#!/bin/sh\nexec \"$@\"\n");
    shell_write(*state, "answer", "");
    return 0;
}

/* `words` is what stands before and after "./run". */
static int launch(struct shell *shell, const char *before, const char *after)
{
    char line[400];

    snprintf(line, sizeof line,
             "ROOT=$PWD HOME=$PWD/home PATH=$PWD/bin:$PATH; export ROOT HOME PATH; "
             "unset FLASHCOOP_LANG; %s ./run %s",
             before, after);
    return shell_run(shell, line, NULL);
}

static void built_once_it_starts_without_asking_anything_of_the_system(void **state)
{
    struct shell *shell = *state;

    shell_do(shell, "touch installed", NULL);
    assert_int_equal(launch(shell, "", "x"), 0);
    shell_do(shell, "rm -f installed asked", NULL);
    assert_int_equal(launch(shell, "", "sell b.flashcoop"), 0);
    assert_string_equal(shell->out, "started sell b.flashcoop\n");
    shell_do(shell, "test ! -e asked", NULL);
    /* Nor is a machine without make asked for one. */
    assert_int_equal(launch(shell,
                            "mkdir -p few && for t in sh dirname ldd grep readlink; do ln -sf "
                            "$(command -v $t) few/; done; PATH=$PWD/few",
                            "x"),
                     0);
}

static void what_no_longer_loads_is_built_again_from_nothing(void **state)
{
    struct shell *shell = *state;

    shell_do(shell, "touch installed", NULL);
    launch(shell, "", "x");
    shell_do(shell, "touch gone", NULL);
    assert_int_equal(launch(shell, "", "x"), 0);
    assert_string_equal(shell->out, "started x\n");
    shell_do(shell, "test -e cleaned && test $(wc -l <built) = 2 && rm cleaned", NULL);
    /* A source that is newer as well changes nothing in that. */
    shell_do(shell, "touch gone && touch -d '1 hour' source", NULL);
    assert_int_equal(launch(shell, "", "x"), 0);
    shell_do(shell, "test -e cleaned", NULL);
}

static void the_command_of_ones_own_is_built_again_too(void **state)
{
    struct shell *shell = *state;

    shell_do(shell, "touch installed", NULL);
    assert_int_equal(launch(shell, "", "path"), 0);
    shell_do(shell, "touch gone", NULL);
    assert_int_equal(launch(shell, "", "x >/dev/null; touch gone; home/.local/bin/flashcoop where"),
                     0);
    assert_string_equal(shell->out, "started where\n");
}

static void what_is_missing_is_announced_with_number_and_size(void **state)
{
    struct shell *shell = *state;

    assert_int_equal(launch(shell, "", ""), 3);
    assert_non_null(strstr(shell->err, "164 paquets, à télécharger : 119 MB"));
    assert_int_equal(launch(shell, "", "--lang en"), 3);
    assert_non_null(strstr(shell->err, "164 packages, to download: 119 MB"));
    shell_do(shell, "sed -i 's/ 164 / 1 /; s,119 MB,0 B/119 MB,' bin/apt-get", NULL);
    assert_int_equal(launch(shell, "", ""), 3);
    assert_non_null(strstr(shell->err, "1 paquet, à télécharger : 0 B\n"));
}

/* On a market day, with a change that was brought and not yet built. */
static void what_is_built_opens_when_the_packages_for_building_cannot_come(void **state)
{
    struct shell *shell = *state;

    shell_do(shell, "touch installed", NULL);
    assert_int_equal(launch(shell, "", "x"), 0);
    shell_do(shell, "rm installed && touch -d '1 hour' source", NULL);
    shell_write(shell, "answer", "E: Could not resolve 'example.org'");
    assert_int_equal(launch(shell, "", "x"), 0);
    assert_string_equal(shell->out, "started x\n");
    assert_non_null(strstr(shell->err, "pas de réseau"));
    assert_non_null(strstr(shell->err, "ce qui est déjà construit s'ouvre"));
    /* Sales do not wait for papers. */
    shell_do(shell, "touch -d '-1 hour' source", NULL);
    tool_write(shell, "bin/ldd", "#!/bin/sh\necho 'libxlsxwriter.so.4 => not found'\n");
    assert_int_equal(launch(shell, "", "x"), 0);
    assert_string_equal(shell->out, "started x\n");
    shell_do(shell, "touch gone", NULL);
    assert_int_equal(launch(shell, "", "x"), 3);
    assert_null(strstr(shell->err, "s'ouvre"));
}

static void a_command_of_ones_own_replaces_no_other_file_of_that_name(void **state)
{
    struct shell *shell = *state;

    shell_do(shell,
             "touch installed && mkdir -p home/.local/bin && echo mine "
             ">home/.local/bin/flashcoop",
             NULL);
    assert_int_equal(launch(shell, "", "path"), 3);
    assert_non_null(strstr(shell->err, "flashcoop existe déjà"));
    shell_do(shell, "grep mine home/.local/bin/flashcoop", NULL);
    shell_do(shell, "rm home/.local/bin/flashcoop && ln -s /nowhere home/.local/bin/flashcoop",
             NULL);
    assert_int_equal(launch(shell, "", "path"), 0);
    shell_do(shell, "home/.local/bin/flashcoop --version", NULL);
}

static void a_refusal_is_told_by_its_true_reason(void **state)
{
    static const struct {
        const char *answer, *reason;
    } CASES[] = {
        { "E: Could not get lock /var/lib/dpkg/lock-frontend.", "un autre programme installe" },
        { "E: Unable to acquire the dpkg frontend lock", "un autre programme installe" },
        { "E: You don't have enough free space in /var/cache/apt/archives/.", "disque est plein" },
        { "dpkg: error: failed to write (No space left on device)", "disque est plein" },
        { "Err:1 Could not resolve 'example.org'", "pas de réseau" },
        { "E: Failed to fetch http://example.org/x Temporary failure resolving", "pas de réseau" },
        { "E: Unable to locate package libzint-dev", "Debian 12 ou plus récent" },
        { "E: Package 'libzint-dev' has no installation candidate", "Debian 12 ou plus récent" },
        { "E: dpkg was interrupted, you must manually run 'dpkg --configure -a'",
          "dpkg --configure -a" },
        { "E: Unmet dependencies. Try 'apt --fix-broken install'", "apt --fix-broken install" },
        { "E: Failed to fetch http://example.org/x  404  Not Found", "a changé" },
        { "E: The repository is not signed. NO_PUBKEY", "signature" },
        { "E: Release file is not valid yet (invalid for another 3h)", "l'heure" },
        { "sudo: unable to resolve host vm: Temporary failure in name resolution\n"
          "E: Could not open file /var/x - open",
          "la raison est au-dessus" },
        { "E: Something that nobody foresaw", "la raison est au-dessus" },
    };
    struct shell *shell = *state;

    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        shell_write(shell, "answer", CASES[i].answer);
        assert_int_equal(launch(shell, "", ""), 3);
        if (!strstr(shell->err, CASES[i].reason))
            fail_msg("%s: %s", CASES[i].answer, shell->err);
    }
}

/* apt-get update ends well when nothing came. */
static void packages_that_are_unknown_without_a_network_are_not_called_too_new(void **state)
{
    struct shell *shell = *state;

    shell_write(shell, "answer", "E: Unable to locate package libzint-dev");
    shell_write(shell, "lists", "W: Failed to fetch x  Temporary failure resolving 'deb.org'");
    assert_int_equal(launch(shell, "", ""), 3);
    assert_non_null(strstr(shell->err, "pas de réseau"));
    shell_write(shell, "lists", "Hit:1 http://deb.org bullseye InRelease");
    assert_int_equal(launch(shell, "", ""), 3);
    assert_non_null(strstr(shell->err, "Debian 12 ou plus récent"));
}

static void one_language_is_spoken_throughout(void **state)
{
    struct shell *shell = *state;

    shell_write(shell, "answer", "E: Something that nobody foresaw");
    launch(shell, "", "");
    assert_null(strstr(shell->err, "flashcoop: "));
    launch(shell, "FLASHCOOP_LANG=en", "");
    assert_null(strstr(shell->err, "flashcoop :"));
    launch(shell, "", "sell b.flashcoop --lang=en");
    assert_null(strstr(shell->err, "flashcoop :"));
    assert_non_null(strstr(shell->err, "missing:"));
}

static void each_demonstration_goes_where_the_list_looks(void **state)
{
    struct shell *shell = *state;

    shell_do(shell, "touch installed", NULL);
    assert_int_equal(launch(shell, "", "demo"), 0);
    assert_non_null(strstr(shell->out, "started demo "));
    assert_non_null(strstr(shell->out, "/home/Flashcoop/demo-sessions\n"));
    shell_do(shell, "mkdir home/Flashcoop/demo-sessions", NULL);
    assert_int_equal(launch(shell, "", "demo"), 0);
    assert_non_null(strstr(shell->out, "/home/Flashcoop/demo-sessions-2\n"));
}

/* Root becomes nobody for it. */
#define AS_ANOTHER                                                                                 \
    "chmod -R a+rX . && chmod 0755 .; export HOME=/nonexistent; setpriv --reuid=65534 "            \
    "--regid=65534 --clear-groups"

static void who_may_not_write_in_the_folder_is_told_so_or_starts_what_is_built(void **state)
{
    struct shell *shell = *state;

    shell_do(shell, "touch installed", NULL);
    assert_int_equal(launch(shell, AS_ANOTHER, "x"), 3);
    assert_non_null(strstr(shell->err, "écrire dans ce dossier"));
    assert_null(strstr(shell->err, "denied"));
    assert_int_equal(launch(shell, "", "x"), 0);
    shell_do(shell, "touch -d '1 hour' source", NULL);
    assert_int_equal(launch(shell, AS_ANOTHER, "x"), 0);
    assert_string_equal(shell->out, "started x\n");
}

static void a_folder_that_takes_nothing_is_named_in_one_language(void **state)
{
    struct shell *shell = *state;

    shell_do(shell, "touch installed", NULL);
    assert_int_equal(launch(shell, "", "x"), 0);
    assert_int_equal(launch(shell, AS_ANOTHER, "demo"), 3);
    assert_string_equal(shell->err, "flashcoop : /nonexistent/Flashcoop : impossible d'y écrire\n");
    shell_do(shell, "rm -r build", NULL);
    assert_int_equal(launch(shell, "TMPDIR=$PWD/none;export TMPDIR;", "x"), 3);
    assert_non_null(strstr(shell->err, "/none : impossible d'y écrire\n"));
    assert_null(strstr(shell->err, "mktemp"));
    assert_int_equal(launch(shell, "TMPDIR=$PWD/none;export TMPDIR; rm installed;", "x"), 3);
    assert_null(strstr(shell->err, "mktemp"));
    shell_do(shell, "touch installed", NULL);
    assert_int_equal(launch(shell, "", "x"), 0);
    assert_int_equal(launch(shell, AS_ANOTHER, "path --lang en"), 3);
    assert_string_equal(shell->err,
                        "flashcoop: /nonexistent/.local/bin: nothing can be written there\n");
}

static void who_comes_without_a_home_has_the_one_of_the_list_of_users(void **state)
{
    struct shell *shell = *state;

    shell_do(shell, "touch installed", NULL);
    tool_write(shell, "bin/getent", "#!/bin/sh\necho \"u:x:0:0::$ROOT/home:/bin/sh\"\n");
    assert_int_equal(launch(shell, "unset HOME;", "demo"), 0);
    assert_non_null(strstr(shell->out, "/home/Flashcoop/demo-sessions\n"));
}

static void who_is_no_administrator_is_told_what_an_administrator_runs(void **state)
{
    struct shell *shell = *state;

    shell_do(shell, "mkdir 'né ici' && cp -r run Makefile source scripts 'né ici/'", NULL);
    tool_write(shell, "bin/sudo",
               "#!/bin/sh\necho 'ana is not in the sudoers file.' >&2; exit 1\n");
    shell_do(shell, "chown -R 65534 'né ici' && chmod -R a+rwX .", NULL);
    assert_int_equal(launch(shell, "cd 'né ici';" AS_ANOTHER, ""), 3);
    assert_non_null(strstr(shell->err, "  su - -c '\"/"));
    assert_non_null(strstr(shell->err, "/né ici/scripts/packages.sh\" run'\n"));
}

static void a_full_disk_is_said_and_nothing_cut_short_is_kept(void **state)
{
    struct shell *shell = *state;
    char line[400];

    shell_do(shell, "touch installed", NULL);
    shell_write(shell, "Makefile", "all:\n\t@echo 'sed: No space left on device' >&2; false\n");
    assert_int_equal(launch(shell, "", "x"), 3);
    assert_non_null(strstr(shell->err, "flashcoop : le disque est plein"));
    tool_write(shell, "bin/sed", "#!/bin/sh\necho 0x2f,; exit 4\n");
    snprintf(line, sizeof line,
             "b=$PWD/cut; PATH=$PWD/bin:$PATH; cd '%s'; env -u MAKEFLAGS make -s BUILD=$b "
             "$b/ledger/schema.sql.inc && echo made; find $b -type f",
             source_folder);
    shell_do(shell, line, NULL);
    assert_string_equal(shell->out, "");
}

static void thirty_two_bits_are_refused_before_anything_is_installed(void **state)
{
    struct shell *shell = *state;

    tool_write(shell, "bin/getconf", "#!/bin/sh\necho 32\n");
    assert_int_equal(launch(shell, "", ""), 3);
    assert_non_null(strstr(shell->err, "64 bits"));
    shell_do(shell, "test ! -e asked", NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, shell_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(built_once_it_starts_without_asking_anything_of_the_system),
        TEST(what_no_longer_loads_is_built_again_from_nothing),
        TEST(the_command_of_ones_own_is_built_again_too),
        TEST(what_is_missing_is_announced_with_number_and_size),
        TEST(what_is_built_opens_when_the_packages_for_building_cannot_come),
        TEST(a_command_of_ones_own_replaces_no_other_file_of_that_name),
        TEST(a_refusal_is_told_by_its_true_reason),
        TEST(packages_that_are_unknown_without_a_network_are_not_called_too_new),
        TEST(one_language_is_spoken_throughout),
        TEST(each_demonstration_goes_where_the_list_looks),
        TEST(who_may_not_write_in_the_folder_is_told_so_or_starts_what_is_built),
        TEST(a_folder_that_takes_nothing_is_named_in_one_language),
        TEST(who_comes_without_a_home_has_the_one_of_the_list_of_users),
        TEST(who_is_no_administrator_is_told_what_an_administrator_runs),
        TEST(a_full_disk_is_said_and_nothing_cut_short_is_kept),
        TEST(thirty_two_bits_are_refused_before_anything_is_installed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
