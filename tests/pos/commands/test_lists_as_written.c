/* Lists of products and charges as spreadsheets and other tills write them. */
#include "base/err.h"
#include "pos/acts/intake.h"
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
    shell_do(shell, "$F new b.flashcoop --name Mam --host 'Coop 7'", NULL);
}

static int import(struct shell *shell, const char *kind, const char *text, const char *options)
{
    char line[160];

    shell_write(shell, "file.csv", text);
    snprintf(line, sizeof line, "$F import b.flashcoop %s file.csv %s", kind, options);
    return shell_run(shell, line, NULL);
}

/* What stands in the book afterwards, without the columns of sales. */
static void assert_products(struct shell *shell, const char *rows)
{
    shell_do(shell,
             "$F report b.flashcoop products --format csv | tail -n +2 | "
             "cut -d, -f1,2,5-10 | tr -d '\\r' | sed 's/,20000000000[0-9][0-9],/,ours,/'",
             NULL);
    assert_string_equal(shell->out, rows);
}

static void assert_taken(struct shell *shell, const char *text, const char *rows)
{
    make_book(shell);
    assert_int_equal(import(shell, "products", text, ""), 0);
    assert_products(shell, rows);
}

static void assert_refused(struct shell *shell, const char *kind, const char *text, const char *why)
{
    uint64_t before = shell_file_sum(shell, "b.flashcoop");

    assert_int_equal(import(shell, kind, text, ""), 1);
    assert_int_equal(shell_file_sum(shell, "b.flashcoop"), before);
    if (!strstr(shell->err, why))
        print_error("%s instead of %s\n", shell->err, why);
    assert_non_null(strstr(shell->err, why));
}

static void a_list_in_french_with_windows_letters_is_taken(void **state)
{
    assert_taken(*state,
                 "sep=;\r\n;;;;;;\r\nR\xE9"
                 "f.;D\xE9signation;Prix (\x80);TVA;Code-barres;Unit\xE9;Stock\r\n"
                 "COOK;Cookie p\xE9pites;1,50 \x80;5,5 %;=\"3017620422003\";pi\xE8"
                 "ce;100\r\n;;;;;;\r\n"
                 "FAR;Farine;1\xA0"
                 "204,50;5,5;;au kilo;\r\n",
                 "COOK,Cookie pépites,100,1.50,5.5,3017620422003,,piece\n"
                 "FAR,Farine,,1204.50,5.5,ours,,kg\n");
}

static void a_list_of_loyverse_is_recognised(void **state)
{
    struct shell *shell = *state;
    static const char FILE_TEXT[] =
        "Handle,SKU,Name,Category,Sold by weight,Option 1 name,Option 1 value,Default price,Cost,"
        "Barcode,Track stock,Available for sale [Marché],Price [Marché],In stock [Marché]\n"
        "cookie,10001,Cookie,Biscuits,N,Taille,Petit,1.50,0.40,3017620422003,Y,Y,1.60,12\n"
        "cookie,10002,,,N,,Grand,3.00,0.80,,Y,Y,3.00,0\n"
        "farine,10003,Farine,Vrac,Y,,,2.00,1.00,,N,Y,2.00,\n"
        "don,10004,Don,,N,,,variable,0,,N,Y,variable,\n";

    make_book(shell);
    assert_refused(shell, "products", FILE_TEXT, "Pas de taux de TVA");
    assert_int_equal(import(shell, "products", FILE_TEXT, "--vat-rate 5,5"), 0);
    assert_non_null(strstr(shell->err, "Fichier de Loyverse reconnu. Colonnes non reprises : "
                                       "« Option 1 name », « Available for sale [Marché] »."));
    assert_non_null(strstr(shell->err, "Lignes sans prix passées : 1."));
    assert_products(shell, "10001,Cookie Petit,12,1.60,5.5,3017620422003,Biscuits,piece\n"
                           "10002,Cookie Grand,0,3.00,5.5,ours,,piece\n"
                           "10003,Farine,,2.00,5.5,ours,Vrac,kg\n");
}

static void a_list_of_sumup_gets_codes_from_its_names(void **state)
{
    assert_taken(*state,
                 "Item name,Variations,Price,Tax rate (%),Barcode,SKU,Category,Quantity,"
                 "Track inventory? (Yes/No),Image 1\n"
                 "Sablé à l'anis,,2.00,5.5,,,Biscuits,4,No,x.png\nCookie,Noix,1.50,5.5,,,,7,Yes,\n",
                 "SABLE-A-L-ANIS,Sablé à l'anis,,2.00,5.5,ours,Biscuits,piece\n"
                 "COOKIE-NOIX,Cookie Noix,7,1.50,5.5,ours,,piece\n");
}

