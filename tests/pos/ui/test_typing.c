/* Keys on their way to a screen: a field of text stands for any screen, `!` for a key that records.
 */
#include "pos/ui/typing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { ROOM = 128, NEVER = -1 };

struct field {
    struct typing typing;
    char text[ROOM]; /* what the screen shows; Enter is `/`, an arrow `>`, a scan [code] */
    char before[ROOM];
    int drawn; /* how often something was to be drawn */
};

static void field_put(struct field *field, const char *text)
{
    size_t length = strlen(field->text);

    snprintf(field->text + length, ROOM - length, "%s", text);
    field->drawn++;
}

static void field_handle(void *context, const struct event *event)
{
    char text[2] = { (char)event->character, '\0' };

    if (event->key != PRESS_CHARACTER)
        text[0] = event->key == PRESS_ENTER ? '/' : '>';
    field_put(context, text);
}

static bool field_attempt(void *context, const struct event *key)
{
    struct field *field = context;

    if (key->character == '!')
        return false;
    memcpy(field->before, field->text, ROOM);
    field_handle(field, key);
    return true;
}

static void field_take_back(void *context)
{
    struct field *field = context;

    memcpy(field->text, field->before, ROOM);
}

static void field_scanned(void *context, const struct scan *scan)
{
    struct field *field = context;

    field_put(field, "[");
    field_put(field, scan->text);
    field_put(field, "]");
}

static void field_open(struct field *field)
{
    struct typing_owner owner = { field, field_attempt, field_take_back, field_handle,
                                  field_scanned };

    *field = (struct field){ .drawn = 0 };
    typing_init(&field->typing, WEDGE_GUESS, &owner);
}

static void press(struct field *field, char character, int64_t now_ms)
{
    struct event event = { .kind = EVENT_KEY,
                           .key = character == '\r'  ? PRESS_ENTER
                                  : character == '>' ? PRESS_RIGHT
                                                     : PRESS_CHARACTER,
                           .character = (uint32_t)character };

    typing_take(&field->typing, &event, now_ms);
}

/* The time after the last one. */
static int64_t press_all(struct field *field, const char *keys, int64_t now_ms, int64_t gap_ms)
{
    for (; *keys; keys++, now_ms += gap_ms)
        press(field, *keys, now_ms);
    return now_ms;
}

static void a_typed_digit_shows_without_waiting(void **state)
{
    struct field field;

    (void)state;
    field_open(&field);
    press(&field, '5', 1000);
    assert_string_equal(field.text, "5"); /* no time has passed, no timer was needed */
    typing_tick(&field.typing, 1000 + WEDGE_GAP_MS + 1);
    assert_string_equal(field.text, "5"); /* and it is there once */
    assert_int_equal(typing_deadline_ms(&field.typing), NEVER);
    assert_int_equal(field.drawn, 1);
}

static void fingers_are_answered_key_by_key(void **state)
{
    struct field field;

    (void)state;
    field_open(&field);
    for (int i = 1; i <= 9; i++) {
        press(&field, (char)('0' + i), 1000 + 40 * i);
        assert_int_equal(strlen(field.text), i);
    }
    assert_string_equal(field.text, "123456789");
}

static void a_scan_leaves_no_trace_of_its_first_digit(void **state)
{
    struct field field;

    (void)state;
    field_open(&field);
    press(&field, '7', 1000);
    press_all(&field, "4006381333931", 1100, 8);
    assert_string_equal(field.text, "7");
    press(&field, '\r', 1100 + 13 * 8);
    assert_string_equal(field.text, "7"); /* more of it may come */
    typing_tick(&field.typing, 2000);
    assert_string_equal(field.text, "7[4006381333931]");
}

static void the_same_without_suffix_after_silence(void **state)
{
    struct field field;

    (void)state;
    field_open(&field);
    typing_tick(&field.typing, press_all(&field, "96385074", 1000, 20) + WEDGE_GAP_MS + 1);
    assert_string_equal(field.text, "[96385074]");
}

