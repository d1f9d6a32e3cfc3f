/* What scripts rely on, whatever the command: one line with its place, the words, the folders. */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* "flashcoop: PLACE: what is wrong…", and nothing else. */
static void assert_one_line_at(const struct shell *shell, const char *line, const char *place)
{
    char start[100];

    snprintf(start, sizeof start, "flashcoop: %s: ", place);
    if (strncmp(shell->err, start, strlen(start)) != 0 ||
        strchr(shell->err, '\n') != shell->err + strlen(shell->err) - 1)
        fail_msg("%s: %s", line, shell->err);
}

static void every_error_is_one_line_that_begins_with_its_place(void **state)
{
    static const struct {
        const char *line;
        const char *place;
        int status;
    } WRONG[] = {
        { "$F report b.flashcoop receipt:", "report", 2 },
        { "$F workshop b.flashcoop nope", "workshop", 2 },
        { "$F report b.flashcoop nope", "report", 2 },
        { "$F report b.flashcoop papers", "report", 2 },
        { "$F help nope", "help", 2 },
        { "$F help-me b.flashcoop", "help-me", 2 },
        { "$F kit b.flashcoop", "kit", 2 },
        { "$F verify none", "none", 3 },
        { "$F verify .", ".", 3 },
        { "$F new b.flashcoop --name N --host H", "b.flashcoop", 1 },
        { "$F new none/b.flashcoop --name N --host H", "none/b.flashcoop", 3 },
        { "$F report b.flashcoop sales -o b.flashcoop-lock", "b.flashcoop", 1 },
        { "$F import b.flashcoop sales - --correct", "-", 2 },
        { "$F import b.flashcoop sales none", "none", 3 },
        { "$F print b.flashcoop nope -o x", "b.flashcoop", 2 },
        { "$F verify \"$(printf 'no\\033[31m\\nx')\"", "no?[31m?x", 3 },
        { "$F \"$(printf 'no\\033[31m\\nx')\"", "no?[31m?x", 2 },
        { "$F --version >/dev/full", "--version", 3 },
        { "$F verify b.flashcoop >/dev/full", "b.flashcoop", 3 },
    };
    struct shell *shell = *state;

    shell_make_book(shell);
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        if (shell_run(shell, WRONG[i].line, NULL) != WRONG[i].status)
            fail_msg("%s: %d %s", WRONG[i].line, shell->status, shell->err);
        assert_one_line_at(shell, WRONG[i].line, WRONG[i].place);
    }
    shell_run(shell, "$F --lang en kit b.flashcoop", NULL);
    assert_string_equal(shell->err, "flashcoop: kit: add -o FOLDER.\n");
}

/* A heading that would colour the terminal, a file name that would add a line. */
static void what_a_file_holds_reaches_the_terminal_as_text(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    assert_int_equal(shell_run(shell, "$F import b.flashcoop products -",
                               "code\033[31m,label,price,vat\nA,B,1,5.5\n"),
                     1);
    assert_null(strchr(shell->err, '\033'));
    assert_int_equal(shell_run(shell,
                               "f=\"$(printf 'a\\nb')\"; echo nope >\"$f\"; "
                               "$F import b.flashcoop answers \"$f\" 2>&1 | grep -vc ^flashcoop:",
                               NULL),
                     1);
    assert_string_equal(shell->out, "0\n");
}

static void a_reason_that_is_missing_is_one_line_and_given_alone_it_is_the_hosts(void **state)
{
    static const char CHARGE[] = "date,label,category,net,vat_amount\n2019-11-26,Sel,other,1,0\n";
    static const struct {
        const char *line;
        const char *input;
    } LATE[] = {
        { "$F share b.flashcoop --rule equal", NULL },
        { "$F set b.flashcoop contribution result:10%", NULL },
        { "$F import b.flashcoop charges -", CHARGE },
    };
    struct shell *shell = *state;

    setenv("FLASHCOOP_CLOCK", "2019-11-26T18:00:00+01:00", 1);
    shell_make_book(shell);
    shell_do(shell, "$F import b.flashcoop participants -", "badge,name\nP1,Amina\n");
    shell_do(shell, "$F sell b.flashcoop", "add C1\npay cash 1.50\n");
    shell_do(shell, "$F close b.flashcoop day && $F close b.flashcoop session", NULL);
    for (size_t i = 0; i < sizeof LATE / sizeof *LATE; i++) {
        char line[200];

        assert_int_equal(shell_run(shell, LATE[i].line, LATE[i].input), 1);
        snprintf(line, sizeof line, "%s --as animator --reason oubli", LATE[i].line);
        assert_int_equal(shell_run(shell, line, LATE[i].input), 1);
        snprintf(line, sizeof line, "%s --as host", LATE[i].line);
        if (shell_run(shell, line, LATE[i].input) != 1 || !strstr(shell->err, "--reason"))
            fail_msg("%s: %s", line, shell->err);
        snprintf(line, sizeof line, "%s --reason ' '", LATE[i].line); /* says nothing */
        assert_int_equal(shell_run(shell, line, LATE[i].input), 1);
        snprintf(line, sizeof line, "%s --reason oubli", LATE[i].line);
        if (shell_run(shell, line, LATE[i].input) != 0)
            fail_msg("%s: %s", line, shell->err);
    }
    unsetenv("FLASHCOOP_CLOCK");
    shell_do(shell, "$F verify b.flashcoop", NULL);
}

