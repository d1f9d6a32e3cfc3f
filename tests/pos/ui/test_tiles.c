#include "pos/ui/list.h"
#include "pos/ui/tiles.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct area SMALL = { 1, 2, 47, 17 }; /* of a window of 80 by 24 */
static const struct area LARGE = { 1, 2, 83, 36 }; /* of one of 132 by 43 */

static void a_letter_finds_its_tile_and_the_keys_of_the_receipt_find_none(void **state)
{
    struct tiles tiles = { .count = 24, .selected = TILES_NONE };

    (void)state;
    assert_int_equal(tiles_of_letter(&tiles, 'a'), 0);
    assert_int_equal(tiles_of_letter(&tiles, 'C'), 2);
    assert_int_equal(tiles_of_letter(&tiles, 'o'), 14);
    assert_int_equal(tiles_of_letter(&tiles, 'p'), TILES_NONE);
    assert_int_equal(tiles_of_letter(&tiles, 'q'), TILES_NONE);
    assert_int_equal(tiles_of_letter(&tiles, 'r'), 15);
    assert_int_equal(tiles_of_letter(&tiles, '3'), TILES_NONE);
}

/* A letter that meant another product on another page sold the wrong one. */
static void a_letter_means_one_product_on_every_page_and_in_every_window(void **state)
{
    struct tiles tiles = { .count = 40, .selected = TILES_NONE };

    (void)state;
    assert_int_equal(tiles_of_letter(&tiles, 'k'), 10);
    assert_true(tiles_move(&tiles, SMALL, PRESS_PAGE_DOWN));
    assert_int_equal(tiles.page, 1);
    assert_int_equal(tiles_of_letter(&tiles, 'k'), 10);
    assert_int_equal(tiles_of_letter(&tiles, 'K'), 34);
    for (int i = 0; i < tiles.count; i++)
        assert_int_equal(tiles_of_letter(&tiles, (uint32_t)tiles_letter(i)), i);
}

static void tiles_of_one_sort_keep_their_letters(void **state)
{
    struct tiles tiles = { .count = 40, .selected = TILES_NONE };

    (void)state;
    tiles_pick_all(&tiles);
    tiles_pick(&tiles, 7);
    tiles_pick(&tiles, 30);
    assert_int_equal(tiles_grid_of(&tiles, SMALL).pages, 1);
    assert_int_equal(tiles_at(&tiles, SMALL, SMALL.x, SMALL.y), 7);
    assert_true(tiles_move(&tiles, SMALL, PRESS_RIGHT));
    assert_int_equal(tiles.selected, 7);
    assert_true(tiles_move(&tiles, SMALL, PRESS_RIGHT));
    assert_int_equal(tiles.selected, 30);
    assert_true(tiles_move(&tiles, SMALL, PRESS_RIGHT));
    assert_int_equal(tiles.selected, 30);
    assert_int_equal(tiles_of_letter(&tiles, 'a'), 0);
    tiles_pick_all(&tiles);
    assert_int_equal(tiles_at(&tiles, SMALL, SMALL.x, SMALL.y), 0);
}

static void tiles_fill_the_window(void **state)
{
    struct tiles tiles = { .selected = TILES_NONE };
    const struct area areas[] = { SMALL, { 1, 2, 60, 23 }, { 1, 2, 72, 29 }, LARGE };

    (void)state;
    for (size_t i = 0; i < sizeof areas / sizeof areas[0]; i++) {
        for (tiles.count = 1; tiles.count <= 50; tiles.count++) {
            struct tiles_grid grid = tiles_grid_of(&tiles, areas[i]);
            bool is_wide = grid.width == TILE_WIDTH_MAX ||
                           grid.columns * (grid.width + 1) + grid.columns > areas[i].width;

            assert_in_range(grid.width, TILE_WIDTH_MIN, TILE_WIDTH_MAX);
            assert_true(grid.columns * (grid.width + 1) - 1 <= areas[i].width);
            assert_true(grid.rows * (grid.height + 1) - 1 <= areas[i].height);
            assert_true(is_wide);
            assert_true(grid.pages * grid.columns * grid.rows >= tiles.count);
        }
    }
    tiles.count = 8;
    assert_int_equal(tiles_grid_of(&tiles, SMALL).pages, 1);
    tiles.count = 24;
    assert_int_equal(tiles_grid_of(&tiles, LARGE).pages, 1);
}

