/* `report BOOK papers`: the folder that a host takes home. */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void papers_tables_and_index_come_by_one_command(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_write(shell, "p.csv", "badge,name\nP1,Aïcha\nP2,Zoé\n");
    shell_do(shell, "$F import b.flashcoop participants p.csv", NULL);
    shell_do(shell,
             "{ echo badge,day,half,minutes; for d in 1 2 3 4 5 6 7; do "
             "echo P1,$d,am,210; echo P1,$d,pm,210; done; } | "
             "$F import b.flashcoop attendance -",
             NULL);
    shell_do(shell, "$F report b.flashcoop papers -o papers && ls papers papers/formation", NULL);
    assert_non_null(strstr(shell->out, "badges.pdf"));
    assert_non_null(strstr(shell->out, "livret-P2.pdf"));
    assert_non_null(strstr(shell->out, "attestation-P1.pdf"));
    assert_null(strstr(shell->out, "attestation-P2.pdf")); /* P2 was not called */
    assert_non_null(strstr(shell->out, "sales.xlsx"));
    assert_non_null(strstr(shell->out, "index.csv"));
    assert_null(strstr(shell->out, "shares.xlsx")); /* nothing is decided */
    shell_do(shell, "cat papers/index.csv", NULL);
    assert_non_null(strstr(shell->out, "formation/attestation-P1.pdf,"));
}

static void papers_record_nothing_in_the_book(void **state)
{
    struct shell *shell = *state;
    uint64_t before;

    shell_make_book(shell);
    shell_do(shell, "$F report b.flashcoop sales >/dev/null", NULL); /* what an opening writes */
    before = shell_file_sum(shell, "b.flashcoop");
    shell_do(shell, "$F report b.flashcoop papers -o papers", NULL);
    assert_true(shell_file_sum(shell, "b.flashcoop") == before);
}

static void papers_want_a_folder_and_keep_what_is_there(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    assert_int_equal(shell_run(shell, "$F report b.flashcoop papers", NULL), 2);
    shell_do(shell, "$F report b.flashcoop papers -o papers", NULL);
    assert_int_equal(shell_run(shell, "$F report b.flashcoop papers -o papers", NULL), 1);
    assert_non_null(strstr(shell->err, "--force"));
    shell_do(shell, "$F report b.flashcoop papers -o papers --force", NULL);
    assert_int_equal(shell_run(shell, "$F report b.flashcoop papers -o b.flashcoop --force", NULL),
                     1);
    assert_non_null(strstr(shell->err, "donner un dossier"));
}

/* P14: the papers of one day, and no others. */
static void the_papers_of_one_day_come_alone(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_write(shell, "p.csv", "badge,name\nP1,Aïcha\nP2,Zoé\n");
    shell_do(shell, "$F import b.flashcoop participants p.csv", NULL);
    shell_do(shell, "$F report b.flashcoop papers -o d --day J6 && cd d && find . -type f | sort",
             NULL);
    assert_string_equal(
        shell->out,
        "./formation/heures.xlsx\n./formation/presence-J6.pdf\n"
        "./histoire.pdf\n./livret-P1-J6.pdf\n./livret-P2-J6.pdf\n./noter-groupe-J6.pdf\n"
        "./resultat.pdf\n");
    shell_do(shell, "pdfinfo d/formation/presence-J6.pdf | grep Pages:", NULL);
    assert_non_null(strstr(shell->out, " 1\n"));
    assert_int_equal(shell_run(shell, "$F report b.flashcoop papers -o d --day 11", NULL), 1);
    assert_int_equal(shell_run(shell, "$F report b.flashcoop papers -o d --day J", NULL), 2);
}

