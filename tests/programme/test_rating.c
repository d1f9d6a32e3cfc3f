/* Vectors of the programme's reference, section 5 (who rates, gaps), and a second computation. */
#include "programme/rating.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct grid grid;
static struct calendar calendar;

static int set_up(void **state)
{
    struct err err = ERR_EMPTY;

    (void)state;
    grid_default(&grid);
    return calendar_init(&calendar, 7, &err) ? 0 : -1;
}

static void rate(struct assessment *assessment, const char *rater, int day, int value)
{
    struct rating rating = { .indicator = 0, .day = day, .value = value };

    snprintf(rating.rater, sizeof rating.rater, "%s", rater);
    assessment_add(assessment, &rating, &calendar);
}

static void t0_is_the_first_given_and_t3_the_last(void **state)
{
    struct assessment a = { 0 };

    (void)state;
    rate(&a, "self", 1, 0); /* did not know on J1 */
    rate(&a, "self", 2, 2);
    rate(&a, "self", 3, 3);
    rate(&a, "self", 4, 1); /* between: shown, not counted */
    rate(&a, "self", 5, 3);
    rate(&a, "self", 7, 4);
    rate(&a, "self", 7, 0);

    struct pair pair = assessment_pair(&a, RATER_SELF, 0);

    assert_int_equal(pair.start, 2 * STEP);
    assert_int_equal(pair.end, 4 * STEP);
}

static void j5_counts_for_someone_who_left_before_j7(void **state)
{
    struct assessment a = { 0 };

    (void)state;
    rate(&a, "self", 1, 2);
    rate(&a, "self", 5, 3);
    assert_int_equal(assessment_pair(&a, RATER_SELF, 0).end, 3 * STEP);
}

static void a_rating_on_j4_alone_is_no_pair(void **state)
{
    struct assessment a = { 0 };

    (void)state;
    rate(&a, "animator", 4, 3);
    assert_int_equal(assessment_pair(&a, RATER_ANIMATOR, 0).start, 0);
    assert_int_equal(assessment_pair(&a, RATER_ANIMATOR, 0).end, 0);
}

static void self_animator_peers_and_looking_back_never_mix(void **state)
{
    struct assessment a = { 0 };

    (void)state;
    rate(&a, "self", 1, 1);
    rate(&a, "animator", 1, 2);
    rate(&a, "P2", 7, 3);
    rate(&a, "looking-back", 7, 4);
    assert_int_equal(assessment_pair(&a, RATER_SELF, 0).start, STEP);
    assert_int_equal(assessment_pair(&a, RATER_SELF, 0).end, 0);
    assert_int_equal(assessment_pair(&a, RATER_ANIMATOR, 0).start, 2 * STEP);
    assert_int_equal(a.looking_back[0], 4);
    assert_int_equal(assessment_peers(&a, 0), 0);
}

static void several_animators_count_as_their_mean(void **state)
{
    struct assessment a = { 0 };

    (void)state;
    rate(&a, "animator", 1, 1);
    rate(&a, "animator:2", 1, 2);
    rate(&a, "animator:3", 2, 2);
    rate(&a, "animator", 7, 4);
    assert_int_equal(assessment_pair(&a, RATER_ANIMATOR, 0).start, 5 * STEP / 3);
    assert_int_equal(assessment_pair(&a, RATER_ANIMATOR, 0).end, 4 * STEP);
}

static void peers_3_3_4_2_and_one_unknown_have_median_3(void **state)
{
    struct assessment a = { 0 };
    int gap = 0;

    (void)state;
    rate(&a, "P2", 7, 3);
    rate(&a, "P3", 7, 3);
    rate(&a, "P4", 7, 4);
    rate(&a, "P5", 7, 2);
    rate(&a, "P6", 7, 0);
    assert_int_equal(assessment_peers(&a, 0), 6);
    assert_true(gap_find(2 * STEP, assessment_peers(&a, 0), &gap));
    assert_int_equal(gap, -2); /* −1 step: the others see her higher */
    assert_true(gap_is_encouraging(gap));
}

