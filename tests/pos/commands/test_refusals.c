/*
 * What a person reads when the books refuse: the sentence to the letter, with what to do; and the
 * book stays as it was, byte for byte.
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

struct refusal {
    const char *line;
    const char *input; /* NULL none */
    int status;
    const char *sentence; /* on standard error, or among the answers of `sell` */
};

static void assert_refused(struct shell *shell, const struct refusal *refusal)
{
    uint64_t before = shell_file_sum(shell, "b.flashcoop");
    int status = shell_run(shell, refusal->line, refusal->input);

    if (status != refusal->status ||
        (!strstr(shell->err, refusal->sentence) && !strstr(shell->out, refusal->sentence)))
        fail_msg("%s %s: status %d\n%s%sinstead of %s", refusal->line,
                 refusal->input ? refusal->input : "", status, shell->out, shell->err,
                 refusal->sentence);
    if (shell_file_sum(shell, "b.flashcoop") != before)
        fail_msg("%s: the book changed", refusal->line);
}

static void assert_all(struct shell *shell, const struct refusal *refusals, size_t count)
{
    shell_make_book(shell);
    for (size_t i = 0; i < count; i++)
        assert_refused(shell, &refusals[i]);
}

static void cash_says_what_is_wrong(void **state)
{
    static const struct refusal REFUSALS[] = {
        { "$F cash b.flashcoop count 20", NULL, 1,
          "« 20 » : écrire comme 20=3 (trois billets de 20)." },
        { "$F cash b.flashcoop count 20=x", NULL, 1,
          "« 20=x » : écrire comme 20=3 (trois billets de 20)." },
        { "$F cash b.flashcoop count 3=1", NULL, 1, "Il n'existe ni billet ni pièce de 3 €." },
        { "$F cash b.flashcoop in 5", NULL, 1, "Écrire pourquoi : le motif reste dans le livre." },
        { "$F cash b.flashcoop in 0 --reason x", NULL, 1,
          "Montant hors limites : plus de 0,00 €." },
        { "$F cash b.flashcoop out 5 --reason x", NULL, 1,
          "La caisse n'a pas autant d'espèces : compter d'abord." },
        { "$F cash b.flashcoop open abc", NULL, 2,
          "« abc » n'est pas un montant : écrire comme 12,50." },
        { "$F cash b.flashcoop open 99999999999", NULL, 2,
          "« 99999999999 » est trop grand : vérifier le montant." },
        { "FLASHCOOP_PIN=12 $F pin b.flashcoop animator", NULL, 1,
          "Le code a de 4 à 64 caractères : en choisir un autre." },
        { "$F cash b.flashcoop in 5 --reason x --as P1", NULL, 1,
          "Demander à l'animateur : il tape son code." },
        { "$F close b.flashcoop session --as animator", NULL, 1,
          "Réservé à la coopérative : lui demander." },
    };

    /* A closing that is refused is a record: the last one stands apart. */
    assert_all(*state, REFUSALS, COUNT_OF(REFUSALS) - 1);
    assert_int_equal(shell_run(*state, REFUSALS[COUNT_OF(REFUSALS) - 1].line, NULL), 1);
    assert_non_null(strstr(((struct shell *)*state)->err, "Réservé à la coopérative"));
}

static void settings_say_what_is_wrong(void **state)
{
    static const struct refusal REFUSALS[] = {
        { "$F set b.flashcoop siren 123", NULL, 1,
          "« 123 » n'est pas un SIREN : neuf chiffres, vérifier la saisie." },
        { "$F set b.flashcoop contribution x", NULL, 1,
          "Contribution illisible : écrire none, net:10%, margin:13.5% ou result:10%, puis fixed=, "
          "floor= ou cap=." },
        { "$F set b.flashcoop contribution net:10%,floor=-5", NULL, 1,
          "Un montant de contribution est positif." },
        { "$F set b.flashcoop sector gold", NULL, 1,
          "« sector » est un mot parmi : other food textile." },
        { "$F set b.flashcoop name ''", NULL, 1, "La session n'a pas de nom : l'écrire." },
        { "$F set b.flashcoop host ''", NULL, 1,
          "La session n'a pas de coopérative : écrire son nom." },
        { "$F set b.flashcoop account.cash 12", NULL, 1, "Compte « 12 » : de 3 à 12 chiffres." },
        { "$F set b.flashcoop account.gold 531", NULL, 1, "Aucun compte ne sert à « gold »." },
        { "$F set b.flashcoop dates 2019-11-31", NULL, 1,
          "« 2019-11-31 » n'est pas une date : écrire comme 2019-11-26." },
        { "$F share b.flashcoop --rule gold", NULL, 1,
          "Règle « gold » inconnue : equal, minutes, points, mix ou manual." },
        { "$F share b.flashcoop --rule equal --dry-run", NULL, 1,
          "Personne dans la liste : ajouter les participants." },
        { "$F export b.flashcoop fec -o d", NULL, 1,
          "Le SIREN de la coopérative manque, et le FEC porte ce numéro : l'écrire dans les "
          "réglages de la session." },
    };

    assert_all(*state, REFUSALS, COUNT_OF(REFUSALS));
}

