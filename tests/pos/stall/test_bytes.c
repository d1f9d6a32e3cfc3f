/* What a key makes the program send, pictures shown: goal 10, by counts that no machine changes. */
#include "tests/support/market.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { DIGIT_BYTES = 60, MOVE_BYTES = 220, SALE_BYTES = 1300 };

static long bytes_of_key(struct market *market, const char *key, const char *then)
{
    long before;

    screen_settle(&market->screen);
    before = market->screen.bytes;
    market_press(market, key, then);
    screen_settle(&market->screen);
    return market->screen.bytes - before;
}

static void a_key_sends_only_what_it_changed(void **state)
{
    struct market market;
    long digits;

    (void)state;
    market_make(&market);
    market_open(&market, 100, 30, "fr", NULL);
    market_press(&market, HOME_SELL, "tissu");
    market_press(&market, KEY_RIGHT_BYTES, "Ajouter");
    assert_in_range(bytes_of_key(&market, KEY_RIGHT_BYTES, "Ajouter"), 1, MOVE_BYTES);
    market_press(&market, KEY_ENTER_BYTES, "Encaisser");
    market_press(&market, KEY_ENTER_BYTES, "compte juste");
    market_press(&market, "e", "compte juste");
    digits = bytes_of_key(&market, "2", "Rendre"); /* the first, too: its line is already there */
    digits += bytes_of_key(&market, "5", "25");
    digits += bytes_of_key(&market, "0", "250");
    assert_in_range(digits, 1, 3 * DIGIT_BYTES);
    market_press(&market, KEY_ESCAPE_BYTES, "compte juste");
    assert_in_range(bytes_of_key(&market, KEY_ENTER_BYTES, "Rien à rendre"), 1, SALE_BYTES);
    market_end(&market, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_sends_only_what_it_changed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
