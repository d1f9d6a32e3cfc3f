/* Exercises with money: what is asked can be answered, and only right answers rise. */
#include "pos/stall/exercise.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void press(struct exercise *page, enum press key, uint32_t character)
{
    struct event event = {
        .kind = EVENT_KEY, .key = key, .character = character, .width = 80, .height = 24
    };

    EXERCISE.update(page, &event);
}

static void type_amount(struct exercise *page, cents amount)
{
    char text[24];

    snprintf(text, sizeof text, "%d,%02d", (int)(amount / 100), (int)(amount % 100));
    for (const char *at = text; *at; at++)
        press(page, PRESS_CHARACTER, (unsigned char)*at);
    press(page, PRESS_ENTER, 0);
}

static struct exercise begun(enum exercise_kind kind)
{
    struct exercise page = { .chance = 42, .list = { .count = EXERCISE_KINDS } };

    press(&page, PRESS_CHARACTER, (uint32_t)('1' + kind));
    assert_int_equal(page.step, EXERCISE_ASK);
    return page;
}

static void right_change_rises_from_5_to_100_euros(void **state)
{
    static const cents NOTES[] = { 500, 1000, 2000, 5000, 10000, 10000 };
    struct exercise page = begun(EXERCISE_CHANGE);

    (void)state;
    for (int i = 0; i < 6 * EXERCISE_RIGHT_TO_RISE; i++) {
        assert_int_equal(page.given, NOTES[i / EXERCISE_RIGHT_TO_RISE]);
        assert_true(page.price[0] > 0 && page.price[0] < page.given);
        type_amount(&page, page.given - page.price[0]);
        assert_true(page.was_right);
        press(&page, PRESS_ENTER, 0);
    }
}

static void a_wrong_answer_is_shown_and_the_note_stays(void **state)
{
    struct exercise page = begun(EXERCISE_CHANGE);

    (void)state;
    for (int i = 0; i < 5; i++) {
        type_amount(&page, page.change[0] + 10);
        assert_false(page.was_right);
        assert_int_equal(page.step, EXERCISE_TOLD);
        press(&page, PRESS_ENTER, 0);
        assert_int_equal(page.given, 500);
        type_amount(&page, page.change[0]);
        press(&page, PRESS_ENTER, 0);
    }
    assert_int_equal(page.given, 500); /* never three in a row */
}

static void any_pieces_that_make_the_price_are_right(void **state)
{
    struct exercise page = begun(EXERCISE_BUILD);
    int64_t counts[DENOMINATION_COUNT];

    (void)state;
    press(&page, PRESS_RIGHT, 0); /* 500 €, by mistake */
    press(&page, PRESS_BACKSPACE, 0);
    money_pieces(page.price[0], counts);
    for (int i = 0; i < DENOMINATION_COUNT; i++) {
        for (int64_t n = 0; n < counts[i]; n++)
            press(&page, PRESS_RIGHT, 0);
        press(&page, PRESS_DOWN, 0);
    }
    press(&page, PRESS_ENTER, 0);
    assert_true(page.was_right);
    press(&page, PRESS_ENTER, 0);
    press(&page, PRESS_ENTER, 0); /* nothing laid down */
    assert_false(page.was_right);
}

/* The list of notes and coins begins two lines below the top of what the bars leave. */
static void what_is_clicked_is_laid_down(void **state)
{
    enum { FIRST_LINE = 4, TWO_EUROS = 7 };
    struct exercise page = begun(EXERCISE_BUILD);
    struct event click = {
        .kind = EVENT_CLICK, .x = 6, .y = FIRST_LINE + TWO_EUROS, .width = 80, .height = 24
    };

    (void)state;
    EXERCISE.update(&page, &click);
    EXERCISE.update(&page, &click);
    assert_int_equal(DENOMINATIONS[TWO_EUROS], 200);
    assert_int_equal(page.pieces[TWO_EUROS], 2);
    press(&page, PRESS_BACKSPACE, 0);
    assert_int_equal(page.pieces[TWO_EUROS], 1);
    click.x = 40; /* beside the list */
    EXERCISE.update(&page, &click);
    assert_int_equal(page.laid_count, 1);
}

static void exactly_one_change_is_wrong(void **state)
{
    struct exercise page = begun(EXERCISE_WRONG);

    (void)state;
    for (int round = 0; round < 200; round++) {
        int wrong = 0;

        for (int i = 0; i < EXERCISE_SALES; i++) {
            assert_true(page.change[i] > 0);
            wrong += page.change[i] != page.given - page.price[i];
        }
        assert_int_equal(wrong, 1);
        press(&page, PRESS_CHARACTER, (uint32_t)('1' + page.wrong));
        assert_true(page.was_right);
        press(&page, PRESS_ENTER, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(right_change_rises_from_5_to_100_euros),
        cmocka_unit_test(a_wrong_answer_is_shown_and_the_note_stays),
        cmocka_unit_test(any_pieces_that_make_the_price_are_right),
        cmocka_unit_test(what_is_clicked_is_laid_down),
        cmocka_unit_test(exactly_one_change_is_wrong),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
