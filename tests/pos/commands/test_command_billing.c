/* Services by command: clients and jobs from files, then quote, invoice, payment, credit note. */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define DOT_PNG                                                                                    \
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5E"     \
    "rkJggg=="

static void prepare(struct shell *shell)
{
    shell_do(shell,
             "$F new s.flashcoop --name Services --host Hôte --siren 732829320 --siret "
             "73282932000074 --address '1 rue A' --vat-number FR44732829320 --format services",
             NULL);
    shell_do(shell, "$F import s.flashcoop participants -", "badge,name\nP1,Awa\nP2,Karim\n");
    shell_do(shell, "$F import s.flashcoop clients -",
             "key,name,address,siren\nmairie,Mairie de Gap,3 rue B,732829320\nmme,Mme D.,,\n");
    shell_do(shell, "$F import s.flashcoop jobs -",
             "client,service,quantity,price,vat,date,place,hours\n"
             "mairie,Tonte,2,60.00,20,2019-11-26,Jardin,P1:3.5;P2:2\n"
             "mme,Repas,1,22.00,10,2019-11-26,,P1:1\n");
}

static void quote_invoice_payment_and_credit_note_follow(void **state)
{
    struct shell *shell = *state;

    prepare(shell);
    shell_do(shell, "$F quote s.flashcoop mairie -o q.pdf | sed 's/SERV..-//' && test -s q.pdf",
             NULL);
    assert_string_equal(shell->out, "quote DA-1 120.00\n");
    shell_do(shell, "$F invoice s.flashcoop mairie -o f.pdf | sed 's/SERV..-//'", NULL);
    assert_string_equal(shell->out, "invoice FA-1 120.00\n");
    shell_do(shell,
             "N=$($F report s.flashcoop documents --format csv | sed -n 's/,invoice.*//p')"
             " && $F settle s.flashcoop $N transfer 20 | sed 's/.* left/left/' && "
             "$F credit s.flashcoop $N --reason erreur -o a.pdf | sed 's/SERV..-//' && "
             "$F report s.flashcoop documents --format csv | sed 's/SERV..-//g' | "
             "cut -d, -f1,2,6-11 | tr -d '\r'",
             NULL);
    assert_string_equal(shell->out, "left 100.00\ncredit AA-1 -120.00\n"
                                    "number,kind,net,vat,gross,paid,left,refers\n"
                                    "DA-1,quote,100.00,20.00,120.00,,,\n"
                                    "FA-1,invoice,100.00,20.00,120.00,20.00,-20.00,DA-1\n"
                                    "AA-1,credit,-100.00,-20.00,-120.00,,,FA-1\n");
    shell_do(shell, "$F verify s.flashcoop", NULL);
}

/* Work to come is quoted with its day; no invoice says that it was done. */
static void work_planned_ahead_is_quoted_with_its_day(void **state)
{
    struct shell *shell = *state;

    setenv("FLASHCOOP_CLOCK", "2019-11-27T10:00:00+01:00", 1);
    prepare(shell);
    shell_do(shell, "$F import s.flashcoop jobs -",
             "client,service,quantity,price,vat,date\nmme,Goûter,1,30.00,10,2020-03-14\n");
    shell_do(shell,
             "$F quote s.flashcoop mme -o q.pdf | sed 's/SERV..-//' && "
             "pdftotext -layout q.pdf -",
             NULL);
    assert_non_null(strstr(shell->out, "quote DA-1 52.00\n"));
    assert_non_null(strstr(shell->out, "Prévu le"));
    assert_non_null(strstr(shell->out, "14/03/2020"));
    shell_do(shell, "$F invoice s.flashcoop mme | sed 's/SERV..-//'", NULL);
    assert_string_equal(shell->out, "invoice FA-1 22.00\n");
    assert_int_equal(shell_run(shell, "$F invoice s.flashcoop mme", NULL), 1);
    assert_int_equal(shell_run(shell, "$F import s.flashcoop jobs -",
                               "client,service,quantity,price,vat,date\n"
                               "mme,Goûter,1,30.00,10,2025-03-14\n"),
                     1);
    unsetenv("FLASHCOOP_CLOCK");
}