static void two_quick_fingers_keep_their_order(void **state)
{
    struct field field;

    (void)state;
    field_open(&field);
    press(&field, '1', 1000);
    press(&field, '2', 1010);
    assert_string_equal(field.text, ""); /* not drawn, only so in the model */
    assert_int_equal(field.drawn, 1);
    typing_tick(&field.typing, 1010 + WEDGE_GAP_MS + 1);
    assert_string_equal(field.text, "12");
}

static void a_digit_and_a_quick_enter_are_both_done_once(void **state)
{
    struct field field;

    (void)state;
    field_open(&field);
    press_all(&field, "5\r", 1000, 5);
    typing_tick(&field.typing, 1005 + WEDGE_GAP_MS + 1);
    assert_string_equal(field.text, "5/");
}

static void an_arrow_right_after_a_digit_comes_after_it(void **state)
{
    struct field field;

    (void)state;
    field_open(&field);
    press_all(&field, "5>6", 1000, 5);
    assert_string_equal(field.text, "5>6");
}

static void what_cannot_be_taken_back_waits_to_be_known_as_fingers(void **state)
{
    struct field field;

    (void)state;
    field_open(&field);
    press(&field, '!', 1000);
    assert_string_equal(field.text, "");
    typing_tick(&field.typing, 1000 + WEDGE_GAP_MS + 1);
    assert_string_equal(field.text, "!");
    press_all(&field, "!23456\r", 2000, 5); /* a code that begins so records nothing */
    typing_tick(&field.typing, 3000);
    assert_string_equal(field.text, "![!23456]");
}

static void a_scan_from_elsewhere_comes_before_the_key_of_that_moment(void **state)
{
    struct field field;

    (void)state;
    field_open(&field);
    press(&field, '5', 1000);
    typing_step_back(&field.typing);
    field_put(&field, "[usb]");
    typing_tick(&field.typing, 1000 + WEDGE_GAP_MS + 1);
    assert_string_equal(field.text, "[usb]5");
}

/* Short lines, an arrow and an Enter: of a burst nothing is a key. */
static void nothing_in_a_burst_is_a_key(void **state)
{
    struct field field;

    (void)state;
    field_open(&field);
    press_all(&field, "\rBCD\r002\r>1\r!\r", 1000, 4);
    assert_string_equal(field.text, "");
    typing_tick(&field.typing, 2000);
    assert_string_equal(field.text, "[BCD 002 1 !]");
    press(&field, '5', 3000);
    assert_string_equal(field.text, "[BCD 002 1 !]5");
}

static void switched_off_every_key_is_simply_handled(void **state)
{
    struct field field;

    (void)state;
    field_open(&field);
    field.typing.wedge.mode = WEDGE_OFF;
    press_all(&field, "96385074\r", 1000, 4);
    assert_string_equal(field.text, "96385074/");
    assert_int_equal(typing_deadline_ms(&field.typing), NEVER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_typed_digit_shows_without_waiting),
        cmocka_unit_test(fingers_are_answered_key_by_key),
        cmocka_unit_test(a_scan_leaves_no_trace_of_its_first_digit),
        cmocka_unit_test(the_same_without_suffix_after_silence),
        cmocka_unit_test(two_quick_fingers_keep_their_order),
        cmocka_unit_test(a_digit_and_a_quick_enter_are_both_done_once),
        cmocka_unit_test(an_arrow_right_after_a_digit_comes_after_it),
        cmocka_unit_test(what_cannot_be_taken_back_waits_to_be_known_as_fingers),
        cmocka_unit_test(a_scan_from_elsewhere_comes_before_the_key_of_that_moment),
        cmocka_unit_test(nothing_in_a_burst_is_a_key),
        cmocka_unit_test(switched_off_every_key_is_simply_handled),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
