/* `flashcoop reconcile`: the terminal's file against our takings. */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SHELL_TEST(name) cmocka_unit_test_setup_teardown(name, shell_set_up, shell_tear_down)

/* Four payments by card on 26 November 2019, of which one has its number; one in cash. */
static void make_book(struct shell *shell)
{
    shell_write(shell, "p.csv", "code,label,price,vat\nC1,Cookie,1,5.5\n");
    shell_write(shell, "s.csv",
                "ticket,time,product,quantity,cash,card\nk1,2019-11-26T10:00,C1,5,,5\n"
                "k2,2019-11-26T10:10,C1,7,,7\nk3,2019-11-26T10:20,C1,5,,5\n"
                "k4,2019-11-26T11:00,C1,9,,9\nk5,2019-11-26T11:05,C1,5,5,\n"
                "k6,2019-11-27T10:00,C1,5,,5\n");
    shell_do(shell,
             "$F new b.flashcoop --name Mam --host Coop && $F import b.flashcoop products p.csv && "
             "$F import b.flashcoop sales s.csv",
             NULL);
}

static int reconcile(struct shell *shell, const char *text)
{
    shell_write(shell, "t.csv", text);
    return shell_run(shell, "$F reconcile b.flashcoop card t.csv --format csv", NULL);
}

#define HEADER "day,reference,terminal,book,ticket,state\r\n"

static void what_is_missing_on_either_side_is_named(void **state)
{
    struct shell *shell = *state;

    make_book(shell);
    assert_int_equal(reconcile(shell,
                               "Date,Transaction ID,Transaction Type,Status,Payment Method,Total,"
                               "Fee,Payout\n"
                               "2019-11-26 10:00:30,TA,Sale,Successful,Visa,5.00,0.08,4.92\n"
                               "2019-11-26 10:00:30,TA,Sale,Paid,Visa,5.00,0.08,4.92\n"
                               "2019-11-26 10:10:20,TB,Sale,Successful,Visa,7.50,0.1,7.4\n"
                               "2019-11-26 10:20:10,TC,Sale,Successful,Visa,5.00,0.1,4.9\n"
                               "2019-11-26 10:30:00,TD,Sale,Failed,Visa,9.00,0,0\n"
                               "2019-11-26 12:00:00,TE,Sale,Successful,Visa,3.00,0,0\n"
                               "2019-11-26 12:10:00,TF,Sale,Successful,Cash,4.00,0,0\n"),
                     1);
    assert_string_equal(shell->out, HEADER "2019-11-26,TA,5.00,5.00,A-1,matched\r\n"
                                           "2019-11-26,TB,7.50,7.00,A-2,amount-differs\r\n"
                                           "2019-11-26,TC,5.00,5.00,A-3,matched\r\n"
                                           "2019-11-26,,,9.00,A-4,missing-at-terminal\r\n"
                                           "2019-11-26,TE,3.00,,,missing-in-book\r\n"
                                           "TOTAL,,20.50,26.00,,\r\n");
    assert_non_null(strstr(shell->err, "Fichier de SumUp reconnu."));
    assert_non_null(strstr(shell->err, "3 lignes ne se retrouvent pas."));
    shell_do(shell,
             "sqlite3 b.flashcoop \"SELECT kind, subject, detail, note.amount FROM note "
             "JOIN record USING (chain, seq) WHERE kind = 54\"",
             NULL);
    assert_string_equal(shell->out, "54|card|2019-11-26..2019-11-26 terminal 20.50 book 26.00 "
                                    "unmatched 3|-550\n");
    shell_do(shell, "$F verify b.flashcoop", NULL);
}

/* The result is told with the closing of those days, whenever it was made; the last one counts. */
static void the_closing_tells_how_its_takings_compared(void **state)
{
    static const char *const BOTH[] = { "5.00", "6.00" };
    struct shell *shell = *state;

    setenv("FLASHCOOP_CLOCK", "2019-11-27T18:00:00+01:00", 1);
    make_book(shell);
    shell_do(shell, "$F close b.flashcoop day --counted 0 --reason essai", NULL);
    for (size_t i = 0; i < sizeof BOTH / sizeof BOTH[0]; i++) {
        char text[120];

        snprintf(text, sizeof text,
                 "Date,Transaction ID,Transaction Type,Status,Payment Method,Total\n"
                 "2019-11-27 10:00:30,TA,Sale,Successful,Visa,%s\n",
                 BOTH[i]);
        assert_int_equal(reconcile(shell, text), (int)i);
        assert_string_equal(shell_value(shell, "z:1", "compared_card"), BOTH[i]);
        assert_string_equal(shell_value(shell, "z:1", "compared_card_book"), "5.00");
    }
    assert_string_equal(shell_value(shell, "z:1", "compared_card_unmatched"), "1");
    assert_non_null(
        strstr(shell_do(shell, "$F report b.flashcoop z:1", NULL), "Fichier du terminal : carte"));
    shell_do(shell, "$F print b.flashcoop z:1 -o z.bin && grep -a -q 'Fichier du terminal' z.bin",
             NULL);
    shell_do(shell, "$F verify b.flashcoop", NULL);
    unsetenv("FLASHCOOP_CLOCK");
}

