#include "pos/acts/advice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { J1 = 100, GAP = 7 }; /* days since 1970-01-01; J2 a week later, and so on */

/* Seven dated days, both half-days, three people; everything up to the day before is done. */
static struct advice_facts facts_on(int day)
{
    struct advice_facts facts = { .date = { J1 + GAP * (day - 1) },
                                  .half = HALF_AM,
                                  .animator_has_pin = true,
                                  .host_has_pin = true,
                                  .has_products = true };
    struct to_do *to_do = &facts.to_do;
    struct err err = ERR_EMPTY;

    assert_true(calendar_init(&to_do->calendar, 7, &err));
    to_do->state = SESSION_OPEN;
    for (int i = 1; i <= 7; i++) {
        to_do->calendar.days[i - 1].date.number = J1 + GAP * (i - 1);
        to_do->items[to_do->count++] = (struct to_do_item){ i, TASK_CALL, i < day ? 6 : 0, 6 };
    }
    facts.reading.day = facts.date;
    return facts;
}

static enum advice_kind first(const struct advice_facts *facts)
{
    struct advice advice[ADVICE_MAX];

    assert_true(advice_list(facts, advice) > 0);
    return advice[0].kind;
}

static bool is_said(const struct advice_facts *facts, enum advice_kind kind)
{
    struct advice advice[ADVICE_MAX];
    int count = advice_list(facts, advice);

    for (int i = 0; i < count; i++)
        if (advice[i].kind == kind)
            return true;
    return false;
}

static void put(struct advice_facts *facts, int day, enum to_do_task task, int done)
{
    facts->to_do.items[facts->to_do.count++] = (struct to_do_item){ day, task, done, 3 };
}

static void the_roll_call_of_the_half_day_comes_first(void **state)
{
    struct advice_facts facts = facts_on(2);
    struct advice advice[ADVICE_MAX];
    char text[ADVICE_TEXT_MAX];

    (void)state;
    advice_list(&facts, advice);
    assert_int_equal(advice[0].kind, ADVICE_CALL_NOW);
    advice_say(&advice[0], &facts, text);
    assert_string_equal(text, "Faire l'appel de J2, matin.");
}

static void an_afternoon_is_called_once_it_has_begun(void **state)
{
    struct advice_facts facts = facts_on(2);
    struct advice advice[ADVICE_MAX];

    (void)state;
    facts.to_do.items[1].done = 3; /* the morning of three people */
    assert_int_equal(first(&facts), ADVICE_WAIT_DAY);
    facts.half = HALF_PM;
    advice_list(&facts, advice);
    assert_int_equal(advice[0].kind, ADVICE_CALL_NOW);
    assert_int_equal(advice[0].half, HALF_PM);
}

static void a_half_day_without_activity_is_not_called(void **state)
{
    struct advice_facts facts = facts_on(2);

    (void)state;
    facts.to_do.calendar.days[1].planned[HALF_PM] = 0;
    facts.to_do.items[1] = (struct to_do_item){ 2, TASK_CALL, 3, 3 };
    facts.half = HALF_PM;
    assert_int_equal(first(&facts), ADVICE_WAIT_DAY);
}

static void what_a_past_day_left_behind_is_said_and_a_day_to_come_is_not(void **state)
{
    struct advice_facts facts = facts_on(3);

    (void)state;
    put(&facts, 2, TASK_START, 1);
    put(&facts, 7, TASK_END, 0);
    assert_true(is_said(&facts, ADVICE_START));
    assert_false(is_said(&facts, ADVICE_END));
}

static void a_first_mark_is_asked_for_while_it_counts(void **state)
{
    struct advice_facts facts = facts_on(7);

    (void)state;
    facts.to_do.items[6].done = 6;
    put(&facts, 1, TASK_START, 1);
    assert_false(is_said(&facts, ADVICE_START));
    assert_int_equal(first(&facts), ADVICE_FINISH);
}

static void the_pins_come_before_the_first_day_and_after_the_others(void **state)
{
    struct advice_facts facts = facts_on(2);

    (void)state;
    facts.host_has_pin = false;
    assert_int_equal(first(&facts), ADVICE_CALL_NOW);
    put(&facts, 1, TASK_START, 1);
    facts.to_do.items[1].done = 6;
    assert_int_equal(first(&facts), ADVICE_START);
    facts.to_do.state = SESSION_PREPARED;
    assert_int_equal(first(&facts), ADVICE_PIN);
}

static void on_the_sale_day_the_float_comes_before_selling(void **state)
{
    struct advice_facts facts = facts_on(5);

    (void)state;
    facts.to_do.items[4].done = 6;
    assert_int_equal(first(&facts), ADVICE_FLOAT);
    facts.reading.float_amount = 5000;
    assert_int_equal(first(&facts), ADVICE_SELL);
    facts.reading.sales.tickets = 1;
    assert_int_equal(first(&facts), ADVICE_SELL);
    assert_true(is_said(&facts, ADVICE_CLOSE_DAY));
}

static void sales_of_yesterday_are_closed_before_selling_goes_on(void **state)
{
    struct advice_facts facts = facts_on(6);

    (void)state;
    facts.to_do.items[5].done = 6;
    facts.reading.sales.tickets = 3;
    facts.reading.day.number = facts.date.number - GAP;
    assert_int_equal(first(&facts), ADVICE_STALE_DAY);
    assert_false(is_said(&facts, ADVICE_SELL));
}