/* domain-papers §8: "Note for a private client, compulsory from 25 € TTC, before payment: date,
 * provider and address, client's name unless refused, date and place of work, detail (name, unit
 * price, quantity), totals HT, TTC". */
static void from_25_euros_a_private_client_gets_all_that_a_note_says(void **state)
{
    static const char *const SAID[] = { "CDP49",   "1 rue A", "Mme D.", "26/11/2019",
                                        "Cuisine", "Repas",   "11,36",  "22,73",
                                        "25,00",   "HT",      "TTC" };
    struct shell *shell = *state;

    setenv("FLASHCOOP_CLOCK", "2019-11-27T10:00:00+01:00", 1);
    shell_do(shell,
             "$F new s.flashcoop --name Serv --host CDP49 --siret 73282932000074 "
             "--address '1 rue A' --format services",
             NULL);
    shell_do(shell, "$F import s.flashcoop participants -", "badge,name\nP1,Awa\n");
    shell_do(shell, "$F import s.flashcoop clients -", "key,name,address\nmme,Mme D.,\n");
    shell_do(shell, "$F import s.flashcoop jobs -",
             "client,service,quantity,price,vat,date,place,hours\n"
             "mme,Repas,2,12.50,10,2019-11-26,Cuisine,P1:1\n");
    shell_do(shell,
             "$F invoice s.flashcoop mme -o n.pdf && $F invoice s.flashcoop mme >/dev/null 2>&1; "
             "pdftotext -layout n.pdf -",
             NULL);
    unsetenv("FLASHCOOP_CLOCK");
    for (size_t i = 0; i < sizeof SAID / sizeof *SAID; i++)
        if (!strstr(shell->out, SAID[i]))
            fail_msg("« %s » is not on the note:\n%s", SAID[i], shell->out);
}

static void a_part_of_an_invoice_is_credited(void **state)
{
    struct shell *shell = *state;

    prepare(shell);
    shell_do(shell,
             "$F invoice s.flashcoop mairie >f.out && "
             "cut -d' ' -f2 f.out >number",
             NULL);
    assert_int_equal(
        shell_run(shell, "$F credit s.flashcoop $(cat number) 120.01 --reason x", NULL), 1);
    assert_int_equal(shell_run(shell, "$F credit s.flashcoop $(cat number) 0 --reason x", NULL), 1);
    shell_do(shell,
             "$F credit s.flashcoop $(cat number) 30 --reason 'un coin oublié' -o a.pdf | "
             "sed 's/SERV..-//' && $F credit s.flashcoop $(cat number) 20 --reason x | "
             "sed 's/SERV..-//' && $F settle s.flashcoop $(cat number) transfer 10 | "
             "sed 's/.* left/left/' && $F verify s.flashcoop 2>&1 >verdict && "
             "pdftotext -layout a.pdf - | tr -s ' '",
             NULL);
    assert_non_null(strstr(shell->out, "credit AA-1 -30.00\ncredit AA-2 -20.00\nleft 60.00\n"));
    assert_non_null(strstr(shell->out, "Avoir partiel"));
    assert_non_null(strstr(shell->out, "un coin oublié"));
    assert_non_null(strstr(shell->out, "25,00"));
    assert_int_equal(shell_run(shell, "$F credit s.flashcoop $(cat number) 70.01 --reason x", NULL),
                     1);
}

static void a_line_of_an_invoice_is_credited(void **state)
{
    struct shell *shell = *state;

    prepare(shell);
    shell_do(shell, "$F invoice s.flashcoop mairie >f.out && cut -d' ' -f2 f.out >number", NULL);
    assert_int_equal(
        shell_run(shell, "$F credit s.flashcoop $(cat number) 1 --line 1 --reason x", NULL), 2);
    assert_int_equal(
        shell_run(shell, "$F credit s.flashcoop $(cat number) --line 0 --reason x", NULL), 2);
    assert_int_equal(
        shell_run(shell, "$F credit s.flashcoop $(cat number) --line 2 --reason x", NULL), 1);
    shell_do(shell,
             "$F credit s.flashcoop $(cat number) --line 1 --reason 'pas fait' -o a.pdf | "
             "sed 's/SERV..-//' && pdftotext -layout a.pdf - | tr -s ' '",
             NULL);
    assert_non_null(strstr(shell->out, "credit AA-1 -120.00\n"));
    assert_non_null(strstr(shell->out, "Tonte"));
}

