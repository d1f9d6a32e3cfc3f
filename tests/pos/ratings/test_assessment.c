/* Who is asked what on which day, and what the keys of the rating screen ask for. */
#include "pos/ratings/assessment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { SELF = 0, ANIMATOR = 1, PEERS = 5, PEERS_ALL = 6, LOOKING_BACK = 7 };

static struct asking page;
/* What the person said on earlier days; NULL: everything that was asked then. */
static const bool *started;

static int set_up(void **state)
{
    struct err err = ERR_EMPTY;

    (void)state;
    started = NULL;
    page = (struct asking){ .day = 1 };
    grid_default(&page.grid);
    page.people.count = 3;
    for (int i = 0; i < page.people.count; i++)
        snprintf(page.people.list[i].badge, BADGE_MAX, "P%d", i + 1);
    list_set_count(&page.list, page.people.count);
    return calendar_init(&page.calendar, 7, &err) ? 0 : -1;
}

/* The indicators asked, as "B1 B2 ". */
static const char *asked(int rater, int day, int stopped_day)
{
    static char text[INDICATORS_MAX * INDICATOR_ID_MAX];
    const struct asked_day when = { &page.calendar, day, stopped_day, started };
    int indicators[INDICATORS_MAX];
    int count = sentences_asked(&page.grid, &when, ASSESSMENT_RATERS[rater].asked, indicators);

    text[0] = '\0';
    for (int i = 0; i < count; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s ",
                 page.grid.indicators[indicators[i]].id);
    return text;
}

static struct effect press(enum press key, char character)
{
    const struct event event = {
        .kind = EVENT_KEY, .key = key, .character = (uint32_t)character, .width = 80, .height = 24
    };

    return assessment_update(&page, &event);
}

static const char GROUP_LIFE[] = "B1 B2 B3 B4 B5 B6 B7 B8 ";
static const char EVERYTHING[] = "A1 A2 A3 A4 A5 A6 A7 B1 B2 B3 B4 B5 B6 B7 B8 ";

static void on_j1_she_says_volet_b_and_on_j2_volet_a(void **state)
{
    (void)state;
    assert_string_equal(asked(SELF, 1, 0), GROUP_LIFE);
    assert_string_equal(asked(SELF, 2, 0), "A1 A2 A3 A4 A5 A6 A7 ");
}

static void a_grid_of_one_volet_is_asked_on_both_days(void **state)
{
    (void)state;
    page.grid.volet_count = 1;
    page.grid.indicator_count = 7; /* A1 to A7 */
    assert_string_equal(asked(SELF, 1, 0), asked(SELF, 2, 0));
    assert_string_equal(asked(SELF, 1, 0), "A1 A2 A3 A4 A5 A6 A7 ");
}

static void on_the_last_day_she_and_the_animator_say_everything(void **state)
{
    (void)state;
    assert_string_equal(asked(SELF, 7, 0), EVERYTHING);
    assert_string_equal(asked(ANIMATOR, 7, 0), EVERYTHING);
}

static void on_other_days_the_animator_says_what_is_in_focus(void **state)
{
    (void)state;
    assert_string_equal(asked(ANIMATOR, 4, 0), "A1 A3 A4 A6 B1 B4 B6 B7 ");
}

static void who_stops_on_j5_is_asked_everything_on_j5(void **state)
{
    (void)state;
    assert_string_equal(asked(SELF, 5, 5), EVERYTHING);
    assert_string_not_equal(asked(SELF, 5, 0), EVERYTHING);
    assert_string_not_equal(asked(SELF, 3, 3), EVERYTHING); /* too early to be an arrival */
}

static void peers_say_volet_b_unless_everything_is_asked_of_them(void **state)
{
    (void)state;
    assert_string_equal(asked(PEERS, 7, 0), GROUP_LIFE);
    assert_string_equal(asked(PEERS_ALL, 7, 0), EVERYTHING);
}

static void who_was_away_on_j1_says_volet_b_later_while_it_counts(void **state)
{
    static const bool NEVER_BEGUN[INDICATORS_MAX];
    bool b1_only[INDICATORS_MAX] = { false };

    (void)state;
    started = NEVER_BEGUN;
    assert_string_equal(asked(SELF, 1, 0), GROUP_LIFE); /* not late on the day itself */
    assert_string_equal(asked(SELF, 2, 0), "A1 A2 A3 A4 A5 A6 A7 B1 B2 B3 B4 B5 B6 ");
    b1_only[grid_find(&page.grid, "B1")] = true;
    started = b1_only;
    assert_string_equal(asked(SELF, 2, 0), "A1 A2 A3 A4 A5 A6 A7 B2 B3 B4 B5 B6 ");
    assert_string_equal(asked(SELF, 4, 0), "A1 A3 A4 A6 B1 B4 B6 B7 "); /* too late for a start */
    assert_string_equal(asked(ANIMATOR, 2, 0), "A1 A3 A6 B1 B3 B4 B5 B6 "); /* her own look */
}

static void looking_back_is_about_what_counts(void **state)
{
    (void)state;
    assert_string_equal(asked(LOOKING_BACK, 7, 0), "A1 A2 A3 A4 A5 A6 B1 B2 B3 B4 B5 B6 ");
}

static void every_indicator_that_counts_is_seen_by_the_animator_in_module_1(void **state)
{
    bool seen[INDICATORS_MAX] = { false };

    (void)state;
    for (int day = 1; day <= page.calendar.creation_last; day++) {
        const struct asked_day when = { &page.calendar, day, 0, NULL };
        int indicators[INDICATORS_MAX];
        int count =
            sentences_asked(&page.grid, &when, ASSESSMENT_RATERS[ANIMATOR].asked, indicators);

        for (int i = 0; i < count; i++)
            seen[indicators[i]] = true;
    }
    for (int i = 0; i < page.grid.indicator_count; i++)
        assert_true(seen[i] || !page.grid.indicators[i].counts);
}

