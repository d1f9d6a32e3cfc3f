/* The story of a day, of its sharing, and of why it can be trusted, in the real program. */
#include "ledger/closing/closing.h"
#include "ledger/closing/distribution.h"
#include "pos/story/growth.h"
#include "programme/people.h"
#include "tests/support/market.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void sell_at(struct book *book, int hour, const char *code, int count)
{
    struct till_item item = { .quantity = count * ONE_PIECE };
    struct ticket ticket;
    struct figures figures;
    struct sold sold;
    struct err err = ERR_EMPTY;
    char time[32];
    struct moment moment;

    snprintf(time, sizeof time, "2019-11-26T%02d:10:00+00:00", hour);
    assert_true(moment_parse(time, &moment, &err));
    book->till.clock = clock_frozen(moment);
    ticket_init(&ticket);
    assert_true(till_add(&book->till, &ticket, code, &item, &err));
    ticket_figures(&ticket, &figures);
    assert_true(ticket_pay(&ticket, PAY_CARD, figures.gross, "", &err));
    assert_true(till_sell(&book->till, &ticket, &sold, &err));
}

/* Three hours of sales, a day closed and what is left shared among three; the code of the Z. */
static void prepare(struct market *market, bool shared, char code[HEAD_CODE_MAX])
{
    static const char *const NAMES[] = { "Amina", "Karim", "Lise" };
    struct distribution distribution = { .rule = SHARE_EQUAL, .sharer_count = 3, .votes_for = 3 };
    struct closing closing;
    struct book book;
    struct err err = ERR_EMPTY;

    market_make(market);
    market_look(market, &book);
    for (int i = 0; i < 3; i++) {
        char *badge = distribution.sharers[i].badge;

        snprintf(badge, sizeof distribution.sharers[i].badge, "P%d", i + 1);
        assert_true(people_put(book.db, badge, NAMES[i], &err));
    }
    sell_at(&book, 8, "C1", 4);
    sell_at(&book, 8, "J1", 1);
    sell_at(&book, 9, "C2", 8);
    sell_at(&book, 10, "S1", 3);
    assert_true(closing_close(&book.till, PERIOD_DAY, 0, "", &closing, &err));
    journal_head_code(closing.hash, code);
    assert_true(result_read(&book.till, 0, &distribution.result, &err));
    assert_true(distribution_compute(&distribution, &err));
    assert_true(!shared || distribution_record(&book.till, &distribution, &err));
    book_close(&book);
}

static void open_story(struct market *market, int width, int height, const char *term)
{
    market_open(market, width, height, "fr", term);
    market_go(market, "Argent", "Ce que nous");
    market_go(market, "L'histoire", "8 h");
}

static void a_day_is_told_one_hour_a_key_and_back(void **state)
{
    struct market market;
    char code[HEAD_CODE_MAX];

    (void)state;
    prepare(&market, true, code);
    open_story(&market, 80, 24, "xterm-mono");
    screen_wait(&market.screen, "mardi 26/11/2019 · 9 h");
    market_press(&market, KEY_ENTER_BYTES, "26/11/2019 · 10 h");
    screen_assert_golden(&market.screen, "growth_80x24_fr_mono");
    market_press(&market, KEY_ENTER_BYTES, "26/11/2019 · 11 h");
    screen_wait(&market.screen, "Le partage");
    market_press(&market, KEY_LEFT_BYTES, "26/11/2019 · 10 h");
    market_press(&market, KEY_END_BYTES, "26/11/2019 · 11 h");
    market_press(&market, KEY_ENTER_BYTES, "Entré");
    market_press(&market, KEY_ESCAPE_BYTES, "26/11/2019 · 11 h"); /* as it was left */
    market_end(&market, NULL);
}

static void what_came_in_falls_step_by_step_to_each_share(void **state)
{
    struct market market;
    char code[HEAD_CODE_MAX];

    (void)state;
    prepare(&market, true, code);
    open_story(&market, 80, 24, "xterm-mono");
    screen_key(&market.screen, KEY_END_BYTES);
    market_press(&market, KEY_ENTER_BYTES, "56,00");
    assert_false(screen_shows(&market.screen, "La taxe"));
    market_press(&market, KEY_ENTER_BYTES, "La taxe");
    market_press(&market, KEY_ENTER_BYTES, "Ce qui reste");
    market_press(&market, KEY_ENTER_BYTES, "À partager");
    screen_assert_golden(&market.screen, "fall_80x24_fr_mono");
    market_press(&market, KEY_ENTER_BYTES, "Amina");
    screen_wait(&market.screen, "16,32 €"); /* 48,96 without the tax, by three */
    market_end(&market, NULL);
}

static void no_share_is_shown_before_the_vote(void **state)
{
    struct market market;
    char code[HEAD_CODE_MAX];

    (void)state;
    prepare(&market, false, code);
    open_story(&market, 80, 24, NULL);
    screen_key(&market.screen, KEY_END_BYTES);
    market_press(&market, KEY_ENTER_BYTES, "Entré");
    screen_key(&market.screen, KEY_END_BYTES);
    screen_wait(&market.screen, "pas encore voté");
    assert_false(screen_shows(&market.screen, "Amina"));
    market_press(&market, KEY_ENTER_BYTES, "Voter");
    screen_wait(&market.screen, "Amina");
    market_end(&market, NULL);
}

static void open_trust(struct market *market, const char *term)
{
    market_open(market, 80, 24, "fr", term);
    market_go(market, "Argent", "Ce que nous");
    market_go(market, "Confiance", "Code du Z");
}

