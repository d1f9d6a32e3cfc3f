/*
 * Twenty files more, byte by byte as Excel, LibreOffice, Google Sheets and other tills save them:
 * each is taken as what it says, or refused with a sentence that says what to do.
 */
#include "base/err.h"
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* How a program saved it: the last words of a shell line that reads UTF-8 with LF. */
#define EXCEL       "sed 's/$/\\r/' | iconv -t CP1252"
#define EXCEL_UTF8  "sed '1s/^/\\xEF\\xBB\\xBF/;s/$/\\r/'"
#define EXCEL_UTF16 "sed 's/$/\\r/' | iconv -t UTF-16"
#define MAC         "tr '\\n' '\\r' | iconv -t CP1252"
#define LIBREOFFICE "cat"
#define LIBRE_LATIN "iconv -t ISO-8859-15"
#define SHEETS      "head -c -1" /* no line end after the last row */

static const struct saved {
    const char *what;
    const char *kind;
    const char *text;
    const char *how;
    const char *options;
    const char *taken; /* its count, or NULL */
    const char *says;  /* of the refusal, or of the preview */
} FILES[] = {
    { "Excel in French", "products",
      "Réf;Désignation;Prix;TVA\nC1;Pâté;1 204,50 €;5,5 %\nC2;Œuf;0,40 €;5,5 %\n", EXCEL, "", "2",
      "C1,Pâté," },
    { "Excel, CSV UTF-8", "products", "Réf;Désignation;Prix;TVA\nC1;Pâté;1,50;5,5\n", EXCEL_UTF8,
      "", "1", "C1,Pâté" },
    { "Excel, Unicode text", "products", "Réf\tDésignation\tPrix\tTVA\nC1\tPâté\t1,50\t5,5\n",
      EXCEL_UTF16, "", "1", "C1,Pâté" },
    { "Excel on a Mac", "products", "Réf;Désignation;Prix;TVA\nC1;Pâté;1,50;5,5\n", MAC, "", "1",
      "C1,Pâté" },
    { "empty columns and a total", "products",
      ";;;;\nRéf;Désignation;;Prix;TVA\nC1;Pâté;;1,50;5,5\n;;;;\n", EXCEL, "", "1", "C1,Pâté" },
    { "LibreOffice with commas", "products",
      "ref,nom,prix,tva\nC1,\"Pain, noir\",\"1,50\",\"5,5\"\n", LIBREOFFICE, "", "1",
      "C1,\"Pain, noir\"" },
    { "LibreOffice in Latin letters", "products", "ref;nom;prix;tva\nC1;Œuf à 1 €;1,50;5,5\n",
      LIBRE_LATIN, "", "1", "C1," },
    { "Google Sheets", "products", "Code,Nom,Prix,TVA\nC1,Pâté,\"1,50\",\"5,5 %\"\n", SHEETS, "",
      "1", "C1,Pâté" },
    { "a zero that Excel took", "products",
      "Réf;Nom;Prix;TVA;Code-barres\nC1;Pâté;1,50;5,5;1234565\n", EXCEL, "", NULL, "zéro" },
    { "a number that Excel rounded", "products",
      "Réf;Nom;Prix;TVA;Code-barres\nC1;Pâté;1,50;5,5;3,01762E+12\n", EXCEL, "", NULL, "perdus" },
    { "a date that was a code", "products", "Réf;Nom;Prix;TVA\nC1;Pâté;1-mars;5,5\n", EXCEL, "",
      NULL, "1-mars" },
    { "French dates of charges", "charges",
      "Date;Libellé;Catégorie;HT;TVA;Fournisseur\n26/11/2019;Farine;matières;10,00;0,55;Moulin\n",
      EXCEL, "", "1", "26/11/2019,Farine,materials" },
    { "short dates of charges", "charges",
      "date;objet;type;montant ht;montant tva\n26/11/19;Affiches;communication;20;4\n", LIBRE_LATIN,
      "", "1", "26/11/19,Affiches,printing" },
    { "a date that cannot be", "charges",
      "Date;Libellé;Catégorie;HT;TVA\n31/11/2019;Farine;matières;10;0,55\n", EXCEL, "", NULL,
      "31/11/2019" },
    { "an amount of a bank", "charges",
      "Date;Libellé;Catégorie;HT;TVA\n26/11/2019;Location;location;1.204,50;0\n", EXCEL, "", "1",
      "Location,hire," },
    { "Loyverse in French", "products",
      "Handle,Référence,Nom,Catégorie,Vendu au poids,Prix par défaut,Coût,Code barre,Suivi du "
      "stock,"
      "En stock [Stand]\ncookie,101,Cookie,Biscuits,N,1.50,0.4,,Y,12\n",
      LIBREOFFICE, "--vat-rate 5.5", "1", "101,Cookie" },
    { "WooCommerce in French", "products",
      "ID,Type,UGS,Nom,Tarif régulier,Catégories,Stock\n7,simple,W1,Savon,4.50,Soins,3\n",
      EXCEL_UTF8, "--vat-rate 20", "1", "W1,Savon" },
    { "Square in French", "products",
      "Jeton,Nom de l'article,Nom de la variante,UGS,Catégorie,GTIN,Prix,Quantité actuelle Coop,"
      "Taxe - TVA (5.5%)\nX1,Cookie,Standard,COOK,Biscuits,3017620422003,1.50,5,Y\n",
      EXCEL_UTF8, "--vat-rate 5.5", "1", "COOK,Cookie" },
    { "Odoo in French", "products",
      "Nom,Référence interne,Prix de vente,Taxes à la vente,Code-barres\n"
      "Cookie,COOK,10.00,20% TTC,\n",
      LIBREOFFICE, "", "1", "COOK,Cookie" },
    { "Dolibarr in French", "products",
      "Réf.,Libellé,Prix de vente TTC,Taux TVA,Stock réel\nD2,Sac,12,20,3\n", LIBREOFFICE, "", "1",
      "D2,Sac" },
    { "Paheko's till", "products",
      "Numéro unique;Nom;Prix unitaire;Code barre;Catégorie;Stock\nP1;Jus;2,00;;Boissons;5\n",
      LIBREOFFICE, "--vat-rate 5.5", "1", "P1,Jus" },
    { "Dolibarr", "products",
      "ref,label,price,price_ttc,tva_tx\nD1,Sac,10.00000000,12.00000000,20.000\n", LIBREOFFICE, "",
      "1", "D1,Sac," },
    { "people with a list of languages", "participants",
      "Badge;Prénom et nom;Genre\nP1;Zoé Ébène;F\nP2;\"O'Neil, Tom\";\n", EXCEL, "", "2",
      "P1,Zoé Ébène" },
    { "sales noted in a table", "sales",
      "N° ticket;Date et heure;Produit;Quantité;Espèces;CB\n"
      "1;26/11/2019 10:05;C0;2;3,00;\n2;26/11/2019 10:20;C0;1;;1,50\n",
      EXCEL, "", "2", "C0" },
    { "dates of another country", "charges",
      "Date;Libellé;Catégorie;HT;TVA\n26-11-2019;Farine;matières;10;0,55\n"
      "26.11.2019;Sel;matières;1;0\n",
      EXCEL, "", "2", "Farine" },
    { "a date as a number", "charges",
      "Date;Libellé;Catégorie;HT;TVA\n43795;Farine;matières;10;0,55\n", EXCEL, "", NULL,
      "au format date" },
    { "commas in amounts between commas", "products", "ref,nom,prix,tva\nC1,Pain,1,50,5,5\n",
      LIBREOFFICE, "", NULL, "virgule de trop" },
    { "a list of a web service", "products", "[{\"code\":\"C1\",\"price\":1}]\n", LIBREOFFICE, "",
      NULL, "n'est pas un tableau" },
    { "dates as words", "charges",
      "Date;Libellé;Catégorie;HT;TVA\n26-nov-19;Farine;matières;10;0,55\n"
      "mardi 26 novembre 2019;Sel;matières;1;0\n",
      EXCEL, "", "2", "Farine" },
    { "an apostrophe for the digits", "products",
      "Réf;Nom;Prix;TVA;Code-barres\nC1;Pâté;1,50;5,5;'3017620422003\n", EXCEL, "", "1",
      "3017620422003" },
    { "a row of totals", "products", "Réf;Nom;Prix;TVA\nC1;Pâté;1,50;5,5\nTotal;;1,50;\n", EXCEL,
      "", NULL, "ligne de total" },
    { "a web page named .xls", "products", "<html><table><tr><td>Réf</td></tr></table>\n",
      LIBREOFFICE, "", NULL, "page web" },
    { "a PDF", "products", "%PDF-1.4\n", LIBREOFFICE, "", NULL, "PDF" },
    { "Excel, empty cells at the end of rows left out", "products",
      "Réf;Nom;Prix;TVA;Catégorie;Stock;;\nC1;Pâté;1,50;5,5;Traiteur;3;;\nC2;Pain;1,10;5,5\n",
      EXCEL, "", "2", "C2,Pain" },
    { "a row that was cut", "products", "Réf;Nom;Prix;TVA;Stock\nC1;Pâté;1,50;5,5;3\nC2;Pain;1,\n",
      EXCEL, "", NULL, "3 valeurs pour 5 colonnes" },
    { "a note below the list", "products", "Réf;Nom;Prix;TVA\nC1;Pâté;1,50;5,5\nprix de novembre\n",
      EXCEL, "", NULL, "1 valeur pour 4 colonnes" },
    { "people with two columns of names", "participants", "Badge;Nom;Prénom\nP1;Ébène;Zoé\n", EXCEL,
      "", NULL, "« Nom » et « Prénom » sont la même colonne" },
    { "a column of nobody", "products", "Réf;Nom;Prix;TVA;Météo\nC1;Pâté;1,50;5,5;beau\n", EXCEL,
      "", NULL, "Météo" },
};

