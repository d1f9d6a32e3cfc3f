#include "base/wide.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void a_half_is_rounded_away_from_zero(void **state)
{
    (void)state;
    assert_int_equal(wide_round(5, 2), 3);
    assert_int_equal(wide_round(-5, 2), -3);
    assert_int_equal(wide_round(4, 3), 1);
    assert_int_equal(wide_round(-5, 3), -2);
    assert_int_equal(wide_round(0, 7), 0);
}

static void a_product_beyond_64_bits_is_divided_exactly(void **state)
{
    (void)state;
    assert_int_equal(wide_round((wide)INT64_MAX * 10000, 10000), INT64_MAX);
    assert_int_equal(wide_round((wide)INT64_MIN * 3, 3), INT64_MIN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_half_is_rounded_away_from_zero),
        cmocka_unit_test(a_product_beyond_64_bits_is_divided_exactly),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
