/* A book on its way to a real server: sent once, whole, and nothing else. */
#include "tests/support/hub_bench.h"
#include "tests/support/old_book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct hub_book MAM = { "mam", "732829320", 3 };

static bool says(const char *text, const char *words)
{
    return strstr(text, words) != NULL;
}

static void a_closed_book_is_sent_once_and_known_afterwards(void **state)
{
    struct shell *shell = *state;

    hub_make_book(shell, &MAM);
    shell_do(shell, "$F hub push mam.flashcoop --yes >sent && cut -d ' ' -f 3 sent >count", NULL);
    assert_string_equal(hub_value(shell, "flashcoop", "SELECT gross FROM hub.figure"), "450");
    assert_string_equal(shell_do(shell, "$F hub push mam.flashcoop", NULL),
                        "mam.flashcoop: known\n");
    hub_value(shell, "flashcoop", "SELECT count(*) FROM hub.record \\g there");
    shell_do(shell, "cmp count there", NULL);
}

static void only_what_is_new_is_added(void **state)
{
    struct shell *shell = *state;

    hub_make_book(shell, &MAM);
    shell_do(shell, "$F hub push mam.flashcoop --yes", NULL);
    hub_sell_more(shell, &MAM);
    assert_true(says(shell_do(shell, "$F hub status mam.flashcoop", NULL), "4 records missing"));
    assert_string_equal(shell_do(shell, "$F hub push mam.flashcoop", NULL),
                        "mam.flashcoop: sent 4 records\n");
    assert_string_equal(hub_value(shell, "flashcoop", "SELECT gross FROM hub.figure"), "900");
    shell_do(shell, "$F hub status --verify", NULL);
}

static void a_book_without_a_closing_says_so(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    assert_int_equal(shell_run(shell, "$F hub push b.flashcoop --yes", NULL), 1);
    assert_string_equal(shell->out, "b.flashcoop: nothing closed\n");
    assert_string_equal(shell->err, "");
}

static void nothing_goes_before_somebody_said_yes(void **state)
{
    struct shell *shell = *state;

    hub_make_book(shell, &MAM);
    assert_int_equal(shell_run(shell, "$F hub push mam.flashcoop", NULL), 1);
    assert_true(says(shell->err, "--yes"));
    assert_string_equal(hub_value(shell, "admin", "SELECT count(*) FROM hub.session"), "0");
}

static void a_changed_public_fact_is_asked_again(void **state)
{
    struct shell *shell = *state;

    hub_make_book(shell, &MAM);
    shell_do(shell, "$F hub push mam.flashcoop --yes", NULL);
    shell_do(shell, "$F set mam.flashcoop venue Gare --reason erreur", NULL);
    assert_int_equal(shell_run(shell, "$F hub push mam.flashcoop", NULL), 1);
    shell_do(shell, "$F hub push mam.flashcoop --yes", NULL);
    assert_string_equal(hub_value(shell, "flashcoop", "SELECT venue FROM hub.session"), "Gare");
}

static void a_fork_is_refused_and_named(void **state)
{
    struct shell *shell = *state;
    const struct hub_book other = { "mam", "732829320", 5 };

    hub_make_book(shell, &MAM);
    shell_do(shell, "cp mam.flashcoop copy && $F hub push mam.flashcoop --yes", NULL);
    hub_sell_more(shell, &MAM);
    shell_do(shell, "$F hub push mam.flashcoop && mv copy mam.flashcoop", NULL);
    hub_sell_more(shell, &other);
    assert_int_equal(shell_run(shell, "$F hub push mam.flashcoop", NULL), 1);
    assert_true(says(shell->err, "mam.flashcoop: "));
    assert_string_equal(hub_value(shell, "flashcoop", "SELECT gross FROM hub.figure"), "900");
}

