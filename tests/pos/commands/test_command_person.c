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

/* Her words and what tells who she was go; the counts of the group are the same as before. */
static void figures_stay_when_one_person_is_erased(void **state)
{
    static const char FIGURES[] = "$F report b.flashcoop bpf --format csv | sed 's/Zélandine//'; "
                                  "$F report b.flashcoop esf --format csv | cut -d, -f1-5,8-; "
                                  "$F report b.flashcoop session";
    struct shell *shell = *state;
    char *before;

    a_group(shell);
    import(shell, "participants",
           "badge,name,birth_date,gender,schooling,employment,months_without_work,commune,contact\n"
           "P1,Zélandine,1985-03-02,F,bac,none,14,Gap,z@exemple.test\n"
           "P2,Awa,1999-03-02,F,bac,none,2,,\nP3,Lina,1990-03-02,F,bac,none,2,,\n");
    import(shell, "attendance",
           "badge,day,half,minutes\nP1,1,am,210\nP2,1,am,210\nP1,2,am,210\nP2,2,am,200\n");
    import(shell, "consents", "badge,use,decision,date\nP1,image,yes,2019-08-05\n");
    before = strdup(shell_do(shell, FIGURES, NULL));
    assert_non_null(strstr(before, "01;02;03;10"));
    shell_do(shell, "$F person b.flashcoop erase P1 | grep -q 'les comptes du groupe'", NULL);
    assert_string_equal(shell_do(shell, FIGURES, NULL), before);
    free(before);
    shell_do(shell, "$F verify b.flashcoop", NULL);
    shell_do(shell, "$F person b.flashcoop export P1", NULL);
    assert_null(strstr(shell->out, "exemple.test"));
    assert_null(strstr(shell->out, "1985-03-02"));
}

/* Every text that the program writes beside the sealed journal, with the name in it. */
static void the_name_everywhere(struct shell *shell)
{
    a_group(shell);
    shell_do(shell, "$F sell b.flashcoop --seller P1",
             "add C1\npark Zélandine\nadd C1\npay cash 2\n");
    import(shell, "participants",
           "badge,name,contact,expectations,contract\n"
           "P1,Zélandine,zelandine@exemple.test,Zélandine veut vendre,C-12\n");
    import(shell, "attendance", "badge,day,half,minutes,reason\nP2,1,am,0,chez Zélandine\n");
    import(shell, "days", "day,note\n2,Appeler ZÉLANDINE demain\n");
    import(shell, "roles", "day,role,badge\n1,aide de Zélandine,P2\n1,till,P1\n");
    import(shell, "consents", "badge,use,decision,date\nP1,image,yes,2019-08-05\n");
    import(shell, "calls", "badge,date,channel,result\nP1,2020-01-10,telephone,answered\n");
    shell_do(shell, "$F person b.flashcoop interview P1 -",
             "next_step: Zélandine fera un stage\nappointment_date: 2020-01-12\nDes notes\n");
}

static void an_erased_name_is_in_no_file_beside_the_papers_and_keys(void **state)
{
    struct shell *shell = *state;
    const char *proof;

    the_name_everywhere(shell);
    shell_do(shell, "grep -q 'Appeler Z' b.flashcoop*", NULL);
    proof = shell_do(shell, "$F person b.flashcoop erase P1", NULL);
    assert_non_null(strstr(proof, "ne contient pas le nom"));
    shell_do(shell, "rm file.csv", NULL);
    assert_int_equal(shell_run(shell, "grep -rilE 'z(é|É|e)landine' .", NULL), 1);
    assert_non_null(strstr(shell_do(shell, "$F verify b.flashcoop", NULL), "ok: "));
    shell_do(shell, "$F sell b.flashcoop --seller P2", "resume P1 1\npay cash 2\n");
    assert_non_null(strstr(shell->out, "sold"));
}

/* What is counted of the session, without the column of names, and the file of the accountant. */
static void figures_write(struct shell *shell, const char *folder)
{
    char line[500];

    snprintf(line, sizeof line,
             "mkdir %s && for r in sales lines products balance postings result shares attendance "
             "grid progress impact payments partners outcomes; do "
             "$F report b.flashcoop $r --format csv >%s/$r || exit 1; done && "
             "sed -i 's/Zélandine Quiroga//' %s/* && "
             "$F export b.flashcoop fec -o %s/fec >o 2>&1",
             folder, folder, folder, folder);
    shell_do(shell, line, NULL);
}

