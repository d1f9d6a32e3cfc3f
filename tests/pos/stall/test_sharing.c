/* The result and its sharing, played through the screen of the real program. */
#include "ledger/closing/closing.h"
#include "ledger/closing/distribution.h"
#include "programme/people.h"
#include "tests/support/market.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void the_group_compares_rules_and_votes(void **state)
{
    struct market market;
    struct book book;
    struct distribution found;
    struct moment time;
    struct closing closing;
    struct err err = ERR_EMPTY;
    bool is_there = false;

    (void)state;
    market_make_sold(&market);
    market_look(&market, &book);
    assert_true(closing_close(&book.till, PERIOD_DAY, 17000, "", &closing, &err));
    book_close(&book);
    market_open(&market, 80, 24, "fr", NULL);
    market_go(&market, "Argent", "Ce que nous");
    market_go(&market, "Partager", "parts égales : 33,34");
    screen_assert_golden(&market.screen, "sharing_80x24_fr");
    market_click(&market, "< >", "> temps"); /* its right half */
    market_press(&market, KEY_LEFT_BYTES, "> égal");
    market_type(&market, "3", "> points");
    market_press(&market, KEY_DOWN_BYTES, "> Karim");
    market_type(&market, "1", "sur 4 : 25,00");
    screen_assert_golden(&market.screen, "sharing_points_80x24_fr");
    market_press(&market, KEY_ENTER_BYTES, "Règle : points");
    market_type(&market, "3", "3");
    for (int i = 0; i < 3; i++)
        screen_key(&market.screen, KEY_DOWN_BYTES);
    screen_wait(&market.screen, "> Vote");
    market_press(&market, KEY_ENTER_BYTES, "Le partage est inscrit");
    screen_assert_golden(&market.screen, "sharing_done_80x24_fr");
    market_look(&market, &book);
    assert_true(distribution_find(book.db, &found, &is_there, &time, &err));
    assert_true(is_there);
    assert_int_equal(found.votes_for, 3);
    assert_int_equal(found.sharers[0].share, 7500);
    assert_int_equal(found.sharers[1].share, 2500);
    assert_int_equal(found.sharers[2].share, 0);
    market_end(&market, &book);
}

/* A market that sold, with more people, up to so many; on the screen of the sharing. */
static void open_group_of(struct market *market, int count)
{
    struct book book;
    struct err err = ERR_EMPTY;

    market_make_sold(market);
    market_look(market, &book);
    for (int i = 4; i <= count; i++) {
        char badge[8], name[16];

        snprintf(badge, sizeof badge, "P%d", i);
        snprintf(name, sizeof name, "Membre %d", i);
        assert_true(people_put(book.db, badge, name, &err));
    }
    book_close(&book);
    market_open(market, 80, 24, "fr", NULL);
    market_go(market, "Argent", "Ce que nous");
    market_go(market, "Partager", "parts égales");
}

/* No line below each: the bar stands behind the sum. */
static void a_large_group_sees_its_shares_too(void **state)
{
    struct market market;

    (void)state;
    open_group_of(&market, 9);
    market_type(&market, "3", "> points");
    market_press(&market, KEY_DOWN_BYTES, "> Karim");
    market_type(&market, "2", "sur 5");
    screen_assert_golden(&market.screen, "sharing_of_nine_80x24_fr");
    market_end(&market, NULL);
}

/* Twelve and two rows are more than the lines there are: a sign says so, and turns the page. */
static void nobody_vanishes_from_the_sharing_without_a_sign(void **state)
{
    struct market market;

    (void)state;
    open_group_of(&market, 12);
    screen_wait(&market.screen, "< 1 / 2 >");
    assert_false(screen_shows(&market.screen, "Membre 12"));
    market_press(&market, "\033[6~", "Membre 12");
    screen_wait(&market.screen, "< 2 / 2 >");
    market_press(&market, "\033[5~", "Amina");
    market_click(&market, "/ 2 >", "Membre 12");
    screen_wait(&market.screen, "Gardé : 0 %");
    market_end(&market, NULL);
}

static void shares_by_hand_are_recorded_only_when_they_are_exact(void **state)
{
    struct market market;
    struct book book;
    struct distribution found;
    struct moment time;
    struct closing closing;
    struct err err = ERR_EMPTY;
    bool is_there = false;

    (void)state;
    market_make_sold(&market);
    market_look(&market, &book);
    assert_true(closing_close(&book.till, PERIOD_DAY, 17000, "", &closing, &err));
    book_close(&book);
    market_open(&market, 80, 24, "fr", NULL);
    market_go(&market, "Argent", "Ce que nous");
    market_go(&market, "Partager", "parts égales : 33,34");
    market_press(&market, KEY_LEFT_BYTES, "> libre");
    market_type(&market, "50,5", "Il reste 49,50");
    market_press(&market, KEY_DOWN_BYTES, "> Karim");
    market_type(&market, "49", "Il reste 0,50");
    screen_assert_golden(&market.screen, "sharing_by_hand_80x24_fr");
    market_press(&market, KEY_ENTER_BYTES, "corriger une part");
    screen_crash(&market.screen); /* the amounts are still there */
    market_open(&market, 80, 24, "fr", NULL);
    market_go(&market, "Argent", "Ce que nous");
    market_go(&market, "Partager", "50,5");
    market_press(&market, KEY_DOWN_BYTES, "> Karim");
    market_press(&market, KEY_DOWN_BYTES, "> Lise");
    market_type(&market, "1", "0,50 € de trop");
    market_press(&market, KEY_BACKSPACE_BYTES, "Il reste 0,50");
    market_type(&market, "0,5", "le compte est juste");
    market_press(&market, KEY_ENTER_BYTES, "Règle : libre");
    market_type(&market, "3", "3");
    for (int i = 0; i < 3; i++)
        screen_key(&market.screen, KEY_DOWN_BYTES);
    screen_wait(&market.screen, "> Vote");
    market_press(&market, KEY_ENTER_BYTES, "Le partage est inscrit");
    market_look(&market, &book);
    assert_true(distribution_find(book.db, &found, &is_there, &time, &err));
    assert_int_equal(found.rule, SHARE_MANUAL);
    assert_int_equal(found.sharers[0].share, 5050);
    assert_int_equal(found.sharers[1].share, 4900);
    assert_int_equal(found.sharers[2].share, 50);
    market_end(&market, &book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_group_compares_rules_and_votes),
        cmocka_unit_test(a_large_group_sees_its_shares_too),
        cmocka_unit_test(nobody_vanishes_from_the_sharing_without_a_sign),
        cmocka_unit_test(shares_by_hand_are_recorded_only_when_they_are_exact),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
