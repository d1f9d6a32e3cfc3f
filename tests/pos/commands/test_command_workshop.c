/* `flashcoop workshop`: a price with both its forms, a loan as an exercise, makings and their
 * trace. */
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* 60 packets, 42,00 €, 0,25 € each, stand 30,00 €, sold 3,00 € at 5,5 %: 16, not 15. */
static void the_price_says_both_prices_and_counts_without_the_tax(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell,
             "$F workshop b.flashcoop price C1 quantity=60 materials=42 packaging=0.25 stand=30 "
             "price=3 --format csv | tr -d '\r'",
             NULL);
    assert_string_equal(shell->out, "key,value\nprice,3.00\nvat_rate,5.5\nprice_net,2.84\n"
                                    "variable,0.95\nmargin,1.89\nfull_cost,1.45\nbreak_even,16\n");
    shell_do(shell, "$F workshop b.flashcoop price C1 price=3.50 --format csv", NULL);
    assert_non_null(strstr(shell->out, "variable,0.95")); /* what was written before stays */
    assert_int_equal(shell_run(shell, "$F workshop b.flashcoop price C1 colour=red", NULL), 2);
}

static void the_loan_is_an_exercise_of_309_85(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "$F workshop b.flashcoop loan 300 12 6 --format csv | tr -d '\r'", NULL);
    assert_non_null(strstr(shell->out, "1,25.82,1.50,275.68\n2,25.82,1.38,251.24\n"));
    assert_non_null(strstr(shell->out, "TOTAL,309.85,9.85,"));
    shell_do(shell, "$F workshop b.flashcoop loan 300 12 6", NULL);
    assert_non_null(strstr(shell->out, "EXERCICE"));
}

static void a_making_is_corrected_with_its_stock_and_a_reason(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "$F workshop b.flashcoop batch C1 60 --lot L1 --lost 2 --allergens 'lait;noix'",
             NULL);
    shell_do(shell, "$F report b.flashcoop products --format csv", NULL);
    assert_non_null(strstr(shell->out, "C1,Cookie,0,0.00,158"));
    assert_int_equal(
        shell_run(shell, "$F workshop b.flashcoop batch correct L1 made=50 2>&1", NULL), 1);
    assert_non_null(strstr(shell->out, "raison"));
    shell_do(shell, "$F workshop b.flashcoop batch correct L1 made=50 --reason 'mal compté'", NULL);
    shell_do(shell, "$F report b.flashcoop trace --format csv", NULL);
    assert_non_null(strstr(shell->out, ",animator,batch made,C1:L1,60,50,mal compté"));
    shell_do(shell, "$F workshop b.flashcoop batch list --format csv | tr -d '\r'", NULL);
    assert_string_equal(shell->out, "product,lot,day,made,lost,materials,allergens,use_by\n"
                                    "C1,L1,4,50,2,,lait;noix,\n");
    shell_do(shell, "$F report b.flashcoop products --format csv", NULL);
    assert_non_null(strstr(shell->out, "C1,Cookie,0,0.00,148"));
    shell_do(shell, "$F verify b.flashcoop", NULL);
    assert_int_equal(
        shell_run(shell, "$F workshop b.flashcoop batch correct L9 made=5 --reason x 2>&1", NULL),
        1);
}

static void a_lot_given_twice_is_refused_and_brings_no_stock(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell, "$F workshop b.flashcoop batch C1 60 --lot L1", NULL);
    assert_int_equal(shell_run(shell, "$F workshop b.flashcoop batch C1 60 --lot L1 2>&1", NULL),
                     1);
    shell_do(shell, "$F report b.flashcoop products --format csv", NULL);
    assert_non_null(strstr(shell->out, "C1,Cookie,0,0.00,160"));
}

/* P13: net quantity, ingredients, keeping, lot and who, on the sheet and on the roll alike. */
static void a_label_says_ingredients_quantity_and_how_to_keep_it(void **state)
{
    static const char *const SAID[] = {
        "Quantité : 200 g",   "Ingrédients : farine, beurre, œufs",
        "gluten, œufs, lait", "À consommer jusqu'au 05/12/2031",
        "Lot : L7",           "Conservation : entre 0 et 4 °C",
        "Coop 7, 1 rue A",
    };
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_do(shell,
             "$F set b.flashcoop label.C1.quantity '200 g' && "
             "$F set b.flashcoop label.C1.storage 'entre 0 et 4 °C' && "
             "$F set b.flashcoop address '1 rue A' && "
             "for c in B1 T1; do $F product b.flashcoop retire $c; done >out.txt",
             NULL);
    shell_do(shell, "$F import b.flashcoop products -",
             "code,label,price,vat,allergens,use_by\n"
             "C1,Cookie,1.50,5.5,gluten;oeufs;lait,2031-12-05\n");
    shell_do(shell, "$F import b.flashcoop recipes -",
             "product,ingredient,quantity,cost\nC1,farine,250 g,0.40\nC1,beurre,100 g,1.20\n"
             "C1,œufs,2,0.60\n");
    shell_do(shell,
             "$F workshop b.flashcoop batch C1 60 --lot L7 && "
             "$F report b.flashcoop papers -o p && $F print b.flashcoop labels:C1:1 --format pdf "
             "-o slip.pdf && for f in p/etiquettes.pdf slip.pdf; do pdftotext -raw -f 1 -l 1 $f - "
             "| tr -s ' \\n' ' ' | sed 's/\\xc2\\xa0/ /g'; echo; done",
             NULL);
    for (size_t i = 0; i < sizeof SAID / sizeof *SAID; i++) {
        const char *first = strstr(shell->out, SAID[i]);

        if (!first || !strstr(strchr(shell->out, '\n'), SAID[i]))
            fail_msg("« %s » is not on both labels:\n%s", SAID[i], shell->out);
    }
    assert_int_equal(shell_run(shell, "$F set b.flashcoop label.C9.quantity '1 kg'", NULL), 1);
    assert_int_equal(shell_run(shell, "$F set b.flashcoop label.C1.colour red", NULL), 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, shell_set_up, shell_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_label_says_ingredients_quantity_and_how_to_keep_it),
        TEST(the_price_says_both_prices_and_counts_without_the_tax),
        TEST(the_loan_is_an_exercise_of_309_85),
        TEST(a_making_is_corrected_with_its_stock_and_a_reason),
        TEST(a_lot_given_twice_is_refused_and_brings_no_stock),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
