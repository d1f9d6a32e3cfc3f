/* The roll call on the real program: few keys, taken back, never ahead of time unasked (P3). */
#include "pos/people/roll_call.h"
#include "programme/programme_store.h"
#include "programme/records.h"
#include "tests/support/group.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct err err;

static struct presence presence_of(struct book *book, const char *badge, int day, enum half half)
{
    struct attendance attendance;

    assert_true(records_attendance(book->db, badge, &attendance, &err));
    return attendance.halves[day - 1][half];
}

/* Issue: "roll call of 12 ≤ 13" keys, from the home of the session. */
static void twelve_people_are_called_with_thirteen_keys(void **state)
{
    struct market market;
    struct book book;
    int before;

    (void)state;
    group_make(&market, 3);
    market_look(&market, &book);
    for (int i = 4; i <= 12; i++) {
        char badge[BADGE_MAX], name[24];

        snprintf(badge, sizeof badge, "P%d", i);
        snprintf(name, sizeof name, "Personne %d", i);
        assert_true(people_put(book.db, badge, name, &err));
    }
    book_close(&book);
    market_open(&market, 80, 24, "fr", NULL);
    before = market.screen.keys;
    group_press(&market, HOME_ROLL, "Personne 12   P12");
    screen_type(&market.screen, "111111111111");
    screen_wait(&market.screen, "L'appel est inscrit");
    assert_in_range(market.screen.keys - before, 12, 13);
    market_look(&market, &book);
    assert_int_equal(presence_of(&book, "P12", 5, HALF_AM).present, HALF_DAY_MINUTES);
    market_end(&market, &book);
}

static void a_call_is_taken_back_and_traced(void **state)
{
    struct market market;
    struct book book;
    struct stmt query;

    (void)state;
    group_make(&market, 3);
    market_open(&market, 80, 24, "fr", NULL);
    group_press(&market, HOME_ROLL, ">   Amina   P1");
    group_press(&market, "2", ">   Karim   P2");
    group_press(&market, KEY_UP_BYTES, ">   Amina   P1");
    group_press(&market, "0", "L'appel est repris");
    market_look(&market, &book);
    assert_false(presence_of(&book, "P1", 5, HALF_AM).called);
    query = db_prepare(book.db,
                       "SELECT old || '>' || new FROM trace WHERE subject = 'P1' AND what = "
                       "'attendance J5 am' ORDER BY id DESC LIMIT 1",
                       &err);
    assert_true(stmt_next(&query));
    assert_string_equal(stmt_text(&query, 0), "0>");
    assert_true(stmt_finish(&query));
    market_end(&market, &book);
}

static void a_half_day_that_is_still_to_come_is_asked_about(void **state)
{
    struct market market;
    struct book book;

    (void)state;
    group_make(&market, 3);
    market_open(&market, 80, 24, "fr", NULL);
    group_press(&market, HOME_ROLL, "matin");
    group_press(&market, KEY_RIGHT_BYTES, "< J5 mardi 26/11/2019, après-midi");
    group_press(&market, "1", "n'est pas encore venue");
    screen_key(&market.screen, KEY_ESCAPE_BYTES);
    screen_wait_gone(&market.screen, "n'est pas encore venue");
    group_press(&market, KEY_RIGHT_BYTES, "< J6");
    group_press(&market, "1", "n'est pas encore venue");
    group_press(&market, KEY_ENTER_BYTES, ">   Karim   P2");
    group_press(&market, "1", ">   Zélandine   P3"); /* asked once a half-day */
    group_press(&market, KEY_LEFT_BYTES, "< J5");
    group_press(&market, KEY_LEFT_BYTES, "matin");
    group_press(&market, "1", ">   Karim   P2"); /* this morning is not asked about */
    market_look(&market, &book);
    assert_false(presence_of(&book, "P1", 5, HALF_PM).called);
    assert_true(presence_of(&book, "P1", 6, HALF_AM).called);
    assert_true(presence_of(&book, "P1", 5, HALF_AM).called);
    market_end(&market, &book);
}