static void files_of_other_books_say_what_is_wrong(void **state)
{
    static const struct refusal REFUSALS[] = {
        { "$F till b.flashcoop new A x", NULL, 1,
          "La caisse A existe déjà : prendre une autre lettre." },
        { "$F till b.flashcoop new B b.flashcoop", NULL, 1,
          "b.flashcoop: existe déjà : choisir un autre nom." },
        { "$F till b.flashcoop new bb x", NULL, 2, "bb : une caisse porte une lettre, de A à Z." },
        { "cp b.flashcoop same && $F merge b.flashcoop same", NULL, 1,
          "Ce livre est celui de la même caisse : rien à réunir." },
        { "$F new o.flashcoop --name O --host H && $F merge b.flashcoop o.flashcoop", NULL, 1,
          "Ce livre est d'une autre session : vérifier le fichier." },
        { "$F merge b.flashcoop nofile", NULL, 3, "nofile n'existe pas : vérifier le nom." },
        { "echo abc > text && $F merge b.flashcoop text", NULL, 1,
          "Ce fichier n'est pas un livre Flashcoop." },
        { "$F verify text", NULL, 1, "Ce fichier n'est pas un livre Flashcoop." },
        { "printf 'PK\\003\\004abc' > z.zip && $F verify z.zip", NULL, 1,
          "z.zip: n'est pas une archive ZIP lisible : reprendre une copie." },
    };

    assert_all(*state, REFUSALS, COUNT_OF(REFUSALS));
}

#define CHARGES      "date,label,category,net,vat_amount,paid_from\n"
#define PRODUCTS     "code,label,price,vat,barcode,unit,use_by\n"
#define SALES        "ticket,time,product,quantity,cash,refund_of\n"
#define IMPORT(kind) "$F import b.flashcoop " kind " -"

