#include "pos/ui/text_area.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct text_area area;
static struct canvas canvas;

static int set_up(void **state)
{
    (void)state;
    text_area_set(&area, "");
    canvas_init(&canvas, 80, 24);
    return 0;
}

static void type(uint32_t character)
{
    const struct event event = { .kind = EVENT_KEY,
                                 .key = PRESS_CHARACTER,
                                 .character = character };

    assert_true(text_area_update(&area, &event));
}

static bool press(enum press key)
{
    const struct event event = { .kind = EVENT_KEY, .key = key };

    return text_area_update(&area, &event);
}

static const char *line(int y)
{
    static char text[81];

    for (int x = 0; x < 80; x++)
        text[x] = (char)canvas.cells[y][x].code_point;
    text[80] = '\0';
    for (int x = 79; x >= 0 && text[x] == ' '; x--)
        text[x] = '\0';
    return text;
}

static void letters_are_added_and_backspace_takes_one_character(void **state)
{
    (void)state;
    type('d');
    type(0xE9); /* é: two bytes, one character */
    type('s');
    assert_string_equal(area.text, "dés");
    press(PRESS_BACKSPACE);
    press(PRESS_BACKSPACE);
    assert_string_equal(area.text, "d");
    press(PRESS_DELETE);
    assert_string_equal(area.text, "");
    assert_true(press(PRESS_BACKSPACE)); /* nothing left: still ours */
}

static void enter_and_arrows_belong_to_the_screen(void **state)
{
    (void)state;
    assert_false(press(PRESS_ENTER));
    assert_false(press(PRESS_UP));
    assert_false(press(PRESS_ESCAPE));
}

static void what_has_no_room_is_refused_and_the_rest_stays(void **state)
{
    (void)state;
    for (int i = 0; i < TEXT_AREA_MAX - 1; i++)
        type('a');
    assert_false(area.is_full);
    type('b');
    assert_true(area.is_full);
    assert_int_equal(strlen(area.text), TEXT_AREA_MAX - 1);
    assert_null(strchr(area.text, 'b'));
}

static void lines_break_between_words_and_the_cursor_waits_at_the_end(void **state)
{
    (void)state;
    text_area_set(&area, "un deux trois quatre");
    text_area_draw(&area, &canvas, (struct area){ 0, 0, 11, 4 });
    assert_string_equal(line(0), "un deux");
    assert_string_equal(line(1), "trois");
    assert_string_equal(line(2), "quatre");
    assert_int_equal(canvas.cursor_x, 6);
    assert_int_equal(canvas.cursor_y, 2);
}

static void the_end_is_shown_when_there_is_more_than_fits(void **state)
{
    (void)state;
    text_area_set(&area, "un deux trois quatre cinq");
    text_area_draw(&area, &canvas, (struct area){ 0, 0, 11, 2 });
    assert_string_equal(line(0), "quatre");
    assert_string_equal(line(1), "cinq");
}

static void a_word_longer_than_the_line_is_cut_across_lines(void **state)
{
    (void)state;
    text_area_set(&area, "abcdefghijklmnop");
    text_area_draw(&area, &canvas, (struct area){ 0, 0, 11, 4 });
    assert_string_equal(line(0), "abcdefghij");
    assert_string_equal(line(1), "klmnop");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(letters_are_added_and_backspace_takes_one_character, set_up),
        cmocka_unit_test_setup(enter_and_arrows_belong_to_the_screen, set_up),
        cmocka_unit_test_setup(what_has_no_room_is_refused_and_the_rest_stays, set_up),
        cmocka_unit_test_setup(lines_break_between_words_and_the_cursor_waits_at_the_end, set_up),
        cmocka_unit_test_setup(the_end_is_shown_when_there_is_more_than_fits, set_up),
        cmocka_unit_test_setup(a_word_longer_than_the_line_is_cut_across_lines, set_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
