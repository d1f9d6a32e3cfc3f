/* Vectors of the programme's reference, section 5. */
#include "programme/progression.h"

#include "base/err.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* "1 2 2 3 . 4": marks of six indicators, a dot is missing. */
static struct progression six(const char *starts, const char *ends)
{
    struct pair pairs[6];

    for (int i = 0; i < 6; i++) {
        char start = starts[2 * i];
        char end = ends[2 * i];

        pairs[i] = (struct pair){ start == '.' ? 0 : (start - '0') * STEP,
                                  end == '.' ? 0 : (end - '0') * STEP };
    }
    return progression_of(pairs, 6);
}

static void assert_counts(struct progression p, int n, int sum, const char *moves, int ceiling)
{
    char text[32];

    snprintf(text, sizeof text, "%d/%d/%d", p.up, p.same, p.down);
    assert_int_equal(p.pairs, n);
    assert_int_equal(p.sum, sum * STEP);
    assert_string_equal(text, moves);
    assert_int_equal(p.ceiling, ceiling);
}

static void assert_index(struct progression p, int thousandths, const char *step,
                         const char *percent)
{
    char text[RATIO_TEXT_MAX];

    assert_true(p.shown);
    assert_int_equal(ratio_scale(p.index, 1000), thousandths);
    ratio_format_step(p.displacement, text);
    assert_string_equal(text, step);
    ratio_format_percent(p.index, text);
    assert_string_equal(text, percent);
}

static void v1_a_missing_start_makes_no_pair(void **state)
{
    struct progression p = six("1 2 2 3 . 4", "3 3 2 4 3 4");

    (void)state;
    assert_counts(p, 5, 4, "3/2/0", 1);
    assert_index(p, 26667, "0,8", "+27 %");
    assert_int_equal(ratio_scale(p.gain, 1000), 500);
    assert_false(p.near_ceiling);
}

static void v1_a_missing_start_is_never_counted_as_zero(void **state)
{
    struct progression p = six("1 2 2 3 . 4", "3 3 2 4 3 4");

    (void)state; /* the wrong reading gives S = 7, n = 6, IP = 38,9 */
    assert_int_not_equal(p.sum, 7 * STEP);
    assert_int_not_equal(p.pairs, 6);
    assert_int_not_equal(ratio_scale(p.index, 10), 389);
}

static void v2_plain(void **state)
{
    struct progression p = six("2 2 1 3 3 2", "3 3 3 3 4 3");

    (void)state;
    assert_counts(p, 6, 6, "5/1/0", 0);
    assert_index(p, 33333, "1,0", "+33 %");
    assert_int_equal(ratio_scale(p.gain, 1000), 545);
}

static void v3_near_the_top_says_so(void **state)
{
    struct progression p = six("3 3 4 4 3 4", "4 3 3 4 4 4");

    (void)state;
    assert_counts(p, 6, 1, "2/3/1", 3);
    assert_index(p, 5556, "0,2", "+6 %");
    assert_int_equal(ratio_scale(p.gain, 1000), 333);
    assert_true(p.near_ceiling);
}

static void v4_too_few_pairs_show_nothing(void **state)
{
    struct progression p = six("2 . . 3 . 1", "3 3 2 3 2 2");

    (void)state;
    assert_counts(p, 3, 2, "2/1/0", 0);
    assert_false(p.shown);
    assert_false(p.gain_shown);
    assert_false(p.near_ceiling);
}

static void v5_all_at_the_top_is_zero_and_has_no_gain(void **state)
{
    struct progression p = six("4 4 4 4 4 4", "4 4 4 4 4 4");

    (void)state;
    assert_counts(p, 6, 0, "0/6/0", 6);
    assert_index(p, 0, "0,0", "0 %");
    assert_false(p.gain_shown);
    assert_true(p.near_ceiling);
}

static void v6_a_loss_has_a_sign_and_no_gain(void **state)
{
    struct progression p = six("4 3 3 2 3 3", "3 3 2 2 3 2");

    (void)state;
    assert_counts(p, 6, -3, "0/3/3", 1);
    assert_index(p, -16667, "−0,5", "−17 %");
    assert_false(p.gain_shown);
}

