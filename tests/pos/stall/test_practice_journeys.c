/* One key into practice and out of it, through the real program. */
#include "ledger/closing/closing.h"
#include "pos/stall/counter.h"
#include "tests/support/market.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define MARK "ÉCOLE : FACTICE"

static void open_counter(struct market *market, const char *term)
{
    market_make(market);
    market_open(market, 80, 24, "fr", term);
    market_press(market, HOME_SELL, "tissu");
}

static void one_key_goes_there_and_back_with_a_ticket_open_on_both_sides(void **state)
{
    struct market market;
    struct book book;

    (void)state;
    open_counter(&market, NULL);
    market_type(&market, "a", "1 Cookie choco");
    market_press(&market, KEY_F4_BYTES, MARK);
    assert_false(screen_shows(&market.screen, "1 Cookie choco"));
    market_type(&market, "d", "1 Sac en tissu");
    market_press(&market, KEY_F4_BYTES, "1 Cookie choco"); /* the real ticket waited */
    screen_wait_gone(&market.screen, MARK);
    market_press(&market, KEY_F4_BYTES, "1 Sac en tissu");
    market_press(&market, KEY_ENTER_BYTES, "compte juste");
    market_press(&market, KEY_ENTER_BYTES, "a-1 inscrit");
    market_press(&market, KEY_F4_BYTES, "1 Cookie choco"); /* a sale there does not end it here */
    market_press(&market, KEY_ENTER_BYTES, "compte juste");
    market_press(&market, KEY_ENTER_BYTES, "A-1 inscrit");
    market_look(&market, &book);
    assert_int_equal(book.till.real.head.running.gross, 150);
    assert_int_equal(book.till.practice.head.running.gross, 1200);
    market_end(&market, &book);
}

static void every_screen_of_practice_bears_its_mark(void **state)
{
    struct market market;

    (void)state;
    open_counter(&market, NULL);
    market_press(&market, KEY_F4_BYTES, MARK);
    market_press(&market, KEY_F1_BYTES, "Aide  1 /");
    screen_wait(&market.screen, MARK);
    screen_key(&market.screen, KEY_ESCAPE_BYTES);
    screen_wait_gone(&market.screen, "Aide  1 /");
    market_press(&market, KEY_ESCAPE_BYTES, "> Maintenant");
    screen_wait(&market.screen, MARK);
    market_go(&market, "Argent", "Ce que nous");
    screen_wait(&market.screen, MARK);
    for (char place = '1'; place <= '2'; place++) {
        char key[2] = { place, '\0' };

        screen_key(&market.screen, key);
        screen_wait_gone(&market.screen, "Ce que nous");
        screen_wait(&market.screen, MARK);
        market_press(&market, KEY_ESCAPE_BYTES, "Ce que nous");
    }
    market_press(&market, KEY_F4_BYTES, "de nouveau vraies"); /* from wherever one is */
    market_end(&market, NULL);
}

static void a_day_closed_in_practice_closes_no_real_day(void **state)
{
    struct market market;
    struct book book;
    struct err err = ERR_EMPTY;
    int64_t done;

    (void)state;
    open_counter(&market, NULL);
    market_type(&market, "a", "1 Cookie choco");
    market_press(&market, KEY_F4_BYTES, MARK);
    market_type(&market, "d", "1 Sac en tissu");
    market_press(&market, KEY_ENTER_BYTES, "compte juste");
    market_press(&market, KEY_ENTER_BYTES, "a-1 inscrit");
    market_press(&market, KEY_ENTER_BYTES, "tissu");
    market_press(&market, KEY_ESCAPE_BYTES, "> Maintenant");
    market_go(&market, "Argent", "Ce que nous");
    market_go(&market, "Compter", "> 1 La journée");
    market_press(&market, "1", "Compter tout");
    screen_key(&market.screen, "\033OF"); /* nothing is counted: to the last coin */
    screen_wait(&market.screen, "Entrée  Comparer");
    market_press(&market, KEY_ENTER_BYTES, "Il manque");
    screen_wait(&market.screen, MARK);
    market_press(&market, KEY_ENTER_BYTES, "Pourquoi cette");
    market_type(&market, "essai", "essai");
    market_press(&market, KEY_ENTER_BYTES, "Z n° 1");
    screen_wait(&market.screen, MARK);
    market_look(&market, &book);
    assert_true(closing_count_done(book.db, 'A', PERIOD_DAY, &done, &err));
    assert_int_equal(done, 0);
    assert_true(closing_count_done(book.db, 'a', PERIOD_DAY, &done, &err));
    assert_int_equal(done, 1);
    assert_int_equal(book.till.real.head.running.drawer, 0);
    market_end(&market, &book);
}

/* In the real till they are named, and where to find them. */
static void exercises_are_in_practice_alone(void **state)
{
    struct market market;

    (void)state;
    open_counter(&market, NULL);
    market_press(&market, KEY_F2_BYTES, "Remise");
    market_press(&market, "0", "Inconnu");
    market_press(&market, "0", "Exercices");
    market_press(&market, "6", "exercices sont");
    market_press(&market, KEY_ESCAPE_BYTES, "tissu");
    market_press(&market, KEY_F4_BYTES, MARK);
    market_press(&market, KEY_F2_BYTES, "Remise");
    market_press(&market, "0", "Inconnu");
    market_press(&market, "0", "Exercices");
    market_press(&market, "6", "Payer juste");
    screen_wait(&market.screen, MARK);
    market_end(&market, NULL);
}

/* At both sides of every line, also where there are no colours. */
static void practice_has_a_frame_of_its_own(void **state)
{
    static const char *const TYPES[] = { "xterm-256color", "xterm-mono" };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(TYPES); i++) {
        struct market market;

        market_make(&market);
        market_open(&market, 80, 24, "fr", TYPES[i]);
        market_press(&market, HOME_SELL, "tissu");
        market_press(&market, KEY_F4_BYTES, MARK);
        screen_settle(&market.screen);
        screen_assert_golden(&market.screen,
                             i == 0 ? "practice_80x24_fr" : "practice_80x24_fr_mono");
        market_end(&market, NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_key_goes_there_and_back_with_a_ticket_open_on_both_sides),
        cmocka_unit_test(every_screen_of_practice_bears_its_mark),
        cmocka_unit_test(a_day_closed_in_practice_closes_no_real_day),
        cmocka_unit_test(exercises_are_in_practice_alone),
        cmocka_unit_test(practice_has_a_frame_of_its_own),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