static void an_older_copy_is_refused_and_named(void **state)
{
    struct shell *shell = *state;

    hub_make_book(shell, &MAM);
    shell_do(shell, "cp mam.flashcoop old.flashcoop", NULL);
    hub_sell_more(shell, &MAM);
    /* On a computer that never saw the newer one: there the book alone looks sound. */
    assert_int_equal(shell_run(shell,
                               "$F hub push mam.flashcoop --yes && "
                               "XDG_DATA_HOME=$PWD/elsewhere $F hub push old.flashcoop --yes",
                               NULL),
                     1);
    assert_true(says(shell->err, "copie plus ancienne"));
    assert_true(says(shell->err, "caisse A"));
}

static void a_book_that_does_not_verify_is_refused_and_the_next_one_goes(void **state)
{
    struct shell *shell = *state;
    const struct hub_book good = { "good", "732829320", 2 };

    hub_make_book(shell, &MAM);
    hub_make_book(shell, &good);
    shell_do(shell,
             "sqlite3 mam.flashcoop \"DROP TRIGGER payment_no_update; "
             "UPDATE payment SET slip = 'x' WHERE number = 2\"",
             NULL);
    assert_int_equal(shell_run(shell, "$F hub push mam.flashcoop good.flashcoop --yes", NULL), 1);
    assert_true(says(shell->err, "flashcoop: mam.flashcoop: "));
    assert_true(says(shell->out, "good.flashcoop: sent "));
    assert_string_equal(hub_value(shell, "flashcoop", "SELECT count(*) FROM hub.session"), "1");
}

/* A book that is not there is refused as one that is wrong: 3 is for the server. */
static void what_is_no_book_is_named_in_one_line_and_the_next_goes(void **state)
{
    struct shell *shell = *state;

    hub_make_book(shell, &MAM);
    shell_write(shell, "notes.txt", "no book");
    assert_int_equal(shell_run(shell,
                               "$F hub push \"$(printf 'a\\033[31mb')\" notes.txt mam.flashcoop "
                               "--yes",
                               NULL),
                     1);
    assert_null(strchr(shell->err, '\033'));
    assert_true(says(shell->err, "b: n'existe pas"));
    assert_true(says(shell->err, "notes.txt: "));
    assert_true(says(shell->out, "mam.flashcoop: sent "));
}

/* Books of earlier programs go as they are. */
static void books_of_before_are_sent_and_not_touched(void **state)
{
    static const struct {
        const char *name;
        int32_t version;
    } OLD[] = { { "schema-1", 1 }, { "schema-3", 1 }, { "form-2", 2 } };
    struct shell *shell = *state;

    for (size_t i = 0; i < sizeof OLD / sizeof *OLD; i++) {
        char path[FOLDER_PATH_MAX];

        old_book_write(OLD[i].name, OLD[i].version,
                       folder_path(&shell->folder, "old.flashcoop", path));
        old_book_sit_down(&shell->folder);
        shell_do(shell,
                 "cp old.flashcoop before && $F hub push old.flashcoop --yes && "
                 "cmp old.flashcoop before && $F hub status --verify",
                 NULL);
        assert_true(says(shell->out, "old.flashcoop: sent "));
        hub_value(
            shell, "admin",
            "DO $$ DECLARE t text; BEGIN FOR t IN SELECT relname FROM pg_class WHERE "
            "relkind = 'r' AND relnamespace = 'hub'::regnamespace AND relname NOT IN ('step', "
            "'host', 'member') LOOP EXECUTE 'DELETE FROM hub.' || t; END LOOP; END $$");
    }
}

