/* An older copy put back: named until the host accepts it; selling goes on, no number twice. */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *sell_one(struct shell *shell)
{
    return shell_do(shell, "$F sell b.flashcoop", "add C1\npay cash 1.50\n");
}

/* Three tickets, a copy, two more tickets; then the copy takes the place of the book. */
static void restore_after_five(struct shell *shell)
{
    shell_make_book(shell);
    for (int i = 0; i < 3; i++)
        sell_one(shell);
    shell_do(shell, "cp b.flashcoop kept", NULL);
    sell_one(shell);
    sell_one(shell);
    shell_do(shell, "cp b.flashcoop newest && cp kept b.flashcoop", NULL);
}

static int verify(struct shell *shell)
{
    return shell_run(shell, "$F verify b.flashcoop", NULL);
}

static void numbers_go_on_from_the_newest_that_was_seen(void **state)
{
    struct shell *shell = *state;

    restore_after_five(shell);
    assert_non_null(strstr(sell_one(shell), "sold A-6 "));
    assert_non_null(strstr(sell_one(shell), "sold A-7 "));
    shell_do(shell, "cp kept b.flashcoop", NULL); /* and once more */
    assert_non_null(strstr(sell_one(shell), "sold A-8 "));
}

static void it_stays_named_whatever_is_sold_until_the_host_accepts(void **state)
{
    struct shell *shell = *state;

    restore_after_five(shell);
    assert_int_equal(verify(shell), 1);
    assert_non_null(strstr(shell->err, "copie plus ancienne"));
    sell_one(shell);
    assert_int_equal(verify(shell), 1);
    for (int i = 0; i < 20; i++) /* past the sequence that was lost */
        sell_one(shell);
    assert_int_equal(verify(shell), 1);
    shell_do(shell, "$F report b.flashcoop x", NULL);
    assert_non_null(strstr(shell->out, "Copie plus ancienne remise en place"));
    assert_int_equal(shell_run(shell, "$F accept b.flashcoop", NULL), 2);
    assert_int_equal(shell_run(shell, "$F accept b.flashcoop --reason x --as animator", NULL), 1);
    shell_do(shell, "$F accept b.flashcoop --reason 'disque cassé'", NULL);
    assert_non_null(strstr(shell->out, "2 tickets perdus (A-4 à A-5), 3,00"));
    assert_int_equal(verify(shell), 0);
    assert_non_null(strstr(shell->err, "acceptée depuis"));
    sell_one(shell);
    assert_int_equal(verify(shell), 0);
    assert_int_equal(shell_run(shell, "$F accept b.flashcoop --reason encore", NULL), 1);
}

/* A closing that is the first thing done in it covers the jump of the numbers, too. */
static void a_closing_that_is_the_first_record_in_it_is_sound(void **state)
{
    static const char CLOSE[] = "$F close b.flashcoop %s --reason R";
    static const char *const BEFORE[] = { "", "day", "month", NULL };
    static const char *const FIRST[] = { "day", "month", "session" };
    struct shell *shell = *state;
    char command[80];

    for (int before = 0; BEFORE[before]; before++)
        for (int first = before > 0 ? 0 : 2; first < 3; first++) {
            shell_do(shell, "rm -f b.flashcoop kept newest", NULL);
            shell_make_book(shell);
            sell_one(shell);
            for (int i = 1; i <= before; i++) {
                snprintf(command, sizeof command, CLOSE, BEFORE[i]);
                shell_do(shell, command, NULL);
            }
            shell_do(shell, "cp b.flashcoop kept", NULL);
            sell_one(shell);
            shell_do(shell, "cp kept b.flashcoop", NULL);
            snprintf(command, sizeof command, CLOSE, before > 0 ? FIRST[first] : "day");
            shell_do(shell, command, NULL);
            shell_do(shell, "$F accept b.flashcoop --reason R", NULL);
            if (verify(shell) != 0)
                fail_msg("%s after %s: %s", command, BEFORE[before], shell->err);
        }
}

/* The journal itself says so: on another computer nobody saw the newer one. */
static void it_is_named_where_nothing_was_seen_too(void **state)
{
    struct shell *shell = *state;

    restore_after_five(shell);
    sell_one(shell);
    assert_int_equal(shell_run(shell, "XDG_DATA_HOME=$PWD/other $F verify b.flashcoop", NULL), 1);
    assert_non_null(strstr(shell->err, "accept"));
}

static void the_newest_put_back_is_no_older_copy_but_misses_what_came_after(void **state)
{
    struct shell *shell = *state;

    restore_after_five(shell);
    shell_do(shell, "cp newest b.flashcoop", NULL);
    assert_int_equal(verify(shell), 0);
    assert_non_null(strstr(sell_one(shell), "sold A-6 "));
    assert_int_equal(verify(shell), 0);
}