/* The wording of the impact statements is chosen once; answers in it settle it. */
/* A share that was voted on another result is on no paper: one number, or none. */
static void a_share_of_another_result_is_on_no_paper(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_write(shell, "p.csv", "badge,name\nP1,Aïcha\n");
    shell_write(shell, "sold.txt", "add C1 2\npay cash 3\n");
    shell_do(shell,
             "$F import b.flashcoop participants p.csv && $F cash b.flashcoop open 0 && "
             "$F sell b.flashcoop <sold.txt && $F close b.flashcoop day --counted 3 && "
             "$F share b.flashcoop --rule equal --vote 1/0/0",
             NULL);
    shell_run(shell, "$F report b.flashcoop papers -o p", NULL);
    shell_do(shell, "test -e p/parts.pdf && pdftotext p/ma-flashcoop-P1.pdf - | grep '2,84'", NULL);
    shell_do(shell,
             "printf 'date,label,category,net,vat_amount\n%s,Sel,materials,1,0\n' "
             "$(date +%F) | $F import b.flashcoop charges -",
             NULL);
    shell_run(shell, "rm -r p; $F report b.flashcoop papers -o p", NULL);
    assert_non_null(strstr(shell->err, "parts.pdf: Le partage décidé est de 2,84"));
    assert_int_equal(shell_run(shell, "test -e p/parts.pdf", NULL), 1);
    shell_do(shell,
             "for p in ma-flashcoop-P1 histoire; do pdftotext p/$p.pdf - >>$HOME/said; done; "
             "grep -q 1,84 $HOME/said && ! grep '2,84 €' $HOME/said",
             NULL);
}

static void the_words_of_the_statements_stay_once_somebody_answered(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    assert_non_null(
        strstr(shell_do(shell, "$F set b.flashcoop --format csv", NULL), "statements,plain"));
    shell_do(shell, "$F set b.flashcoop statements printed", NULL);
    assert_non_null(
        strstr(shell_do(shell, "$F set b.flashcoop --format csv", NULL), "statements,printed"));
    assert_int_equal(shell_run(shell, "$F set b.flashcoop statements other", NULL), 1);
    shell_write(shell, "people.csv", "badge,name\nP1,Amina\n");
    shell_write(shell, "answers.csv", "badge,statement,answer\nP1,I1,yes\n");
    shell_do(shell, "$F import b.flashcoop participants people.csv", NULL);
    shell_do(shell, "$F import b.flashcoop answers answers.csv", NULL);
    assert_int_equal(shell_run(shell, "$F set b.flashcoop statements plain", NULL), 1);
    assert_non_null(strstr(shell->err, "restent les mêmes"));
    shell_do(shell, "$F report b.flashcoop papers -o papers", NULL);
    shell_do(shell, "pdftotext papers/formation/appreciation.pdf -", NULL);
    assert_non_null(strstr(shell->out, "davantage")); /* the sheet asks in the same words */
    assert_null(strstr(shell->out, "Maintenant, je peux mieux"));
    assert_non_null(
        strstr(shell_do(shell, "$F set b.flashcoop --format csv", NULL), "statements,printed"));
}

/* Reports are papers of the group too. */
static void a_report_has_the_colour_of_the_group(void **state)
{
    static const char OURS[] = "0.12 0.25 0.42 rg", GREEN[] = "0 0.2 0 rg";
    struct shell *shell = *state;

    shell_make_book(shell);
    for (int i = 0; i < 2; i++) {
        shell_do(shell,
                 "$F report b.flashcoop session --format pdf -o s.pdf --force && "
                 "qpdf --qdf --object-streams=disable s.pdf - | grep -a ' rg'",
                 NULL);
        assert_int_equal(strstr(shell->out, OURS) != NULL, i == 0);
        assert_int_equal(strstr(shell->out, GREEN) != NULL, i == 1);
        shell_do(shell, "$F set b.flashcoop colour '#003300'", NULL);
    }
}

