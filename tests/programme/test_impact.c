/* Vectors of the programme's reference, sections 7 and 8 (pooling). */
#include "programme/impact.h"

#include "base/lang.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void rates_are_rounded_half_away_from_zero_and_carry_their_base(void **state)
{
    char text[SHARE_TEXT_MAX];

    (void)state;
    share_format(28, 36, text);
    assert_string_equal(text, "28 sur 36 (78 %)");
    share_format(1, 8, text); /* 12,5 */
    assert_string_equal(text, "1 sur 8 (13 %)");
    share_format(0, 0, text);
    assert_string_equal(text, "–");
}

static void the_six_published_percents_fit_a_base_of_36(void **state)
{
    static const int COUNTS[] = { 28, 34, 27, 27, 26, 22 };
    static const int PUBLISHED[] = { 78, 94, 75, 75, 72, 61 };

    (void)state;
    for (int i = 0; i < 6; i++)
        assert_int_equal(percent_of(COUNTS[i], 36), PUBLISHED[i]);
}

/* domain-programme §7: "all compatible with one base between 4 and 60, and only one: 36". */
static void no_other_base_fits_the_six_percents(void **state)
{
    static const int PUBLISHED[] = { 78, 94, 75, 75, 72, 61 };

    (void)state;
    for (int base = 4; base <= 60; base++) {
        int fitting = 0;

        for (int i = 0; i < 6; i++)
            for (int count = 0, found = 0; count <= base && !found; count++)
                fitting += found = percent_of(count, base) == PUBLISHED[i];
        assert_int_equal(fitting == 6, base == 36);
    }
}

static void the_silent_bound_the_rate_between_65_1_and_81_4(void **state)
{
    struct impact impact = { .participants = 43, .yes = 28, .no = 8 };

    (void)state;
    assert_int_equal(impact_answered(&impact), 36);
    assert_int_equal(ratio_scale(impact_lowest(&impact), 10), 651);
    assert_int_equal(ratio_scale(impact_highest(&impact), 10), 814);
}

static void sessions_are_pooled_by_counts_not_by_percents(void **state)
{
    struct impact total = { .participants = 7, .yes = 5, .no = 2 };
    const struct impact more = { .participants = 4, .yes = 3, .no = 1 };

    (void)state;
    impact_pool(&total, &more);
    assert_int_equal(total.yes, 8);
    assert_int_equal(impact_answered(&total), 11);
    assert_int_equal(percent_of(total.yes, impact_answered(&total)), 73);
}

static void only_the_four_words_are_answers(void **state)
{
    enum answer answer = ANSWER_NONE;

    (void)state;
    assert_true(answer_parse("little", &answer));
    assert_int_equal(answer, ANSWER_LITTLE);
    assert_false(answer_parse("oui", &answer));
    assert_false(answer_parse("", &answer));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rates_are_rounded_half_away_from_zero_and_carry_their_base),
        cmocka_unit_test(the_six_published_percents_fit_a_base_of_36),
        cmocka_unit_test(no_other_base_fits_the_six_percents),
        cmocka_unit_test(the_silent_bound_the_rate_between_65_1_and_81_4),
        cmocka_unit_test(sessions_are_pooled_by_counts_not_by_percents),
        cmocka_unit_test(only_the_four_words_are_answers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
