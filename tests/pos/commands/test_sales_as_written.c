/*
 * Sales as other programs export them: lines are taken, totals are told apart, and
 * what a file does not say is refused with what to do. Headings are those of the
 * programs' own sources (Paheko, Dolibarr), of files that people publish (SumUp,
 * WooCommerce with its order export), or of their manuals (Zettle, Odoo).
 */
#include "base/err.h"
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SHELL_TEST(test) cmocka_unit_test_setup_teardown(test, shell_set_up, shell_tear_down)

static void make_book(struct shell *shell)
{
    shell_do(shell,
             "$F new b.flashcoop --name Mam --host 'Coop 7' && "
             "$F set b.flashcoop dates 2019-11-25,2019-11-26,2019-11-27,2019-11-28 && "
             "printf 'code,label,price,vat\\nCOOK,Cookie,1.60,5.5\\nSABLE,Sablé,2,5.5\\n"
             "SABLE-NATURE,Sablé nature,2,5.5\\nSAC,Sac,15,20\\n' >p.csv && "
             "$F import b.flashcoop products p.csv",
             NULL);
}

static int import(struct shell *shell, const char *text)
{
    shell_write(shell, "file.csv", text);
    return shell_run(shell, "$F import b.flashcoop sales file.csv", NULL);
}

static void assert_lines(struct shell *shell, const char *lines)
{
    shell_do(shell,
             "$F report b.flashcoop lines --format csv | tail -n +2 | cut -d, -f1,3,5-8 && "
             "$F report b.flashcoop sales --format csv | tail -n +2 | cut -d, -f1,2,9,10 && "
             "$F verify b.flashcoop >verify.txt",
             NULL);
    assert_string_equal(shell->out, lines);
}

static void assert_taken(struct shell *shell, const char *text, const char *program,
                         const char *lines)
{
    char said[80];

    make_book(shell);
    assert_int_equal(import(shell, text), 0);
    snprintf(said, sizeof said, "Fichier de %s reconnu.", program);
    assert_non_null(strstr(shell->err, said));
    assert_lines(shell, lines);
}

/* Nothing is taken of a file with a fault. */
static void assert_refused(struct shell *shell, const char *text, const char *why)
{
    assert_int_equal(import(shell, text), 1);
    if (!strstr(shell->err, why))
        print_error("%s instead of %s\n", shell->err, why);
    assert_non_null(strstr(shell->err, why));
    shell_do(shell, "$F report b.flashcoop sales --format csv | wc -l", NULL);
    assert_int_equal(atoi(shell->out), 1);
}

#define SUMUP                                                                                      \
    "Account,Date,Time,Type,Transaction ID,Receipt Number,Payment Method,Quantity,Description,"    \
    "Currency,Price (Gross),Price (Net),Tax,Tax rate,Transaction refunded\n"

/* Three for 5,00: whole cents cannot say the price of one, a discount makes up for it. */
static void articles_of_sumup_are_taken_with_their_payment(void **state)
{
    assert_taken(*state,
                 SUMUP "a@coop.org,26.11.19,11:53,Sales,TD4KP497FR,S20190000001,Cash,2,Cookie ,EUR,"
                       "3.20,3.03,0.17,5.5%,\n"
                       "a@coop.org,26.11.19,11:53,Sales,TD4KP497FR,S20190000001,Cash,3,Sablé,EUR,"
                       "5.00,4.74,0.26,5.5%,\n"
                       "a@coop.org,26.11.19,11:58,Sales,TD4KP497FS,S20190000002,Card,1,Sablé,EUR,"
                       "2.00,1.90,0.10,5.5%,\n",
                 "SumUp",
                 "A-1,COOK,2,1.60,0.00,3.20\nA-1,SABLE,3,1.67,0.01,5.00\n"
                 "A-2,SABLE,1,2.00,0.00,2.00\n"
                 "A-1,2019-11-26T11:53:00+01:00,8.20,0.00\n"
                 "A-2,2019-11-26T11:58:00+01:00,0.00,2.00\n");
}

