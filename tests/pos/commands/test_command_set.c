/* Settings and the states of a session by command: what scripts of a host rely on. */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char PEOPLE[] = "badge,name\nP1,Amina\nP2,Karim\n";
static const char PRESENCE[] = "badge,day,half,minutes\nP1,1,am,210\n";

static void a_session_with_people(struct shell *shell)
{
    shell_do(shell,
             "$F new s.flashcoop --name N --host H "
             "--dates 2019-11-20,2019-11-21,2019-11-25,2019-11-26",
             NULL);
    shell_do(shell, "$F import s.flashcoop participants -", PEOPLE);
}

static bool shows(struct shell *shell, const char *line)
{
    return strstr(shell_do(shell, "$F set s.flashcoop --format csv", NULL), line) != NULL;
}

static void people_leave_a_session_prepared_and_presence_opens_it(void **state)
{
    struct shell *shell = *state;

    a_session_with_people(shell);
    assert_true(shows(shell, "state,prepared\r\n"));
    shell_do(shell, "$F import s.flashcoop attendance -", PRESENCE);
    assert_true(shows(shell, "state,open\r\n"));
}

static void a_refused_file_leaves_the_session_prepared(void **state)
{
    struct shell *shell = *state;

    a_session_with_people(shell);
    assert_int_equal(shell_run(shell, "$F import s.flashcoop attendance -",
                               "badge,day,half,minutes\nP1,1,am,210\nP9,1,am,210\n"),
                     1);
    assert_true(shows(shell, "state,prepared\r\n"));
}

static void the_first_sale_opens_a_session_and_practice_does_not(void **state)
{
    struct shell *shell = *state;

    a_session_with_people(shell);
    shell_do(shell, "$F import s.flashcoop products -", "code,label,price,vat\nC1,C,1.50,5.5\n");
    shell_do(shell, "$F sell s.flashcoop --practice", "add C1\npay cash 1.50\n");
    assert_true(shows(shell, "state,prepared\r\n"));
    shell_do(shell, "$F sell s.flashcoop", "add C1\npay cash 1.50\n");
    assert_true(shows(shell, "state,open\r\n"));
}

static void a_state_follows_the_one_before_and_says_why_not(void **state)
{
    struct shell *shell = *state;

    a_session_with_people(shell);
    assert_int_equal(shell_run(shell, "$F set s.flashcoop state closed", NULL), 1);
    shell_do(shell, "$F set s.flashcoop state open", NULL);
    shell_do(shell, "$F set s.flashcoop state closed", NULL);
    assert_int_equal(shell_run(shell, "$F set s.flashcoop state archived", NULL), 1);
    assert_int_equal(shell_run(shell, "$F set s.flashcoop state asleep", NULL), 1);
    assert_non_null(strstr(shell->err, "cold-review"));
    assert_true(shows(shell, "state,closed\r\n"));
}

static void a_closed_session_is_corrected_with_a_reason_that_stays_in_the_agenda(void **state)
{
    struct shell *shell = *state;

    a_session_with_people(shell);
    shell_do(shell, "$F set s.flashcoop state open", NULL);
    shell_do(shell, "$F set s.flashcoop state closed", NULL);
    assert_int_equal(shell_run(shell, "$F import s.flashcoop attendance -", PRESENCE), 1);
    shell_do(shell, "$F import s.flashcoop attendance - --reason retrouvee", PRESENCE);
    assert_int_equal(shell_run(shell, "$F set s.flashcoop sale-day 2", NULL), 1);
    assert_int_equal(shell_run(shell, "$F set s.flashcoop creation-last 1", NULL), 1);
    shell_do(shell, "$F set s.flashcoop creation-last 1 --reason relue", NULL);
    shell_do(shell, "$F report s.flashcoop agenda", NULL);
    assert_non_null(strstr(shell->out, "retrouvee"));
    assert_non_null(strstr(shell->out, "relue"));
    shell_do(shell, "$F verify s.flashcoop", NULL);
}

static void the_number_of_days_and_the_modules_are_settings(void **state)
{
    struct shell *shell = *state;

    shell_do(shell, "$F new s.flashcoop --name N --host H", NULL);
    assert_true(shows(shell, "days,7\r\n"));
    shell_do(shell, "$F set s.flashcoop days 5", NULL);
    shell_do(shell, "$F set s.flashcoop sale-day 3", NULL);
    assert_true(shows(shell, "days,5\r\n"));
    assert_true(shows(shell, "sale-day,3\r\n"));
    assert_int_equal(shell_run(shell, "$F set s.flashcoop sale-day 5", NULL), 1);
    assert_int_equal(shell_run(shell, "$F set s.flashcoop days many", NULL), 1);
    shell_do(shell, "$F set s.flashcoop vat off", NULL);
    assert_true(shows(shell, "vat,off\r\n"));
    assert_int_equal(shell_run(shell, "$F set s.flashcoop shade red", NULL), 2);
}

static void a_session_has_a_code_of_its_name_and_year_until_one_is_chosen(void **state)
{
    struct shell *shell = *state;
    char year[8];

    shell_do(shell, "$F new s.flashcoop --name 'Œuf d’été' --host H && date +%y", NULL);
    memcpy(year, shell->out, 2);
    assert_non_null(strstr(shell_do(shell, "$F set s.flashcoop --format csv", NULL), "code,OEUF"));
    assert_memory_equal(strstr(shell->out, "code,OEUF") + 9, year, 2);
    shell_do(shell, "$F set s.flashcoop code OEUF7", NULL);
    assert_true(shows(shell, "code,OEUF7\r\n"));
    assert_int_equal(shell_run(shell, "$F set s.flashcoop code œuf", NULL), 1);
    assert_int_equal(shell_run(shell, "$F set s.flashcoop code TROPLONG", NULL), 1);
    shell_do(shell, "$F new t.flashcoop --name N --host H --code T26", NULL);
    assert_non_null(
        strstr(shell_do(shell, "$F set t.flashcoop --format csv", NULL), "code,T26\r\n"));
}

/* A day that was under way goes on as it began: the change counts from the next Z. */
static void the_hour_that_ends_a_day_is_a_setting(void **state)
{
    struct shell *shell = *state;

    shell_do(shell, "$F new s.flashcoop --name N --host H", NULL);
    assert_true(shows(shell, "day-cut,05:00\r\n"));
    assert_int_equal(shell_run(shell, "$F set s.flashcoop day-cut 5h", NULL), 1);
    assert_int_equal(shell_run(shell, "$F set s.flashcoop day-cut 13:00", NULL), 1);
    shell_do(shell, "$F set s.flashcoop day-cut 02:30", NULL);
    assert_true(shows(shell, "day-cut,02:30\r\n"));
    shell_do(shell, "$F verify s.flashcoop", NULL);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, shell_set_up, shell_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(people_leave_a_session_prepared_and_presence_opens_it),
        TEST(a_refused_file_leaves_the_session_prepared),
        TEST(the_first_sale_opens_a_session_and_practice_does_not),
        TEST(a_state_follows_the_one_before_and_says_why_not),
        TEST(a_closed_session_is_corrected_with_a_reason_that_stays_in_the_agenda),
        TEST(the_hour_that_ends_a_day_is_a_setting),
        TEST(a_session_has_a_code_of_its_name_and_year_until_one_is_chosen),
        TEST(the_number_of_days_and_the_modules_are_settings),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
