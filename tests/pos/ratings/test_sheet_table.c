/* Papers filled by hand, keyed in through the real program: few keys, at the right place. */
#include "programme/sheet_code.h"
#include "programme/people.h"
#include "programme/programme_store.h"
#include "programme/records.h"
#include "tests/support/rated_market.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct err err;
static struct grid grid;
static struct calendar calendar;

static void assessment_of(struct book *book, const char *badge, struct assessment *out)
{
    assert_true(programme_calendar(book->db, &calendar, &err));
    assert_true(programme_grid(book->db, &grid, &err));
    assert_true(records_assessment(book->db, badge, &grid, &calendar, out, &err));
}

/* Amina, Karim, Lise and three more. */
static void six_people(struct market *market)
{
    struct book book;

    rated_prepare(market, false);
    market_look(market, &book);
    assert_true(people_put(book.db, "P4", "Omar", &err));
    assert_true(people_put(book.db, "P5", "Rosa", &err));
    assert_true(people_put(book.db, "P6", "Théo", &err));
    book_close(&book);
}

/* Issue: "one paper self sheet keyed in ≤ 17", from the home of the session. */
static void a_self_sheet_is_seventeen_keys_from_the_home(void **state)
{
    struct market market;
    struct book book;
    struct assessment assessment;
    int before;

    (void)state;
    rated_prepare(&market, false);
    market_open(&market, 80, 24, "fr", NULL);
    before = market.screen.keys;
    group_press(&market, HOME_RATING, "Recopier");
    group_press(&market, "6", "pour elle-même");
    group_type(&market, "123", "A4");
    screen_assert_golden(&market.screen, "sheet_table_80x24_fr");
    group_type(&market, "412341033112", "Karim, A1");
    assert_in_range(market.screen.keys - before, 15, 17);
    market_look(&market, &book);
    assessment_of(&book, "P1", &assessment);
    assert_int_equal(assessment.self[grid_find(&grid, "A1")].end, 1 * STEP);
    assert_int_equal(assessment.self[grid_find(&grid, "B1")].end, 4 * STEP);
    assert_int_equal(assessment.self[grid_find(&grid, "B3")].end, 0); /* "?" is no mark */
    assert_int_equal(assessment.self[grid_find(&grid, "B8")].end, 2 * STEP);
    market_end(&market, &book);
}

/* Issue: "one rater's peer sheet of 5 people ≤ 44". */
static void a_peer_sheet_of_five_is_forty_four_keys_from_the_home(void **state)
{
    struct market market;
    struct book book;
    struct assessment assessment;
    int before;

    (void)state;
    six_people(&market);
    market_open(&market, 80, 24, "fr", NULL);
    before = market.screen.keys;
    group_press(&market, HOME_RATING, "Recopier");
    group_press(&market, "6", "pour elle-même");
    group_press(&market, KEY_F2_BYTES, "4 Karim note les autres");
    group_press(&market, "4", "Amina, B1");
    for (int row = 0; row < 5; row++)
        screen_type(&market.screen, "12343210");
    screen_wait(&market.screen, "La feuille est recopiée");
    assert_in_range(market.screen.keys - before, 40, 44);
    market_look(&market, &book);
    assessment_of(&book, "P1", &assessment);
    assert_int_equal(assessment.peer_count, 1);
    assert_string_equal(assessment.peers[0], "P2");
    assert_int_equal(assessment.heard[0][grid_find(&grid, "B4")], 4);
    assessment_of(&book, "P2", &assessment);
    assert_int_equal(assessment.peer_count, 0); /* nobody rates herself */
    assessment_of(&book, "P6", &assessment);
    assert_int_equal(assessment.heard[0][grid_find(&grid, "B1")], 1);
    market_end(&market, &book);
}

static void a_scan_of_a_sheet_opens_its_place(void **state)
{
    const struct sheet_place self = { RATER_SELF, 7, 3 }, peer = { RATER_PEER, 7, 1 },
                             group = { RATER_ANIMATOR, 4, 0 };
    struct market market;
    char code[HOUSE_CODE_MAX + 1];

    (void)state;
    rated_prepare(&market, false);
    market_open(&market, 80, 24, "fr", NULL);
    sheet_code(&self, 0, code);
    strcat(code, "\r");
    screen_burst(&market.screen, code);
    screen_wait(&market.screen, "Lise, A1");
    sheet_code(&peer, 0, code);
    strcat(code, "\r");
    screen_burst(&market.screen, code);
    screen_wait(&market.screen, "Amina note les autres");
    assert_true(screen_shows(&market.screen, "Karim, B1"));
    group_press(&market, KEY_ESCAPE_BYTES, "Progrès");
    group_press(&market, HOME_RATING, "Recopier");
    sheet_code(&group, 0, code);
    strcat(code, "\r");
    screen_burst(&market.screen, code);
    screen_wait(&market.screen, "L'équipe note le groupe");
    assert_true(screen_shows(&market.screen, "J4"));
    market_end(&market, NULL);
}

/* Days and people of another session are others: its sheet opens nothing, on any screen. */
static void a_sheet_of_another_session_is_refused_by_name(void **state)
{
    const struct sheet_place self = { RATER_SELF, 7, 3 };
    struct market market;
    char code[HOUSE_CODE_MAX + 1];

    (void)state;
    rated_prepare(&market, false);
    market_open(&market, 80, 24, "fr", NULL);
    sheet_code(&self, sheet_session("another"), code);
    strcat(code, "\r");
    screen_burst(&market.screen, code);
    screen_wait(&market.screen, "d'une autre session");
    assert_false(screen_shows(&market.screen, "Lise, A1"));
    group_press(&market, HOME_RATING, "Recopier");
    market_end(&market, NULL);
}

static void a_mistyped_digit_is_typed_again(void **state)
{
    struct market market;
    struct book book;
    struct assessment assessment;

    (void)state;
    rated_prepare(&market, false);
    rated_open_line(&market, "6", "Amina, A1");
    group_press(&market, "4", "Amina, A2");
    group_press(&market, KEY_BACKSPACE_BYTES, "Amina, A1");
    group_press(&market, "2", "Amina, A2");
    market_look(&market, &book);
    assessment_of(&book, "P1", &assessment);
    assert_int_equal(assessment.self[grid_find(&grid, "A1")].end, 2 * STEP);
    market_end(&market, &book);
}

static void after_the_session_a_digit_asks_for_its_reason(void **state)
{
    struct market market;

    (void)state;
    rated_prepare(&market, true);
    rated_open_line(&market, "6", "Amina, A1");
    group_press(&market, "4", "Pourquoi corriger");
    group_type(&market, "feuille retrouvée", "feuille retrouvée");
    group_press(&market, KEY_ENTER_BYTES, "Amina, A2");
    group_press(&market, "3", "Amina, A3"); /* asked once */
    market_end(&market, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_self_sheet_is_seventeen_keys_from_the_home),
        cmocka_unit_test(a_peer_sheet_of_five_is_forty_four_keys_from_the_home),
        cmocka_unit_test(a_scan_of_a_sheet_opens_its_place),
        cmocka_unit_test(a_sheet_of_another_session_is_refused_by_name),
        cmocka_unit_test(a_mistyped_digit_is_typed_again),
        cmocka_unit_test(after_the_session_a_digit_asks_for_its_reason),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