static void articles_of_sumup_in_french_are_taken_between_semicolons(void **state)
{
    assert_taken(*state,
                 "Compte;Date;Heure;Type;Identifiant de la transaction;Num\xE9ro de re\xE7u;Moyen "
                 "de paiement;Quantit\xE9;Description;Devise;Prix (TTC);Prix (HT);Taxe;Taux de "
                 "TVA\r\na@coop.org;26/11/2019;11:53;Vente;TD4;S1;Esp\xE8"
                 "ces;1;Sac;EUR;15,00;12,50;2,50;20 %\r\n",
                 "SumUp", "A-1,SAC,1,15.00,0.00,15.00\nA-1,2019-11-26T11:53:00+01:00,15.00,0.00\n");
}

static void what_sumup_says_otherwise_than_the_book_is_refused(void **state)
{
    struct shell *shell = *state;

    make_book(shell);
    assert_refused(shell, SUMUP "a,26.11.19,11:53,Sales,T1,S1,Cash,1,Sac,EUR,15.00,,,5.5%,\n",
                   "Sac : TVA de 5.5% dans ce fichier");
    assert_refused(shell, SUMUP "a,26.11.19,11:53,Sales,T1,S1,Cash,1,Tarte,EUR,15.00,,,20%,\n",
                   "« Tarte » n'est pas un produit du livre");
    assert_refused(shell, SUMUP "a,26.11.19,11:53,Refund,T1,S1,Cash,1,Sac,EUR,15.00,,,20%,\n",
                   "le faire à la caisse");
    assert_refused(shell,
                   SUMUP "a,26.11.19,11:53,Sales,T1,S1,Cash,1,Sac,EUR,15.00,,,20%,\n"
                         "a,26.11.19,11:53,Sales,T1,S1,Card,1,Sac,EUR,15.00,,,20%,\n",
                   "payé de deux façons");
}

static void a_file_of_payments_is_told_from_one_of_articles(void **state)
{
    struct shell *shell = *state;

    make_book(shell);
    assert_refused(shell,
                   "Email,Date,Transaction ID,Transaction Type,Status,Card Type,Payment Method,"
                   "Total\na,2019-11-26,T1,Sale,Successful,VISA,POS,3.00\n",
                   "Fichier de SumUp : des paiements, sans les articles,");
    assert_refused(shell,
                   "Date,Receipt number,Receipt type,Gross sales,Discounts,Net sales,Payment "
                   "type\n26/11/2019 10:05,2-1,Sale,3.20,0,3.20,Cash\n",
                   "Fichier de Loyverse : un total par ticket");
    assert_refused(shell,
                   "Numéro d'écriture,Type,Statut,Libellé,Date,Remarques,Numéro pièce comptable,"
                   "Numéro ligne,Compte,Crédit,Débit\n,Avancé,,Session de caisse n°1,26/11/2019,,"
                   "POS-SESSION-1,,707,\"4,00\",0\n",
                   "Fichier de Paheko : des écritures comptables.");
    shell_write(shell, "file.csv", SUMUP);
    assert_int_equal(shell_run(shell, "$F reconcile b.flashcoop card file.csv", NULL), 1);
    assert_non_null(strstr(shell->err, "des ventes, article par article"));
    assert_int_equal(shell_run(shell, "$F import b.flashcoop products file.csv", NULL), 1);
    assert_non_null(strstr(shell->err, "L'importer comme ventes"));
}

static void articles_of_zettle_are_taken_between_tabs(void **state)
{
    assert_taken(*state,
                 "Numéro de reçu\tDate\tHeure\tNom\tVariante\tQuantité\tPrix final (EUR)\tTVA "
                 "(%)\tMode de paiement\n77\t26/11/2019\t10:05\tSablé\tNature\t2\t4,00\t5,5\tCarte"
                 "\n",
                 "Zettle",
                 "A-1,SABLE-NATURE,2,2.00,0.00,4.00\n"
                 "A-1,2019-11-26T10:05:00+01:00,0.00,4.00\n");
}

#define WOO                                                                                        \
    "\"Order Number\",\"Order Status\",\"Order Date\",SKU,\"Item #\",\"Item Name\","               \
    "\"Quantity (- Refund)\",\"Item Cost\",\"Payment Method Title\",\"Order Total Amount\"\n"

