#include "pos/ui/canvas.h"
#include "pos/ui/frame.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct canvas canvas;

static int set_up(void **state)
{
    (void)state;
    canvas_init(&canvas, 20, 5);
    return 0;
}

static void text_beyond_the_edge_is_cut(void **state)
{
    (void)state;
    canvas_put(&canvas, 18, 0, STYLE_TEXT, "abcd");
    canvas_put(&canvas, -2, 1, STYLE_TEXT, "xyz");
    canvas_put(&canvas, 0, 9, STYLE_TEXT, "below");
    assert_int_equal(canvas.cells[0][19].code_point, 'b');
    assert_int_equal(canvas.cells[1][0].code_point, 'z');
}

static void a_text_too_long_for_its_place_ends_with_a_mark(void **state)
{
    (void)state;
    canvas_put_fit(&canvas, (struct area){ 0, 0, 5, 1 }, STYLE_TEXT, "éclair");
    assert_int_equal(canvas.cells[0][0].code_point, 0xE9);
    assert_int_equal(canvas.cells[0][4].code_point, '~');
    assert_int_equal(canvas.cells[0][5].code_point, ' ');
}

static void lines_break_between_words(void **state)
{
    (void)state;
    assert_int_equal(canvas_put_wrapped(&canvas, (struct area){ 0, 0, 10, 5 }, STYLE_TEXT,
                                        "un mot et un autre\nfin"),
                     3);
    assert_int_equal(canvas.cells[1][0].code_point, 'u');
    assert_int_equal(canvas.cells[2][0].code_point, 'f');
}

static void a_word_longer_than_the_line_is_broken_and_ends(void **state)
{
    (void)state;
    assert_int_equal(
        canvas_put_wrapped(&canvas, (struct area){ 0, 0, 4, 5 }, STYLE_TEXT, "abcdefghij"), 3);
    assert_int_equal(canvas_put_wrapped(&canvas, (struct area){ 0, 0, 1, 2 }, STYLE_TEXT, "界界"),
                     1);
}

static void a_wide_character_covers_two_cells(void **state)
{
    (void)state;
    assert_int_equal(canvas_put(&canvas, 0, 0, STYLE_TEXT, "界a"), 3);
    assert_int_equal(canvas.cells[0][1].code_point, 0);
    assert_int_equal(canvas.cells[0][2].code_point, 'a');
}

static void spaces_that_do_not_break_become_plain_ones(void **state)
{
    (void)state;
    canvas_put(&canvas, 0, 0, STYLE_TEXT, "1\xC2\xA0€");
    assert_int_equal(canvas.cells[0][1].code_point, ' ');
}

/* Arrows that a bar names are clicked like any key: at their left the one, at their right the
 * other.
 */
static void a_click_on_arrows_is_the_nearer_of_them(void **state)
{
    static const struct key_hint HINTS[] = { { "flèches", "Suite" }, { NULL, NULL } };
    struct frame frame = { .title = "", .hints = HINTS };
    const struct spot *left, *right;

    (void)state;
    canvas_init(&canvas, 80, 24);
    frame_draw(&canvas, &frame);
    left = canvas_spot_at(&canvas, 1, 23);
    right = canvas_spot_at(&canvas, 7, 23);
    assert_non_null(left);
    assert_non_null(right);
    assert_int_equal(left->key, PRESS_LEFT);
    assert_int_equal(right->key, PRESS_RIGHT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(text_beyond_the_edge_is_cut, set_up),
        cmocka_unit_test_setup(a_text_too_long_for_its_place_ends_with_a_mark, set_up),
        cmocka_unit_test_setup(lines_break_between_words, set_up),
        cmocka_unit_test_setup(a_word_longer_than_the_line_is_broken_and_ends, set_up),
        cmocka_unit_test_setup(a_wide_character_covers_two_cells, set_up),
        cmocka_unit_test_setup(spaces_that_do_not_break_become_plain_ones, set_up),
        cmocka_unit_test(a_click_on_arrows_is_the_nearer_of_them),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