static void who_comes_late_has_a_reason(void **state)
{
    struct market market;
    struct book book;

    (void)state;
    group_make(&market, 3);
    market_open(&market, 80, 24, "fr", NULL);
    group_press(&market, HOME_ROLL, ">   Amina   P1");
    group_press(&market, "4", "Combien de minutes");
    group_type(&market, "150", "150");
    group_press(&market, KEY_ENTER_BYTES, "Pourquoi pas tout le temps");
    group_type(&market, "bus", "bus");
    group_press(&market, KEY_ENTER_BYTES, "[x] présente 150 min : bus");
    group_press(&market, "4", "Combien de minutes");
    group_type(&market, "90", "90");
    group_press(&market, KEY_ENTER_BYTES, "Pourquoi pas tout le temps");
    group_press(&market, KEY_ENTER_BYTES, "[x] présente 90 min : retard");
    market_look(&market, &book);
    assert_string_equal(presence_of(&book, "P1", 5, HALF_AM).reason, "bus");
    market_end(&market, &book);
}

/* The screen on a book of three people, at that moment of J5 (local time is an hour later). */
static void page_open(struct roll_call *page, struct desk *desk, struct book *book, int64_t utc_s)
{
    *page = (struct roll_call){ .day = 0 };
    *desk = (struct desk){ .till = &book->till };
    book->till.clock = clock_frozen((struct moment){ utc_s, 60 });
    ROLL_CALL.begin(page, desk, 0);
    ROLL_CALL.perform(page, desk, SCREEN_SHOWN);
}

enum { NOON_OF_J5 = 1574766000 }; /* 2019-11-26T12:00+01:00 */

static void the_afternoon_is_called_from_one_on(void **state)
{
    struct market market;
    struct roll_call page;
    struct desk desk;
    struct book book;

    (void)state;
    group_make(&market, 3);
    market_look(&market, &book);
    page_open(&page, &desk, &book, NOON_OF_J5 + 3599);
    assert_int_equal(page.half, HALF_AM);
    page_open(&page, &desk, &book, NOON_OF_J5 + 3600);
    assert_int_equal(page.half, HALF_PM);
    market_end(&market, &book);
}

static struct effect press(struct roll_call *page, enum press key, char character)
{
    const struct event event = { .kind = EVENT_KEY,
                                 .key = key,
                                 .character = (unsigned char)character };

    return roll_call_update(page, &event);
}

static bool minutes_are_taken(struct roll_call *page, const char *amount)
{
    bool taken;

    press(page, PRESS_CHARACTER, '4');
    for (const char *at = amount; *at; at++)
        press(page, PRESS_CHARACTER, *at);
    taken = press(page, PRESS_ENTER, 0).kind != EFFECT_BEEP;
    press(page, PRESS_ESCAPE, 0);
    return taken;
}

static void a_part_is_more_than_nothing_and_no_more_than_all(void **state)
{
    struct market market;
    struct roll_call page;
    struct desk desk;
    struct book book;

    (void)state;
    group_make(&market, 3);
    market_look(&market, &book);
    page_open(&page, &desk, &book, NOON_OF_J5);
    assert_true(minutes_are_taken(&page, "1"));
    assert_true(minutes_are_taken(&page, "210"));
    assert_false(minutes_are_taken(&page, "0"));
    assert_false(minutes_are_taken(&page, "211"));
    assert_false(minutes_are_taken(&page, "12x"));
    assert_int_equal(press(&page, PRESS_CHARACTER, '0').kind, EFFECT_BEEP); /* nothing to undo */
    market_end(&market, &book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(twelve_people_are_called_with_thirteen_keys),
        cmocka_unit_test(a_call_is_taken_back_and_traced),
        cmocka_unit_test(a_half_day_that_is_still_to_come_is_asked_about),
        cmocka_unit_test(who_comes_late_has_a_reason),
        cmocka_unit_test(the_afternoon_is_called_from_one_on),
        cmocka_unit_test(a_part_is_more_than_nothing_and_no_more_than_all),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