static void the_mouse_finds_the_tile_that_is_drawn_there(void **state)
{
    struct tiles tiles = { .count = 8, .selected = TILES_NONE };

    (void)state; /* four columns of 11, two rows of 8 */
    assert_int_equal(tiles_at(&tiles, SMALL, 1, 2), 0);
    assert_int_equal(tiles_at(&tiles, SMALL, 11, 9), 0);
    assert_int_equal(tiles_at(&tiles, SMALL, 12, 9), TILES_NONE); /* between two */
    assert_int_equal(tiles_at(&tiles, SMALL, 13, 2), 1);
    assert_int_equal(tiles_at(&tiles, SMALL, 13, 11), 5);
    assert_int_equal(tiles_at(&tiles, SMALL, 0, 0), TILES_NONE);
    assert_int_equal(tiles_at(&tiles, SMALL, 49, 2), TILES_NONE);
}

static void arrows_stay_on_the_tiles_there_are(void **state)
{
    struct tiles tiles = { .count = 6, .selected = TILES_NONE }; /* three columns */

    (void)state;
    tiles_move(&tiles, SMALL, PRESS_RIGHT);
    assert_int_equal(tiles.selected, 0);
    tiles_move(&tiles, SMALL, PRESS_LEFT);
    assert_int_equal(tiles.selected, 0);
    tiles_move(&tiles, SMALL, PRESS_DOWN);
    assert_int_equal(tiles.selected, 3);
    tiles_move(&tiles, SMALL, PRESS_DOWN);
    assert_int_equal(tiles.selected, 3);
}

static int list_press(struct list *list, enum press key, uint32_t character)
{
    struct event event = { .kind = EVENT_KEY, .key = key, .character = character };

    return list_update(list, &event, (struct area){ 0, 0, 40, 5 }, NULL);
}

static void a_digit_chooses_its_line_and_no_other(void **state)
{
    struct list list = { .count = 3 };

    (void)state;
    assert_int_equal(list_press(&list, PRESS_CHARACTER, '2'), 1);
    assert_int_equal(list.selected, 1);
    assert_int_equal(list_press(&list, PRESS_CHARACTER, '4'), LIST_NONE);
    assert_int_equal(list_press(&list, PRESS_CHARACTER, '0'), LIST_NONE);
}

static void an_empty_list_chooses_nothing(void **state)
{
    struct list list = { .count = 0 };

    (void)state;
    assert_int_equal(list_press(&list, PRESS_ENTER, 0), LIST_NONE);
    list_press(&list, PRESS_DOWN, 0);
    assert_int_equal(list.selected, 0);
}

static void a_list_that_shrinks_keeps_its_selection_in_range(void **state)
{
    struct list list = { .count = 9, .selected = 8 };

    (void)state;
    list_set_count(&list, 3);
    assert_int_equal(list.selected, 2);
    list_set_count(&list, 0);
    assert_int_equal(list.selected, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_letter_finds_its_tile_and_the_keys_of_the_receipt_find_none),
        cmocka_unit_test(a_letter_means_one_product_on_every_page_and_in_every_window),
        cmocka_unit_test(the_mouse_finds_the_tile_that_is_drawn_there),
        cmocka_unit_test(tiles_of_one_sort_keep_their_letters),
        cmocka_unit_test(tiles_fill_the_window),
        cmocka_unit_test(arrows_stay_on_the_tiles_there_are),
        cmocka_unit_test(a_digit_chooses_its_line_and_no_other),
        cmocka_unit_test(an_empty_list_chooses_nothing),
        cmocka_unit_test(a_list_that_shrinks_keeps_its_selection_in_range),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