static void so_has_every_page_of_a_command(void **state)
{
    static const char *const PAGES[] = { "workshop b.flashcoop loan 300 12 6",
                                         "workshop b.flashcoop price C1 quantity=60",
                                         "workshop b.flashcoop batch list",
                                         "reconcile b.flashcoop card t.csv",
                                         "set b.flashcoop",
                                         "close b.flashcoop day --counted 1.50",
                                         "share b.flashcoop --rule equal --vote 1/0/0" };
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "$F import b.flashcoop participants -", "badge,name\nP1,Awa\n");
    shell_do(shell, "$F sell b.flashcoop", "add C1\npay cash 1.50\n");
    shell_write(shell, "t.csv", "date,reference,amount\n");
    shell_do(shell, "$F set b.flashcoop colour '#003300'", NULL);
    for (size_t i = 0; i < sizeof PAGES / sizeof *PAGES; i++) {
        char line[240];

        snprintf(line, sizeof line,
                 "$F %s --format pdf -o s.pdf --force >&2 && "
                 "qpdf --qdf --object-streams=disable s.pdf - | grep -a ' rg'",
                 PAGES[i]);
        shell_do(shell, line, NULL);
        if (!strstr(shell->out, "0 0.2 0 rg") || strstr(shell->out, "0.12 0.25 0.42 rg"))
            fail_msg("%s: %s", PAGES[i], shell->out);
    }
}

static void a_second_language_and_a_pocket_booklet_are_settings(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_write(shell, "p.csv", "badge,name\nP1,Aïcha\n");
    shell_do(shell, "$F import b.flashcoop participants p.csv", NULL);
    shell_do(shell, "$F set b.flashcoop second-language prs", NULL);
    shell_do(shell, "$F set b.flashcoop booklet a5", NULL);
    assert_int_equal(shell_run(shell, "$F set b.flashcoop booklet a3", NULL), 1);
    assert_int_equal(shell_run(shell, "$F set b.flashcoop second-language zz", NULL), 1);
    shell_do(shell, "$F set b.flashcoop --format csv", NULL);
    assert_non_null(strstr(shell->out, "second-language,prs"));
    assert_non_null(strstr(shell->out, "booklet,a5"));
    shell_do(shell, "$F verify b.flashcoop", NULL);
    shell_do(shell, "$F report b.flashcoop papers -o papers && pdfinfo papers/livret-P1.pdf", NULL);
    assert_non_null(strstr(shell->out, "419.528 x 595.276"));
    shell_do(shell, "$F set b.flashcoop booklet fold", NULL);
    shell_do(shell, "$F report b.flashcoop papers -o fold", NULL);
    shell_do(shell, "pdfinfo fold/livret-P1.pdf", NULL);
    assert_non_null(strstr(shell->out, "841.89 x 595.276"));
    shell_do(shell, "pdfinfo fold/livret-vierge.pdf", NULL);
    assert_non_null(strstr(shell->out, "841.89 x 595.276"));
    shell_do(shell, "pdftotext papers/droit-image.pdf -", NULL);
    assert_non_null(strstr(shell->out, "traduction à relire"));
    shell_do(shell, "$F set b.flashcoop second-language none", NULL);
    shell_do(shell, "$F report b.flashcoop papers -o papers --force", NULL);
    shell_do(shell, "pdftotext papers/droit-image.pdf -", NULL);
    assert_null(strstr(shell->out, "traduction à relire"));
}

static void what_she_agreed_at_the_interview_is_on_her_sheet(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_write(shell, "p.csv", "badge,name,schooling\nP1,Aïcha,primary\nP2,Zoé,bac\n");
    shell_do(shell, "$F import b.flashcoop participants p.csv", NULL);
    shell_do(shell, "$F person b.flashcoop interview P1 -",
             "next_step: ouvrir un atelier\nappointment_date: 2020-01-12\n"
             "appointment: Mme Diallo\non_sheet: yes\n");
    shell_do(shell, "$F person b.flashcoop interview P2 -", "next_step: un secret\n");
    shell_do(shell, "$F report b.flashcoop papers -o papers", NULL);
    shell_do(shell, "pdftotext papers/ma-fiche-P1.pdf -", NULL);
    assert_non_null(strstr(shell->out, "ouvrir un atelier"));
    assert_non_null(strstr(shell->out, "Mme Diallo"));
    shell_do(shell, "pdftotext papers/ma-fiche-P2.pdf -", NULL);
    assert_null(strstr(shell->out, "un secret"));
    shell_do(shell, "rm -r data && $F report b.flashcoop papers -o papers --force", NULL);
    shell_do(shell, "pdftotext papers/ma-fiche-P1.pdf -", NULL);
    assert_null(strstr(shell->out, "ouvrir un atelier")); /* the sheets are closed here */
}