/* Its prices are without VAT: the product's rate makes them whole, the order's total proves it. */
static void orders_of_woocommerce_are_taken_when_their_total_agrees(void **state)
{
    struct shell *shell = *state;

    assert_taken(shell,
                 WOO "1001,Completed,\"2019-11-26 09:12\",SAC,1,Sac,2,12.50,\"Credit Card\",31.60\n"
                     "1001,Completed,\"2019-11-26 09:12\",COOK,2,Cookie,1,1.52,\"Credit Card\","
                     "31.60\n1002,Failed,\"2019-11-26 09:14\",SAC,1,Sac,2,12.50,PayPal,30.00\n",
                 "WooCommerce",
                 "A-1,SAC,2,15.00,0.00,30.00\nA-1,COOK,1,1.60,0.00,1.60\n"
                 "A-1,2019-11-26T09:12:00+01:00,0.00,31.60\n");
}

static void orders_that_do_not_add_up_or_are_paid_elsewhere_are_refused(void **state)
{
    struct shell *shell = *state;

    make_book(shell);
    assert_refused(shell,
                   WOO "1,Completed,2019-11-26 09:12,SAC,1,Sac,1,12.50,Carte bancaire,20.00\n",
                   "Ce fichier compte 20.00 pour ce ticket, ses lignes font 15.00");
    assert_refused(shell, WOO "1,Completed,2019-11-26 09:12,SAC,1,Sac,1,12.50,Lydia,15.00\n",
                   "Payé par « Lydia » : aucun moyen de paiement du livre");
    shell_do(shell,
             "printf 'means,label,account\\nlydia,Lydia,5117\\n' >m.csv && "
             "$F import b.flashcoop means m.csv",
             NULL);
    assert_int_equal(
        import(shell, WOO "1,Completed,2019-11-26 09:12,SAC,1,Sac,1,12.50,Lydia,15.00\n"), 0);
    shell_do(shell, "$F report b.flashcoop payments --format csv | tr -d '\\r' | cut -d, -f1,3,5",
             NULL);
    assert_string_equal(shell->out, "ticket,means,amount\nA-1,lydia,15.00\n");
}

/* Only the first line of an order names it. */
static void orders_of_odoo_are_taken_with_the_lines_below_them(void **state)
{
    assert_taken(*state,
                 "Receipt Number,Date,Order Lines/Product,Order Lines/Quantity,Order Lines/Tax "
                 "Incl.,Payments/Payment Method,Total,Status\n"
                 "Order 00001-001-0001,2019-11-26 10:06:00,[COOK] Cookie,2.0,3.2,Cash,5.2,"
                 "Cancelled\n,,[SABLE] Sablé,1.0,2.0,,,\n"
                 "Order 00001-001-0002,2019-11-26 10:05:00,[COOK] Cookie,2.0,3.2,Cash,5.2,Posted\n"
                 ",,[SABLE] Sablé,1.0,2.0,,,\n",
                 "Odoo",
                 "A-1,COOK,2,1.60,0.00,3.20\nA-1,SABLE,1,2.00,0.00,2.00\n"
                 "A-1,2019-11-26T10:05:00+01:00,5.20,0.00\n");
}

struct dolibarr {
    const char *date_heading, *hour, *means_heading, *means;
};

/* A line of an invoice, as the export of Dolibarr writes it. */
static void dolibarr_write(const struct dolibarr *export, char out[400])
{
    snprintf(out, 400,
             "Réf. facture;%s;Réf. produit;Taux de TVA de la ligne;Quantité pour la ligne;"
             "Montant TTC de la ligne%s\nTC1-0001;2019-11-26%s;SAC;20.000;1;15.00000000%s\n",
             export->date_heading, export->means_heading, export->hour, export->means);
}

/* The day of an invoice has no hour, and its lines do not say how it was paid. */
static void invoices_of_dolibarr_need_the_hour_and_the_payment(void **state)
{
    struct shell *shell = *state;
    char text[400];

    make_book(shell);
    dolibarr_write(&(struct dolibarr){ "Date facturation", "", "", "" }, text);
    assert_refused(shell, text, "La vente n'a pas d'heure");
    dolibarr_write(&(struct dolibarr){ "Date création facture", " 10:15:00", "", "" }, text);
    assert_refused(shell, text, "ne dit pas comment c'est payé");
    dolibarr_write(&(struct dolibarr){ "Date création facture", " 10:15:00", ";Carte", ";15" },
                   text);
    assert_int_equal(import(shell, text), 0);
    assert_lines(shell, "A-1,SAC,1,15.00,0.00,15.00\nA-1,2019-11-26T10:15:00+01:00,0.00,15.00\n");
}