static void saved_file_is_taken_or_says_what_to_do(void **state)
{
    struct shell *shell = *state;
    int failures = 0;

    setenv("FLASHCOOP_CLOCK", "2019-11-27T10:00:00+01:00", 1);
    for (size_t i = 0; i < COUNT_OF(FILES); i++) {
        const struct saved *file = &FILES[i];
        char line[400];

        shell_do(shell,
                 "rm -f b.flashcoop* && $F new b.flashcoop --name Mam --host 'Coop 7' && printf "
                 "'code,label,price,vat\\nC0,Galette,1.50,5.5\\n' >c0.csv && "
                 "$F import b.flashcoop products c0.csv",
                 NULL);
        shell_write(shell, "text", file->text);
        snprintf(line, sizeof line, "cat text | %s >file.csv", file->how);
        shell_do(shell, line, NULL);
        snprintf(line, sizeof line, "$F import b.flashcoop %s file.csv %s --dry-run", file->kind,
                 file->options);
        if (shell_run(shell, line, NULL) != (file->taken ? 0 : 1) ||
            !strstr(file->taken ? shell->out : shell->err, file->says))
            failures++,
                print_error("%s: %d\n%s%s", file->what, shell->status, shell->out, shell->err);
        snprintf(line, sizeof line, "$F import b.flashcoop %s file.csv %s", file->kind,
                 file->options);
        shell_run(shell, line, NULL);
        snprintf(line, sizeof line, "%s: %s\n", file->kind, file->taken ? file->taken : "");
        if (file->taken && strcmp(shell->out, line) != 0)
            failures++, print_error("%s: %s%s", file->what, shell->out, shell->err);
    }
    unsetenv("FLASHCOOP_CLOCK");
    assert_int_equal(failures, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(saved_file_is_taken_or_says_what_to_do, shell_set_up,
                                        shell_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
