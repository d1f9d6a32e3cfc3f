/* Paper and screen ask the same sentences (P5): what the pages of a booklet are to hold. */
#include "programme/asked.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

static struct grid grid;
static struct calendar calendar;

static int set_up(void **state)
{
    struct err err = ERR_EMPTY;

    (void)state;
    grid_default(&grid);
    return calendar_init(&calendar, 7, &err) ? 0 : -1;
}

static const char *ids(const int *indicators, int count)
{
    static char text[INDICATORS_MAX * INDICATOR_ID_MAX];

    text[0] = '\0';
    for (int i = 0; i < count; i++) {
        strcat(text, grid.indicators[indicators[i]].id);
        strcat(text, " ");
    }
    return text;
}

static const char *planned(const struct participant *person, int day)
{
    int indicators[INDICATORS_MAX];
    int count = sentences_planned(&grid, &calendar, person, day, indicators);

    return ids(indicators, count);
}

/* domain-programme §3: "the very sentences that the screen asks that day (all 15 on the last)". */
static void a_page_holds_what_the_screen_asks_of_who_comes_every_day(void **state)
{
    (void)state;
    for (int day = 1; day <= 7; day++) {
        const struct asked_day when = { &calendar, day, 0, NULL };
        int asked[INDICATORS_MAX], on_page[INDICATORS_MAX];
        int count = sentences_asked(&grid, &when, (struct asked_rater){ RATER_SELF, false }, asked);

        assert_int_equal(sentences_planned(&grid, &calendar, NULL, day, on_page), count);
        assert_memory_equal(on_page, asked, (size_t)count * sizeof asked[0]);
    }
    assert_string_equal(planned(NULL, 7), "A1 A2 A3 A4 A5 A6 A7 B1 B2 B3 B4 B5 B6 B7 B8 ");
}

static void who_joins_on_j2_starts_with_both_volets_that_day(void **state)
{
    struct participant person = { .stays = { .list = { { .from = 2 } }, .count = 1 } };

    (void)state;
    assert_string_equal(planned(&person, 1), "");
    assert_string_equal(planned(&person, 2), "A1 A2 A3 A4 A5 A6 A7 B1 B2 B3 B4 B5 B6 ");
    assert_string_equal(planned(&person, 3), planned(NULL, 3));
}

static void who_leaves_on_j5_says_everything_then_and_has_no_page_after(void **state)
{
    struct participant person = { .stopped_day = 5 };

    (void)state;
    assert_string_equal(planned(&person, 5), planned(NULL, 7));
    assert_string_equal(planned(&person, 6), "");
}

static void who_comes_back_has_pages_again(void **state)
{
    struct participant person = { .stays = { .list = { { .from = 1, .to = 2 }, { .from = 6 } },
                                             .count = 2 } };

    (void)state;
    assert_string_equal(planned(&person, 4), "");
    assert_string_equal(planned(&person, 6), planned(NULL, 6));
    assert_string_equal(planned(&person, 7), planned(NULL, 7));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_holds_what_the_screen_asks_of_who_comes_every_day),
        cmocka_unit_test(who_joins_on_j2_starts_with_both_volets_that_day),
        cmocka_unit_test(who_leaves_on_j5_says_everything_then_and_has_no_page_after),
        cmocka_unit_test(who_comes_back_has_pages_again),
    };

    return cmocka_run_group_tests(tests, set_up, NULL);
}