static void make_session(struct shell *shell)
{
    shell_make_book(shell);
    shell_write(shell, "p.csv", "badge,name,schooling\nP1,Aïcha,primary\nP2,Zoé,bac\n");
    shell_do(shell, "$F import b.flashcoop participants p.csv", NULL);
    shell_do(shell, "$F set b.flashcoop second-language ar", NULL);
}

static void two_runs_give_the_same_files_to_the_byte(void **state)
{
    struct shell *shell = *state;

    make_session(shell);
    shell_do(shell,
             "export FLASHCOOP_CLOCK=2019-12-06T10:00+01:00; "
             "$F report b.flashcoop papers -o one && $F report b.flashcoop papers -o two && "
             "diff -r one two",
             NULL);
}

static void each_pdf_is_tagged_titled_in_a_language_and_holds_its_fonts(void **state)
{
    struct shell *shell = *state;

    make_session(shell);
    shell_do(shell, "$F --lang en report b.flashcoop papers -o papers", NULL);
    shell_do(shell,
             "for f in papers/*.pdf papers/formation/*.pdf; do "
             "pdfinfo $f >info 2>&1 && grep -q '^Title: *[^ ]' info && "
             "grep -q 'Tagged: *yes' info && ! grep -q Error info && "
             "grep -aq '/Lang (en)' $f && ! pdffonts $f | grep -q ' no ' || "
             "{ echo $f; exit 1; }; done",
             NULL);
}

/* Another host's grid: three volets, eighteen sentences, its own version. */
static void a_host_s_own_grid_makes_papers_too(void **state)
{
    struct shell *shell = *state;

    make_session(shell);
    shell_do(shell,
             "$F grid b.flashcoop >g.csv && "
             "awk -F, 'BEGIN { OFS = \",\" } $1 == \"grid\" { $3 = 2 } { print } "
             "$1 == \"volet\" && $2 == \"B\" { print \"volet,C,,,,,Tenir un stand,,,,fr,\" } "
             "END { for (i = 1; i < 4; i++) "
             "print \"indicator,C\" i \",,C,yes,5,Je tiens le stand \" i \".,,,,fr,\" }' "
             "g.csv >g2.csv && $F import b.flashcoop grid g2.csv",
             NULL);
    shell_write(shell, "r.csv",
                "badge,rater,indicator,day,value\n"
                "P1,self,C1,2,1\nP1,self,C1,7,3\nP1,animator,C2,2,1\nP1,animator,C2,7,4\n");
    shell_do(shell, "$F import b.flashcoop ratings r.csv", NULL);
    shell_do(shell, "$F report b.flashcoop papers -o papers", NULL);
    shell_do(shell, "pdftotext -raw papers/formation/grille-groupe.pdf -", NULL);
    assert_non_null(strstr(shell->out, "C3"));
    assert_non_null(strstr(shell->out, "1 → 4"));
    shell_do(shell, "pdftotext papers/ma-fiche-P1.pdf -", NULL);
    assert_non_null(strstr(shell->out, "Tenir un stand"));
    assert_non_null(strstr(shell->out, "1 plus haut"));
    shell_do(shell, "pdftotext papers/rapport.pdf -", NULL);
    assert_non_null(strstr(shell->out, "volet C"));
}

/* "Page n/m", also on those that are reports. */
static void the_report_of_the_session_counts_its_pages(void **state)
{
    struct shell *shell = *state;

    make_session(shell);
    shell_do(shell, "$F report b.flashcoop papers -o papers", NULL);
    shell_do(shell,
             "for f in papers/*.pdf papers/*/*.pdf; do "
             "n=$(pdfinfo $f | sed -n 's/^Pages: *//p'); pdftotext -l 1 $f - | "
             "grep -q \"\\(^\\| \\)1/$n\" || echo $f; done",
             NULL);
    assert_string_equal(shell->out, "");
}