/* The book went on elsewhere: nobody knows what the other branch sold. */
static void what_cannot_be_known_is_said_to_be_unknown(void **state)
{
    struct shell *shell = *state;

    restore_after_five(shell);
    for (int i = 0; i < 9; i++)
        shell_do(shell, "XDG_DATA_HOME=$PWD/other $F sell b.flashcoop", "add C1\npay card 1.50\n");
    assert_int_equal(verify(shell), 1);
    sell_one(shell);
    assert_int_equal(verify(shell), 1);
    shell_do(shell, "$F accept b.flashcoop --reason R", NULL);
    assert_int_equal(verify(shell), 0);
}

static void a_book_without_such_a_copy_accepts_nothing(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    assert_int_equal(shell_run(shell, "$F accept b.flashcoop --reason R", NULL), 1);
    assert_non_null(strstr(shell->err, "Aucune copie plus ancienne"));
}

static void a_fresh_copy_for_a_second_till_is_sound_on_the_same_computer(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "$F till b.flashcoop new B c.flashcoop && $F verify c.flashcoop", NULL);
    sell_one(shell); /* the first till goes on */
    shell_do(shell, "$F verify c.flashcoop", NULL);
    shell_do(shell, "$F sell c.flashcoop", "add C1\npay cash 1.50\n");
    shell_do(shell, "$F verify c.flashcoop && $F merge b.flashcoop c.flashcoop", NULL);
    assert_int_equal(verify(shell), 0);
}

static void closings_and_archives_go_on_after_the_jump(void **state)
{
    struct shell *shell = *state;

    restore_after_five(shell);
    sell_one(shell);
    shell_do(shell,
             "$F close b.flashcoop day --counted 6 --as host && "
             "$F accept b.flashcoop --reason R && $F export b.flashcoop archive -o a.zip && "
             "$F verify a.zip && $F verify b.flashcoop",
             NULL);
}

static void where_says_every_folder_on_a_line(void **state)
{
    struct shell *shell = *state;

    shell_do(shell, "HOME=$PWD XDG_STATE_HOME= FLASHCOOP_BOOKS= $F where", NULL);
    assert_non_null(strstr(shell->out, "books: "));
    assert_non_null(strstr(shell->out, "/Flashcoop (pas encore fait)\n"));
    assert_non_null(strstr(shell->out, "keys: "));
    assert_non_null(strstr(shell->out, "drafts: "));
    assert_non_null(strstr(shell->out, "copies: "));
}

static void who_reads_where_in_a_terminal_reads_one_language(void **state)
{
    struct shell *shell = *state;

    shell_do(shell, "HOME=$PWD XDG_STATE_HOME= FLASHCOOP_BOOKS= script -qec \"$F where\" /dev/null",
             NULL);
    assert_non_null(strstr(shell->out, "livres : "));
    assert_non_null(strstr(shell->out, "clés : "));
    assert_non_null(strstr(shell->out, "brouillons : "));
    assert_null(strstr(shell->out, "books: "));
    assert_null(strstr(shell->out, "heads: "));
    shell_do(shell, "script -qec \"$F where --lang en\" /dev/null", NULL);
    assert_non_null(strstr(shell->out, "books: "));
    assert_null(strstr(shell->out, "livres"));
}

static void where_names_a_moved_folder_whole_and_says_when_it_is_none(void **state)
{
    struct shell *shell = *state;
    char wanted[400];

    shell_do(shell, "mkdir moved && FLASHCOOP_BOOKS=moved $F where | head -n 1", NULL);
    snprintf(wanted, sizeof wanted, "books: %s/moved\n", shell->folder.path);
    assert_string_equal(shell->out, wanted);
    shell_do(shell, "touch file && FLASHCOOP_BOOKS=$PWD/file $F where | head -n 1", NULL);
    assert_non_null(strstr(shell->out, "/file (pas un dossier)\n"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, shell_set_up, shell_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(numbers_go_on_from_the_newest_that_was_seen),
        TEST(it_stays_named_whatever_is_sold_until_the_host_accepts),
        TEST(a_closing_that_is_the_first_record_in_it_is_sound),
        TEST(it_is_named_where_nothing_was_seen_too),
        TEST(the_newest_put_back_is_no_older_copy_but_misses_what_came_after),
        TEST(what_cannot_be_known_is_said_to_be_unknown),
        TEST(a_book_without_such_a_copy_accepts_nothing),
        TEST(a_fresh_copy_for_a_second_till_is_sound_on_the_same_computer),
        TEST(closings_and_archives_go_on_after_the_jump),
        TEST(where_says_every_folder_on_a_line),
        TEST(who_reads_where_in_a_terminal_reads_one_language),
        TEST(where_names_a_moved_folder_whole_and_says_when_it_is_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
