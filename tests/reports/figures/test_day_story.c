#include "reports/figures/day_story.h"

#include "reports/figures/waterfall.h"
#include "tests/support/till_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#define TEST(name) cmocka_unit_test_setup_teardown(name, till_fixture_setup, till_fixture_teardown)

enum { HOUR = 3600 };

/* Three hours: two cookies, then nothing, then a bag and one cookie more. */
static void sell_a_day(struct till_fixture *f)
{
    till_fixture_sell(f, "C1", 2, PAY_CASH);
    till_fixture_wait(f, 2 * (int64_t)HOUR);
    till_fixture_sell(f, "T1", 1, PAY_CARD);
    till_fixture_sell(f, "C1", 1, PAY_CASH);
}

static struct day_story read_last(struct till_fixture *f)
{
    struct day days[STORY_DAYS_MAX];
    struct day_story story;
    int count;

    assert_true(day_story_days(f->db, days, &count, &f->err));
    assert_true(count > 0);
    assert_true(day_story_read(f->db, days[count - 1], &story, &f->err));
    return story;
}

static void a_day_grows_hour_by_hour_to_its_sum(void **state)
{
    struct till_fixture *f = *state;
    struct day_story story;

    sell_a_day(f);
    story = read_last(f);
    assert_int_equal(story.last - story.first, 2);
    assert_int_equal(day_story_gross(&story, story.first), 300);
    assert_int_equal(day_story_gross(&story, story.first + 1), 300);
    assert_int_equal(day_story_gross(&story, story.last), 1650);
    assert_int_equal(story.good_count, 2);
    assert_string_equal(story.goods[0].code, "C1"); /* the most sold stands first */
    assert_int_equal(day_story_sold(&story.goods[0], story.first), 2 * ONE_PIECE);
    assert_int_equal(day_story_sold(&story.goods[0], story.last), 3 * ONE_PIECE);
    assert_int_equal(day_story_sold(&story.goods[1], story.first), 0);
    assert_int_equal(day_story_best_hour(&story), 1350);
}

static void what_comes_back_is_taken_off_at_its_own_hour(void **state)
{
    struct till_fixture *f = *state;
    struct day_story story;
    struct ticket refund;
    struct sold sold;

    sell_a_day(f);
    till_fixture_wait(f, HOUR);
    assert_true(till_refund(&f->till, "A", 1, NULL, &refund, &f->err));
    assert_true(ticket_pay(&refund, PAY_CASH, 300, "", &f->err));
    assert_true(till_sell(&f->till, &refund, &sold, &f->err));
    story = read_last(f);
    assert_int_equal(day_story_gross(&story, story.last - 1), 1650);
    assert_int_equal(day_story_gross(&story, story.last), 1350);
    assert_int_equal(day_story_most_sold(&story), 3 * ONE_PIECE);
    assert_int_equal(day_story_sold(&story.goods[0], story.last), ONE_PIECE);
}

static void practice_is_in_no_story(void **state)
{
    struct till_fixture *f = *state;
    struct day_story story;

    sell_a_day(f);
    assert_true(till_set_practice(&f->till, true, "", &f->err));
    till_fixture_sell(f, "C1", 7, PAY_CASH);
    story = read_last(f);
    assert_int_equal(day_story_gross(&story, story.last), 1650);
}

static void each_sale_day_has_its_story(void **state)
{
    struct till_fixture *f = *state;
    struct day days[STORY_DAYS_MAX];
    int count;

    assert_true(day_story_days(f->db, days, &count, &f->err));
    assert_int_equal(count, 0);
    sell_a_day(f);
    till_fixture_wait(f, 48 * (int64_t)HOUR);
    till_fixture_sell(f, "C1", 1, PAY_CASH);
    assert_true(day_story_days(f->db, days, &count, &f->err));
    assert_int_equal(count, 2);
    assert_int_equal(days[1].number - days[0].number, 2);
    assert_int_equal(day_story_gross(&(struct day_story){ .last = -1 }, STORY_HOURS - 1), 0);
}

/* Each step begins where the one before ended; the last is what is shared. */
static void the_steps_stand_on_each_other_down_to_what_is_shared(void **state)
{
    const struct result result = { .net_sales = 50000,
                                   .production_charges = 20000,
                                   .gross_margin = 30000,
                                   .other_charges = 4000,
                                   .contribution = 3000,
                                   .cash_difference = -50,
                                   .result = 22950,
                                   .reserve = 2295,
                                   .to_share = 20655 };
    struct waterfall fall;
    cents at = 0;

    (void)state;
    waterfall_of(&result, 52800, &fall);
    assert_int_equal(fall.count, WATERFALL_MAX);
    for (int i = 0; i < fall.count; i++) {
        const struct waterfall_step *step = &fall.steps[i];

        if (step->is_sum && i > 0)
            assert_int_equal(step->to, at); /* the sum is what the steps before lead to */
        else
            assert_int_equal(step->from, at);
        assert_int_equal(step->to - step->from, step->amount);
        at = step->to;
    }
    assert_int_equal(at, result.to_share);
    assert_int_equal(fall.highest, 52800);
    assert_int_equal(fall.lowest, 0);
}

static void a_loss_goes_below_nothing_and_steps_of_nothing_are_left_out(void **state)
{
    const struct result result = {
        .net_sales = 10000, .production_charges = 12000, .gross_margin = -2000, .result = -2000
    };
    struct waterfall fall;

    (void)state;
    waterfall_of(&result, 10000, &fall);
    assert_int_equal(fall.count,
                     4); /* what came in, what it took, what is left, nothing to share */
    assert_int_equal(fall.lowest, -2000);
    assert_int_equal(fall.steps[fall.count - 1].amount, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_day_grows_hour_by_hour_to_its_sum),
        TEST(what_comes_back_is_taken_off_at_its_own_hour),
        TEST(practice_is_in_no_story),
        TEST(each_sale_day_has_its_story),
        cmocka_unit_test(the_steps_stand_on_each_other_down_to_what_is_shared),
        cmocka_unit_test(a_loss_goes_below_nothing_and_steps_of_nothing_are_left_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