static void a_list_of_square_is_recognised(void **state)
{
    struct shell *shell = *state;

    make_book(shell);
    assert_int_equal(import(shell, "products",
                            "Token,Item Name,Variation Name,SKU,Description,Categories,GTIN,Price,"
                            "Current Quantity Coop,Tax - TVA (5.5%)\n"
                            "X1,Cookie,Regular,COOK,bon,Biscuits,3017620422003,€1.50,5,Y\n",
                            "--vat-rate 5.5"),
                     0);
    assert_products(shell, "COOK,Cookie,5,1.50,5.5,3017620422003,Biscuits,piece\n");
}

static void a_list_of_woocommerce_passes_over_what_has_no_price(void **state)
{
    struct shell *shell = *state;

    make_book(shell);
    assert_int_equal(import(shell, "products",
                            "ID,Type,SKU,Name,Published,Description,Tax class,Stock,Regular price,"
                            "Categories,Parent\n"
                            "1,variable,SAC,Sac,1,\"long\ntext\",,,,Textile,\n"
                            "2,variation,SAC-B,\"Sac - Bleu\",1,,,3,12,Textile,SAC\n"
                            "3,simple,,Étui,1,,,,4.50,,\n",
                            "--vat-rate 20"),
                     0);
    assert_products(shell, "SAC-B,Sac - Bleu,3,12.00,20,ours,Textile,piece\n"
                           "ETUI,Étui,,4.50,20,ours,,piece\n");
}

static void net_prices_of_odoo_become_gross_and_it_is_said(void **state)
{
    struct shell *shell = *state;

    assert_taken(shell,
                 "Name,Internal Reference,Sales Price,Customer Taxes,Barcode,Unit of Measure,Cost\n"
                 "Cookie,COOK,10.00,20% G,,Units,1\nFarine,FAR,2.11,TVA 5.5% TTC,,kg,1\n",
                 "COOK,Cookie,,12.00,20,ours,,piece\n"
                 "FAR,Farine,,2.11,5.5,ours,,kg\n");
}

static void lists_of_dolibarr_and_paheko_are_recognised(void **state)
{
    struct shell *shell = *state;

    make_book(shell);
    assert_int_equal(import(shell, "products",
                            "ref,label,price,price_ttc,tva_tx,barcode,stock,tosell\n"
                            "COOK,Cookie,1.42,1.50,5.5,,9,1\n",
                            ""),
                     0);
    assert_int_equal(import(shell, "products",
                            "Numéro unique;Nom;Prix unitaire;Catégorie;Code barre;Stock;Image\n"
                            "12;Sablé;2,00;Biscuits;;4;\n",
                            "--vat-rate 5.5"),
                     0);
    assert_products(shell, "COOK,Cookie,9,1.50,5.5,ours,,piece\n"
                           "12,Sablé,4,2.00,5.5,ours,Biscuits,piece\n");
}

static void our_own_report_can_be_imported(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "printf 'add C1 2\nadd B1\npay cash 7.50\n' | $F sell b.flashcoop", NULL);
    shell_do(shell, "$F report b.flashcoop products --format csv -o list.csv", NULL);
    shell_do(shell, "$F new c.flashcoop --name Mam --host 'Coop 7'", NULL);
    shell_do(shell, "$F import c.flashcoop products list.csv", NULL);
    assert_non_null(strstr(shell->err, "Fichier de flashcoop reconnu."));
    shell_do(shell,
             "$F report b.flashcoop products --format csv | cut -d, -f1,2,5- > b.txt && "
             "$F report c.flashcoop products --format csv | cut -d, -f1,2,5- > c.txt && "
             "cmp b.txt c.txt",
             NULL);
}

static void a_number_that_is_invented_leaves_those_of_the_file(void **state)
{
    struct shell *shell = *state;

    make_book(shell);
    assert_int_equal(import(shell, "products",
                            "code,label,price,vat,barcode\nA,Pain,1,5.5,\nB,Sel,1,5.5,"
                            "2000000000015\nC,Miel,1,5.5,2000000000022\nD,Jus,1,5.5,2000000000039"
                            "\nE,Riz,1,5.5,2000000000046\nF,Thé,1,5.5,2000000000053\nG,Sac,1,5.5,"
                            "\n",
                            ""),
                     0);
    shell_do(shell,
             "$F report b.flashcoop products --format csv | tail -n +2 | cut -d, -f8 | sort -u | "
             "wc -l",
             NULL);
    assert_int_equal(atoi(shell->out), 7);
}

