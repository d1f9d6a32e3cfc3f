#include "pos/ui/inquiry.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static enum inquiry_outcome press(struct inquiry *inquiry, enum press key, char character)
{
    const struct event event = { .kind = EVENT_KEY, .key = key, .character = (uint32_t)character };

    return inquiry_update(inquiry, &event);
}

static enum inquiry_outcome type(struct inquiry *inquiry, char digit)
{
    return press(inquiry, PRESS_CHARACTER, digit);
}

static void a_digit_is_the_answer_and_zero_is_i_dont_know(void **state)
{
    struct inquiry inquiry;

    (void)state;
    inquiry_begin(&inquiry, 2, 4);
    assert_int_equal(type(&inquiry, '3'), INQUIRY_GIVEN);
    assert_int_equal(inquiry.values[0], 3);
    assert_true(inquiry_next(&inquiry));
    assert_int_equal(type(&inquiry, '0'), INQUIRY_GIVEN);
    assert_int_equal(inquiry.values[1], 0);
    assert_false(inquiry_next(&inquiry));
}

static void a_digit_beyond_the_answers_changes_nothing(void **state)
{
    struct inquiry inquiry;

    (void)state;
    inquiry_begin(&inquiry, 2, 3);
    assert_int_equal(type(&inquiry, '4'), INQUIRY_REFUSED);
    assert_int_equal(type(&inquiry, 'x'), INQUIRY_REFUSED);
    assert_false(inquiry_has_answer(&inquiry));
}

static void enter_goes_on_only_over_an_answer(void **state)
{
    struct inquiry inquiry;

    (void)state;
    inquiry_begin(&inquiry, 2, 4);
    assert_int_equal(press(&inquiry, PRESS_ENTER, 0), INQUIRY_REFUSED);
    inquiry.values[0] = 2;
    assert_int_equal(press(&inquiry, PRESS_ENTER, 0), INQUIRY_GIVEN);
    assert_int_equal(inquiry.values[0], 2);
    assert_int_equal(inquiry.before, 2); /* kept as it was: nothing to record */
}

static void left_goes_back_and_stops_at_the_first(void **state)
{
    struct inquiry inquiry;

    (void)state;
    inquiry_begin(&inquiry, 3, 4);
    inquiry.at = 1;
    assert_int_equal(press(&inquiry, PRESS_LEFT, 0), INQUIRY_OPEN);
    assert_int_equal(inquiry.at, 0);
    assert_int_equal(press(&inquiry, PRESS_BACKSPACE, 0), INQUIRY_OPEN);
    assert_int_equal(inquiry.at, 0);
}

static void it_resumes_where_nothing_was_said_yet(void **state)
{
    struct inquiry inquiry;

    (void)state;
    inquiry_begin(&inquiry, 3, 4);
    inquiry.values[0] = 0; /* "I don't know" was said: it is an answer */
    inquiry_resume(&inquiry);
    assert_int_equal(inquiry.at, 1);
    inquiry.values[1] = 4;
    inquiry.values[2] = 4;
    inquiry_resume(&inquiry);
    assert_int_equal(inquiry.at, 0);
}

static void an_answer_that_could_not_be_recorded_gives_the_one_before_back(void **state)
{
    struct inquiry inquiry;

    (void)state;
    inquiry_begin(&inquiry, 1, 4);
    inquiry.values[0] = 2;
    assert_int_equal(type(&inquiry, '4'), INQUIRY_GIVEN);
    inquiry_withdraw(&inquiry);
    assert_int_equal(inquiry.values[0], 2);
}

static void a_scan_answers_nothing(void **state)
{
    const struct event scan = { .kind = EVENT_SCAN, .text = "3" };
    struct inquiry inquiry;

    (void)state;
    inquiry_begin(&inquiry, 1, 4);
    assert_int_equal(inquiry_update(&inquiry, &scan), INQUIRY_REFUSED);
    assert_false(inquiry_has_answer(&inquiry));
}

static void another_script_is_named_and_left_to_the_paper(void **state)
{
    struct wording wording = { .text = { "Bonjour", "Hello", "مرحبا", "" } };
    char note[INQUIRY_TEXT_MAX];

    (void)state;
    inquiry_note(&wording, TONGUE_AR, "B3", note);
    assert_string_equal(note, "arabe : sur la feuille, phrase B3");
    inquiry_note(&wording, TONGUE_EN, "B3", note);
    assert_string_equal(note, "anglais : Hello");
    inquiry_note(&wording, TONGUE_PRS, "B3", note); /* not translated */
    assert_string_equal(note, "");
    inquiry_note(&wording, TONGUE_FR, "B3", note); /* no second language */
    assert_string_equal(note, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_digit_is_the_answer_and_zero_is_i_dont_know),
        cmocka_unit_test(a_digit_beyond_the_answers_changes_nothing),
        cmocka_unit_test(enter_goes_on_only_over_an_answer),
        cmocka_unit_test(left_goes_back_and_stops_at_the_first),
        cmocka_unit_test(it_resumes_where_nothing_was_said_yet),
        cmocka_unit_test(an_answer_that_could_not_be_recorded_gives_the_one_before_back),
        cmocka_unit_test(a_scan_answers_nothing),
        cmocka_unit_test(another_script_is_named_and_left_to_the_paper),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