#define PAHEKO                                                                                     \
    "Produit,Quantité,\"Montant total\",\"Poids total\",\"Prix unitaire\",Catégorie,Date,Note"

static void notes_of_paheko_are_taken_once_they_say_how_they_were_paid(void **state)
{
    struct shell *shell = *state;

    make_book(shell);
    assert_refused(shell, PAHEKO "\nSablé,2,\"4,00\",,\"2,00\",Biscuits,26/11/2019 10:05:00,12\n",
                   "ne dit pas comment c'est payé");
    assert_refused(shell,
                   PAHEKO ",espèces\nSablé,2,\"4,00\",,\"2,00\",Biscuits,26/11/2019 10:05:00,12,4"
                          "\nSac,1,\"15,00\",,\"15,00\",,26/11/2019 10:06:00,13,15\n"
                          "Sac,1,\"15,00\",,\"15,00\",,26/11/2019 10:05:00,12,\n",
                   "trier le fichier par ticket");
    assert_int_equal(import(shell, PAHEKO
                            ",espèces\nSablé,2,\"4,00\",,\"2,00\",Biscuits,26/11/2019 10:05:00,"
                            "12,19\nSac,1,\"15,00\",,\"15,00\",,26/11/2019 10:05:00,12,\n"),
                     0);
    assert_lines(shell, "A-1,SABLE,2,2.00,0.00,4.00\nA-1,SAC,1,15.00,0.00,15.00\n"
                        "A-1,2019-11-26T10:05:00+01:00,19.00,0.00\n");
}

/* They count for the day of typing; who reads the entry sees which days were meant. */
static void the_days_of_late_entries_stand_in_the_label_of_their_entry(void **state)
{
    struct shell *shell = *state;
    static const char SALES[] = "ticket,time,product,quantity,cash\n"
                                "k1,2019-11-27T10:00,SAC,1,15\nk2,2019-11-25T08:00,SAC,1,15\n";

    make_book(shell);
    assert_int_equal(import(shell, SALES), 0);
    shell_do(shell,
             "printf 'add SAC\npay card 15\n' | $F sell b.flashcoop >s.txt && "
             "$F close b.flashcoop day --counted 30 >z.txt && "
             "printf 'add SAC\npay card 15\n' | $F sell b.flashcoop >s.txt && "
             "$F close b.flashcoop day --counted 30 >z.txt && "
             "$F set b.flashcoop siren 732829320 && $F export b.flashcoop fec -o . >f.txt && "
             "cut -f 11 732829320FEC*.txt | grep Ventes | sort -u",
             NULL);
    assert_string_equal(shell->out, "Ventes clôture Z A-1 dont 2019-11-25 à 2019-11-27\n"
                                    "Ventes clôture Z A-2\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SHELL_TEST(articles_of_sumup_are_taken_with_their_payment),
        SHELL_TEST(articles_of_sumup_in_french_are_taken_between_semicolons),
        SHELL_TEST(what_sumup_says_otherwise_than_the_book_is_refused),
        SHELL_TEST(a_file_of_payments_is_told_from_one_of_articles),
        SHELL_TEST(articles_of_zettle_are_taken_between_tabs),
        SHELL_TEST(orders_of_woocommerce_are_taken_when_their_total_agrees),
        SHELL_TEST(orders_that_do_not_add_up_or_are_paid_elsewhere_are_refused),
        SHELL_TEST(orders_of_odoo_are_taken_with_the_lines_below_them),
        SHELL_TEST(invoices_of_dolibarr_need_the_hour_and_the_payment),
        SHELL_TEST(the_days_of_late_entries_stand_in_the_label_of_their_entry),
        SHELL_TEST(notes_of_paheko_are_taken_once_they_say_how_they_were_paid),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
