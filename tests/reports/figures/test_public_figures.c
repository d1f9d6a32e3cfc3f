/* domain-papers-and-partners, section 7: nothing below 3, in no figure, no bound, no remainder. */
#include "reports/figures/public_figures.h"

#include "tests/support/people_book.h"
#include "tests/support/rendered.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

static void a_rate_is_told_with_the_base_of_those_who_answered(void **state)
{
    const struct impact counts = { .participants = 43, .yes = 28, .little = 5, .no = 3 };
    struct public_impact told = public_impact_of(&counts, 3);

    (void)state;
    assert_true(told.is_told);
    assert_int_equal(told.base, 36); /* 7 silent ones are enough to be left out */
    assert_int_equal(told.yes, 28);
    assert_int_equal(told.wide, 33);
}

static void one_silent_person_stays_in_the_base(void **state)
{
    const struct impact counts = { .participants = 37, .yes = 28, .little = 5, .no = 3 };
    struct public_impact told = public_impact_of(&counts, 3);

    (void)state;
    assert_int_equal(told.base, 37); /* "28 of 36" beside 37 people would point at her */
    assert_int_equal(told.yes, 28);
}

static void one_answer_apart_is_not_told(void **state)
{
    const struct impact alone[] = {
        { .participants = 7, .yes = 6, .no = 1 }, /* 6 of 7 */
        { .participants = 7, .yes = 7 },          /* 7 of 7 tells everyone's */
        { .participants = 1, .yes = 1 },
        { .participants = 7, .yes = 3, .unknown = 3, .no = 1 }, /* fewer than 5 answers */
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(alone); i++)
        assert_false(public_impact_of(&alone[i], 3).is_told);
}

/* Whatever a reader takes away from another figure is nobody, or enough people. */
static void no_difference_of_two_figures_is_small(void **state)
{
    (void)state;
    for (int number = 0; number < 9 * 9 * 9 * 6; number++) {
        const struct impact counts = { .yes = number % 9,
                                       .little = number / 9 % 9,
                                       .no = number / 81 % 9,
                                       .participants = number % 9 + number / 9 % 9 +
                                                       number / 81 % 9 + number / 729 };
        struct public_impact told = public_impact_of(&counts, 3);

        if (!told.is_told)
            continue;
        assert_true(cell_may_be_told(told.yes, told.base, 3));
        assert_true(cell_may_be_told(told.base, counts.participants, 3));
        if (told.has_wide) {
            assert_true(told.wide - told.yes >= 3);
            assert_true(cell_may_be_told(told.wide, told.base, 3));
        }
    }
}

/* Vector G1 of domain-programme: 6 up, 1 same: "7 personnes", and the mean of enough people. */
static void the_lone_person_who_stayed_the_same_is_not_counted_out(void **state)
{
    const struct group_progression group = {
        .people = 7, .shown = 7, .up = 6, .same = 1, .has_mean = true
    };
    struct public_moves moves = public_moves_of(&group, 3);
    char words[PUBLIC_MOVES_MAX];

    (void)state;
    public_moves_format(&moves.cells, words);
    assert_string_equal(words, "7 personnes");
    assert_true(moves.has_mean);
}

static void no_mean_stands_beside_one_person_without_an_index(void **state)
{
    const struct group_progression group = {
        .people = 7, .shown = 6, .up = 3, .same = 3, .has_mean = true
    };
    struct public_moves moves = public_moves_of(&group, 3);
    char words[PUBLIC_MOVES_MAX];

    (void)state;
    public_moves_format(&moves.cells, words);
    assert_string_equal(words, "3 plus haut, autres ou non dit 4");
    assert_false(moves.has_mean);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rate_is_told_with_the_base_of_those_who_answered),
        cmocka_unit_test(one_silent_person_stays_in_the_base),
        cmocka_unit_test(one_answer_apart_is_not_told),
        cmocka_unit_test(no_difference_of_two_figures_is_small),
        cmocka_unit_test(the_lone_person_who_stayed_the_same_is_not_counted_out),
        cmocka_unit_test(no_mean_stands_beside_one_person_without_an_index),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