/* P12: what stands at the head of each paper must not stop them all. */
static void a_picture_in_the_name_of_the_session_stops_no_paper(void **state)
{
    struct shell *shell = *state;

    shell_do(shell, "$F new s.flashcoop --name 'Fête 🎉 du pain' --host 'Coop 🍪'", NULL);
    shell_do(shell, "$F import s.flashcoop participants -", "badge,name\nP1,Awa\n");
    shell_do(shell, "$F report s.flashcoop papers -o p 2>said; pdftotext p/livret-P1.pdf -", NULL);
    assert_non_null(strstr(shell->out, "Fête du pain — Coop"));
    shell_do(shell, "grep -c police said || true; pdftotext p/rapport.pdf -", NULL);
    assert_true(strncmp(shell->out, "0\nFête du pain\n", 16) == 0);
}

/* P12: the longest names, in letters of two bytes, are cut nowhere in the middle of one. */
static void names_of_eighty_accents_stand_whole_on_papers_and_slips(void **state)
{
    struct shell *shell = *state;

    shell_do(shell,
             "E=$(printf 'é%.0s' $(seq 80)); $F new s.flashcoop --name $E --host $E --place $E && "
             "$F set s.flashcoop address $E$E && "
             "printf 'code,label,price,vat,allergens\nC1,%s,1.50,5.5,aucun\n' $E | "
             "$F import s.flashcoop products - && "
             "printf 'add C1\npay cash 2\nquit\n' | $F sell s.flashcoop && "
             "$F print s.flashcoop receipt:1 --format pdf -o r.pdf && "
             "$F report s.flashcoop papers -o p && $F verify s.flashcoop",
             NULL);
    assert_null(strstr(shell->err, "UTF-8"));
    shell_do(shell, "$F report s.flashcoop lines --format csv | tail -1 | tr -dc 'é' | wc -m",
             NULL);
    assert_string_equal(shell->out, "80\n");
}

static void price_tags_and_labels_show_the_product(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell,
             "$F import b.flashcoop products - >/dev/null <<END\n"
             "code,label,price,vat,allergens\nC1,Cookie,1.50,5.5,gluten\n"
             "T1,Sac,12.00,20,aucun\nB1,Boîte,4.50,5.5,aucun\nEND\n"
             "$F report b.flashcoop papers -o papers >/dev/null\n"
             "pdfimages -list papers/etiquettes-prix.pdf | grep -c ' image  *[0-9]'\n"
             "pdfinfo -struct papers/etiquettes.pdf | grep -c Figure\n"
             "qpdf --check papers/etiquettes.pdf >/dev/null && echo sound",
             NULL);
    /* A box has no drawing; each label of the others has its bars, too. */
    assert_string_equal(shell->out, "2\n50\nsound\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, shell_set_up, shell_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_report_of_the_session_counts_its_pages),
        TEST(a_picture_in_the_name_of_the_session_stops_no_paper),
        TEST(names_of_eighty_accents_stand_whole_on_papers_and_slips),
        TEST(papers_tables_and_index_come_by_one_command),
        TEST(price_tags_and_labels_show_the_product),
        TEST(papers_record_nothing_in_the_book),
        TEST(papers_want_a_folder_and_keep_what_is_there),
        TEST(the_papers_of_one_day_come_alone),
        TEST(a_share_of_another_result_is_on_no_paper),
        TEST(two_runs_give_the_same_files_to_the_byte),
        TEST(each_pdf_is_tagged_titled_in_a_language_and_holds_its_fonts),
        TEST(a_host_s_own_grid_makes_papers_too),
        TEST(what_she_agreed_at_the_interview_is_on_her_sheet),
        TEST(a_report_has_the_colour_of_the_group),
        TEST(so_has_every_page_of_a_command),
        TEST(a_second_language_and_a_pocket_booklet_are_settings),
        TEST(the_words_of_the_statements_stay_once_somebody_answered),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