static void imports_name_the_line_and_what_to_do(void **state)
{
    static const struct refusal REFUSALS[] = {
        { IMPORT("charges"), CHARGES "2019-11-25,Farine,gold,5,1,host\n", 1,
          "-:2: « category » est un mot parmi : materials packaging subcontracting travel stand "
          "kitchen equipment hire printing insurance other." },
        { IMPORT("charges"), CHARGES "2019-13-01,F,materials,5,1,host\n", 1,
          "-:2: « 2019-13-01 » n'est pas une date : écrire comme 2019-11-26." },
        { IMPORT("charges"), CHARGES "2019-11-25,,materials,5,1,host\n", 1,
          "-:2: « label » est vide : le remplir." },
        { IMPORT("charges"), CHARGES "2019-11-25,F,materials,0,0,host\n", 1,
          "-:2: Montant de la charge hors limites : plus de 0,00 €." },
        { IMPORT("charges"), CHARGES "2019-11-25,F,materials,5,1,drawer\n", 1,
          "-:2: La caisse n'a pas autant d'espèces : compter d'abord." },
        { IMPORT("charges"), CHARGES "2019-11-25,F,materials,5,1,someone without end\n", 1,
          "-:2: paid_from : texte trop long, 15 caractères au plus." },
        { IMPORT("charges"), "date,label,category,net\n", 1,
          "-:1: Colonne « vat_amount » absente : l'ajouter à la première ligne." },
        { IMPORT("charges"), "colour\n", 1,
          "-:1: Colonne inconnue « colour » : retirer, ou prendre un nom connu : date, label, "
          "category, net, vat_amount, supplier, document, paid_from." },
        { IMPORT("charges"), "", 1, "-:1: Fichier vide : la première ligne nomme les colonnes." },
        { IMPORT("charges"), CHARGES "2019-11-25,\"F,materials,5,1,host\n", 1,
          "-:2: Guillemets mal fermés : les corriger." },
        { IMPORT("products"), PRODUCTS "a b,X,1,5.5,,,\n", 1,
          "-:2: Code de produit « a b » : lettres sans accent, chiffres, - ou _." },
        { IMPORT("products"), PRODUCTS "A2,X,-1,5.5,,,\n", 1,
          "-:2: Prix de A2 hors limites : de 0 à 9 999,99 €." },
        { IMPORT("products"), PRODUCTS "A3,X,1,200,,,\n", 1,
          "-:2: « 200 » n'est pas un taux : écrire comme 5,5 (de 0 à 100)." },
        { IMPORT("products"), PRODUCTS "A4,X,1,5.5,12,,\nA5,Y,1,5.5,12,,\n", 1,
          "-:3: Code-barres 12 déjà à la ligne 2 : en corriger un." },
        { IMPORT("products"), PRODUCTS "A6,X,1,5.5,é,,\n", 1,
          "-:2: Code-barres de A6 illisible : chiffres ou lettres sans espace." },
        { IMPORT("products"), PRODUCTS "A7,X,1,5.5,,litre,\n", 1,
          "-:2: « unit » est un mot parmi : piece kg." },
        { IMPORT("sales"), SALES "1,2019-11-26T10:00,ZZ,1,5,\n", 1,
          "-:2: Produit « ZZ » inconnu : vérifier le code." },
        { IMPORT("sales"), SALES "1,2019-11-26T25:00,C1,1,1.50,\n", 1,
          "-:2: « 2019-11-26T25:00 » n'est pas une heure : écrire comme 2019-11-26T10:02." },
        { IMPORT("sales"), SALES "1,2019-11-26T10:00,C1,0,1.50,\n", 1,
          "-:2: « 0 » n'est pas une quantité : écrire comme 2 ou 1,250." },
        { IMPORT("sales"), SALES "1,2019-11-26T10:00,C1,1.5,2.25,\n", 1,
          "Cookie se vend à la pièce : une quantité entière." },
        { IMPORT("sales"), SALES "1,2019-11-26T10:00,C1,1,1.00,\n", 1,
          "-:2: Les paiements font 1.00, le ticket 1.50 : corriger ; les lignes d'un ticket se "
          "suivent." },
        { IMPORT("sales"), SALES "1,2019-11-26T10:00,C1,-1,-1.50,99\n", 1,
          "-:2: Le ticket A-99 n'existe pas." },
    };

    assert_all(*state, REFUSALS, COUNT_OF(REFUSALS));
}

static void the_till_says_what_is_wrong_and_keeps_the_ticket(void **state)
{
    static const struct refusal REFUSALS[] = {
        { "$F sell b.flashcoop", "add ZZ\n", 0,
          "error Produit « ZZ » inconnu : vérifier le code." },
        { "$F sell b.flashcoop", "pay cash 5\n", 0,
          "error Le ticket est vide : ajouter un article." },
        { "$F sell b.flashcoop", "add C1 0.5\n", 0, "se vend à la pièce : une quantité entière." },
        { "$F sell b.flashcoop", "add C1\npay card 5\nadd C1\n", 0,
          "error Il reste 1,50\xC2\xA0€ à payer : seules les espèces rendent.\ndue 3.00\n" },
        { "$F sell b.flashcoop", "add T1 90\npay cash 1080\nadd T1\n", 0,
          "la loi l'interdit, prendre la carte ou un chèque.\ndue 1092.00\n" },
        { "$F sell b.flashcoop", "add C1\ndrop 3\nadd C1\n", 0,
          "error Le ticket n'a pas de ligne 3.\ndue 3.00\n" },
        { "$F sell b.flashcoop", "add C1\ndiscount 2\nadd C1\n", 0,
          "error La remise dépasse le montant : la baisser.\ndue 3.00\n" },
        { "$F sell b.flashcoop", "refund 99\n", 0, "error Le ticket A-99 n'existe pas." },
        { "$F sell b.flashcoop", "refund abc\n", 0,
          "error « abc » n'est pas un ticket : écrire comme A-42." },
        { "$F sell b.flashcoop", "resume z\n", 0, "error Aucun ticket « z » n'attend." },
        { "$F sell b.flashcoop", "park z\n", 0,
          "error Le ticket est vide : rien à mettre en attente." },
    };

    assert_all(*state, REFUSALS, COUNT_OF(REFUSALS));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, shell_set_up, shell_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(cash_says_what_is_wrong),
        TEST(settings_say_what_is_wrong),
        TEST(files_of_other_books_say_what_is_wrong),
        TEST(imports_name_the_line_and_what_to_do),
        TEST(the_till_says_what_is_wrong_and_keeps_the_ticket),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