static void the_sharing_waits_for_a_closed_day(void **state)
{
    struct advice_facts facts = facts_on(6);

    (void)state;
    facts.to_do.items[5].done = 6;
    assert_false(is_said(&facts, ADVICE_SHARE));
    facts.day_closings = 1;
    assert_int_equal(first(&facts), ADVICE_SHARE);
    facts.is_decided = true;
    assert_false(is_said(&facts, ADVICE_SHARE));
}

static void the_session_is_finished_only_when_nothing_is_missing(void **state)
{
    struct advice_facts facts = facts_on(7);

    (void)state;
    facts.to_do.items[6].done = 6;
    assert_int_equal(first(&facts), ADVICE_FINISH);
    put(&facts, 7, TASK_ANSWERS, 2);
    assert_int_equal(first(&facts), ADVICE_ANSWERS);
    assert_false(is_said(&facts, ADVICE_FINISH));
}

static void the_cold_review_waits_for_its_window(void **state)
{
    struct advice_facts facts = facts_on(7);
    struct follow_up_window window = calendar_follow_up(&facts.to_do.calendar);

    (void)state;
    facts.to_do.state = SESSION_CLOSED;
    facts.session_is_closed = true;
    facts.date.number = window.from.number - 1;
    assert_int_equal(first(&facts), ADVICE_WAIT_REVIEW);
    facts.date = window.from;
    assert_int_equal(first(&facts), ADVICE_REVIEW);
}

static void archiving_waits_for_the_calls_and_the_accounts(void **state)
{
    struct advice_facts facts = facts_on(7);

    (void)state;
    facts.to_do.state = SESSION_COLD_REVIEW;
    put(&facts, 8, TASK_FOLLOW_UP, 1);
    assert_int_equal(first(&facts), ADVICE_FOLLOW_UP);
    assert_true(is_said(&facts, ADVICE_CLOSE_TILL));
    assert_false(is_said(&facts, ADVICE_ARCHIVE));
    facts.to_do.items[7].done = 3;
    facts.session_is_closed = true;
    assert_int_equal(first(&facts), ADVICE_ARCHIVE);
    facts.to_do.state = SESSION_ARCHIVED;
    assert_int_equal(first(&facts), ADVICE_READ);
}

static void whoever_is_there_says_so_before_anything_else(void **state)
{
    struct advice_facts facts = facts_on(2);

    (void)state;
    facts.nobody_acts = true;
    assert_int_equal(first(&facts), ADVICE_SIGN_IN);
}

static void every_piece_of_advice_is_a_short_sentence(void **state)
{
    struct advice_facts facts = facts_on(2);
    char text[ADVICE_TEXT_MAX];

    (void)state;
    for (int kind = 0; kind < ADVICE_KIND_COUNT; kind++) {
        const struct advice advice = { (enum advice_kind)kind, 2, HALF_PM, 3 };

        advice_say(&advice, &facts, text);
        assert_true(strlen(text) > 4 && strlen(text) < 75);
        assert_int_equal(text[strlen(text) - 1], '.');
    }
}

static void the_very_next_day_is_late_and_the_day_before_is_not(void **state)
{
    struct advice_facts facts = facts_on(6);

    (void)state;
    facts.to_do.items[5].done = 6;
    facts.reading.sales.tickets = 3;
    facts.reading.day.number = facts.date.number - 1;
    assert_int_equal(first(&facts), ADVICE_STALE_DAY);
    facts.reading.sales.tickets = 0;
    facts.reading.day = facts.date;
    facts.date.number--; /* nobody can have been called for tomorrow */
    facts.to_do.items[5].done = 0;
    assert_false(is_said(&facts, ADVICE_CALL));
}

static void the_sharing_waits_while_a_day_is_open(void **state)
{
    struct advice_facts facts = facts_on(6);

    (void)state;
    facts.to_do.items[5].done = 6;
    facts.day_closings = 1;
    facts.reading.sales.tickets = 1;
    assert_false(is_said(&facts, ADVICE_SHARE));
    facts.reading.sales.tickets = 0;
    assert_true(is_said(&facts, ADVICE_SHARE));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_roll_call_of_the_half_day_comes_first),
        cmocka_unit_test(an_afternoon_is_called_once_it_has_begun),
        cmocka_unit_test(a_half_day_without_activity_is_not_called),
        cmocka_unit_test(what_a_past_day_left_behind_is_said_and_a_day_to_come_is_not),
        cmocka_unit_test(a_first_mark_is_asked_for_while_it_counts),
        cmocka_unit_test(the_pins_come_before_the_first_day_and_after_the_others),
        cmocka_unit_test(on_the_sale_day_the_float_comes_before_selling),
        cmocka_unit_test(sales_of_yesterday_are_closed_before_selling_goes_on),
        cmocka_unit_test(the_sharing_waits_for_a_closed_day),
        cmocka_unit_test(the_session_is_finished_only_when_nothing_is_missing),
        cmocka_unit_test(the_cold_review_waits_for_its_window),
        cmocka_unit_test(archiving_waits_for_the_calls_and_the_accounts),
        cmocka_unit_test(whoever_is_there_says_so_before_anything_else),
        cmocka_unit_test(every_piece_of_advice_is_a_short_sentence),
        cmocka_unit_test(the_very_next_day_is_late_and_the_day_before_is_not),
        cmocka_unit_test(the_sharing_waits_while_a_day_is_open),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
