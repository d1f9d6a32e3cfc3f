/* Vectors of domain-papers-and-partners, section 7: merge, do not mask. */
#include "programme/small_cells.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

enum { NOBODY_UNKNOWN = -1 };

static struct cells merged(int limit, int unknown, const int *counts, int count)
{
    struct cells cells = { .limit = limit, .count = count, .unknown = unknown };

    memcpy(cells.counts, counts, (size_t)count * sizeof *counts);
    cells_merge(&cells);
    return cells;
}

static void small_counts_are_merged_as_the_reference_says(void **state)
{
    static const struct {
        int counts[3];
        bool stands[3];
        int others;
        bool total_only;
    } VECTORS[] = {
        { { 4, 2, 1 }, { true, false, false }, 3, false },   /* 4, autres 3 */
        { { 6, 1, 0 }, { false, false, false }, 7, true },   /* 7 personnes */
        { { 5, 1, 1 }, { false, false, false }, 7, true },   /* 7 personnes */
        { { 3, 3, 1 }, { true, false, false }, 4, false },   /* 3, autres 4 */
        { { 36, 7, 0 }, { true, true, false }, 0, false },   /* as is */
        { { 41, 2, 0 }, { false, false, false }, 43, true }, /* 43 personnes */
        { { 7, 0, 0 }, { true, false, false }, 0, true },    /* 7 of 7 tells everyone's value */
        { { 0, 0, 0 }, { false, false, false }, 0, true },
        { { 2, 0, 0 }, { false, false, false }, 2, true },
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(VECTORS); i++) {
        struct cells cells = merged(SMALL_CELLS_DEFAULT, NOBODY_UNKNOWN, VECTORS[i].counts, 3);

        assert_int_equal(cells.others, VECTORS[i].others);
        assert_int_equal(cells.total_only, VECTORS[i].total_only);
        for (int k = 0; k < 3; k++)
            assert_int_equal(cells.stands[k], VECTORS[i].stands[k]);
    }
}

static void what_is_not_said_never_stands_alone(void **state)
{
    struct cells cells = merged(3, 1, (const int[]){ 4, 5 }, 2);

    (void)state;
    assert_true(cells.stands[0]);
    assert_false(cells.stands[1]);
    assert_int_equal(cells.others, 5);
    cells = merged(3, 1, (const int[]){ 4, 1 }, 2); /* 4 of 5 would tell who did not say */
    assert_true(cells.total_only);
}

static void a_session_may_ask_for_larger_cells(void **state)
{
    struct cells cells = merged(5, NOBODY_UNKNOWN, (const int[]){ 6, 5, 4 }, 3);

    (void)state;
    assert_true(cells.stands[0]);
    assert_int_equal(cells.others, 9); /* 4, and the 5 that goes with it */
    cells = merged(11, NOBODY_UNKNOWN, (const int[]){ 36, 7, 0 }, 3);
    assert_true(cells.total_only);
}

static void check_table(int a, int b, int c)
{
    struct cells cells = merged(3, 2, (const int[]){ a, b, c }, 3);

    for (int i = 0; i < 3 && !cells.total_only; i++)
        assert_true(!cells.stands[i] || cell_may_be_told(cells.counts[i], cells.total, 3));
    assert_true(cells.total_only || cells.others == 0 || cells.others >= 3);
}

/* Every table of three counts: no figure shown, nor the rest of the total, is a small one. */
static void no_figure_shown_is_small(void **state)
{
    (void)state;
    for (int table = 0; table < 9 * 9 * 9; table++)
        check_table(table % 9, table / 9 % 9, table / 81);
}

static void only_three_five_and_eleven_are_limits(void **state)
{
    int limit = 0;

    (void)state;
    assert_true(small_cells_parse("11", &limit));
    assert_int_equal(limit, 11);
    assert_false(small_cells_parse("4", &limit));
    assert_false(small_cells_parse("", &limit));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_counts_are_merged_as_the_reference_says),
        cmocka_unit_test(what_is_not_said_never_stands_alone),
        cmocka_unit_test(a_session_may_ask_for_larger_cells),
        cmocka_unit_test(no_figure_shown_is_small),
        cmocka_unit_test(only_three_five_and_eleven_are_limits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
