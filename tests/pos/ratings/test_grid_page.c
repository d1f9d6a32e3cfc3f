/* The grid and one person of it on the screens of the real program, and every screen's look. */
#include "programme/programme_store.h"
#include "tests/support/rated_market.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void the_grid_shows_fifteen_people_without_ranking_them(void **state)
{
    struct market market;

    (void)state;
    rated_fill_grid(&market);
    rated_open_line(&market, "4", "> 1 Amina");
    screen_wait(&market.screen, "1 (flashcoop)");
    screen_assert_golden(&market.screen, "grid_80x24_fr");
    group_press(&market, KEY_RIGHT_BYTES, "< B");
    group_press(&market, "0", "l'animateur");
    group_press(&market, KEY_LEFT_BYTES, "< A");
    screen_assert_golden(&market.screen, "grid_animator_80x24_fr");
    group_press(&market, KEY_RIGHT_BYTES, "A7*"); /* means are wide: the volet goes on */
    group_press(&market, "\033OF", "> 6 Personne 15");
    group_press(&market, "0", "soi-même");
    group_press(&market, KEY_ENTER_BYTES, "données insuffisantes (3/6)");
    screen_assert_golden(&market.screen, "person_marks_80x24_fr");
    group_press(&market, KEY_ENTER_BYTES, "< B");
    group_press(&market, KEY_ENTER_BYTES, "Suite"); /* the last person: back to the grid */
    market_end(&market, NULL);
}

static void another_version_of_the_grid_is_named_where_it_is_shown(void **state)
{
    static struct grid other;
    struct market market;
    struct book book;
    struct err err = ERR_EMPTY;

    (void)state;
    rated_prepare(&market, false);
    market_look(&market, &book);
    grid_default(&other);
    other.version = 2;
    other.indicator_count = 9; /* A1 to A7, B1, B2 */
    snprintf(other.indicators[7].wording.text[TONGUE_FR], WORDING_MAX, "Je viens tous les jours.");
    assert_true(programme_set_grid(book.db, &other, &err));
    book_close(&book);
    rated_open_line(&market, "1", "0 / 2"); /* two sentences in the last volet now */
    group_press(&market, "1", "Je viens tous les jours.");
    group_type(&market, "34", "Merci");
    group_press(&market, KEY_ENTER_BYTES, "fait");
    group_press(&market, KEY_ESCAPE_BYTES, "> 1 Évaluer");
    group_press(&market, "4", "2 (flashcoop)");
    group_press(&market, KEY_RIGHT_BYTES, "3>–");
    market_look(&market, &book);
    other.version = 3;
    assert_false(programme_set_grid(book.db, &other, &err)); /* the session keeps its grid */
    market_end(&market, &book);
}

/* Every stop of a walk through the screens is a whole screen, by size, language and terminal. */
static void look_at(struct market *market, const char *stop, const char *look)
{
    char golden[96];

    snprintf(golden, sizeof golden, "%s_%s", stop, look);
    screen_assert_golden(&market->screen, golden);
}

static void walk(int width, int height, const char *lang, const char *term, const char *look)
{
    struct market market;

    rated_fill_grid(&market);
    market_open(&market, width, height, lang, term);
    group_press(&market, HOME_RATING, "> 1");
    look_at(&market, "rating_menu", look);
    group_press(&market, "1", "> 1 Amina");
    group_press(&market, "0", "> 1");
    look_at(&market, "raters", look);
    group_press(&market, KEY_ESCAPE_BYTES, "Amina");
    group_press(&market, KEY_ESCAPE_BYTES, "> 1");
    group_press(&market, "2", "0 ");
    group_press(&market, "1", "> 1 Karim");
    group_press(&market, "1", "< 1 / 2 >");
    look_at(&market, "card", look);
    group_press(&market, KEY_ESCAPE_BYTES, "> 1 Karim");
    group_press(&market, KEY_ESCAPE_BYTES, "> 1 Amina");
    group_press(&market, KEY_ESCAPE_BYTES, "> 2");
    group_press(&market, "3", "2019-2020");
    look_at(&market, "wording", look);
    group_press(&market, KEY_ENTER_BYTES, "> 1 Amina");
    group_press(&market, "1", "1 / 6");
    look_at(&market, "statement", look);
    group_press(&market, KEY_ESCAPE_BYTES, "> 1 Amina");
    group_press(&market, KEY_ESCAPE_BYTES, "> 3");
    group_press(&market, "4", "> 1 Amina");
    look_at(&market, "grid", look);
    group_press(&market, KEY_ENTER_BYTES, "> 1 A1");
    look_at(&market, "person_marks", look);
    group_press(&market, KEY_ESCAPE_BYTES, "> 1 Amina");
    group_press(&market, KEY_ESCAPE_BYTES, "> 4");
    group_press(&market, "5", "> 1");
    group_press(&market, "2", "> 1");
    group_press(&market, "1", "1 / 5");
    look_at(&market, "opinion", look);
    market_end(&market, NULL);
}

static void the_screens_look_as_reviewed_in_english_on_a_console(void **state)
{
    (void)state;
    walk(80, 24, "en", "linux", "80x24_en_linux");
}

static void the_screens_look_as_reviewed_in_a_large_window_without_colours(void **state)
{
    (void)state;
    walk(132, 43, "fr", "xterm-mono", "132x43_fr_mono");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_grid_shows_fifteen_people_without_ranking_them),
        cmocka_unit_test(another_version_of_the_grid_is_named_where_it_is_shown),
        cmocka_unit_test(the_screens_look_as_reviewed_in_english_on_a_console),
        cmocka_unit_test(the_screens_look_as_reviewed_in_a_large_window_without_colours),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
