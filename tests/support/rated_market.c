#include "tests/support/rated_market.h"

#include "programme/people.h"
#include "programme/programme_store.h"
#include "programme/records.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

void rated_prepare(struct market *market, bool closed)
{
    struct book book;
    struct err err = ERR_EMPTY;

    market_make(market);
    market_look(market, &book);
    assert_true(people_put(book.db, "P1", "Amina", &err));
    assert_true(people_put(book.db, "P2", "Karim", &err));
    assert_true(people_put(book.db, "P3", "Lise", &err));
    assert_true(programme_set_second_tongue(book.db, "ar", &err));
    if (closed) {
        assert_true(programme_advance(book.db, SESSION_OPEN, &err));
        assert_true(programme_advance(book.db, SESSION_CLOSED, &err));
    }
    book_close(&book);
}

void rated_open_line(struct market *market, const char *line, const char *then)
{
    market_open(market, 80, 24, "fr", NULL);
    market_go(market, "Progrès", "> 1 Évaluer");
    group_press(market, line, then);
}

void rated_fill_grid(struct market *market)
{
    static struct grid grid;
    struct book book;
    struct err err = ERR_EMPTY;

    rated_prepare(market, false);
    market_look(market, &book);
    assert_true(programme_grid(book.db, &grid, &err));
    for (int i = 4; i <= 15; i++) {
        char badge[BADGE_MAX];
        char name[NAME_MAX_BYTES];

        snprintf(badge, sizeof badge, "P%d", i);
        snprintf(name, sizeof name, "Personne %d", i);
        assert_true(people_put(book.db, badge, name, &err));
    }
    for (int i = 1; i <= 15; i++) {
        static const char *const RATERS[] = {
            "self",
            "animator",
            "animator:2",
        };
        char badge[BADGE_MAX];

        snprintf(badge, sizeof badge, "P%d", i);
        for (int k = 0; k < grid.indicator_count * 12; k++) {
            struct rating rating = { .indicator = k % 15,
                                     .day = k / 15 % 2 ? 7 : 1,
                                     .value = 1 + (i * 7 + k * 3 + k / 30) % 4 };
            int rater = k / 30;

            if (rater > 2 && rating.day == 1)
                continue; /* peers come on the last day */
            if (i == 15 && rater == 0 && rating.day == 1 && rating.indicator > 2)
                continue; /* too few pairs */
            if (rater > 2)
                snprintf(rating.rater, sizeof rating.rater, "P%d", (i + rater) % 15 + 1);
            else
                snprintf(rating.rater, sizeof rating.rater, "%s", RATERS[rater]);
            assert_true(records_put_rating(book.db, badge, &rating, &grid, &err));
        }
    }
    book_close(&book);
}
