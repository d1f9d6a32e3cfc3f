/*
 * A summer of services from the first quote to the closing: quotes, invoices, a credit note,
 * payments, hours, shares and accounts by a computation of their own.
 */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { PEOPLE = 3, JOBS = 4, DAYS = 16 };

static const struct {
    const char *client, *service;
    int quantity;
    long price, rate;    /* cents, VAT included; basis points */
    int minutes[PEOPLE]; /* of work */
} WORK[JOBS] = {
    { "mairie", "Tonte", 2, 6000, 2000, { 210, 120, 0 } },
    { "mairie", "Taille", 1, 9000, 2000, { 0, 240, 0 } },
    { "mme", "Repas", 1, 2200, 1000, { 0, 0, 60 } },
    { "asso", "Rangement", 3, 2500, 2000, { 60, 0, 150 } },
};

static void at(struct shell *shell, const char *time, const char *line)
{
    char whole[900];

    snprintf(whole, sizeof whole, "export FLASHCOOP_CLOCK=2020-%s:00+02:00; %s", time, line);
    shell_do(shell, whole, NULL);
}

static void make_session(struct shell *shell)
{
    char rows[1200] = "client,service,quantity,price,vat,date,place,hours\n";

    for (int i = 0; i < JOBS; i++) {
        const char *before = "";

        snprintf(rows + strlen(rows), sizeof rows - strlen(rows),
                 "%s,%s,%d,%ld.%02ld,%ld,2020-07-1%d,Gap,", WORK[i].client, WORK[i].service,
                 WORK[i].quantity, WORK[i].price / 100, WORK[i].price % 100, WORK[i].rate / 100, i);
        for (int person = 0; person < PEOPLE; person++)
            if (WORK[i].minutes[person] > 0) {
                snprintf(rows + strlen(rows), sizeof rows - strlen(rows), "%sP%d:%.1f", before,
                         person + 1, WORK[i].minutes[person] / 60.0);
                before = ";";
            }
        strcat(rows, "\n");
    }
    shell_write(shell, "jobs.csv", rows);
    shell_write(shell, "people.csv", "badge,name\nP1,Awa\nP2,Ali\nP3,Lise\n");
    shell_write(shell, "clients.csv",
                "key,name,address,siren\nmairie,Mairie de Gap,3 rue B,732829320\nmme,Mme D.,,\n"
                "asso,Les Amis,5 rue C,\n");
    at(shell, "07-15T09:00",
       "$F new s.flashcoop --name Jardins --host 'Coop 7' --siren 732829320 --format services && "
       "$F set s.flashcoop siret 73282932000074 && $F set s.flashcoop address '1 rue A' && "
       "$F set s.flashcoop vat-number FR44732829320 && "
       "$F import s.flashcoop participants people.csv && "
       "$F import s.flashcoop clients clients.csv && $F import s.flashcoop jobs jobs.csv");
}

/* The town pays a part, the lady's first invoice was wrong, the club has not paid. */
static void bill_everybody(struct shell *shell)
{
    at(shell, "07-16T09:00",
       "$F quote s.flashcoop mairie -o d1.pdf && $F quote s.flashcoop mme -o d2.pdf");
    at(shell, "07-20T09:00",
       "for c in mairie mme asso; do $F invoice s.flashcoop $c -o f-$c.pdf; done && "
       "$F credit s.flashcoop JARD20-FA-2 --reason 'Adresse fausse' -o a.pdf && "
       "$F invoice s.flashcoop mme -o f4.pdf && "
       "$F settle s.flashcoop JARD20-FA-4 cash 22 && "
       "$F settle s.flashcoop JARD20-FA-1 transfer 100");
}

static void documents_are_numbered_without_a_hole(void **state)
{
    struct shell *shell = *state;

    make_session(shell);
    bill_everybody(shell);
    at(shell, "07-21T09:00",
       "$F report s.flashcoop documents --format csv | cut -d, -f1,2,6-11 | tr -d '\\r'");
    assert_string_equal(shell->out,
                        "number,kind,net,vat,gross,paid,left,refers\n"
                        "JARD20-DA-1,quote,175.00,35.00,210.00,,,\n"
                        "JARD20-DA-2,quote,20.00,2.00,22.00,,,\n"
                        "JARD20-FA-1,invoice,175.00,35.00,210.00,100.00,110.00,JARD20-DA-1\n"
                        "JARD20-FA-2,invoice,20.00,2.00,22.00,0.00,0.00,JARD20-DA-2\n"
                        "JARD20-FA-3,invoice,62.50,12.50,75.00,0.00,75.00,\n"
                        "JARD20-AA-1,credit,-20.00,-2.00,-22.00,,,JARD20-FA-2\n"
                        "JARD20-FA-4,invoice,20.00,2.00,22.00,22.00,0.00,JARD20-DA-2\n");
    at(shell, "07-21T09:00",
       "pdftotext -layout a.pdf - | tr -s ' \\n' ' ' | sed 's/\\xc2\\xa0/ /g'");
    assert_non_null(strstr(shell->out, "JARD20-AA-1"));
    assert_non_null(strstr(shell->out, "Avoir sur la facture"));
    assert_non_null(strstr(shell->out, "Motif : Adresse fausse."));
    assert_non_null(strstr(shell->out, "22,00"));
    at(shell, "07-21T09:00", "pdftotext -layout d1.pdf - | tr -s ' '");
    assert_non_null(strstr(shell->out, "Bon pour accord"));
    assert_non_null(strstr(shell->out, "210,00"));
}