/* A session that was lived: hours, marks, answers, sales, shares. */
static void a_person_goes_and_every_figure_stays(void **state)
{
    static const char WORDS[] = "grep -rlaiE 'l(é|É|e)?andine|quiroga|intime|dentiste|06 12 34' .";
    struct shell *shell = *state;

    shell_do(shell,
             "$F demo d >o && cp d/mamcookies.flashcoop b.flashcoop && rm -r d && $F set "
             "b.flashcoop siren 732829320 --reason essai",
             NULL);
    import(shell, "participants",
           "badge,name,birth_year,contact,expectations\n"
           "P4,Zélandine Quiroga,1985,06 12 34 56 78,un projet intime\n");
    shell_write(shell, "late.csv", "badge,day,half,minutes,reason\nP4,3,pm,0,dentiste\n");
    shell_write(shell, "other.csv", "badge,day,half,minutes,reason\nP5,3,am,100,avec Quiroga\n");
    shell_do(shell,
             "$F import b.flashcoop attendance late.csv --correct --reason 'Zélandine intime' && "
             "$F import b.flashcoop attendance other.csv --correct --reason 'Quiroga, encore'",
             NULL);
    import(shell, "opinions", "moment,respondent,question,words\nhot,P4,HM1,un mot intime\n");
    import(shell, "days", "day,note\n2,Quiroga a ri\n");
    import(shell, "roles", "day,role,badge\n1,till,P4\n");
    shell_do(shell, "$F person b.flashcoop interview P4 -", "next_step: intime\n");
    figures_write(shell, "before");
    shell_do(shell, "$F report b.flashcoop trace --format csv | grep -c 'P4,.*intime'", NULL);
    shell_do(shell, "$F person b.flashcoop erase P4", NULL);
    assert_non_null(strstr(shell->out, "ne contient pas le nom"));
    figures_write(shell, "after");
    shell_do(shell, "diff -r before after >&2 && rm -r before file.csv late.csv other.csv", NULL);
    shell_do(shell, "$F report b.flashcoop trace --format csv | grep -c 'J3 pm,P4,210,0,.$'", NULL);
    if (shell_run(shell, WORDS, NULL) != 1)
        fail_msg("still in %s", shell->out);
    shell_do(shell, "$F verify b.flashcoop", NULL);
}

static void a_name_that_was_sealed_is_not_hidden_by_the_proof(void **state)
{
    struct shell *shell = *state;

    a_group(shell);
    import(shell, "charges",
           "date,label,category,net,vat_amount\n2019-08-05,Bus de Zébuline,travel,2.00,0\n");
    import(shell, "participants", "badge,name\nP4,Zébuline\n"); /* who comes after the bus */
    assert_non_null(
        strstr(shell_do(shell, "$F person b.flashcoop erase P4", NULL), "Le journal scellé garde"));
    assert_non_null(strstr(shell_do(shell, "$F verify b.flashcoop", NULL), "ok: "));
}

static void what_the_journal_keeps_for_ever_is_not_written_with_a_name(void **state)
{
    struct shell *shell = *state;

    a_group(shell);
    shell_do(shell, "$F cash b.flashcoop open 50", NULL);
    assert_int_equal(
        shell_run(shell, "$F cash b.flashcoop out 5 --reason 'avance à zelandine'", NULL), 1);
    assert_non_null(strstr(shell->err, "P1"));
    shell_do(shell, "$F cash b.flashcoop out 5 --reason 'avance à P1'", NULL);
    shell_do(shell, "$F cash b.flashcoop out 5 --reason 'lessive et linge'", NULL); /* not Lina */
    assert_int_equal(
        shell_run(shell, "$F close b.flashcoop day --counted 30 --reason 'Lina a compté'", NULL),
        1);
    shell_write(shell, "goods.csv", "code,label,price,vat\nN1,Sirop,2,5.5\n");
    assert_int_equal(
        shell_run(shell, "$F import b.flashcoop products goods.csv --reason 'Lina le dit'", NULL),
        1);
    shell_write(shell, "charges.csv",
                "date,category,label,net,vat_amount\n"
                "2019-11-30,materials,farine pour Lina,5,0\n");
    assert_int_equal(shell_run(shell, "$F import b.flashcoop charges charges.csv", NULL), 1);
    assert_non_null(strstr(shell->err, "écrire P3 au lieu de Lina"));
    shell_do(shell, "$F close b.flashcoop day && $F close b.flashcoop session --reason fin", NULL);
    assert_int_equal(
        shell_run(shell, "$F set b.flashcoop place Niort --reason 'Lina le veut'", NULL), 1);
    assert_non_null(strstr(shell->err, "P3"));
    shell_do(shell, "$F person b.flashcoop erase P1", NULL);
    assert_non_null(strstr(shell->out, "ne contient pas le nom"));
}