static void files_of_other_terminals_are_recognised(void **state)
{
    static const char *const FILES[][2] = {
        { "Square", "Date,Time,Time Zone,Gross Sales,Net Total,Card,Cash,Transaction ID,Payment ID,"
                    "Event Type\n"
                    "2019-11-26,10:00:00,Paris,€5.00,€4.90,€5.00,€0.00,TA,P1,Payment\n"
                    "2019-11-26,10:10:00,Paris,€7.00,€6.90,€7.00,€0.00,TB,P2,Payment\n"
                    "2019-11-26,10:20:00,Paris,€5.00,€4.90,€5.00,€0.00,TC,P3,Payment\n"
                    "2019-11-26,11:00:00,Paris,€9.00,€8.90,€9.00,€0.00,TD,P4,Payment\n"
                    "2019-11-26,11:05:00,Paris,€5.00,€4.90,€0.00,€5.00,TE,P5,Payment\n" },
        { "Stripe", "automatic_payout_id,balance_transaction_id,created_utc,currency,gross,fee,net,"
                    "reporting_category,source_id,description\n"
                    "po1,t1,2019-11-26 09:00:00,eur,5.00,0.1,4.9,charge,ch_1,x\n"
                    "po1,t2,2019-11-26 09:10:00,eur,7.00,0.1,6.9,charge,ch_2,x\n"
                    "po1,t3,2019-11-26 09:20:00,eur,5.00,0.1,4.9,charge,ch_3,x\n"
                    "po1,t4,2019-11-26 10:00:00,eur,9.00,0.1,8.9,charge,ch_4,x\n"
                    "po1,t5,2019-11-26 23:00:00,eur,-25.60,0,-25.60,payout,po_1,x\n" },
        { "Zettle", "Rapport Zettle\nMarchand,Coop\nPériode,26/11/2019\n\n"
                    "Date,Heure,Numéro de reçu,TVA,Total,Frais,Net,Mode de paiement\n"
                    "26/11/2019,10:00,1,0.3,\"5,00\",0.1,4.9,Visa\n"
                    "26/11/2019,10:10,2,0.3,\"7,00\",0.1,4.9,Visa\n"
                    "26/11/2019,10:20,3,0.3,\"5,00\",0.1,4.9,Visa\n"
                    "26/11/2019,11:00,4,0.3,\"9,00\",0.1,4.9,Visa\n"
                    "26/11/2019,11:05,5,0.3,\"5,00\",0,5,Espèces\nTotal,,,1.2,\"31,00\",,,\n" },
        { "SumUp", "E-mail;Date;Identifiant de la transaction;Type de transaction;Statut;Mode de "
                   "paiement;Total\n"
                   "a;26/11/2019 10:00;T1;Vente;Réussi;Carte;5,00\n"
                   "a;26/11/2019 10:10;T2;Vente;Réussi;Carte;7,00\n"
                   "a;26/11/2019 10:20;T3;Vente;Réussi;Carte;5,00\n"
                   "a;26/11/2019 10:50;T4;Vente;Échoué;Carte;9,00\n"
                   "a;26/11/2019 11:00;T5;Vente;Réussi;Carte;9,00\n"
                   "a;26/11/2019 11:05;T6;Vente;Réussi;Espèces;5,00\n" },
        { "Stripe", "id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Status\n"
                    "ch_1,2019-11-26 09:00,5.00,0.00,eur,true,Paid\n"
                    "ch_2,2019-11-26 09:10,7.00,0.00,eur,true,Paid\n"
                    "ch_3,2019-11-26 09:20,5.00,0.00,eur,true,Paid\n"
                    "ch_x,2019-11-26 09:50,9.00,0.00,eur,false,Failed\n"
                    "ch_4,2019-11-26 10:00,9.00,0.00,eur,true,Paid\n" },
        { "", "Date;Référence;Montant\n26/11/2019;a;5,00 €\n26/11/2019;b;7,00 €\n"
              "26/11/2019;c;5,00 €\n26/11/2019;d;9,00 €\n" },
    };
    struct shell *shell = *state;

    make_book(shell);
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
        int status = reconcile(shell, FILES[i][1]);

        if (status != 0)
            print_error("%s: %s%s\n", FILES[i][0], shell->out, shell->err);
        assert_int_equal(status, 0);
        assert_non_null(strstr(shell->out, "TOTAL,,26.00,26.00,,\r\n"));
        assert_non_null(strstr(shell->err, FILES[i][0]));
    }
}