static void v7_the_full_range_is_a_hundred_percent(void **state)
{
    struct progression p = six("1 1 1 1 1 1", "4 4 4 4 4 4");

    (void)state;
    assert_counts(p, 6, 18, "6/0/0", 0);
    assert_index(p, 100000, "3,0", "+100 %");
    assert_int_equal(ratio_scale(p.gain, 1000), 1000);
}

static void v8_no_start_shows_nothing(void **state)
{
    struct progression p = six(". . . . . .", "3 3 2 3 2 2");

    (void)state;
    assert_int_equal(p.pairs, 0);
    assert_false(p.shown);
    assert_false(p.gain_shown);
}

static void a_volet_without_indicators_shows_nothing(void **state)
{
    struct progression p = progression_of(NULL, 0);

    (void)state;
    assert_false(p.shown);
}

static void the_person_of_v1_and_v2_went_up_by_30_percent(void **state)
{
    struct progression volets[] = { six("1 2 2 3 . 4", "3 3 2 4 3 4"),
                                    six("2 2 1 3 3 2", "3 3 3 3 4 3") };
    struct progression person = progression_person(volets, 2);

    (void)state;
    assert_true(person.shown);
    assert_int_equal(person.index.top, 30);
    assert_int_equal(person.index.bottom, 1);
    assert_int_equal(person.pairs, 11);
}

static void the_person_of_v4_has_no_index_but_volet_b_is_still_there(void **state)
{
    struct progression volets[] = { six("2 . . 3 . 1", "3 3 2 3 2 2"),
                                    six("2 2 1 3 3 2", "3 3 3 3 4 3") };

    (void)state;
    assert_false(progression_person(volets, 2).shown);
    assert_true(volets[1].shown);
}

/* Sums of six ratings spread over six indicators; only sums matter to D. */
static struct progression summed(int start, int end)
{
    struct pair pairs[6];

    for (int i = 0; i < 6; i++) {
        pairs[i].start = (start / 6 + (i < start % 6)) * STEP;
        pairs[i].end = (end / 6 + (i < end % 6)) * STEP;
    }
    return progression_of(pairs, 6);
}

static const int G1_STARTS[] = { 14, 15, 11, 20, 12, 16, 13 };
static const int G1_ENDS[] = { 18, 19, 17, 20, 17, 18, 15 };

static struct group_progression group_g1(int people)
{
    struct progression persons[SAMPLE_MAX] = { 0 };

    for (int i = 0; i < people && i < 7; i++)
        persons[i] = summed(G1_STARTS[i], G1_ENDS[i]);
    return progression_group(persons, people);
}

static void g1_the_group_of_seven_went_up_by_18_percent(void **state)
{
    struct group_progression g = group_g1(7);
    char text[RATIO_TEXT_MAX];

    (void)state;
    assert_int_equal(g.shown, 7);
    assert_true(g.has_mean);
    assert_int_equal(g.displacement.top, 23);
    assert_int_equal(g.displacement.bottom, 42);
    assert_int_equal(ratio_scale(g.index, 1000), 18254);
    ratio_format_percent(g.index, text);
    assert_string_equal(text, "+18 %");
    assert_int_equal(ratio_scale(g.index_min, 1), 0);
    assert_int_equal(ratio_scale(g.index_max, 1), 33);
    assert_int_equal(g.up, 6);
    assert_int_equal(g.same, 1);
    assert_int_equal(g.down, 0);
}

static void g1_has_the_published_spread(void **state)
{
    struct spread s = group_g1(7).spread;

    (void)state;
    assert_true(s.exists);
    assert_int_equal((s.deviation + 5) / 10, 34311);
    assert_int_equal((s.effect + 500) / 1000, 1596);
    assert_int_equal((s.effect_reduced + 500) / 1000, 1388);
    assert_int_equal((s.low + 500) / 1000, 230);
    assert_int_equal((s.high + 500) / 1000, 865);
    assert_int_equal(scale_round(s.low, 1000, 3 * MICRO), 77);   /* 7,7 % */
    assert_int_equal(scale_round(s.high, 1000, 3 * MICRO), 288); /* 28,8 % */
}

