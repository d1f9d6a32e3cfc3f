/* Partners and animators are asked by name, on the last day and 4 to 6 months later. */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void three_partners_and_an_animator(struct shell *shell)
{
    shell_do(shell, "$F new b.flashcoop --name Pains --host H", NULL);
    shell_do(shell, "$F import b.flashcoop participants -", "badge,name\nP1,Ana\n");
    shell_do(shell, "$F import b.flashcoop partners -",
             "key,kind,name,phone,email,roles\nroy,animator,Anna Roy,0601020304,,\n"
             "ville,organisation,Ville de Gap,,mairie@ex.org,fund\n"
             "leo,guest,Léo Petit,0605060708,,\nml,organisation,Mission locale,,,\n"
             "ue,organisation,Union,,,\n");
}

static const char *words_of(struct shell *shell, const char *paper)
{
    char line[200];

    snprintf(
        line, sizeof line,
        "$F report b.flashcoop papers -o p --force >o; pdftotext -layout p/%s - | tr -s ' \\n' ' '",
        paper);
    (void)shell_run(shell, line, NULL);
    return shell->out;
}

static void each_has_a_questionnaire_with_her_name_on_it(void **state)
{
    static const char *const NAMES[] = { "Anna Roy", "Ville de Gap", "Léo Petit",
                                         "Mission locale" };
    struct shell *shell = *state;

    three_partners_and_an_animator(shell);
    words_of(shell, "formation/bilan-a-froid.pdf");
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (!strstr(shell->out, NAMES[i]))
            fail_msg("no sheet for %s:\n%s", NAMES[i], shell->out);
    assert_null(strstr(shell->out, "Union"));
    assert_null(strstr(shell->out, "Nom et rôle, ou rien"));
}

static void the_call_list_holds_partners_with_their_telephones(void **state)
{
    struct shell *shell = *state;

    three_partners_and_an_animator(shell);
    words_of(shell, "appels.pdf");
    assert_non_null(strstr(shell->out, "Anna Roy anime le groupe 0601020304"));
    assert_non_null(strstr(shell->out, "mairie@ex.org"));
}

static void answers_are_kept_by_name_and_counted(void **state)
{
    struct shell *shell = *state;

    three_partners_and_an_animator(shell);
    shell_do(shell, "$F import b.flashcoop opinions -",
             "moment,respondent,question,words\nhot,partner:ville,HP3,Le marché\n"
             "cold,partner:ville,CP2,Plus sûre d'elle\ncold,partner:leo,CP1,En formation\n"
             "cold,animator:roy,CA1,Trois en emploi\n");
    shell_do(shell, "$F report b.flashcoop follow-up", NULL);
    assert_non_null(strstr(shell->out, "Partenaires, à chaud, ont répondu : 1 sur 3"));
    assert_non_null(strstr(shell->out, "Partenaires, à froid, ont répondu : 2 sur 3"));
    assert_non_null(strstr(shell->out, "Animateurs, à froid, ont répondu : 1 sur 1"));
    shell_do(shell, "$F report b.flashcoop session", NULL);
    assert_non_null(strstr(shell->out, "Partenaires, à froid, ont répondu : 2 sur 3"));
    assert_non_null(strstr(shell->out, "Partenaires par aide : finance (1)"));
    shell_do(shell, "$F report b.flashcoop questionnaires", NULL);
    assert_non_null(strstr(shell->out, "Ville de Gap : « Plus sûre d'elle »"));
    shell_do(shell, "$F person b.flashcoop erase ville", NULL);
    shell_do(shell, "$F report b.flashcoop questionnaires", NULL);
    assert_null(strstr(shell->out, "Plus sûre"));
    assert_non_null(strstr(shell->out, "Léo Petit : « En formation »"));
}

static void a_partner_whom_nobody_wrote_down_is_refused(void **state)
{
    struct shell *shell = *state;

    three_partners_and_an_animator(shell);
    assert_int_equal(shell_run(shell, "$F import b.flashcoop opinions -",
                               "moment,respondent,question,words\ncold,partner:bank,CP1,x\n"
                               "cold,partner:roy,CP1,x\n"),
                     1);
    assert_non_null(strstr(shell->err, "partner:bank"));
    assert_non_null(strstr(shell->err, "partner:roy"));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, shell_set_up, shell_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(each_has_a_questionnaire_with_her_name_on_it),
        TEST(the_call_list_holds_partners_with_their_telephones),
        TEST(answers_are_kept_by_name_and_counted),
        TEST(a_partner_whom_nobody_wrote_down_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