static void a_head_is_found_as_people_copy_it_and_never_by_a_piece(void **state)
{
    struct shell *shell = *state;
    char line[300];

    shell_make_book(shell);
    shell_do(shell, "$F close b.flashcoop day", NULL);
    snprintf(line, sizeof line, "H=%.12s; $F verify b.flashcoop --head \"$(echo $H | tr a-f A-F)\"",
             shell_value(shell, "x", "head"));
    shell_do(shell, line, NULL);
    snprintf(line, sizeof line,
             "H=%.12s; $F verify b.flashcoop --head \"$(echo $H | sed 's/..../& /g')\"",
             shell_value(shell, "x", "head"));
    shell_do(shell, line, NULL);
    shell_do(shell,
             "$F verify b.flashcoop --head \"$($F report b.flashcoop z:1 --format csv | "
             "sed -n 's/^head,//p')\"", /* with the end of line that a CSV has */
             NULL);
    assert_int_equal(shell_run(shell, "$F verify b.flashcoop --head ''", NULL), 2);
    assert_int_equal(shell_run(shell, "$F verify b.flashcoop --head a", NULL), 2);
    assert_int_equal(shell_run(shell, "$F verify b.flashcoop --head 000000000000", NULL), 1);
}

static void without_home_the_folders_are_those_of_the_user(void **state)
{
    struct shell *shell = *state;

    shell_do(shell,
             "H=$(getent passwd $(id -u) | cut -d: -f6); env -u HOME -u XDG_DATA_HOME $F where | "
             "grep -F \"keys: $H/.local/share/flashcoop/keys\"",
             NULL);
}

#define NOWHERE "export HOME=/proc/nowhere XDG_DATA_HOME=/proc/nowhere && "

/* Each start would announce another key: nothing is recorded, and looking needs no key. */
static void without_a_place_for_its_key_no_till_records(void **state)
{
    static const char *const RECORDING[] = {
        NOWHERE "$F new c.flashcoop --name N --host H",
        NOWHERE "$F cash b.flashcoop open 5 --as host",
        NOWHERE "$F set b.flashcoop siren 732829320",
    };
    struct shell *shell = *state;

    shell_make_book(shell);
    for (size_t i = 0; i < sizeof RECORDING / sizeof *RECORDING; i++) {
        if (shell_run(shell, RECORDING[i], NULL) != 3)
            fail_msg("%s: %d %s", RECORDING[i], shell->status, shell->err);
        assert_non_null(strstr(shell->err, "/proc/nowhere/flashcoop ne se laisse pas écrire"));
    }
    shell_do(shell,
             NOWHERE
             "test ! -e c.flashcoop && $F verify b.flashcoop && $F report b.flashcoop sales",
             NULL);
    shell_do(shell, NOWHERE "$F report b.flashcoop x", NULL);
    assert_non_null(strstr(shell->err, "journal")); /* it is not noted there, and says so */
    shell_do(shell, "$F cash b.flashcoop open 5 --as host && $F verify b.flashcoop", NULL);
    assert_null(strstr(shell->err, "clé"));
}

static void a_book_is_not_merged_with_itself(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    assert_int_equal(shell_run(shell, "$F merge b.flashcoop ./b.flashcoop", NULL), 1);
    assert_non_null(strstr(shell->err, "lui-même"));
    shell_do(shell, "$F verify b.flashcoop", NULL);
}

/* Its sale was under a flat battery; the Z is dated as a day of the book, on paper too. */
static void a_sale_of_the_year_2000_dates_no_closing(void **state)
{
    struct shell *shell = *state;

    setenv("FLASHCOOP_CLOCK", "2026-11-26T08:00:00+01:00", 1);
    shell_make_book(shell);
    shell_do(shell, "FLASHCOOP_CLOCK=2000-01-01T00:05:00+01:00 $F sell b.flashcoop",
             "add C1\npay card 1.50\n");
    shell_do(shell, "$F close b.flashcoop day", NULL);
    assert_non_null(strstr(shell->out, "26/11/2026"));
    assert_null(strstr(shell->out, "31/12/1999"));
    shell_do(shell, "$F close b.flashcoop session && $F verify b.flashcoop", NULL);
    assert_null(strstr(shell->out, "31/12/1999"));
    shell_do(shell, "$F set b.flashcoop siren 732829320 && $F accounts b.flashcoop -o acc", NULL);
    shell_do(shell, "cat acc/index.csv; $F report b.flashcoop z:1; $F report b.flashcoop x", NULL);
    assert_null(strstr(shell->out, "1999"));
    unsetenv("FLASHCOOP_CLOCK");
}

