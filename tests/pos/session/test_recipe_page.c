#include "pos/session/recipe_page.h"
#include "tests/support/market.h"
#include "tests/support/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void fill(struct market *market, const char *text, const char *next_field)
{
    screen_type(&market->screen, text);
    market_press(market, KEY_DOWN_BYTES, next_field);
}

static void open_workshops(struct market *market)
{
    market_make(market);
    market_open(market, 80, 24, "fr", NULL);
    market_go(market, "Produits", "1 Produits");
    market_go(market, "Ateliers", "> 1 J2");
}

static void write_ingredient(struct market *market, const char *name, const char *quantity,
                             const char *cost)
{
    market_press(market, KEY_ENTER_BYTES, "> Ingrédient");
    fill(market, name, "> Combien");
    fill(market, quantity, "> Ce que cela coûte");
    market_type(market, cost, cost);
    market_press(market, KEY_ENTER_BYTES, "Inscrit.");
}

static void make_recipe(struct market *market)
{
    market_press(market, "4", "> 1 Cookie choco");
    market_press(market, KEY_ENTER_BYTES, "> 1 Nouvel ingrédient");
    write_ingredient(market, "farine", "1 kg", "1,10");
    screen_wait(&market->screen, "> 2 Nouvel ingrédient");
    write_ingredient(market, "beurre", "500 g", "4,30");
}

static void a_recipe_adds_up_as_it_is_written(void **state)
{
    struct market market;
    struct book book;
    struct recipe recipe;
    struct err err = ERR_EMPTY;

    (void)state;
    open_workshops(&market);
    make_recipe(&market);
    screen_wait(&market.screen, "Une fabrication coûte 5,40");
    screen_assert_golden(&market.screen, "recipe_80x24_fr");
    market_press(&market, KEY_UP_BYTES, "> 2 beurre");
    market_press(&market, KEY_DELETE_BYTES, "Une fabrication coûte 1,10");
    market_look(&market, &book);
    assert_true(workbook_recipe(book.db, "C1", &recipe, &err));
    assert_int_equal(recipe.count, 1);
    assert_string_equal(recipe.items[0].ingredient, "farine");
    assert_string_equal(recipe.items[0].quantity, "1 kg");
    assert_int_equal(recipe.items[0].cost_cents, 110);
    market_end(&market, &book);
}

static void the_recipe_feeds_the_price_and_the_price_tells_the_till_the_cost(void **state)
{
    struct market market;
    struct book book;
    struct product product;
    struct err err = ERR_EMPTY;

    (void)state;
    open_workshops(&market);
    make_recipe(&market);
    market_press(&market, KEY_ESCAPE_BYTES, "> 1 Cookie choco");
    market_press(&market, KEY_ESCAPE_BYTES, "4 J4 : recette");
    market_press(&market, "1", "> Code");
    fill(&market, "C1", "> Paquets");
    screen_wait(&market.screen, "5,40"); /* the materials */
    fill(&market, "60", "> Matières");
    market_press(&market, KEY_DOWN_BYTES, "> Emballage");
    fill(&market, "0,25", "> Stand");
    market_press(&market, KEY_DOWN_BYTES, "> Prix d'un");
    market_type(&market, "1,50", "À vendre");
    market_press(&market, KEY_ENTER_BYTES, "Inscrit.");
    market_look(&market, &book);
    assert_true(product_find(book.db, "C1", &product, &err));
    assert_int_equal(product.cost, 34); /* 5,40 / 60 + 0,25 */
    market_end(&market, &book);
}

static void a_making_takes_its_materials_from_the_recipe(void **state)
{
    struct market market;

    (void)state;
    open_workshops(&market);
    make_recipe(&market);
    market_press(&market, KEY_ESCAPE_BYTES, "> 1 Cookie choco");
    market_press(&market, KEY_ESCAPE_BYTES, "4 J4 : recette");
    market_press(&market, "3", "> Code");
    fill(&market, "C1", "> Numéro de lot");
    screen_wait(&market.screen, "farine 1 kg, beurre 500 g");
    market_end(&market, NULL);
}

static void a_file_of_recipes_replaces_those_of_its_products(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_write(shell, "a.csv", "product,ingredient,cost\nC1,sel,0.10\n");
    shell_write(shell, "b.csv",
                "product,ingredient,quantity,cost\nC1,farine,1 kg,1.10\nC1,beurre,,4.30\n"
                "T1,coton,2 m,16\n");
    shell_do(shell, "$F import b.flashcoop recipes a.csv", NULL);
    assert_string_equal(shell_do(shell, "$F import b.flashcoop recipes b.csv", NULL),
                        "recipes: 3\n");
    shell_do(shell, "$F export b.flashcoop csv -o tables", NULL);
    shell_do(shell, "$F verify b.flashcoop", NULL);
}

static void a_wrong_file_of_recipes_names_each_line_and_changes_nothing(void **state)
{
    struct shell *shell = *state;

    shell_make_book(shell);
    shell_write(shell, "bad.csv",
                "product,ingredient,quantity,cost\nC1,farine,,1.10\nZ9,eau,,\nC1,beurre,,x\n"
                "T1,coton,,-3\n");
    shell_do(shell, "cp b.flashcoop before.flashcoop", NULL);
    assert_int_equal(shell_run(shell, "$F import b.flashcoop recipes bad.csv", NULL), 1);
    assert_non_null(strstr(shell->err, "bad.csv:3: "));
    assert_non_null(strstr(shell->err, "bad.csv:4: "));
    assert_non_null(strstr(shell->err, "bad.csv:5: "));
    assert_null(strstr(shell->err, "bad.csv:2: "));
    shell_do(shell, "cmp b.flashcoop before.flashcoop", NULL);
}

#define SHELL_TEST(name) cmocka_unit_test_setup_teardown(name, shell_set_up, shell_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_recipe_adds_up_as_it_is_written),
        cmocka_unit_test(the_recipe_feeds_the_price_and_the_price_tells_the_till_the_cost),
        cmocka_unit_test(a_making_takes_its_materials_from_the_recipe),
        SHELL_TEST(a_file_of_recipes_replaces_those_of_its_products),
        SHELL_TEST(a_wrong_file_of_recipes_names_each_line_and_changes_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
