/* People by command: imports, reports, and the rights of a person, through the real program. */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void import(struct shell *shell, const char *kind, const char *text)
{
    char line[120];

    shell_write(shell, "file.csv", text);
    snprintf(line, sizeof line, "$F import b.flashcoop %s file.csv", kind);
    shell_do(shell, line, NULL);
}

static void a_group(struct shell *shell)
{
    shell_make_book(shell);
    import(shell, "participants",
           "badge,name,birth_year,prescriber\nP1,Zélandine,1985,Mission locale\nP2,Awa,,\n"
           "P3,Lina,,\nP4,Mina,,\n");
}

static void an_erased_person_is_in_no_byte_and_the_book_still_verifies(void **state)
{
    struct shell *shell = *state;

    a_group(shell);
    shell_do(shell, "$F sell b.flashcoop --seller P1", "add C1\npay cash 2\n");
    shell_do(shell, "grep -q Zélandine b.flashcoop*", NULL); /* else the search below is void */
    assert_non_null(strstr(shell_do(shell, "$F person b.flashcoop erase P1", NULL), "badge P1"));
    assert_int_equal(shell_run(shell, "grep -q Zélandine b.flashcoop*", NULL), 1);
    assert_non_null(strstr(shell_do(shell, "$F verify b.flashcoop", NULL), "ok: "));
    assert_non_null(
        strstr(shell_do(shell, "$F report b.flashcoop attendance --format csv", NULL), "\nP1,,"));
}

static void a_person_takes_her_data_away_once_the_passphrase_is_given(void **state)
{
    struct shell *shell = *state;

    a_group(shell);
    assert_non_null(
        strstr(shell_do(shell, "$F person b.flashcoop export P1", NULL), "Mission locale"));
    shell_do(shell,
             "FLASHCOOP_NEW_PASSPHRASE='six petits cookies' $F person b.flashcoop passphrase",
             NULL);
    assert_int_equal(shell_run(shell, "$F person b.flashcoop export P1", NULL), 1);
    assert_non_null(strstr(shell->err, "phrase secrète"));
    assert_non_null(strstr(shell_do(shell,
                                    "FLASHCOOP_PASSPHRASE='six petits cookies' "
                                    "$F person b.flashcoop export P1",
                                    NULL),
                           "Mission locale"));
}

static void a_grid_written_edited_and_read_again_becomes_the_session_s(void **state)
{
    struct shell *shell = *state;

    a_group(shell);
    shell_do(shell, "$F grid b.flashcoop -o g.csv", NULL);
    shell_do(shell, "sed -i 's/^grid,flashcoop,1/grid,maison,2/; /^indicator,A7/d' g.csv", NULL);
    assert_string_equal(shell_do(shell, "$F import b.flashcoop grid g.csv", NULL), "grid: 14\n");
    shell_do(shell, "$F grid b.flashcoop -o h.csv", NULL);
    shell_do(shell, "cmp g.csv h.csv && grep -q '^grid,maison,2' h.csv", NULL);
    import(shell, "ratings", "badge,rater,indicator,day,value\nP1,self,A1,1,2\n");
    assert_int_equal(shell_run(shell, "$F import b.flashcoop grid g.csv", NULL), 1);
    assert_non_null(strstr(shell->err, "la session garde sa grille"));
}

static void days_consents_cards_and_calls_are_read_from_files(void **state)
{
    struct shell *shell = *state;
    const char *text;

    a_group(shell);
    import(shell, "days",
           "day,date,am,pm\n1,2019-08-05,240,0\n2,2019-08-06,,\n3,2019-08-07,,\n4,2019-08-08,,\n"
           "5,2019-08-09,,\n6,2019-08-10,,\n7,2019-08-31,,\n");
    import(shell, "consents", "badge,use,decision,date\nP1,image,yes,2019-08-05\n");
    import(shell, "cards", "giver,badge,indicator\nP2,P1,B4\n");
    import(shell, "calls", "badge,date,channel,result\nP1,2020-01-10,telephone,answered\n");
    import(shell, "attendance", "badge,day,half,minutes\nP1,1,am,240\n");
    text = shell_do(shell, "$F report b.flashcoop attendance --format csv", NULL);
    assert_non_null(strstr(text, "P1,Zélandine,240,240,1,1\r\n"));
    text = shell_do(shell,
                    "FLASHCOOP_CLOCK=2020-01-15T10:00:00+01:00 "
                    "$F report b.flashcoop follow-up --format csv",
                    NULL);
    assert_non_null(strstr(text, "P1,2019-12-31,2020-02-29,answered\r\n"));
    assert_non_null(strstr(text, "P2,2019-12-31,2020-02-29,due\r\n"));
    text = shell_do(shell, "$F person b.flashcoop export P1", NULL);
    assert_non_null(strstr(text, "consent image,yes 2019-08-05\r\n"));
    assert_non_null(strstr(text, "strength,B4\r\n"));
    assert_int_equal(shell_run(shell,
                               "printf 'badge,day,half,minutes\\nP1,1,pm,10\\n' | "
                               "$F import b.flashcoop attendance -",
                               NULL),
                     1);
    assert_non_null(strstr(shell->err, "J1 n'a pas d'activité"));
}

static void without_a_sheet_no_key_is_made_or_asked_for(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    import(shell, "participants", "badge,name\nP1,Awa\n");
    assert_non_null(
        strstr(shell_do(shell, "$F person b.flashcoop export P1", NULL), "name,Awa\r\n"));
    assert_null(strstr(shell->out, "closed"));
    assert_int_equal(shell_run(shell, "find . -name '*.people' | grep -q .", NULL), 1);
}

static void a_participant_does_not_read_the_sheets_of_others(void **state)
{
    struct shell *shell = *state;

    a_group(shell);
    assert_int_equal(shell_run(shell, "$F person b.flashcoop export P1 --as P2", NULL), 1);
    assert_int_equal(shell_run(shell, "$F person b.flashcoop erase P1 --as P2", NULL), 1);
    shell_do(shell, "grep -q Zélandine b.flashcoop*", NULL);
}

int main(void)
{
#define SHELL_TEST(name) cmocka_unit_test_setup_teardown(name, shell_set_up, shell_tear_down)
    const struct CMUnitTest tests[] = {
        SHELL_TEST(an_erased_person_is_in_no_byte_and_the_book_still_verifies),
        SHELL_TEST(a_person_takes_her_data_away_once_the_passphrase_is_given),
        SHELL_TEST(a_grid_written_edited_and_read_again_becomes_the_session_s),
        SHELL_TEST(days_consents_cards_and_calls_are_read_from_files),
        SHELL_TEST(without_a_sheet_no_key_is_made_or_asked_for),
        SHELL_TEST(a_participant_does_not_read_the_sheets_of_others),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
