#include "pos/ui/list.h"
#include "pos/ui/tiles.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct area WIDE = { 1, 1, 3 * TILE_WIDTH, 4 * TILE_HEIGHT }; /* 12 tiles a page */

static void a_letter_finds_its_tile_and_the_keys_of_the_receipt_find_none(void **state)
{
    struct tiles tiles = { .count = 25, .selected = TILES_NONE };
    struct area large = { 0, 0, 10 * TILE_WIDTH, 4 * TILE_HEIGHT };

    (void)state;
    assert_int_equal(tiles_of_letter(&tiles, large, 'a'), 0);
    assert_int_equal(tiles_of_letter(&tiles, large, 'C'), 2);
    assert_int_equal(tiles_of_letter(&tiles, large, 'o'), 14);
    assert_int_equal(tiles_of_letter(&tiles, large, 'p'), TILES_NONE);
    assert_int_equal(tiles_of_letter(&tiles, large, 'q'), TILES_NONE);
    assert_int_equal(tiles_of_letter(&tiles, large, 'r'), 15);
    assert_int_equal(tiles_of_letter(&tiles, large, '3'), TILES_NONE);
}

static void letters_begin_again_on_each_page(void **state)
{
    struct tiles tiles = { .count = 14, .selected = TILES_NONE };

    (void)state;
    assert_int_equal(tiles_of_letter(&tiles, WIDE, 'm'), TILES_NONE);
    assert_true(tiles_move(&tiles, WIDE, PRESS_PAGE_DOWN));
    assert_int_equal(tiles_of_letter(&tiles, WIDE, 'b'), 13);
    assert_int_equal(tiles_of_letter(&tiles, WIDE, 'c'), TILES_NONE);
}

static void the_mouse_finds_the_tile_that_is_drawn_there(void **state)
{
    struct tiles tiles = { .count = 5, .selected = TILES_NONE };

    (void)state;
    assert_int_equal(tiles_at(&tiles, WIDE, 1, 1), 0);
    assert_int_equal(tiles_at(&tiles, WIDE, 1 + TILE_WIDTH, 1 + TILE_HEIGHT_MAX), 4);
    assert_int_equal(tiles_at(&tiles, WIDE, 1 + TILE_WIDTH, TILE_HEIGHT_MAX), 1);
    assert_int_equal(tiles_at(&tiles, WIDE, 1 + 2 * TILE_WIDTH, 1 + TILE_HEIGHT_MAX), TILES_NONE);
    assert_int_equal(tiles_at(&tiles, WIDE, 0, 0), TILES_NONE);
}

static void names_have_two_lines_while_all_tiles_find_room(void **state)
{
    struct tiles tiles = { .count = 9, .selected = TILES_NONE };

    (void)state;
    assert_int_equal(tiles_height(&tiles, WIDE), TILE_HEIGHT_MAX); /* 3 rows of 3 */
    tiles.count = 10;
    assert_int_equal(tiles_height(&tiles, WIDE), TILE_HEIGHT);
}

static void a_long_name_is_shortened_in_the_words_that_others_share(void **state)
{
    static const struct {
        const char *name, *fitted;
    } CASES[] = {
        { "Cookie chocolat", "Coo. chocolat" },
        { "Cookie noisette", "Coo. noisette" },
        { "Jus de pomme", "Jus de pomme" },
        { "Écharpe en laine d'agneau", "Éc. en la. d'agneau" },
        { "Chocolatissimo", "Chocolatissimo" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        char fitted[128];

        tile_name_fit(CASES[i].name, 13, fitted, sizeof fitted);
        assert_string_equal(fitted, CASES[i].fitted);
    }
}

static void arrows_stay_on_the_tiles_there_are(void **state)
{
    struct tiles tiles = { .count = 4, .selected = TILES_NONE };

    (void)state;
    tiles_move(&tiles, WIDE, PRESS_RIGHT);
    assert_int_equal(tiles.selected, 0);
    tiles_move(&tiles, WIDE, PRESS_LEFT);
    assert_int_equal(tiles.selected, 0);
    tiles_move(&tiles, WIDE, PRESS_DOWN);
    assert_int_equal(tiles.selected, 3);
    tiles_move(&tiles, WIDE, PRESS_DOWN);
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
        cmocka_unit_test(letters_begin_again_on_each_page),
        cmocka_unit_test(the_mouse_finds_the_tile_that_is_drawn_there),
        cmocka_unit_test(names_have_two_lines_while_all_tiles_find_room),
        cmocka_unit_test(a_long_name_is_shortened_in_the_words_that_others_share),
        cmocka_unit_test(arrows_stay_on_the_tiles_there_are),
        cmocka_unit_test(a_digit_chooses_its_line_and_no_other),
        cmocka_unit_test(an_empty_list_chooses_nothing),
        cmocka_unit_test(a_list_that_shrinks_keeps_its_selection_in_range),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