static void a_number_on_the_slip_decides_before_time_and_amount(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "$F sell b.flashcoop",
             "add C1\npay card 1.50 AAA1\nadd C1\npay card 1.50 BBB2\n");
    shell_do(shell,
             "day=$(date +%F); printf 'date,reference,amount\\n%s 00:01,TX-BBB2,1.50\\n%s "
             "23:58,tx aaa1,1.50\\n' $day $day > t.csv",
             NULL);
    assert_int_equal(shell_run(shell,
                               "$F reconcile b.flashcoop card t.csv --format csv | cut -d, -f2,5,6",
                               NULL),
                     0);
    assert_string_equal(shell->out, "reference,ticket,state\r\nTX-BBB2,A-2,matched\r\n"
                                    "tx aaa1,A-1,matched\r\n,,\r\n");
    assert_int_equal(shell_run(shell, "$F reconcile b.flashcoop gold t.csv", NULL), 1);
}

static void takings_are_declared_by_day_till_and_rate(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "$F sell b.flashcoop",
             "add C1 2\nadd T1\npay cash 15\nadd C1\npay cash 1.50\nrefund 2\npay cash 1.50\n");
    shell_do(shell, "$F export b.flashcoop e-reporting -o e.csv && cut -d, -f2- e.csv", NULL);
    assert_string_equal(shell->out, "till,category,rate,net,vat,sales,refunds,currency\r\n"
                                    "A,TLB1,5.5,2.84,0.16,2,1,EUR\r\n"
                                    "A,TLB1,20,10.00,2.00,1,0,EUR\r\n");
    shell_do(shell, "$F verify b.flashcoop", NULL);
}

/* domain-papers §10: "Three 4,50 and one refund of 4,50 at 5,5 %, one 15,00 at 20 %". */
static void the_vector_of_declared_takings(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_write(shell, "more.csv", "code,label,price,vat\nT2,Panier,15.00,20\n");
    shell_do(shell, "$F import b.flashcoop products more.csv", NULL);
    shell_do(shell, "$F sell b.flashcoop",
             "add B1\npay cash 4.50\nadd B1\npay cash 4.50\nadd B1\npay cash 4.50\n"
             "refund 2\npay cash 4.50\nadd T2\npay cash 15\n");
    shell_do(shell, "$F export b.flashcoop e-reporting -o e.csv && cut -d, -f3-8 e.csv", NULL);
    assert_string_equal(shell->out, "category,rate,net,vat,sales,refunds\n"
                                    "TLB1,5.5,8.54,0.46,3,1\nTLB1,20,12.50,2.50,1,0\n");
}

/* A day in a form that nobody knows must not let a payment vanish. */
static void a_payment_of_an_unreadable_day_is_named(void **state)
{
    struct shell *shell = *state;

    make_book(shell);
    assert_int_equal(reconcile(shell, "Date,Transaction ID,Transaction Type,Status,Total\n"
                                      "\"11/26/2019, 10:00 AM\",TA,Sale,Successful,5.00\n"
                                      "Total,,,,5.00\n"),
                     1);
    assert_non_null(strstr(shell->err, "t.csv:2: « 11/26/2019, 10:00 AM » n'est pas une date"));
    assert_null(strstr(shell->err, "t.csv:3"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SHELL_TEST(what_is_missing_on_either_side_is_named),
        SHELL_TEST(the_closing_tells_how_its_takings_compared),
        SHELL_TEST(files_of_other_terminals_are_recognised),
        SHELL_TEST(takings_are_declared_by_day_till_and_rate),
        SHELL_TEST(the_vector_of_declared_takings),
        SHELL_TEST(a_number_on_the_slip_decides_before_time_and_amount),
        SHELL_TEST(a_payment_of_an_unreadable_day_is_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