static void peers_before_the_last_day_need_an_animator_who_insists(void **state)
{
    (void)state;
    page.rater = PEERS;
    assert_int_equal(press(PRESS_ENTER, 0).kind, EFFECT_NONE);
    assert_int_equal(page.question.purpose, ASK_INSIST);
    assert_int_equal(page.step, ASSESS_WHO);
    press(PRESS_ENTER, 0); /* yes */
    assert_int_equal(page.step, ASSESS_WHOM);
}

static void peers_on_the_last_day_are_not_asked_twice(void **state)
{
    (void)state;
    page.rater = PEERS;
    page.day = 7;
    press(PRESS_ENTER, 0);
    assert_int_equal(page.question.purpose, 0);
    assert_int_equal(page.step, ASSESS_WHOM);
}

static void a_peer_is_not_among_those_she_rates(void **state)
{
    (void)state;
    page.rater = PEERS;
    page.day = 7;
    press(PRESS_DOWN, 0);
    press(PRESS_ENTER, 0); /* P2 rates */
    assert_int_equal(page.others.count, 2);
    assert_int_equal(assessment_other(&page, 0), 0);
    assert_int_equal(assessment_other(&page, 1), 2);
}

static struct effect scan(const char *code)
{
    struct event event = { .kind = EVENT_SCAN, .width = 80, .height = 24 };

    snprintf(event.text, sizeof event.text, "%s", code);
    return assessment_update(&page, &event);
}

static void a_scanned_badge_opens_that_person(void **state)
{
    char code[BADGE_CODE_MAX];

    (void)state;
    for (int i = 0; i < page.people.count; i++)
        page.people.list[i].position = i + 1;
    badge_code(3, code);
    assert_int_equal(scan(code).what, ASSESS_BEGIN);
    assert_int_equal(page.subject, 2);
    page.step = ASSESS_WHO;
    assert_int_equal(scan("P2").what, ASSESS_BEGIN);
    assert_int_equal(page.subject, 1);
    page.step = ASSESS_WHO;
    assert_int_equal(scan("3017620422003").kind, EFFECT_BEEP); /* a product is nobody */
}

static void a_peer_who_scans_her_own_badge_rates_nobody(void **state)
{
    (void)state;
    page.rater = PEERS;
    page.day = 7;
    scan("P2"); /* she rates */
    assert_int_equal(page.step, ASSESS_WHOM);
    assert_int_equal(scan("P2").kind, EFFECT_BEEP);
    assert_int_equal(scan("P3").what, ASSESS_BEGIN);
    assert_int_equal(page.subject, 2);
}

static void another_day_is_another_question(void **state)
{
    (void)state;
    page.insisted = true;
    assert_int_equal(press(PRESS_RIGHT, 0).what, ASSESS_REFRESH);
    assert_int_equal(page.day, 2);
    assert_false(page.insisted);
    press(PRESS_LEFT, 0);
    assert_int_equal(press(PRESS_LEFT, 0).kind, EFFECT_BEEP); /* nothing before J1 */
    assert_int_equal(page.day, 1);
}

static void zero_opens_the_choice_of_who_rates(void **state)
{
    (void)state;
    press(PRESS_CHARACTER, '0');
    assert_int_equal(page.step, ASSESS_RATER);
    assert_int_equal(press(PRESS_CHARACTER, '3').what, ASSESS_REFRESH);
    assert_int_equal(page.step, ASSESS_WHO);
    assert_string_equal(ASSESSMENT_RATERS[page.rater].word, "animator:2");
}

static void stopping_in_the_middle_goes_back_to_the_list(void **state)
{
    (void)state;
    page.step = ASSESS_ASK;
    inquiry_begin(&page.inquiry, 8, 4);
    assert_int_equal(press(PRESS_CHARACTER, '2').what, ASSESS_RECORD);
    press(PRESS_ESCAPE, 0);
    assert_int_equal(page.step, ASSESS_WHO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(on_j1_she_says_volet_b_and_on_j2_volet_a, set_up),
        cmocka_unit_test_setup(a_grid_of_one_volet_is_asked_on_both_days, set_up),
        cmocka_unit_test_setup(on_the_last_day_she_and_the_animator_say_everything, set_up),
        cmocka_unit_test_setup(on_other_days_the_animator_says_what_is_in_focus, set_up),
        cmocka_unit_test_setup(who_stops_on_j5_is_asked_everything_on_j5, set_up),
        cmocka_unit_test_setup(peers_say_volet_b_unless_everything_is_asked_of_them, set_up),
        cmocka_unit_test_setup(who_was_away_on_j1_says_volet_b_later_while_it_counts, set_up),
        cmocka_unit_test_setup(looking_back_is_about_what_counts, set_up),
        cmocka_unit_test_setup(every_indicator_that_counts_is_seen_by_the_animator_in_module_1,
                               set_up),
        cmocka_unit_test_setup(peers_before_the_last_day_need_an_animator_who_insists, set_up),
        cmocka_unit_test_setup(peers_on_the_last_day_are_not_asked_twice, set_up),
        cmocka_unit_test_setup(a_peer_is_not_among_those_she_rates, set_up),
        cmocka_unit_test_setup(a_scanned_badge_opens_that_person, set_up),
        cmocka_unit_test_setup(a_peer_who_scans_her_own_badge_rates_nobody, set_up),
        cmocka_unit_test_setup(another_day_is_another_question, set_up),
        cmocka_unit_test_setup(zero_opens_the_choice_of_who_rates, set_up),
        cmocka_unit_test_setup(stopping_in_the_middle_goes_back_to_the_list, set_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