static void an_interview_is_written_read_and_sealed(void **state)
{
    struct shell *shell = *state;
    const char *text;

    a_group(shell);
    shell_write(shell, "i.txt", "learned: tenir la caisse\nnext_step: un stage\nUne note\n");
    shell_do(shell, "$F person b.flashcoop interview P1 i.txt", NULL);
    text = shell_do(shell, "$F person b.flashcoop interview P1", NULL);
    assert_non_null(strstr(text, "learned: tenir la caisse\n"));
    assert_non_null(strstr(text, "Une note"));
    assert_int_equal(shell_run(shell, "grep -q 'tenir la caisse' b.flashcoop*", NULL), 1);
    assert_int_equal(shell_run(shell, "$F person b.flashcoop interview P9 i.txt", NULL), 1);
    assert_int_equal(shell_run(shell, "$F person b.flashcoop interview P1 --as P2", NULL), 1);
    shell_do(shell, "printf 'appointment_date: demain' > bad.txt", NULL);
    assert_int_equal(shell_run(shell, "$F person b.flashcoop interview P1 bad.txt", NULL), 1);
    text = shell_do(shell, "$F person b.flashcoop interview P1", NULL);
    assert_non_null(strstr(text, "un stage")); /* what was there stays */
}

static void
after_the_session_an_interview_wants_a_reason_and_the_agenda_tells_it_alone(void **state)
{
    struct shell *shell = *state;

    a_group(shell);
    shell_write(shell, "i.txt", "learned: tenir la caisse\n");
    shell_do(shell, "$F set b.flashcoop state open", NULL);
    shell_do(shell, "$F set b.flashcoop state closed", NULL);
    assert_int_equal(shell_run(shell, "$F person b.flashcoop interview P1 i.txt", NULL), 1);
    assert_null(strstr(shell_do(shell, "$F person b.flashcoop interview P1", NULL), "caisse"));
    shell_do(shell, "$F person b.flashcoop interview P1 i.txt --reason 'vue apres'", NULL);
    assert_non_null(strstr(shell_do(shell, "$F person b.flashcoop interview P1", NULL), "caisse"));
    shell_do(shell, "$F report b.flashcoop agenda", NULL);
    assert_non_null(strstr(shell->out, "vue apres"));
    assert_null(strstr(shell->out, "tenir la caisse"));
}

/* The text of a paper of P1, the words "contrat" and "stage" among them or not. */
static bool paper_says(struct shell *shell, const char *paper, const char *word)
{
    char line[200];

    snprintf(line, sizeof line, "pdftotext $(find d -name '%s-P1.pdf' | head -1) - | grep -q '%s'",
             paper, word);
    return shell_run(shell, line, NULL) == 0;
}

static void what_was_agreed_stands_on_her_papers_when_she_wants_it(void **state)
{
    struct shell *shell = *state;

    a_group(shell);
    import(shell, "participants", "badge,name,contract\nP1,Zélandine,CAPE-12\n");
    shell_do(shell,
             "{ echo badge,day,half,minutes; for d in 1 2 3 4 5 6 7; do "
             "echo P1,$d,am,210; echo P1,$d,pm,210; done; } | "
             "$F import b.flashcoop attendance -",
             NULL);
    shell_do(shell, "$F person b.flashcoop interview P1 -",
             "next_step: un stage de vente\nappointment_date: 2020-01-12\n");
    shell_do(shell, "$F report b.flashcoop papers -o d", NULL);
    assert_false(paper_says(shell, "ma-fiche", "stage de vente"));
    assert_true(paper_says(shell, "attestation", "CAPE-12"));
    shell_do(shell, "$F person b.flashcoop interview P1 -",
             "next_step: un stage de vente\nappointment_date: 2020-01-12\non_sheet: yes\n");
    shell_do(shell, "$F report b.flashcoop papers -o d --force", NULL);
    assert_true(paper_says(shell, "ma-fiche", "stage de vente"));
    assert_true(paper_says(shell, "ma-fiche", "12/01/2020"));
    shell_do(shell,
             "FLASHCOOP_NEW_PASSPHRASE='six petits cookies' $F person b.flashcoop passphrase",
             NULL);
    shell_do(shell, "$F report b.flashcoop papers -o d --force", NULL);
    assert_false(paper_says(shell, "ma-fiche", "stage de vente")); /* closed: lines to write on */
    assert_false(paper_says(shell, "attestation", "CAPE-12"));
    shell_do(shell,
             "FLASHCOOP_PASSPHRASE='six petits cookies' "
             "$F report b.flashcoop papers -o d --force",
             NULL);
    assert_true(paper_says(shell, "ma-fiche", "stage de vente"));
}