static void peers_2_2_3_4_have_median_2_5(void **state)
{
    struct assessment a = { 0 };

    (void)state;
    rate(&a, "P2", 7, 2);
    rate(&a, "P3", 7, 2);
    rate(&a, "P4", 7, 3);
    rate(&a, "P5", 7, 4);
    assert_int_equal(assessment_peers(&a, 0), 5);
}

static void two_peers_show_nothing(void **state)
{
    struct assessment a = { 0 };
    int gap = 99;

    (void)state;
    rate(&a, "P2", 7, 3);
    rate(&a, "P3", 7, 4);
    assert_int_equal(assessment_peers(&a, 0), 0);
    assert_false(gap_find(2 * STEP, assessment_peers(&a, 0), &gap));
    assert_int_equal(gap, 99);
}

static void a_gap_upwards_is_kept_for_the_interview(void **state)
{
    (void)state;
    assert_false(gap_is_encouraging(2));
    assert_false(gap_is_encouraging(-1)); /* half a step */
}

static void nobody_is_her_own_peer(void **state)
{
    struct rating rating = { .rater = "P1", .indicator = 0, .day = 7, .value = 4 };
    struct err err = ERR_EMPTY;

    (void)state;
    assert_false(rating_check(&rating, "P1", &grid, &calendar, &err));
    assert_int_equal(err.code, ERR_INPUT);
}

static void a_day_beyond_the_calendar_and_a_mark_of_five_are_refused(void **state)
{
    struct rating rating = { .rater = "self", .indicator = 0, .day = 8, .value = 4 };
    struct err err = ERR_EMPTY;

    (void)state;
    assert_false(rating_check(&rating, "P1", &grid, &calendar, &err));
    rating.day = 7;
    rating.value = 5;
    err = ERR_EMPTY;
    assert_false(rating_check(&rating, "P1", &grid, &calendar, &err));
    rating.value = 4;
    err = ERR_EMPTY;
    assert_true(rating_check(&rating, "P1", &grid, &calendar, &err));
}

/* The same rules told another way: marks in a table by day, an index in thousandths from sums. */
static bool index_again(int marks[INDICATORS_MAX][8], int volet, int64_t *thousandths)
{
    int n = 0;
    int m = 0;
    int sum = 0;

    for (int i = 0; i < grid.indicator_count; i++) {
        int first = 0;
        int last = 0;

        if (grid.indicators[i].volet != volet || !grid.indicators[i].counts)
            continue;
        m++;
        for (int day = 3; day >= 1; day--)
            first = marks[i][day] ? marks[i][day] : first;
        for (int day = 5; day <= 7; day++)
            last = marks[i][day] ? marks[i][day] : last;
        if (first && last) {
            n++;
            sum += last - first;
        }
    }
    if (n == 0 || n < (2 * m + 2) / 3)
        return false;

    int64_t top = (int64_t)sum * 200000 + (sum >= 0 ? 3 * n : -3 * n);

    *thousandths = top / (6 * n);
    return true;
}

static void random_grids_agree_with_a_second_computation(void **state)
{
    unsigned seed = 20260101;

    (void)state;
    for (int round = 0; round < 3000; round++) {
        static struct assessment a;
        int marks[INDICATORS_MAX][8] = { 0 };

        a = (struct assessment){ 0 };
        for (int day = 1; day <= 7; day++)
            for (int i = 0; i < grid.indicator_count; i++) {
                int value = rand_r(&seed) % 3 == 0 ? 1 + rand_r(&seed) % 4 : 0;
                struct rating rating = { "self", i, day, value };

                marks[i][day] = value;
                assessment_add(&a, &rating, &calendar);
            }
        for (int volet = 0; volet < 2; volet++) {
            struct progression p = assessment_progression(&a, RATER_SELF, &grid, volet);
            int64_t expected = 0;

            assert_int_equal(p.shown, index_again(marks, volet, &expected));
            if (p.shown)
                assert_int_equal(ratio_scale(p.index, 1000), expected);
        }
    }
}