/* A pipe that nobody fills, a device: looked at by every command and waited for by none. */
static void what_is_no_file_is_no_book(void **state)
{
    static const char *const LOOKING[] = { "verify",
                                           "report %s sales",
                                           "consolidate",
                                           "sell",
                                           "merge b.flashcoop",
                                           "help-me -o x",
                                           "accounts -o acc",
                                           "hub push --dry-run",
                                           "merge %s b.flashcoop" };
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "mkfifo pipe.flashcoop", NULL);
    for (size_t i = 0; i < sizeof LOOKING / sizeof *LOOKING; i++) {
        char words[100];
        char line[200];

        snprintf(words, sizeof words, "%s%s", LOOKING[i], strchr(LOOKING[i], '%') ? "" : " %s");
        snprintf(line, sizeof line, "timeout 20 $F $(printf '%s' pipe.flashcoop)", words);
        if (shell_run(shell, line, NULL) != 1)
            fail_msg("%s: %d %s", line, shell->status, shell->err);
    }
}

static void a_template_is_a_workbook_by_its_name_in_capitals_too(void **state)
{
    struct shell *shell = *state;

    shell_do(shell, "$F template products -o P.XLSX && head -c 2 P.XLSX", NULL);
    assert_string_equal(shell->out, "PK");
}

/* A decision that is sealed and then not given would be taken again by the script. */
static void what_cannot_be_written_is_refused_before_anything_is_recorded(void **state)
{
    static const char *const RECORDING[] = {
        "close b.flashcoop day",
        "close b.flashcoop month --format csv",
        "share b.flashcoop --rule equal",
        "report b.flashcoop x",
        "workshop b.flashcoop price C1 quantity=10 materials=5",
        "print b.flashcoop x",
        "print b.flashcoop receipt:1 --format pdf",
        "export b.flashcoop journal",
        "export b.flashcoop archive",
        "reconcile b.flashcoop card terminal.csv",
        "quote b.flashcoop c1",
        "invoice b.flashcoop c1",
        "person b.flashcoop export P1",
        "person b.flashcoop erase P2",
    };
    static const char *const PLACES[] = { "taken", "none/x", ".", "b.flashcoop --force" };
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell,
             "$F set b.flashcoop address 'Angers' && $F set b.flashcoop siret 73282932000074 && "
             "echo 1 >taken && printf 'date,reference,amount\\n2019-11-26,1,1.50\\n' >terminal.csv",
             NULL);
    shell_do(shell, "$F import b.flashcoop participants -", "badge,name\nP1,Amina\nP2,Luc\n");
    shell_do(shell, "$F import b.flashcoop clients -", "key,name\nc1,Port\n");
    shell_do(shell, "$F import b.flashcoop jobs -",
             "client,service,quantity,price,vat\nc1,Service,1,50,20\n");
    shell_do(shell, "$F sell b.flashcoop", "add C1\npay cash 1.50\n");
    assert_int_equal(shell_run(shell,
                               "cp b.flashcoop before; $F export b.flashcoop csv -o none/x || "
                               "$F export b.flashcoop csv -o taken || cmp b.flashcoop before",
                               NULL),
                     0);
    for (size_t i = 0; i < sizeof RECORDING / sizeof *RECORDING; i++)
        for (size_t j = 0; j < sizeof PLACES / sizeof *PLACES; j++) {
            char line[300];

            snprintf(line, sizeof line,
                     "cp b.flashcoop before; $F %s -o %s; test $? != 0 && cmp b.flashcoop before",
                     RECORDING[i], PLACES[j]);
            if (shell_run(shell, line, NULL) != 0)
                fail_msg("%s: %s%s", line, shell->out, shell->err);
        }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, shell_set_up, shell_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_error_is_one_line_that_begins_with_its_place),
        TEST(what_a_file_holds_reaches_the_terminal_as_text),
        TEST(a_reason_that_is_missing_is_one_line_and_given_alone_it_is_the_hosts),
        TEST(a_head_is_found_as_people_copy_it_and_never_by_a_piece),
        TEST(without_home_the_folders_are_those_of_the_user),
        TEST(without_a_place_for_its_key_no_till_records),
        TEST(a_book_is_not_merged_with_itself),
        TEST(a_sale_of_the_year_2000_dates_no_closing),
        TEST(what_cannot_be_written_is_refused_before_anything_is_recorded),
        TEST(what_is_no_file_is_no_book),
        TEST(a_template_is_a_workbook_by_its_name_in_capitals_too),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