/* What nobody said is a dotted line to fill, by its name. */
static void what_the_invoice_asks_and_nobody_said_is_left_to_fill(void **state)
{
    struct shell *shell = *state;

    prepare(shell);
    shell_do(
        shell,
        "printf 'client,service,quantity,price,vat,date\\nfirme,Tri,1,600.00,20,2019-11-26\\n"
        "seule,Ménage,1,30.00,20,2019-11-26\\n' >jobs.csv && "
        "$F import s.flashcoop clients - && $F import s.flashcoop jobs jobs.csv && "
        "$F invoice s.flashcoop firme --order BC-77 -o f.pdf && "
        "$F invoice s.flashcoop seule -o g.pdf && pdftotext -layout f.pdf - | tr -s ' \\n' ' ' && "
        "pdftotext -layout g.pdf - | tr -s ' '",
        "key,name,address,siren\nfirme,Atelier,9 rue D,732829320\nseule,Mme S.,,\n");
    assert_non_null(strstr(shell->out, "Commande du client : BC-77."));
    assert_non_null(strstr(shell->out, "N° de TVA ………"));
    assert_non_null(strstr(shell->out, "Ménage, à ………"));
}

/* What the paper says is read back from the PDF. */
static void the_invoice_says_the_mandatory_mentions(void **state)
{
    static const char *const MENTIONS[] = {
        "Facture SERV",  "Mairie de Gap", "3 rue B", "SIREN",      "732829320",
        "FR44732829320", "À payer avant", "Tonte",   "Total HT",   "TVA 20 %",
        "À payer",       "pénalités",     "40 €",    "d'escompte", "73282932000074",
        "26/11/2019",    "1 rue A",       "100,00",  "120,00",
    };
    struct shell *shell = *state;

    prepare(shell);
    shell_do(shell, "$F invoice s.flashcoop mairie -o f.pdf >f.out && pdftotext -layout f.pdf -",
             NULL);
    for (size_t i = 0; i < sizeof MENTIONS / sizeof *MENTIONS; i++)
        if (!strstr(shell->out, MENTIONS[i]))
            fail_msg("« %s » is not on the invoice:\n%s", MENTIONS[i], shell->out);
}

static void shares_follow_the_hours_of_the_jobs(void **state)
{
    struct shell *shell = *state;

    prepare(shell);
    shell_do(shell,
             "$F invoice s.flashcoop mairie >f.out && $F invoice s.flashcoop mme >f.out && "
             "$F share s.flashcoop --rule hours --dry-run --format csv | tr -d '\r'",
             NULL);
    /* 120,00 of 1,5 h … : P1 has 270 of 390 minutes, P2 120; 100,00 + 20,00 net to share. */
    assert_string_equal(shell->out, "badge,name,weight,share\nP1,Awa,270,83.08\n"
                                    "P2,Karim,120,36.92\n");
    shell_do(shell, "$F share s.flashcoop --rule mix:50:hours --dry-run --format csv | tr -d '\r'",
             NULL);
    assert_string_equal(shell->out, "badge,name,weight,share\nP1,Awa,270,71.54\n"
                                    "P2,Karim,120,48.46\n");
}

static void hours_are_told_by_person_and_job(void **state)
{
    struct shell *shell = *state;

    prepare(shell);
    shell_do(shell, "$F report s.flashcoop job-hours --format csv | tr -d '\r'", NULL);
    assert_string_equal(shell->out, "badge,name,job,service,date,minutes,person_minutes\n"
                                    "P1,Awa,1,Tonte,2019-11-26,210,\n"
                                    "P1,Awa,2,Repas,2019-11-26,60,270\n"
                                    "P2,Karim,1,Tonte,2019-11-26,120,120\n");
    shell_do(shell, "$F report s.flashcoop jobs | grep -A9 'Heures de chaque'", NULL);
    assert_non_null(strstr(shell->out, "Karim"));
    assert_non_null(strstr(shell->out, "6 h 30")); /* of all: 390 minutes */
}