static void a_list_between_bars_is_taken(void **state)
{
    assert_taken(*state, "Produits du marché\ncode|label|price|vat\nA|Cake|2,50|5,5\n",
                 "A,Cake,,2.50,5.5,ours,,piece\n");
}

static void products_may_exchange_their_names_in_one_list(void **state)
{
    static const char HEADER[] = "code,label,price,vat\n";
    struct shell *shell = *state;
    char text[200];

    make_book(shell);
    snprintf(text, sizeof text, "%sA,Cake,2,5.5\nB,Tarte,3,5.5\n", HEADER);
    assert_int_equal(import(shell, "products", text, ""), 0);
    snprintf(text, sizeof text, "%sA,Tarte,2,5.5\nB,Quiche,3,5.5\n", HEADER);
    assert_int_equal(import(shell, "products", text, ""), 0);
    snprintf(text, sizeof text, "%sA,Quiche,2,5.5\nB,Tarte,3,5.5\n", HEADER);
    assert_int_equal(import(shell, "products", text, ""), 0);
    snprintf(text, sizeof text, "%sA,Tarte,2,5.5\n", HEADER);
    assert_refused(shell, "products", text, "s'appelle déjà ainsi (B)");
    shell_do(shell, "$F verify b.flashcoop", NULL);
}

static void what_stands_twice_in_a_list_is_named_with_both_lines(void **state)
{
    struct shell *shell = *state;

    make_book(shell);
    assert_refused(shell, "products", "code,label,price,vat\nA,x,1,5.5\nB,y,1,5.5\nA,z,1,5.5\n",
                   "file.csv:4: Code « A » déjà à la ligne 2");
    assert_refused(shell, "products",
                   "code,label,price,vat,barcode\nA,x,1,5.5,036000291452\n"
                   "B,y,1,5.5,0036000291452\n",
                   "file.csv:3: Code-barres 0036000291452 déjà à la ligne 2");
}

static void what_a_spreadsheet_took_from_a_code_is_named(void **state)
{
    static const char *const CASES[][2] = {
        { "A,x,1,5.5,\"3,01762E+12\"", "raccourci un nombre" },
        { "A,x,1,5.5,3.01762E+12", "raccourci un nombre" },
        { "A,x,1,5.5,36000291452", "zéro du début" },
        { "A,x,1,5.5,3017620422003.00", "décimales" },
        { "A,x,1,5.5,3017620422004", "dernier chiffre" },
        { "02-janv,x,1,5.5,", "date du tableur" },
        { "A,x,1,0.055,", "n'est pas un taux" },
        { "A,x,1,0.2,", "pas une fraction" },
        { "A,#NOM?,1,5.5,", "erreur du tableur" },
    };
    struct shell *shell = *state;

    make_book(shell);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        char text[200];

        snprintf(text, sizeof text, "code,label,price,vat,barcode\n%s\n", CASES[i][0]);
        assert_refused(shell, "products", text, CASES[i][1]);
    }
    assert_int_equal(
        import(shell, "products", "code,label,price,vat,barcode\nA,x,1,5.5,3 017620 422003\n", ""),
        0);
}

static void a_file_that_is_not_there_leaves_no_record(void **state)
{
    struct shell *shell = *state;

    make_book(shell);

    uint64_t before = shell_file_sum(shell, "b.flashcoop");

    assert_int_equal(shell_run(shell, "$F import b.flashcoop products nowhere.csv", NULL), 3);
    assert_int_equal(shell_run(shell, "$F import b.flashcoop charges .", NULL), 3);
    assert_int_equal(shell_file_sum(shell, "b.flashcoop"), before);
}

static void a_rehearsal_shows_what_would_be_taken_and_takes_nothing(void **state)
{
    struct shell *shell = *state;

    make_book(shell);

    uint64_t before = shell_file_sum(shell, "b.flashcoop");

    assert_int_equal(import(shell, "products", "Nom;Réf;Prix;TVA;Unité\nCookie;C1;1,50;5,5;pièce\n",
                            "--dry-run"),
                     0);
    assert_string_equal(shell->out,
                        "code,label,price,vat,unit\r\nC1,Cookie,\"1,50\",\"5,5\",piece\r\n");
    assert_int_equal(shell_file_sum(shell, "b.flashcoop"), before);
}

