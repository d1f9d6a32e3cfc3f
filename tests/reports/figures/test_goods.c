#include "reports/figures/goods.h"

#include "programme/programme_store.h"
#include "programme/workbook.h"
#include "tests/support/till_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

static int goods_setup(void **state)
{
    assert_int_equal(till_fixture_setup(state), 0);
    return programme_store_create(((struct till_fixture *)*state)->db,
                                  &((struct till_fixture *)*state)->err)
               ? 0
               : 1;
}

static void put_batch(struct till_fixture *f, const char *lot, const char *allergens)
{
    struct batch batch = { .product = "C1", .day = 4, .made = 10 };

    snprintf(batch.lot, sizeof batch.lot, "%s", lot);
    snprintf(batch.allergens, sizeof batch.allergens, "%s", allergens);
    assert_true(workbook_add_batch(f->db, &batch, &f->err));
}

static void put_allergens(struct till_fixture *f, const char *allergens)
{
    struct product product;

    assert_true(product_find(f->db, "C1", &product, &f->err));
    snprintf(product.allergens, sizeof product.allergens, "%s", allergens);
    assert_true(till_put_product(&f->till, &product, &f->err));
}

static void a_batch_adds_its_allergens_to_the_product(void **state)
{
    struct till_fixture *f = *state;
    struct product product;

    put_batch(f, "L1", "noix");
    put_batch(f, "L2", "");
    assert_true(goods_find(f->db, "C1", &product, &f->err));
    assert_string_equal(product.allergens, "gluten, noix");
}

static void one_batch_that_nobody_answers_for_makes_the_product_unknown(void **state)
{
    struct till_fixture *f = *state;
    struct product product;

    put_allergens(f, "");
    put_batch(f, "L1", "noix");
    assert_true(goods_find(f->db, "C1", &product, &f->err));
    assert_true(product_may_be_shown(&product, SECTOR_FOOD, &f->err));
    put_batch(f, "L2", "");
    assert_true(goods_find(f->db, "C1", &product, &f->err));
    assert_false(product_may_be_shown(&product, SECTOR_FOOD, &f->err));
    assert_non_null(strstr(f->err.text, "les allergènes ne sont pas écrits"));
}

static void textile_without_fibres_is_not_shown(void **state)
{
    struct till_fixture *f = *state;
    struct product bag = { .label = "Sac" };

    assert_false(product_may_be_shown(&bag, SECTOR_TEXTILE, &f->err));
    assert_non_null(strstr(f->err.text, "les fibres ne sont pas écrites"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, goods_setup, till_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_batch_adds_its_allergens_to_the_product),
        TEST(one_batch_that_nobody_answers_for_makes_the_product_unknown),
        TEST(textile_without_fibres_is_not_shown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