/* What is sent to a client looks like every other paper of the group. */
static void a_quote_and_an_invoice_bear_logo_emblem_and_colour(void **state)
{
    struct shell *shell = *state;

    prepare(shell);
    shell_do(shell,
             "echo '" DOT_PNG "' | base64 -d > dot.png && $F set s.flashcoop logo dot.png && "
             "$F set s.flashcoop colour '#7a1f5c'",
             NULL);
    shell_do(shell, "$F import s.flashcoop partners -",
             "key,kind,name,roles,logo\nue,organisation,Union,fund,dot.png\n");
    shell_do(shell,
             "$F quote s.flashcoop mairie -o q.pdf >o && $F invoice s.flashcoop mairie -o i.pdf >o",
             NULL);
    for (const char *const *file = (const char *const[]){ "q.pdf", "i.pdf", NULL }; *file; file++) {
        char line[200];

        snprintf(line, sizeof line,
                 "pdfimages -list %s | wc -l && pdftotext %s - | grep -c Cofinanc && pdftoppm "
                 "-r 72 %s | tail -c +16 | od -An -v -tu1 -w3 | grep -q '122  31  92'",
                 *file, *file, *file);
        assert_int_equal(shell_run(shell, line, NULL), 0);
        assert_memory_equal(shell->out, "4\n1\n", 4); /* one picture at two places, and its mask */
    }
}

static void what_is_wrong_in_a_file_of_jobs_is_named_and_nothing_is_taken(void **state)
{
    struct shell *shell = *state;

    prepare(shell);
    assert_int_equal(shell_run(shell, "$F import s.flashcoop jobs - 2>&1",
                               "client,service,quantity,price,vat,hours\nmairie,A,1,10,20,P9:1\n"
                               "nobody,B,1,10,20,\nmairie,,1,10,20,\nmairie,C,0,10,20,\n"),
                     1);
    assert_non_null(strstr(shell->out, ":2:"));
    assert_non_null(strstr(shell->out, ":3:"));
    assert_non_null(strstr(shell->out, ":4:"));
    assert_non_null(strstr(shell->out, ":5:"));
    shell_do(shell, "$F report s.flashcoop jobs --format csv | wc -l", NULL);
    assert_int_equal(atoi(shell->out), 3);
}

/* Someone takes an invoice away with a tool: both verifiers see the hole. */
static void a_hole_in_the_numbers_is_found(void **state)
{
    struct shell *shell = *state;

    prepare(shell);
    shell_do(shell,
             "$F invoice s.flashcoop mairie >f.out && $F invoice s.flashcoop mme >f.out && "
             "sqlite3 s.flashcoop \"DROP TRIGGER document_no_update; UPDATE document SET "
             "number = replace(number, '-2', '-3'); CREATE TRIGGER document_no_update BEFORE "
             "UPDATE ON document\nBEGIN SELECT RAISE(ABORT, 'append-only'); END;\"",
             NULL);
    assert_int_equal(shell_run(shell, "$F verify s.flashcoop 2>&1", NULL), 1);
}

#define SHELL_TEST(name) cmocka_unit_test_setup_teardown(name, shell_set_up, shell_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SHELL_TEST(quote_invoice_payment_and_credit_note_follow),
        SHELL_TEST(work_planned_ahead_is_quoted_with_its_day),
        SHELL_TEST(from_25_euros_a_private_client_gets_all_that_a_note_says),
        SHELL_TEST(a_part_of_an_invoice_is_credited),
        SHELL_TEST(a_line_of_an_invoice_is_credited),
        SHELL_TEST(what_the_invoice_asks_and_nobody_said_is_left_to_fill),
        SHELL_TEST(the_invoice_says_the_mandatory_mentions),
        SHELL_TEST(shares_follow_the_hours_of_the_jobs),
        SHELL_TEST(hours_are_told_by_person_and_job),
        SHELL_TEST(a_quote_and_an_invoice_bear_logo_emblem_and_colour),
        SHELL_TEST(what_is_wrong_in_a_file_of_jobs_is_named_and_nothing_is_taken),
        SHELL_TEST(a_hole_in_the_numbers_is_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
