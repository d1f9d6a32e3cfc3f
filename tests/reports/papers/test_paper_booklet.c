#include "reports/papers/paper_booklet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void a_booklet_day_holds_four_indicators_and_the_week_holds_all(void **state)
{
    struct grid grid;
    int seen[INDICATORS_MAX] = { 0 };

    (void)state;
    grid_default(&grid);
    for (int day = 1; day <= 7; day++) {
        int chosen[BOOKLET_INDICATORS];
        int count = booklet_choose(&grid, day, chosen);

        assert_in_range(count, 1, BOOKLET_INDICATORS);
        for (int i = 0; i < count; i++) {
            assert_true(indicator_is_in_focus(&grid.indicators[chosen[i]], day));
            seen[chosen[i]]++;
        }
    }
    for (int i = 0; i < grid.indicator_count; i++)
        assert_true(seen[i] > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_booklet_day_holds_four_indicators_and_the_week_holds_all),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