static long net_of(int job)
{
    long gross = WORK[job].quantity * WORK[job].price;

    return (gross * 20000 / (10000 + WORK[job].rate) + 1) / 2;
}

static void shares_follow_hours_and_the_books_close(void **state)
{
    long pool = 0, hours[PEOPLE] = { 0 }, sum = 0, left, shares[PEOPLE];
    bool has_cent[PEOPLE] = { false };
    struct shell *shell = *state;

    make_session(shell);
    bill_everybody(shell);
    for (int i = 0; i < JOBS; i++) {
        pool += net_of(i);
        for (int person = 0; person < PEOPLE; person++) {
            hours[person] += WORK[i].minutes[person];
            sum += WORK[i].minutes[person];
        }
    }
    left = pool;
    for (int person = 0; person < PEOPLE; person++)
        left -= shares[person] = pool * hours[person] / sum;
    for (; left > 0; left--) {
        int best = -1;

        for (int person = 0; person < PEOPLE; person++)
            if (!has_cent[person] &&
                (best < 0 || pool * hours[person] % sum > pool * hours[best] % sum))
                best = person;
        has_cent[best] = true;
        shares[best]++;
    }
    at(shell, "08-20T18:00",
       "$F close s.flashcoop day --counted 22 >z && "
       "$F share s.flashcoop --rule hours --vote 3/0/0 --format csv | cut -d, -f1,3,4 | "
       "tr -d '\\r'");
    for (int person = 0; person < PEOPLE; person++) {
        char row[60];

        snprintf(row, sizeof row, "P%d,%ld,%ld.%02ld\n", person + 1, hours[person],
                 shares[person] / 100, shares[person] % 100);
        if (!strstr(shell->out, row))
            fail_msg("%s is not in:\n%s", row, shell->out);
    }
    at(shell, "08-31T18:00", "$F close s.flashcoop session >z && $F verify s.flashcoop");
}

/* Services 706, clients 411, VAT due 44571 only for what was paid, the rest waits. */
static void accounts_say_what_is_sold_owed_and_due(void **state)
{
    static const struct {
        const char *account;
        long balance;
    } EXPECTED[] = {
        { "706", -25750 }, { "411", 11000 + 7500 },
        { "445711", 0 },   { "44574", -(3500 - 1667) - 1250 },
        { "512", 10000 },  { "530", 2200 },
    };
    struct shell *shell = *state;

    make_session(shell);
    bill_everybody(shell);
    at(shell, "08-20T18:00",
       "$F close s.flashcoop day --counted 22 >z; $F close s.flashcoop session >z && "
       "$F accounts s.flashcoop -o acc --exercise 2020 && "
       "tr ',' '.' <acc/732829320FEC20201231.txt | awk -F'\\t' 'NR > 1 { s[$5] += $12 - $13 } "
       "END { for (a in s) printf \"%s %.0f\\n\", a, s[a] * 100 }' | sort");
    for (size_t i = 0; i < sizeof EXPECTED / sizeof *EXPECTED; i++) {
        char row[40];

        snprintf(row, sizeof row, "%s %ld\n", EXPECTED[i].account, EXPECTED[i].balance);
        if (EXPECTED[i].balance != 0 && !strstr(shell->out, row))
            fail_msg("%s is not in:\n%s", row, shell->out);
    }
    at(shell, "09-01T09:00",
       "$F export s.flashcoop archive -o a.zip && $F verify a.zip && $F report s.flashcoop papers "
       "-o p >o 2>e; { for f in p/*.pdf p/*/*.pdf; do pdftotext \"$f\" -; done; cat p/*.txt "
       "p/*/*.txt; } | grep -oE '(J|Jour )[0-9]+' | tr -dc '0-9\\n' | sort -n | tail -1");
    assert_non_null(strstr(shell->out, "\n16\n"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, shell_set_up, shell_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(documents_are_numbered_without_a_hole),
        TEST(shares_follow_hours_and_the_books_close),
        TEST(accounts_say_what_is_sold_owed_and_due),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
