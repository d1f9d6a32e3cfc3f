#include "ledger/allergens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

static void nothing_written_is_not_none(void **state)
{
    static const char *const UNKNOWN[] = {
        "", "  ", "?", "à écrire", "inconnu", "lait, ?", "?;œufs"
    };
    static const char *const NONE[] = { "aucun", "Aucun", " AUCUN. ", "aucun allergène",
                                        "none",  "-",     "sans" };
    static const char *const LISTS[] = { "gluten", "gluten, lait", "noix", "Aucune trace, lait" };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(UNKNOWN); i++)
        assert_int_equal(allergens_of(UNKNOWN[i]), ALLERGENS_UNKNOWN);
    for (size_t i = 0; i < COUNT_OF(NONE); i++)
        assert_int_equal(allergens_of(NONE[i]), ALLERGENS_NONE);
    for (size_t i = 0; i < COUNT_OF(LISTS); i++)
        assert_int_equal(allergens_of(LISTS[i]), ALLERGENS_LIST);
}

static void two_lists_are_one_and_name_each_allergen_once(void **state)
{
    static const struct {
        const char *first, *second, *joined;
    } CASES[] = {
        { "gluten, lait", "lait;œufs", "gluten, lait, œufs" },
        { "gluten", "aucun", "gluten" },
        { "aucun", "soja", "soja" },
        { "aucun", "", "aucun" },
        { "", "", "" },
        { "Lait", "lait", "Lait" },
        { "gluten;oeufs;lait", "Œuf, Eggs", "gluten, œufs, lait" },
        { "FRUITS A COQUE", "noix", "fruits à coque, noix" },
        { "aucun, lait", "", "lait" },
        { "lait, ?", "soja", "" }, /* nobody can answer for the whole */
        { "soja", "lait; inconnu", "" },
    };
    char joined[DETAIL_MAX];
    struct err err = ERR_EMPTY;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        assert_true(allergens_join(CASES[i].first, CASES[i].second, joined, &err));
        assert_string_equal(joined, CASES[i].joined);
    }
}

static void more_allergens_than_fit_are_refused(void **state)
{
    char first[DETAIL_MAX], second[DETAIL_MAX], joined[DETAIL_MAX];
    struct err err = ERR_EMPTY;

    (void)state;
    memset(first, 'a', sizeof first - 1);
    memset(second, 'b', sizeof second - 1);
    first[sizeof first - 1] = second[sizeof second - 1] = '\0';
    assert_false(allergens_join(first, second, joined, &err));
    assert_int_equal(err.code, ERR_INPUT);
}

static void a_bag_is_no_food(void **state)
{
    struct product bag = { .fibres = "100 % coton" }, plain = { .code = "X" };
    struct product candle = { .fibres = "-" };

    (void)state;
    assert_false(product_is_food(&candle, SECTOR_FOOD));
    assert_string_equal(product_fibres(&candle), "");
    assert_false(product_is_food(&bag, SECTOR_FOOD));
    assert_false(product_is_food(&plain, SECTOR_TEXTILE));
    assert_true(product_is_food(&plain, SECTOR_FOOD));
    assert_true(product_is_food(&plain, SECTOR_OTHER)); /* nobody said that it is not */
    snprintf(bag.allergens, sizeof bag.allergens, "lait");
    assert_true(product_is_food(&bag, SECTOR_TEXTILE));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_written_is_not_none),
        cmocka_unit_test(two_lists_are_one_and_name_each_allergen_once),
        cmocka_unit_test(more_allergens_than_fit_are_refused),
        cmocka_unit_test(a_bag_is_no_food),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
