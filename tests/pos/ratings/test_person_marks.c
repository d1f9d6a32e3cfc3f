/* Gaps of section 5 of the programme's reference, as the animator's screen shows them. */
#include "pos/ratings/person_marks.h"

#include "pos/ratings/mark_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct assessment she;

static int set_up(void **state)
{
    (void)state;
    she = (struct assessment){ 0 };
    return 0;
}

/* Marks of the peers on the first indicator, 0 = "–". */
static void hear(const int *marks, int count)
{
    for (int i = 0; i < count; i++)
        she.heard[i][0] = marks[i];
    she.peer_count = count;
}

static void self_2_against_peers_3_3_4_2_is_one_step_below(void **state)
{
    const int marks[] = { 3, 3, 4, 2, 0 };
    char text[MARK_TEXT_MAX];
    int gap;

    (void)state;
    hear(marks, 5);
    she.self[0].end = 2 * STEP;
    assert_true(gap_to_peers(&she, 0, &gap));
    assert_int_equal(gap, -STEP);
    gap_format(gap, text);
    assert_string_equal(text, "−1");
}

static void peers_2_2_3_4_leave_half_a_step(void **state)
{
    const int marks[] = { 2, 2, 3, 4 };
    char text[MARK_TEXT_MAX];
    int gap;

    (void)state;
    hear(marks, 4);
    she.self[0].end = 3 * STEP;
    assert_true(gap_to_peers(&she, 0, &gap));
    gap_format(gap, text);
    assert_string_equal(text, "+0,5");
}

static void two_peers_give_no_gap(void **state)
{
    const int marks[] = { 3, 4 };
    int gap;

    (void)state;
    hear(marks, 2);
    she.self[0].end = 2 * STEP;
    assert_false(gap_to_peers(&she, 0, &gap));
}

static void who_said_nothing_on_the_last_days_has_no_gap(void **state)
{
    const int marks[] = { 3, 3, 4 };
    int gap;

    (void)state;
    hear(marks, 3);
    she.self[0].start = 2 * STEP; /* a departure is no arrival */
    assert_false(gap_to_peers(&she, 0, &gap));
    assert_false(gap_to_animator(&she, 0, &gap));
}

static void the_gap_to_the_animator_is_taken_from_the_mean_of_several(void **state)
{
    char text[MARK_TEXT_MAX];
    int gap;

    (void)state;
    she.self[0].end = 4 * STEP;
    she.animator_count = 2;
    she.seen[0][0].end = 2 * STEP;
    she.seen[1][0].end = 3 * STEP;
    assert_true(gap_to_animator(&she, 0, &gap));
    gap_format(gap, text);
    assert_string_equal(text, "+1,5");
}

static void what_is_missing_is_a_dash_and_never_a_zero(void **state)
{
    const struct pair none = { 0, 0 };
    const struct pair no_start = { 0, 3 * STEP };
    const struct pair between = { 5 * STEP / 2, 3 * STEP };
    char text[MARK_TEXT_MAX];

    (void)state;
    pair_format(&none, text);
    assert_string_equal(text, "–");
    pair_format(&no_start, text);
    assert_string_equal(text, "–>3");
    pair_format(&between, text);
    assert_string_equal(text, "2,5>3");
    mark_format_bars(0, text);
    assert_string_equal(text, "[ -- ]");
    mark_format_bars(5 * STEP / 2, text);
    assert_string_equal(text, "  2,5 ");
}

static void no_gap_has_no_sign(void **state)
{
    char text[MARK_TEXT_MAX];

    (void)state;
    gap_format(0, text);
    assert_string_equal(text, "0");
}

static void a_column_is_cut_with_a_mark_or_filled(void **state)
{
    char text[32] = "";

    (void)state;
    column_put(text, sizeof text, "été", 5);
    column_put(text, sizeof text, "hiver long", 6);
    assert_string_equal(text, "été  hiver~");
}

static void enter_goes_through_the_volets_then_to_the_next_person(void **state)
{
    static struct person_marks page;
    const struct event enter = { .kind = EVENT_KEY, .key = PRESS_ENTER };

    (void)state;
    page = (struct person_marks){ .is_known = true };
    grid_default(&page.marks.grid);
    page.marks.people.count = 2;
    assert_int_equal(person_marks_update(&page, &enter).kind, EFFECT_NONE);
    assert_int_equal(page.volet, 1);
    assert_int_equal(page.list.count, 8);
    person_marks_update(&page, &enter);
    assert_int_equal(page.person, 1);
    assert_int_equal(page.volet, 0);
    person_marks_update(&page, &enter);
    assert_int_equal(person_marks_update(&page, &enter).kind, EFFECT_BACK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(self_2_against_peers_3_3_4_2_is_one_step_below, set_up),
        cmocka_unit_test_setup(peers_2_2_3_4_leave_half_a_step, set_up),
        cmocka_unit_test_setup(two_peers_give_no_gap, set_up),
        cmocka_unit_test_setup(who_said_nothing_on_the_last_days_has_no_gap, set_up),
        cmocka_unit_test_setup(the_gap_to_the_animator_is_taken_from_the_mean_of_several, set_up),
        cmocka_unit_test(what_is_missing_is_a_dash_and_never_a_zero),
        cmocka_unit_test(no_gap_has_no_sign),
        cmocka_unit_test(a_column_is_cut_with_a_mark_or_filled),
        cmocka_unit_test(enter_goes_through_the_volets_then_to_the_next_person),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