static void every_kind_has_a_template_that_can_be_filled_and_imported(void **state)
{
    struct shell *shell = *state;
    size_t count;
    const struct intake_kind *kinds = intake_kinds(&count);

    make_book(shell);
    for (size_t i = 0; i < count; i++) {
        char line[200];

        snprintf(line, sizeof line, "$F template %s -o %s.csv", kinds[i].name, kinds[i].name);
        shell_do(shell, line, NULL);
    }
    shell_do(shell,
             "for k in participants products sales charges recipes attendance; do "
             "$F template $k -o $k.xlsx && $F import b.flashcoop $k $k.xlsx --dry-run >$k.out && "
             "$F import b.flashcoop $k $k.csv && cmp $k.csv $k.out; done",
             NULL);
    assert_int_equal(shell_run(shell, "$F template nothing -o x.csv", NULL), 2);
}

#define CHARGES "date,label,category,net,vat_amount,document,paid_from\n"

static void charges_in_french_are_taken(void **state)
{
    struct shell *shell = *state;

    make_book(shell);
    assert_int_equal(
        import(shell, "charges",
               "Date;Libellé;Catégorie;Montant HT;TVA;Fournisseur;N° facture;Payé par\n"
               "25/11/2019;Farine;Matières premières;20,00 €;1,10;Moulin;F12;Structure\n",
               ""),
        0);
    assert_string_equal(shell_value(shell, "result", "production_charges"), "20.00");
}

static void charges_that_cannot_be_are_refused_and_the_host_may_say_why(void **state)
{
    static const char *const CASES[][2] = {
        { "2062-11-26,Farine,materials,5,0.28,,host", "n'est pas encore venu" },
        { "26/11/1926,Farine,materials,5,0.28,,host", "trop loin avant la session" },
        { "2019-11-26,Farine,materials,5.00,50.00,,host", "La TVA dépasse 20 %" },
        { "2019-11-26,Farine,materials,5.00,1.02,,host", "La TVA dépasse 20 %" },
        { "2019-11-26,Farine,materials,5,0.28,,host\n2019-11-26,Farine,materials,5,0.28,,host",
          "file.csv:3: Cette charge est déjà" },
    };
    struct shell *shell = *state;

    make_book(shell);
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        char text[300];

        snprintf(text, sizeof text, CHARGES "%s\n", CASES[i][0]);
        assert_refused(shell, "charges", text, CASES[i][1]);
        assert_int_equal(import(shell, "charges", text, "--reason essai"), i < 2);
        assert_int_equal(import(shell, "charges", text, "--as host --reason essai"), 0);
    }
}

static void sales_of_years_that_cannot_be_are_refused(void **state)
{
    static const char HEADER[] = "ticket,time,product,quantity,cash\n";
    struct shell *shell = *state;
    char text[200];

    shell_make_book(shell);
    shell_do(shell, "$F set b.flashcoop dates 2019-11-25,2019-11-26,2019-11-27,2019-11-28", NULL);
    snprintf(text, sizeof text, "%sk1,1998-11-26T10:00,C1,1,1.50\n", HEADER);
    assert_refused(shell, "sales", text, "trop loin avant la session");
    snprintf(text, sizeof text, "%sk1,2018-11-26T10:00,C1,1,1.50\n", HEADER);
    assert_refused(shell, "sales", text, "trop loin avant la session");
    snprintf(text, sizeof text, "%sk1,26/11/2131 10:00,C1,1,1.50\n", HEADER);
    assert_refused(shell, "sales", text, "n'est pas encore venu");
    snprintf(text, sizeof text, "%sk1,26/11/2019 10:00,C1,1,1.50\n", HEADER);
    assert_int_equal(import(shell, "sales", text, ""), 0);
}