static void both_tills_of_a_session_are_sent(void **state)
{
    struct shell *shell = *state;

    hub_make_book(shell, &MAM);
    shell_do(shell,
             "$F till mam.flashcoop new B copy.flashcoop && "
             "printf 'add C1\\npay cash 2\\n' | $F sell copy.flashcoop && "
             "$F close copy.flashcoop day --counted 1.50 --reason test && "
             "$F merge mam.flashcoop copy.flashcoop && $F hub push mam.flashcoop --yes",
             NULL);
    assert_string_equal(hub_value(shell, "flashcoop", "SELECT string_agg(chain, '') FROM hub.till"),
                        "AB");
    assert_string_equal(hub_value(shell, "flashcoop", "SELECT gross FROM hub.figure"), "600");
    shell_do(shell, "$F hub status --verify", NULL);
}

static void the_server_is_found_out_when_it_changes_a_row(void **state)
{
    struct shell *shell = *state;

    hub_make_book(shell, &MAM);
    shell_do(shell, "$F hub push mam.flashcoop --yes && $F hub status --verify", NULL);
    hub_value(shell, "admin", "UPDATE hub.record SET hour = 11 WHERE seq = 6");
    assert_int_equal(shell_run(shell, "$F hub status --verify", NULL), 1);
    assert_true(says(shell->err, "caisse A"));
}

static void a_book_is_read_beside_its_program_and_not_touched(void **state)
{
    struct shell *shell = *state;

    hub_make_book(shell, &MAM);
    shell_do(shell,
             "chmod 444 mam.flashcoop && cp mam.flashcoop before && mkfifo keys && "
             "{ $F sell mam.flashcoop <keys >kept & } && exec 8>keys && "
             "$F hub push mam.flashcoop --yes && exec 8>&- && wait; cmp mam.flashcoop before",
             NULL);
    assert_non_null(strstr(shell->out, "mam.flashcoop: sent "));
}

/* In a terminal the facts are read, a yes is typed, and it says that it sends. */
static void who_sits_there_reads_what_becomes_public_and_sees_it_go(void **state)
{
    struct shell *shell = *state;

    hub_make_book(shell, &MAM);
    shell_do(shell, "echo non | script -qec \"$F hub push mam.flashcoop\" /dev/null || :", NULL);
    assert_true(says(shell->out, "ceci devient public"));
    assert_true(says(shell->out, "Halles"));
    assert_true(says(shell->out, "personne n'a dit oui"));
    shell_do(shell, "echo oui | script -qec \"$F hub push mam.flashcoop\" /dev/null", NULL);
    assert_true(says(shell->out, "mam.flashcoop : envoi…"));
    assert_true(says(shell->out, "mam.flashcoop: sent "));
}

static void a_dry_run_shows_all_and_sends_nothing(void **state)
{
    struct shell *shell = *state;

    hub_make_book(shell, &MAM);
    shell_do(shell, "PGSERVICEFILE=none $F hub push mam.flashcoop --dry-run", NULL);
    assert_true(says(shell->out, "session,"));
    assert_true(says(shell->out, "\r\npayment,A,"));
    assert_string_equal(hub_value(shell, "admin", "SELECT count(*) FROM hub.session"), "0");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, hub_set_up, hub_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_closed_book_is_sent_once_and_known_afterwards),
        TEST(only_what_is_new_is_added),
        TEST(a_book_without_a_closing_says_so),
        TEST(nothing_goes_before_somebody_said_yes),
        TEST(a_changed_public_fact_is_asked_again),
        TEST(a_fork_is_refused_and_named),
        TEST(an_older_copy_is_refused_and_named),
        TEST(a_book_that_does_not_verify_is_refused_and_the_next_one_goes),
        TEST(what_is_no_book_is_named_in_one_line_and_the_next_goes),
        TEST(books_of_before_are_sent_and_not_touched),
        TEST(both_tills_of_a_session_are_sent),
        TEST(the_server_is_found_out_when_it_changes_a_row),
        TEST(a_book_is_read_beside_its_program_and_not_touched),
        TEST(who_sits_there_reads_what_becomes_public_and_sees_it_go),
        TEST(a_dry_run_shows_all_and_sends_nothing),
    };

    return cmocka_run_group_tests(tests, hub_server_start, hub_server_stop);
}
