#include "reports/print/phrase.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

static int setup(void **state)
{
    struct phrases *phrases = calloc(1, sizeof *phrases);

    phrases_load(phrases);
    *state = phrases;
    return 0;
}

static int teardown(void **state)
{
    free(*state);
    return 0;
}

static void a_figure_in_arabic_stays_in_its_order(void **state)
{
    struct phrases *phrases = *state;
    struct wording filled;

    phrase_fill(phrase_find(phrases, "to-share"), (const char *[]){ "3,50 €", NULL, NULL },
                &filled);
    assert_string_equal(filled.text[TONGUE_FR], "À partager : 3,50 €");
    assert_non_null(strstr(filled.text[TONGUE_AR], "\u20663,50 €\u2069"));
}

/* Every phrase is there in four languages, none says more than figures in {1}..{3}. */
static void every_phrase_is_in_every_language(void **state)
{
    struct phrases *phrases = *state;

    for (int i = 0; i < phrases->count; i++) {
        const struct wording *wording = &phrases->list[i].wording;

        for (int tongue = 0; tongue < TONGUE_COUNT; tongue++) {
            const char *text = wording->text[tongue];

            assert_true(text[0] != '\0');
            for (const char *value = "{1}\0{2}\0{3}\0"; *value; value += 4)
                assert_int_equal(!strstr(text, value), !strstr(wording->text[TONGUE_FR], value));
        }
        assert_true(wording->reviewed[TONGUE_FR] && wording->reviewed[TONGUE_EN]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_figure_in_arabic_stays_in_its_order),
        cmocka_unit_test(every_phrase_is_in_every_language),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
