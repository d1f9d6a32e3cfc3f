#include "ledger/closing/distribution.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct contribution NONE = { .base = BASE_NONE, .floor = -1, .cap = -1 };

static struct distribution of_pool(enum sharing_rule rule, cents pool, int count)
{
    static const int64_t MINUTES[] = { 2940, 2940, 2730, 2295, 2940, 1305 };
    struct distribution distribution = { .rule = rule,
                                         .sharer_count = count,
                                         .result = { .to_share = pool } };

    for (int i = 0; i < count; i++) {
        snprintf(distribution.sharers[i].badge, ACTOR_MAX, "P%d", i + 1);
        distribution.sharers[i].weight = MINUTES[i % 6];
    }
    return distribution;
}

static void assert_shared(struct distribution *distribution, const cents *expected)
{
    struct err err = ERR_EMPTY;
    cents sum = 0;

    assert_true(distribution_compute(distribution, &err));
    for (int i = 0; i < distribution->sharer_count; i++) {
        assert_int_equal(distribution->sharers[i].share, expected[i]);
        sum += distribution->sharers[i].share;
    }
    assert_int_equal(sum, distribution->result.to_share);
}

/* domain §5: 131,17 € by minutes, equally, and half and half. */
static void the_three_rules_share_as_published(void **state)
{
    struct distribution minutes = of_pool(SHARE_MINUTES, 13117, 6);
    struct distribution equal = of_pool(SHARE_EQUAL, 13117, 6);
    struct distribution mix = of_pool(SHARE_MIX, 13117, 6);

    (void)state;
    mix.mix = 5000;
    assert_shared(&minutes, (const cents[]){ 2546, 2545, 2364, 1987, 2545, 1130 });
    assert_shared(&equal, (const cents[]){ 2187, 2186, 2186, 2186, 2186, 2186 });
    assert_shared(&mix, (const cents[]){ 2367, 2366, 2275, 2086, 2365, 1658 });
}

/* domain-papers §8: "shares by own minutes: 131,17 with 1260, 1680, 0 → 56,22 · 74,95 · 0,00". */
static void an_open_group_shares_by_own_minutes(void **state)
{
    struct distribution open = of_pool(SHARE_MINUTES, 13117, 3);

    (void)state;
    open.sharers[0].weight = 1260;
    open.sharers[1].weight = 1680;
    open.sharers[2].weight = 0;
    assert_shared(&open, (const cents[]){ 5622, 7495, 0 });
}

static void shares_by_hand_must_sum(void **state)
{
    struct distribution manual = of_pool(SHARE_MANUAL, 1000, 2);
    struct err err = ERR_EMPTY;

    (void)state;
    manual.sharers[0].weight = 600;
    manual.sharers[1].weight = 300;
    assert_false(distribution_compute(&manual, &err));
    assert_int_equal(err.code, ERR_INPUT);
    manual.sharers[1].weight = 400;
    assert_shared(&manual, (const cents[]){ 600, 400 });
}

static void nobody_and_no_time_are_refused_with_what_to_do(void **state)
{
    struct distribution nobody = of_pool(SHARE_EQUAL, 1000, 0);
    struct distribution no_time = of_pool(SHARE_MINUTES, 1000, 1);
    struct err err = ERR_EMPTY;

    (void)state;
    assert_false(distribution_compute(&nobody, &err));
    err = ERR_EMPTY;
    no_time.sharers[0].weight = 0;
    assert_false(distribution_compute(&no_time, &err));
    assert_non_null(strstr(err.text, "appel"));
}

/* domain-programme §2, J6: 528,00 € less 316,75 € leaves 211,25 €. */
/* What is multiplied by them must stay a number: nobody has more points than that. */
static void a_weight_is_neither_below_nothing_nor_without_end(void **state)
{
    static const int64_t WEIGHTS[] = { -1, CENTS_MAX + 1, INT64_MAX };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(WEIGHTS); i++) {
        struct distribution points = of_pool(SHARE_POINTS, 1000, 2);
        struct err err = ERR_EMPTY;

        points.sharers[1].weight = CENTS_MAX;
        assert_true(distribution_compute(&points, &err));
        points.sharers[1].weight = WEIGHTS[i];
        assert_false(distribution_compute(&points, &err));
        assert_non_null(strstr(err.text, "P2"));
    }
}

