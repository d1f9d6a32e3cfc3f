/* Vectors of the programme's reference, sections 5 (sign test) and 7 (Wilson). */
#include "programme/statistics.h"

#include "base/err.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void the_sign_test_gives_the_published_values(void **state)
{
    static const struct {
        int up;
        int down;
        int millionths;
        bool too_small;
    } VECTORS[] = { { 6, 0, 31250, false },  { 7, 0, 15625, false },  { 5, 0, 62500, true },
                    { 4, 0, 125000, true },  { 6, 1, 125000, false }, { 5, 2, 453125, false },
                    { 1, 1, 1000000, true }, { 0, 7, 15625, false } };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(VECTORS); i++) {
        struct sign_test test = sign_test_of(VECTORS[i].up, VECTORS[i].down);

        assert_true(test.exists);
        assert_int_equal(ratio_scale(test.p, MICRO), VECTORS[i].millionths);
        assert_int_equal(test.too_small, VECTORS[i].too_small);
    }
}

static void nobody_up_or_down_is_no_sign_test(void **state)
{
    (void)state;
    assert_false(sign_test_of(0, 0).exists);
}

static void wilson_gives_the_published_intervals(void **state)
{
    static const struct {
        int count;
        int base;
        int low;
        int high;
    } VECTORS[] = {
        { 28, 36, 619, 883 }, { 34, 36, 819, 985 }, { 27, 36, 589, 862 }, { 26, 36, 560, 842 },
        { 22, 36, 449, 752 }, { 5, 7, 359, 918 },   { 7, 7, 646, 1000 },  { 5, 6, 436, 970 },
        { 4, 4, 510, 1000 },  { 0, 6, 0, 390 },
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(VECTORS); i++) {
        struct interval interval = wilson_interval(VECTORS[i].count, VECTORS[i].base);

        assert_true(interval.exists);
        assert_int_equal(interval.low, VECTORS[i].low);
        assert_int_equal(interval.high, VECTORS[i].high);
    }
}

/* 98,46 is 98,5 in tenths and 98 in percent: tenths rounded again would say 99. */
static void a_bound_in_percent_is_rounded_once(void **state)
{
    static const struct {
        int count, base, low, high;
    } VECTORS[] = { { 34, 36, 82, 98 }, { 28, 36, 62, 88 }, { 36, 36, 90, 100 }, { 5, 7, 36, 92 },
                    { 7, 7, 65, 100 },  { 5, 6, 44, 97 },   { 0, 6, 0, 39 } };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(VECTORS); i++) {
        struct interval interval = wilson_interval(VECTORS[i].count, VECTORS[i].base);

        assert_int_equal(interval.low_percent, VECTORS[i].low);
        assert_int_equal(interval.high_percent, VECTORS[i].high);
    }
}

static void no_answer_has_no_interval(void **state)
{
    (void)state;
    assert_false(wilson_interval(0, 0).exists);
}

static void one_value_or_equal_values_have_no_spread(void **state)
{
    const struct ratio values[] = { { 1, 2 }, { 1, 2 }, { 2, 4 } };

    (void)state;
    assert_false(spread_of(values, 0).exists);
    assert_false(spread_of(values, 1).exists);
    assert_false(spread_of(values, 3).exists);
}

static void the_spread_of_one_two_three_is_one(void **state)
{
    const struct ratio values[] = { { 1, 1 }, { 2, 1 }, { 3, 1 } };
    struct spread spread = spread_of(values, 3);

    (void)state;
    assert_true(spread.exists);
    assert_int_equal(spread.deviation, MICRO);
    assert_int_equal(spread.effect, 2 * MICRO);
    /* 2 ± 4,303 / √3 */
    assert_int_equal(spread.low, -484338);
    assert_int_equal(spread.high, 4484338);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sign_test_gives_the_published_values),
        cmocka_unit_test(nobody_up_or_down_is_no_sign_test),
        cmocka_unit_test(wilson_gives_the_published_intervals),
        cmocka_unit_test(a_bound_in_percent_is_rounded_once),
        cmocka_unit_test(no_answer_has_no_interval),
        cmocka_unit_test(one_value_or_equal_values_have_no_spread),
        cmocka_unit_test(the_spread_of_one_two_three_is_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