static void the_roles_of_the_days_are_read_from_a_file_and_reported(void **state)
{
    struct shell *shell = *state;
    const char *text;

    a_group(shell);
    text = shell_do(shell, "$F report b.flashcoop roles", NULL);
    assert_non_null(strstr(text, "Personne n'a encore"));
    import(shell, "roles", "day,role,badge\n5,till,P2\n5,photographe,P1\n");
    text = shell_do(shell, "$F report b.flashcoop roles --format csv", NULL);
    assert_non_null(strstr(text, "day,role,badge,name\r\n"));
    assert_non_null(strstr(text, "5,till,P2,Awa\r\n"));
    assert_non_null(strstr(text, "5,photographe,P1,Zélandine\r\n"));
    assert_int_equal(shell_run(shell,
                               "printf 'day,role,badge\\n5,till,P2\\n' | "
                               "$F import b.flashcoop roles -",
                               NULL),
                     1);
    assert_int_equal(shell_run(shell,
                               "printf 'day,role,badge\\n9,till,P2\\n' | "
                               "$F import b.flashcoop roles -",
                               NULL),
                     1);
}

static void who_stopped_stays_in_the_count_and_may_come_back(void **state)
{
    struct shell *shell = *state;

    a_group(shell);
    shell_do(shell, "$F person b.flashcoop stop P1 J3", NULL);
    assert_non_null(strstr(shell_do(shell, "$F report b.flashcoop session --format csv", NULL),
                           "participants,4"));
    shell_do(shell, "$F person b.flashcoop stop P1 no", NULL);
    assert_int_equal(shell_run(shell, "$F person b.flashcoop stop P1 9", NULL), 1);
    assert_int_equal(shell_run(shell, "$F person b.flashcoop stop P8 2", NULL), 1);
}

static void the_names_of_all_wait_for_the_end_of_the_session(void **state)
{
    struct shell *shell = *state;

    the_name_everywhere(shell);
    assert_int_equal(shell_run(shell, "$F person b.flashcoop forget", NULL), 1);
    shell_do(shell, "grep -q Lina b.flashcoop*", NULL);
}

static void the_names_of_all_go_and_the_figures_stay_to_the_letter(void **state)
{
    struct shell *shell = *state;

    the_name_everywhere(shell);
    import(shell, "participants",
           "badge,name,birth_year,schooling\nP1,Zélandine,1985,bac\nP2,Awa,1990,primary\n"
           "P3,Lina,1991,primary\nP4,Mina,1980,primary\n");
    shell_do(shell, "$F set b.flashcoop state closed", NULL);
    shell_do(shell, "$F report b.flashcoop session > before", NULL);
    shell_do(shell, "$F person b.flashcoop forget -o proof.txt", NULL);
    shell_do(shell, "grep -q 'noms de toutes' proof.txt", NULL);
    shell_do(shell, "$F report b.flashcoop session > after; diff before after >&2", NULL);
    assert_non_null(
        strstr(shell_do(shell, "$F report b.flashcoop follow-up --format csv", NULL), ",answered"));
    shell_do(shell, "rm file.csv", NULL);
    assert_int_equal(shell_run(shell, "grep -rilE 'z(é|É|e)landine' .", NULL), 1);
    assert_non_null(strstr(shell_do(shell, "$F verify b.flashcoop", NULL), "ok: "));
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
    assert_non_null(strstr(text, "P1,Zélandine,240,240,1,1,J1,\r\n"));
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
        SHELL_TEST(figures_stay_when_one_person_is_erased),
        SHELL_TEST(an_erased_name_is_in_no_file_beside_the_papers_and_keys),
        SHELL_TEST(a_person_goes_and_every_figure_stays),
        SHELL_TEST(a_name_that_was_sealed_is_not_hidden_by_the_proof),
        SHELL_TEST(what_the_journal_keeps_for_ever_is_not_written_with_a_name),
        SHELL_TEST(an_interview_is_written_read_and_sealed),
        SHELL_TEST(after_the_session_an_interview_wants_a_reason_and_the_agenda_tells_it_alone),
        SHELL_TEST(what_was_agreed_stands_on_her_papers_when_she_wants_it),
        SHELL_TEST(the_roles_of_the_days_are_read_from_a_file_and_reported),
        SHELL_TEST(who_stopped_stays_in_the_count_and_may_come_back),
        SHELL_TEST(the_names_of_all_wait_for_the_end_of_the_session),
        SHELL_TEST(the_names_of_all_go_and_the_figures_stay_to_the_letter),
        SHELL_TEST(a_person_takes_her_data_away_once_the_passphrase_is_given),
        SHELL_TEST(a_grid_written_edited_and_read_again_becomes_the_session_s),
        SHELL_TEST(days_consents_cards_and_calls_are_read_from_files),
        SHELL_TEST(without_a_sheet_no_key_is_made_or_asked_for),
        SHELL_TEST(a_participant_does_not_read_the_sheets_of_others),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
