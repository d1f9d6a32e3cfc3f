/* Clocks that jump by hours, days and years, in each till: nothing is refused, nobody is accused.
 */
#include "ledger/closing/closing.h"
#include "ledger/closing/distribution.h"
#include "ledger/proof/merge.h"
#include "ledger/proof/verify.h"
#include "tests/support/stall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STORIES = 12, STEPS = 60, HOUR_S = 3600, DAY_S = 86400 };

/* One till of the session, and what it must show of what both changed. */
struct side {
    struct stall stall;
    cents price;        /* of C1 */
    char place[8];      /* of the session */
    bool price_is_news; /* since the last merge */
    bool place_is_news;
};

struct story {
    struct side first;
    struct side second;
};

static void good(struct stall *stall, bool done)
{
    if (!done)
        fail_msg("%s", stall->err.text);
}

static void jump(struct side *side)
{
    static const int64_t JUMPS_S[] = { HOUR_S,     -HOUR_S,     DAY_S,           -DAY_S,
                                       30 * DAY_S, -30 * DAY_S, 5 * 365 * DAY_S, -5 * 365 * DAY_S,
                                       90,         -90 };
    struct clock *clock = &side->stall.till.clock;

    clock->at.utc_s += JUMPS_S[chance_below(&side->stall.chance, COUNT_OF(JUMPS_S))];
    clock->at.offset_min = chance_below(&side->stall.chance, 2) ? 60 : 120; /* summer and winter */
}

static void change_price(struct side *side)
{
    struct product product;

    good(&side->stall, product_find(side->stall.db, "C1", &product, &side->stall.err));
    product.price = 50 + chance_below(&side->stall.chance, 900);
    side->price_is_news |= product.price != side->price;
    side->price = product.price;
    good(&side->stall, till_put_product(&side->stall.till, &product, &side->stall.err));
}

static void change_place(struct side *side)
{
    struct session session = side->stall.till.session;

    snprintf(side->place, sizeof side->place, "V%d", chance_below(&side->stall.chance, 99));
    side->place_is_news |= strcmp(session.place, side->place) != 0;
    snprintf(session.place, sizeof session.place, "%s", side->place);
    good(&side->stall, till_put_session(&side->stall.till, &session, &side->stall.err));
}

static void sell(struct side *side)
{
    static struct ticket ticket;
    struct stall *stall = &side->stall;
    struct till_item item = { .quantity = ONE_PIECE };
    struct sold sold;

    ticket_init(&ticket);
    good(stall, till_add(&stall->till, &ticket, "C1", &item, &stall->err));
    good(stall, ticket_pay(&ticket, PAY_CASH, side->price, "", &stall->err));
    good(stall, till_sell(&stall->till, &ticket, &sold, &stall->err));
    stall->till.clock.at.utc_s += 40;
}

static void close_day(struct side *side)
{
    struct closing closing;
    struct till *till = &side->stall.till;

    good(&side->stall, closing_close(till, PERIOD_DAY, till->real.head.running.drawer, "", &closing,
                                     &side->stall.err));
    assert_true(closing.reading.from_day.number <= closing.reading.to_day.number);
}

static void act(struct side *side)
{
    switch (chance_below(&side->stall.chance, 8)) {
    case 0:
    case 1: jump(side); break;
    case 2: change_price(side); break;
    case 3: change_place(side); break;
    case 4: close_day(side); break;
    default: sell(side);
    }
}

/* What came with a merge is newer than all that was there, whatever any clock says. */
static void merge(struct story *story)
{
    struct side *first = &story->first;
    struct side *second = &story->second;
    struct merged merged;

    stall_close(&second->stall);
    good(&first->stall,
         till_merge(&first->stall.till, second->stall.path, NULL, &merged, &first->stall.err));
    good(&second->stall, stall_open(&second->stall));
    if (second->price_is_news)
        first->price = second->price;
    if (second->place_is_news)
        memcpy(first->place, second->place, sizeof first->place);
    second->price_is_news = second->place_is_news = false;
}

static void assert_shows(struct side *side)
{
    struct product product;
    struct verdict verdict;
    char text[2 * VERDICT_TEXT_MAX];

    good(&side->stall, product_find(side->stall.db, "C1", &product, &side->stall.err));
    assert_int_equal(product.price, side->price);
    assert_string_equal(side->stall.till.session.place, side->place);
    good(&side->stall,
         book_verify(side->stall.db, &side->stall.till.keyring, "", &verdict, &side->stall.err));
    verdict_format(&verdict, text);
    if (!verdict.is_good)
        fail_msg("false alarm: %s", text);
}

static void story_begin(struct story *story, uint64_t seed)
{
    struct stall *first = &story->first.stall;
    struct stall *second = &story->second.stall;
    struct product product;

    memset(story, 0, sizeof *story);
    stall_found(first, seed);
    second->folder = first->folder;
    second->chance = (struct chance){ seed + 1000 };
    folder_path(&first->folder, "seconde.flashcoop", second->path);
    folder_path(&first->folder, "seconde-cles", second->keyring);
    good(first, product_find(first->db, "C1", &product, &first->err));
    story->first.price = story->second.price = product.price;
    good(first, till_make_copy(&first->till, 'B', second->path, &first->err));
    good(second, stall_open(second));
}

static void no_jump_of_any_clock_accuses_a_book_or_stops_a_merge(void **state)
{
    static struct story story;

    (void)state;
    for (uint64_t seed = 1; seed <= STORIES; seed++) {
        story_begin(&story, seed);
        for (int step = 0; step < STEPS; step++) {
            act(&story.first);
            act(&story.second);
            if (chance_below(&story.first.stall.chance, 8) == 0) {
                merge(&story);
                assert_shows(&story.first);
            }
        }
        merge(&story);
        assert_shows(&story.first);
        assert_shows(&story.second);
        stall_close(&story.second.stall);
        stall_remove(&story.first.stall);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_jump_of_any_clock_accuses_a_book_or_stops_a_merge),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