/* domain-programme §5: "Group g from the means = 0,3433 while the mean of the personal g = 0,3078:
 * two different numbers". */
static void g1_the_gain_of_the_group_is_no_mean_of_gains(void **state)
{
    int64_t sum = 0, room = 0, millionths = 0;

    (void)state;
    for (int i = 0; i < 7; i++) {
        struct progression person = summed(G1_STARTS[i], G1_ENDS[i]);

        assert_true(person.gain_shown);
        sum += G1_ENDS[i] - G1_STARTS[i];
        room += 6 * 4 - G1_STARTS[i];
        millionths += ratio_scale(person.gain, MICRO);
    }
    assert_int_equal(ratio_scale(ratio_of(sum, room), 10000), 3433);
    assert_int_equal(scale_round(millionths, 10000, 7 * MICRO), 3078);
}

static void g1_passes_the_sign_test_at_0_03125(void **state)
{
    struct sign_test sign = group_g1(7).sign;

    (void)state;
    assert_true(sign.exists);
    assert_int_equal(ratio_compare(sign.p, ratio_of(3125, 100000)), 0);
    assert_false(sign.too_small);
}

static void people_who_stopped_stay_in_the_count_without_an_index(void **state)
{
    struct group_progression g = group_g1(9);

    (void)state;
    assert_int_equal(g.people, 9);
    assert_int_equal(g.shown, 7);
    assert_int_equal(ratio_scale(g.index, 1000), 18254);
}

static void fewer_than_four_persons_have_counts_and_no_mean(void **state)
{
    (void)state;
    for (int people = 0; people <= 3; people++) {
        struct group_progression g = group_g1(people);

        assert_false(g.has_mean);
        assert_false(g.spread.exists);
        assert_int_equal(g.up, people);
    }
    assert_true(group_g1(4).has_mean);
    assert_false(group_g1(4).spread.exists);
    assert_true(group_g1(5).spread.exists);
}

static void a_group_that_moved_alike_has_no_interval(void **state)
{
    struct progression persons[5];

    (void)state;
    for (int i = 0; i < 5; i++)
        persons[i] = summed(12, 18);
    assert_true(progression_group(persons, 5).has_mean);
    assert_false(progression_group(persons, 5).spread.exists);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(v1_a_missing_start_makes_no_pair),
        cmocka_unit_test(v1_a_missing_start_is_never_counted_as_zero),
        cmocka_unit_test(v2_plain),
        cmocka_unit_test(v3_near_the_top_says_so),
        cmocka_unit_test(v4_too_few_pairs_show_nothing),
        cmocka_unit_test(v5_all_at_the_top_is_zero_and_has_no_gain),
        cmocka_unit_test(v6_a_loss_has_a_sign_and_no_gain),
        cmocka_unit_test(v7_the_full_range_is_a_hundred_percent),
        cmocka_unit_test(v8_no_start_shows_nothing),
        cmocka_unit_test(a_volet_without_indicators_shows_nothing),
        cmocka_unit_test(the_person_of_v1_and_v2_went_up_by_30_percent),
        cmocka_unit_test(the_person_of_v4_has_no_index_but_volet_b_is_still_there),
        cmocka_unit_test(g1_the_group_of_seven_went_up_by_18_percent),
        cmocka_unit_test(g1_has_the_published_spread),
        cmocka_unit_test(g1_the_gain_of_the_group_is_no_mean_of_gains),
        cmocka_unit_test(g1_passes_the_sign_test_at_0_03125),
        cmocka_unit_test(people_who_stopped_stay_in_the_count_without_an_index),
        cmocka_unit_test(fewer_than_four_persons_have_counts_and_no_mean),
        cmocka_unit_test(a_group_that_moved_alike_has_no_interval),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