/* As it stands on the paper, and as somebody writes it who does not know the signs. */
static void the_code_of_the_z_holds(void **state)
{
    struct market market;
    char code[HEAD_CODE_MAX], loud[2 * HEAD_CODE_MAX] = "";

    (void)state;
    prepare(&market, true, code);
    for (const char *at = code; *at; at++) {
        char sign = *at == '0' ? 'O' : *at == '1' ? 'l' : (char)(*at >= 'a' ? *at - 32 : *at);

        snprintf(loud + strlen(loud), sizeof loud - strlen(loud), "%c%s", sign,
                 (at - code) % 4 == 3 ? " " : "");
    }
    open_trust(&market, "xterm-mono");
    screen_wait(&market.screen, "fait avec le code d'avant");
    screen_wait(&market.screen, "partage");
    screen_type(&market.screen, loud);
    market_press(&market, KEY_ENTER_BYTES, "Oui : rien n'a changé.");
    screen_wait(&market.screen, "mardi 26/11/2019 · 56,00 €");
    screen_wait(&market.screen, code);
    market_end(&market, NULL);
}

static void a_code_that_no_paper_has_is_not_said_to_hold(void **state)
{
    struct market market;
    char code[HEAD_CODE_MAX];

    (void)state;
    prepare(&market, true, code);
    code[5] = code[5] == '7' ? '8' : '7';
    open_trust(&market, NULL);
    market_type(&market, "12", "12");
    market_press(&market, KEY_ENTER_BYTES, "douze signes");
    screen_key(&market.screen, KEY_DELETE_BYTES);
    screen_type(&market.screen, code);
    market_press(&market, KEY_ENTER_BYTES, "Aucune ligne du livre");
    assert_false(screen_shows(&market.screen, "rien n'a"));
    market_end(&market, NULL);
}

static void a_book_that_was_changed_is_not_said_to_hold(void **state)
{
    struct market market;
    struct book book;
    struct err err = ERR_EMPTY;
    char code[HEAD_CODE_MAX];

    (void)state;
    prepare(&market, true, code);
    market_look(&market, &book);
    assert_true(db_script(book.db, "UPDATE product SET price = 1 WHERE code = 'C1'", &err));
    book_close(&book);
    open_trust(&market, NULL);
    screen_type(&market.screen, code);
    market_press(&market, KEY_ENTER_BYTES, "Non : le livre a changé.");
    screen_wait(&market.screen, "C1");
    market_end(&market, NULL);
}

/* How many goods there is no line for, said where they would stand. */
static void goods_without_a_line_are_counted(void **state)
{
    static struct growth growth;
    static struct canvas canvas;
    char more[16] = "";

    (void)state;
    growth.story = (struct day_story){ .first = 8, .last = 9, .good_count = STORY_GOODS_MAX };
    growth.hour = 9;
    for (int i = 0; i < STORY_GOODS_MAX; i++) {
        struct story_good *good = &growth.story.goods[i];

        snprintf(good->label, sizeof good->label, "Article %d", i);
        growth.ranks[i] = PICTURE_NONE;
    }
    canvas_init(&canvas, 80, 24);
    GROWTH.draw(&growth, &canvas);
    for (int y = 0; y < canvas.height; y++)
        for (int i = 0; i < 4 && canvas.cells[y][1].code_point == '+'; i++)
            more[i] = (char)canvas.cells[y][1 + i].code_point;
    assert_string_equal(more, "+ 31"); /* nine lines, the last of them says so */
}

/* No half of a large window stays empty. */
static void the_stories_fill_a_large_window(void **state)
{
    struct market market;
    char code[HEAD_CODE_MAX];
    int x, y;

    (void)state;
    prepare(&market, true, code);
    open_story(&market, 200, 60, NULL);
    assert_true(screen_find(&market.screen, "10 h", &x, &y));
    assert_true(x > 100);
    screen_key(&market.screen, KEY_END_BYTES);
    market_press(&market, KEY_ENTER_BYTES, "Entré");
    assert_true(screen_find(&market.screen, "Entré", &x, &y));
    assert_true(y > 50);
    screen_key(&market.screen, KEY_END_BYTES);
    screen_wait(&market.screen, "Lise");
    assert_true(screen_find(&market.screen, "Lise", &x, &y));
    assert_true(y > 35);
    market_press(&market, KEY_ENTER_BYTES, "Code du Z");
    assert_true(screen_find(&market.screen, "Code du Z", &x, &y));
    assert_true(y > 25);
    market_end(&market, NULL);
}

/* In colours and a large window: pictures, notes and coins, bars in half cells. */
static void the_stories_look_as_reviewed_in_a_large_window(void **state)
{
    struct market market;
    char code[HEAD_CODE_MAX];

    (void)state;
    prepare(&market, true, code);
    open_story(&market, 132, 43, NULL);
    market_press(&market, KEY_END_BYTES, "26/11/2019 · 11 h");
    screen_assert_golden(&market.screen, "growth_132x43_fr");
    market_press(&market, KEY_ENTER_BYTES, "Entré");
    screen_key(&market.screen, KEY_END_BYTES);
    screen_wait(&market.screen, "Amina");
    screen_assert_golden(&market.screen, "fall_132x43_fr");
    market_end(&market, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_is_told_one_hour_a_key_and_back),
        cmocka_unit_test(what_came_in_falls_step_by_step_to_each_share),
        cmocka_unit_test(no_share_is_shown_before_the_vote),
        cmocka_unit_test(the_code_of_the_z_holds),
        cmocka_unit_test(a_code_that_no_paper_has_is_not_said_to_hold),
        cmocka_unit_test(a_book_that_was_changed_is_not_said_to_hold),
        cmocka_unit_test(goods_without_a_line_are_counted),
        cmocka_unit_test(the_stories_fill_a_large_window),
        cmocka_unit_test(the_stories_look_as_reviewed_in_a_large_window),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
