/*
 * A child, or a cat, at the keyboard: keys by chance in any screen, in windows of any size. The
 * program neither stops nor breaks, answers every key, and the book verifies at the end.
 *
 * FLASHCOOP_KEYS: so many keys for each seed instead.
 */
#include "ledger/proof/verify.h"
#include "programme/people.h"
#include "tests/support/chance.h"
#include "tests/support/market.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { KEYS_DEFAULT = 250, SEEDS = 3 };

/* Enter, arrows and digits stand more often: they lead into screens. Ctrl-C is not here: it leaves.
 */
static const char *const KEYS[] = {
    "\r",
    "\r",
    "\r",
    "\r",
    "\r",
    "\r",
    "\033",
    "\033",
    "\033OA",
    "\033OB",
    "\033OB",
    "\033OC",
    "\033OD",
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "9",
    "0",
    "a",
    "b",
    "p",
    "q",
    "?",
    ",",
    ".",
    " ",
    "\177",
    "\033[3~",
    "\t",
    "\033OP",
    "\033OQ",
    "\033[5~",
    "\033[6~",
    "\033OH",
    "\033OF",
    "é",
    "٣",
    "\u200c",
    "\xff",
    "2000000000015\r",
    "P1\r",
    "\033[200~collé\nlà\033[201~",
    "\033[<0;20;8M\033[<0;20;8m",
    "\033[<0;3;4M\033[<0;3;4m",
};

static const struct {
    int width, height;
} SIZES[] = { { 80, 24 }, { 132, 43 }, { 40, 10 }, { 100, 30 } };

static int key_count(void)
{
    const char *text = getenv("FLASHCOOP_KEYS");

    return text ? atoi(text) : KEYS_DEFAULT;
}

static void add_people(struct market *market)
{
    static const char *const NAMES[] = { "Paola", "Rachel", "Sonia", "Tania" };
    struct book book;
    struct err err = ERR_EMPTY;

    market_look(market, &book);
    for (int i = 0; i < (int)COUNT_OF(NAMES); i++) {
        char badge[8];

        snprintf(badge, sizeof badge, "P%d", i + 1);
        assert_true(people_put(book.db, badge, NAMES[i], &err));
    }
    book_close(&book);
}

static void play(struct market *market, uint64_t seed, int count)
{
    struct chance chance = { seed };

    market_open(market, 80, 24, "fr", NULL);
    for (int i = 0; i < count; i++) {
        if (market->screen.ended) { /* Escape from the first screen leaves */
            if (screen_wait_end(&market->screen) != 0)
                fail_msg("seed %d, key %d:\n%s", (int)seed, i, screen_text(&market->screen));
            screen_crash(&market->screen);
            market_open(market, 80, 24, "fr", NULL);
        } else if (chance_below(&chance, 40) == 0) {
            int size = chance_below(&chance, COUNT_OF(SIZES));

            screen_resize(&market->screen, SIZES[size].width, SIZES[size].height);
        }
        screen_poke(&market->screen, KEYS[chance_below(&chance, COUNT_OF(KEYS))]);
    }
}

static void no_keys_by_chance_break_the_program_or_the_book(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct market market;
        struct book book;
        struct verdict verdict;
        struct err err = ERR_EMPTY;

        market_make(&market);
        add_people(&market);
        play(&market, seed, key_count());
        market_look(&market, &book);
        assert_true(book_verify(book.db, &book.till.keyring, "", &verdict, &err));
        if (!verdict.is_good)
            fail_msg("seed %d: %s", (int)seed, verdict.what);
        market_end(&market, &book);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_keys_by_chance_break_the_program_or_the_book),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