/* The sales of another till: what it never says is how they were paid. */
static void sales_of_other_tills_are_taken_once_they_say_how_they_were_paid(void **state)
{
    static const char LOYVERSE[] =
        "Date,Receipt number,Receipt type,Category,SKU,Item,Variant,Modifiers applied,Quantity,"
        "Gross sales,Discounts,Net sales,Cost of goods,Gross profit,Taxes,POS,Store,Cashier name,"
        "Customer name,Status%s\n"
        "26/11/2019 10:05,2-1,Sale,,10001,Cookie,Petit,,2,3.20,0.20,3.00,0,0,0,POS 1,Coop,Ana,,"
        "Closed%s\n"
        "26/11/2019 10:05,2-1,Sale,,,Don du jour,,,1,1.00,0.00,1.00,0,0,0,POS 1,Coop,Ana,,Closed%s"
        "\n26/11/2019 10:09,2-2,Sale,,10001,Cookie,Petit,,1,1.60,0.00,1.60,0,0,0,POS 1,Coop,Ana,,"
        "Cancelled%s\n";
    static const char SQUARE[] =
        "Date,Time,Time Zone,Category,Item,Qty,Price Point Name,SKU,Gross Sales,Discounts,"
        "Net Sales,Tax,Transaction ID,Payment ID,Event Type,Carte\n"
        "2019-11-26,10:15:00,Paris,,Cookie,2,Regular,10001,\"€3,20\",€0.00,€3.20,€0.17,TX1,P1,"
        "Payment,3.20\n";
    struct shell *shell = *state;
    char text[2000];

    make_book(shell);
    shell_do(shell,
             "printf 'code,label,price,vat\\n10001,Cookie Petit,1.60,5.5\\n"
             "DON-DU-JOUR,Don du jour,1,5.5\\n' >p.csv && $F import b.flashcoop products p.csv && "
             "$F set b.flashcoop dates 2019-11-25,2019-11-26,2019-11-27,2019-11-28",
             NULL);
    snprintf(text, sizeof text, LOYVERSE, "", "", "", "");
    assert_refused(shell, "sales", text, "ne dit pas comment c'est payé");
    snprintf(text, sizeof text, LOYVERSE, ",Espèces", ",4.00", ",", ",1.60");
    assert_int_equal(import(shell, "sales", text, ""), 0);
    assert_non_null(strstr(shell->err, "Fichier de Loyverse reconnu."));
    assert_string_equal(shell->out, "sales: 1\n");
    assert_int_equal(import(shell, "sales", SQUARE, ""), 0);
    shell_do(shell, "$F report b.flashcoop lines --format csv | cut -d, -f1,3-8", NULL);
    assert_string_equal(shell->out, "ticket,code,label,quantity,price,discount,gross\n"
                                    "A-1,10001,Cookie Petit,2,1.60,0.20,3.00\n"
                                    "A-1,DON-DU-JOUR,Don du jour,1,1.00,0.00,1.00\n"
                                    "A-2,10001,Cookie Petit,2,1.60,0.00,3.20\n");
    snprintf(text, sizeof text,
             "Date,Receipt number,Receipt type,SKU,Item,Quantity,Gross sales,Discounts\n"
             "26/11/2019 11:00,2-9,Refund,10001,Cookie,1,1.60,0.00\n");
    assert_refused(shell, "sales", text, "le faire à la caisse");
    shell_do(shell, "$F verify b.flashcoop", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SHELL_TEST(a_list_in_french_with_windows_letters_is_taken),
        SHELL_TEST(a_list_of_loyverse_is_recognised),
        SHELL_TEST(a_list_of_sumup_gets_codes_from_its_names),
        SHELL_TEST(a_list_of_square_is_recognised),
        SHELL_TEST(a_list_of_woocommerce_passes_over_what_has_no_price),
        SHELL_TEST(net_prices_of_odoo_become_gross_and_it_is_said),
        SHELL_TEST(lists_of_dolibarr_and_paheko_are_recognised),
        SHELL_TEST(our_own_report_can_be_imported),
        SHELL_TEST(a_number_that_is_invented_leaves_those_of_the_file),
        SHELL_TEST(a_list_between_bars_is_taken),
        SHELL_TEST(products_may_exchange_their_names_in_one_list),
        SHELL_TEST(what_stands_twice_in_a_list_is_named_with_both_lines),
        SHELL_TEST(what_a_spreadsheet_took_from_a_code_is_named),
        SHELL_TEST(a_file_that_is_not_there_leaves_no_record),
        SHELL_TEST(a_rehearsal_shows_what_would_be_taken_and_takes_nothing),
        SHELL_TEST(every_kind_has_a_template_that_can_be_filled_and_imported),
        SHELL_TEST(charges_in_french_are_taken),
        SHELL_TEST(charges_that_cannot_be_are_refused_and_the_host_may_say_why),
        SHELL_TEST(sales_of_years_that_cannot_be_are_refused),
        SHELL_TEST(sales_of_other_tills_are_taken_once_they_say_how_they_were_paid),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