static void the_result_follows_the_formula(void **state)
{
    struct result result =
        result_of(52800, &(struct charge_sums){ .production = 20000, .other = 11675 }, 0, &NONE, 0);

    (void)state;
    assert_int_equal(result.gross_margin, 32800);
    assert_int_equal(result.result, 21125);
    assert_int_equal(result.to_share, 21125);
}

static void a_loss_is_shown_and_not_shared(void **state)
{
    struct result result = result_of(
        10000, &(struct charge_sums){ .production = 9000, .other = 3000 }, -50, &NONE, 1000);

    (void)state;
    assert_int_equal(result.result, -2050);
    assert_int_equal(result.reserve, 0);
    assert_int_equal(result.to_share, 0);
}

/* Seen in the field: 10 % of net sales; 13,5 % of the gross margin. */
static void the_host_takes_its_part_of_the_base_it_chose(void **state)
{
    struct contribution net = { BASE_NET_SALES, 1000, 0, -1, -1 };
    struct contribution margin = { BASE_GROSS_MARGIN, 1350, 0, -1, -1 };
    struct contribution floored = { BASE_GROSS_MARGIN, 1350, 500, 10000, -1 };
    struct contribution capped = { BASE_NET_SALES, 5000, 0, -1, 1500 };

    (void)state;
    assert_int_equal(
        result_of(19407, &(struct charge_sums){ .production = 5000, .other = 0 }, 0, &net, 0)
            .contribution,
        1941);
    assert_int_equal(
        result_of(19407, &(struct charge_sums){ .production = 5000, .other = 0 }, 0, &margin, 0)
            .contribution,
        1945);
    assert_int_equal(contribution_of(&floored, 0, -500, 0), 10000);
    assert_int_equal(contribution_of(&capped, 100000, 0, 0), 1500);
}

static void taken_on_the_result_it_cannot_make_a_loss(void **state)
{
    struct contribution all = { BASE_RESULT, 5000, 10000, -1, -1 };
    struct result result =
        result_of(5000, &(struct charge_sums){ .production = 0, .other = 0 }, 0, &all, 0);

    (void)state;
    assert_int_equal(result.contribution, 5000);
    assert_int_equal(result.result, 0);
    assert_int_equal(contribution_of(&all, 0, 0, -300), 0);
}

static void a_contribution_reads_back_as_it_was_written(void **state)
{
    static const char *const TEXTS[] = { "none", "net:10%", "margin:13.5%",
                                         "result:10%,fixed=5.00,floor=10.00,cap=100.00" };
    static const char *const BAD[] = { "net",     "net:101%",     "gross:10%", "net:10%,fixed=-1",
                                       "none:3%", "net:10%,top=3" };
    struct contribution contribution;
    struct err err = ERR_EMPTY;
    char text[CONTRIBUTION_TEXT_MAX];

    (void)state;
    for (size_t i = 0; i < COUNT_OF(TEXTS); i++) {
        assert_true(contribution_parse(TEXTS[i], &contribution, &err));
        contribution_format(&contribution, text);
        assert_string_equal(text, TEXTS[i]);
    }
    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        err = ERR_EMPTY;
        assert_false(contribution_parse(BAD[i], &contribution, &err));
        assert_int_equal(err.code, ERR_INPUT);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_three_rules_share_as_published),
        cmocka_unit_test(an_open_group_shares_by_own_minutes),
        cmocka_unit_test(shares_by_hand_must_sum),
        cmocka_unit_test(nobody_and_no_time_are_refused_with_what_to_do),
        cmocka_unit_test(a_weight_is_neither_below_nothing_nor_without_end),
        cmocka_unit_test(the_result_follows_the_formula),
        cmocka_unit_test(a_loss_is_shown_and_not_shared),
        cmocka_unit_test(the_host_takes_its_part_of_the_base_it_chose),
        cmocka_unit_test(taken_on_the_result_it_cannot_make_a_loss),
        cmocka_unit_test(a_contribution_reads_back_as_it_was_written),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
