/*
 * One rule at every door: what asks for a role on the screen asks for it in `sell`, in a file and
 * in a report. Both PINs are set.
 */
#include "base/err.h"
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#define ANIMATOR "FLASHCOOP_PIN=1234 "
#define HOST     "FLASHCOOP_PIN=9876 "

static void make_guarded_book(struct shell *shell)
{
    shell_make_book(shell);
    shell_do(shell, "$F import b.flashcoop participants -", "badge,name\nP1,Amina\nP2,Karim\n");
    shell_do(shell, "$F sell b.flashcoop --seller P1", "add C1 2\npay cash 3\nquit\n");
    shell_do(shell, "$F import b.flashcoop ratings -",
             "badge,rater,indicator,day,value\nP1,self,A1,1,2\n");
    shell_do(shell, ANIMATOR "$F pin b.flashcoop animator", NULL);
    shell_do(shell, HOST "$F pin b.flashcoop host", NULL);
}

static void a_participant_alone_gives_nothing_away_in_sell(void **state)
{
    static const char *const GIFTS[] = {
        "add C1 @0.10\nquit\n",
        "add C1 1 -30%\nquit\n",
        "add C1 @1.20 -10%\nquit\n",
        "add C1\ndiscount 30%\nquit\n",
        "add C1 1 -20%\ndiscount 10%\nquit\n",
        "refund 1\nquit\n",
    };
    struct shell *shell = *state;

    make_guarded_book(shell);
    for (size_t i = 0; i < COUNT_OF(GIFTS); i++) {
        shell_run(shell, "$F sell b.flashcoop --seller P1", GIFTS[i]);
        if (!strstr(shell->out, "error ") || !strstr(shell->out, "animateur"))
            fail_msg("%s: %s", GIFTS[i], shell->out);
    }
}

static void what_names_people_is_read_by_the_animator_only(void **state)
{
    static const char *const REPORTS[] = {
        "grid",
        "progress",
        "questionnaires",
        "attendance",
        "follow-up",
        "shares",
        "papers -o papiers",
        "roles",
        "trace",
        "partners",
        "outcomes",
        "bpf",
        "esf",
        "jobs",
        "job-hours",
        "documents",
        "document:MAMC19-FA-1",
    };
    struct shell *shell = *state;
    char line[200];

    make_guarded_book(shell);
    for (size_t i = 0; i < COUNT_OF(REPORTS); i++) {
        snprintf(line, sizeof line, "FLASHCOOP_PIN=0000 $F report b.flashcoop %s", REPORTS[i]);
        if (shell_run(shell, line, NULL) != 1 || shell->out[0] != '\0' ||
            folder_has(&shell->folder, "papiers"))
            fail_msg("%s\n%s%s", line, shell->out, shell->err);
        snprintf(line, sizeof line, "$F report b.flashcoop %s --as P1", REPORTS[i]);
        if (shell_run(shell, line, NULL) != 1 || !strstr(shell->err, "animateur"))
            fail_msg("%s\n%s%s", line, shell->out, shell->err);
    }
    shell_run(shell, "$F report b.flashcoop products", NULL);
    assert_int_equal(shell->status, 0);
}

static void shares_by_name_are_simulated_by_the_animator_only(void **state)
{
    struct shell *shell = *state;

    make_guarded_book(shell);
    shell_run(shell, "$F share b.flashcoop --rule equal --dry-run --as P1", NULL);
    assert_int_equal(shell->status, 1);
    assert_string_equal(shell->out, "");
    assert_non_null(strstr(shell->err, "animateur"));
}

static void without_a_pin_nothing_is_asked(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "$F import b.flashcoop participants -", "badge,name\nP1,Amina\n");
    shell_do(shell, "$F report b.flashcoop grid", NULL);
    shell_do(shell, "$F report b.flashcoop papers -o papiers", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_participant_alone_gives_nothing_away_in_sell,
                                        shell_set_up, shell_tear_down),
        cmocka_unit_test_setup_teardown(what_names_people_is_read_by_the_animator_only,
                                        shell_set_up, shell_tear_down),
        cmocka_unit_test_setup_teardown(shares_by_name_are_simulated_by_the_animator_only,
                                        shell_set_up, shell_tear_down),
        cmocka_unit_test_setup_teardown(without_a_pin_nothing_is_asked, shell_set_up,
                                        shell_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
