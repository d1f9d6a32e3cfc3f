/* Anything by three letters, from any screen, with the keys that lead there. */
#include "base/text.h"
#include "tests/support/market.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define KEY_F3_BYTES "\033OR"

static void a_place_is_reached_by_three_letters_and_its_keys_are_said(void **state)
{
    struct market market;

    (void)state;
    market_make(&market);
    market_open(&market, 80, 24, "fr", NULL);
    market_press(&market, "/", "Quelques lettres");
    market_type(&market, "cha", "(charges)");
    screen_wait(&market.screen, "6 3");
    market_press(&market, KEY_ENTER_BYTES, "Nouvelle charge");
    market_press(&market, KEY_ESCAPE_BYTES, "> Maintenant"); /* it lies over the home */
    market_end(&market, NULL);
}

static void a_gesture_of_the_till_is_done_from_wherever_one_is(void **state)
{
    struct market market;

    (void)state;
    market_make(&market);
    market_open(&market, 80, 24, "fr", NULL);
    market_press(&market, KEY_F3_BYTES, "Quelques lettres");
    market_type(&market, "lec", "lecture X");
    market_press(&market, KEY_ENTER_BYTES, "Depuis toujours");
    market_press(&market, KEY_ESCAPE_BYTES, "tissu");
    market_type(&market, "c", "1 Jus de pomme");
    market_press(&market, "/", "Quelques lettres");
    market_type(&market, "noi", "Cookie noisette"); /* an article, by any word of its name */
    market_press(&market, KEY_ENTER_BYTES, "1 Cookie noisette");
    screen_wait(&market.screen, "1 Jus de pomme"); /* the ticket is as it was */
    market_press(&market, "/", "Quelques lettres");
    market_type(&market, "mettre", "mettre le ticket en attente");
    market_press(&market, KEY_ENTER_BYTES, "sous quel nom");
    market_type(&market, "a/b", "a/b"); /* here a slash is a character */
    market_end(&market, NULL);
}

static int times_shown(struct market *market, const char *words)
{
    int times = 0;

    for (const char *at = screen_text(&market->screen); (at = strstr(at, words)) != NULL; at++)
        times++;
    return times;
}

/* The drawer is a place and a gesture, goods are a list and a place in it. */
static void no_two_lines_read_the_same(void **state)
{
    struct market market;

    (void)state;
    market_make(&market);
    market_open(&market, 80, 24, "fr", NULL);
    market_press(&market, "/", "Quelques lettres");
    market_type(&market, "tir", "Tiroir");
    assert_int_equal(times_shown(&market, "Tiroir"), 1);
    screen_key(&market.screen, KEY_DELETE_BYTES);
    market_type(&market, "prod", "5 1");
    assert_int_equal(times_shown(&market, "Produits"), 1);
    market_press(&market, KEY_ENTER_BYTES, "Nouveau produit");
    market_end(&market, NULL);
}

static void what_nobody_calls_so_is_said(void **state)
{
    struct market market;

    (void)state;
    market_make(&market);
    market_open(&market, 80, 24, "fr", NULL);
    market_press(&market, "/", "Quelques lettres");
    market_type(&market, "zzz", "Rien ne s'appelle ainsi");
    market_press(&market, KEY_ESCAPE_BYTES, "> Maintenant");
    market_end(&market, NULL);
}

static void text_folds_case_and_accents(void **state)
{
    char out[32];

    (void)state;
    text_fold("École : ÉTÉ, Œuf, 3 km", out, sizeof out);
    assert_string_equal(out, "ecole   ete  ouf  3 km");
    text_fold("àéïôùçñÿ", out, sizeof out);
    assert_string_equal(out, "aeioucny");
    text_fold("abcdefghijklmnopqrstuvwxyz0123456789", out, 8);
    assert_string_equal(out, "abcd");
}

/* no-color.org: who asks for none gets none, and sees what is chosen all the same. */
static void who_wants_no_colour_gets_none(void **state)
{
    struct market market;

    (void)state;
    for (int none = 0; none < 2; none++) {
        market_make(&market);
        if (none)
            setenv("NO_COLOR", "1", 1);
        market_open(&market, 80, 24, "fr", NULL);
        assert_int_equal(screen_has_colour(&market.screen), !none);
        market_end(&market, NULL);
        unsetenv("NO_COLOR");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_place_is_reached_by_three_letters_and_its_keys_are_said),
        cmocka_unit_test(who_wants_no_colour_gets_none),
        cmocka_unit_test(a_gesture_of_the_till_is_done_from_wherever_one_is),
        cmocka_unit_test(no_two_lines_read_the_same),
        cmocka_unit_test(what_nobody_calls_so_is_said),
        cmocka_unit_test(text_folds_case_and_accents),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