static int by_value(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

/* The middle of the sorted marks, in half steps; computed another way than by counting. */
static int median_again(const int *marks, int count)
{
    int sorted[PARTICIPANTS_MAX];
    int heard = 0;

    for (int i = 0; i < count; i++)
        if (marks[i] > 0)
            sorted[heard++] = marks[i];
    if (heard < PEERS_SHOWN_MIN)
        return 0;
    qsort(sorted, (size_t)heard, sizeof *sorted, by_value);
    return sorted[(heard - 1) / 2] + sorted[heard / 2];
}

static void random_peers_and_gaps_agree_with_a_second_computation(void **state)
{
    unsigned seed = 20260102;

    (void)state;
    for (int round = 0; round < 5000; round++) {
        static struct assessment a;
        int marks[PARTICIPANTS_MAX];
        int peers = rand_r(&seed) % 15;
        int self = rand_r(&seed) % 5;
        int gap = 99;
        bool known;

        a = (struct assessment){ 0 };
        for (int i = 0; i < peers; i++) {
            char badge[BADGE_MAX];

            snprintf(badge, sizeof badge, "P%d", i + 2);
            marks[i] = rand_r(&seed) % 5;
            rate(&a, badge, 7, marks[i]);
        }
        assert_int_equal(assessment_peers(&a, 0), median_again(marks, peers));
        known = gap_find(self * STEP, assessment_peers(&a, 0), &gap);
        assert_int_equal(known, self > 0 && median_again(marks, peers) > 0);
        if (known)
            assert_int_equal(gap, 2 * self - median_again(marks, peers));
    }
}

static void random_animators_agree_with_a_mean_by_fractions(void **state)
{
    static const char *const ANIMATORS[] = { "animator", "animator:2", "animator:3", "animator:4" };
    unsigned seed = 20260103;

    (void)state;
    for (int round = 0; round < 3000; round++) {
        static struct assessment a;
        int sums[2] = { 0, 0 };
        int counts[2] = { 0, 0 };
        struct pair pair;

        a = (struct assessment){ 0 };
        for (int day = 1; day <= 7; day += 6)
            for (int i = 0; i < ANIMATORS_MAX; i++) {
                int value = rand_r(&seed) % 5;

                rate(&a, ANIMATORS[i], day, value);
                sums[day == 7] += value;
                counts[day == 7] += value > 0;
            }
        pair = assessment_pair(&a, RATER_ANIMATOR, 0);
        /* mean · count = sum · 12, with no division at all */
        assert_int_equal(pair.start * counts[0], sums[0] * STEP);
        assert_int_equal(pair.end * counts[1], sums[1] * STEP);
        assert_int_equal(pair.start == 0, counts[0] == 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(t0_is_the_first_given_and_t3_the_last),
        cmocka_unit_test(j5_counts_for_someone_who_left_before_j7),
        cmocka_unit_test(a_rating_on_j4_alone_is_no_pair),
        cmocka_unit_test(self_animator_peers_and_looking_back_never_mix),
        cmocka_unit_test(several_animators_count_as_their_mean),
        cmocka_unit_test(peers_3_3_4_2_and_one_unknown_have_median_3),
        cmocka_unit_test(peers_2_2_3_4_have_median_2_5),
        cmocka_unit_test(two_peers_show_nothing),
        cmocka_unit_test(a_gap_upwards_is_kept_for_the_interview),
        cmocka_unit_test(nobody_is_her_own_peer),
        cmocka_unit_test(a_day_beyond_the_calendar_and_a_mark_of_five_are_refused),
        cmocka_unit_test(random_grids_agree_with_a_second_computation),
        cmocka_unit_test(random_peers_and_gaps_agree_with_a_second_computation),
        cmocka_unit_test(random_animators_agree_with_a_mean_by_fractions),
    };

    return cmocka_run_group_tests(tests, set_up, NULL);
}
