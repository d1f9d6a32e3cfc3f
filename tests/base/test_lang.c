#include "base/lang.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static int back_to_french(void **state)
{
    (void)state;
    return lang_choose("fr") ? 0 : -1;
}

static void french_is_the_language_of_the_source(void **state)
{
    (void)state;
    assert_int_equal(lang_current(), LANG_FR);
    assert_string_equal(_("Le livre refuse cette écriture."), "Le livre refuse cette écriture.");
}

static void english_is_found_without_a_generated_locale(void **state)
{
    (void)state;
    assert_true(lang_choose("en"));
    assert_string_equal(_("Le livre refuse cette écriture."), "The book refuses this record.");
}

static void a_text_without_translation_stands_as_it_is(void **state)
{
    (void)state;
    assert_true(lang_choose("en"));
    assert_string_equal(lang_text("Cette phrase n'est nulle part."),
                        "Cette phrase n'est nulle part.");
    assert_string_equal(lang_text("AAAA"), "AAAA"); /* before the first of the catalogue */
    assert_string_equal(lang_text("\xff"), "\xff"); /* after the last */
}

static void the_empty_text_is_not_the_header_of_the_catalogue(void **state)
{
    (void)state;
    assert_true(lang_choose("en"));
    assert_string_equal(_(""), "");
}

static void a_locale_name_is_understood_and_an_unknown_one_refused(void **state)
{
    (void)state;
    assert_true(lang_choose("en_GB.UTF-8"));
    assert_int_equal(lang_current(), LANG_EN);
    assert_false(lang_choose("de"));
    assert_false(lang_choose(""));
    assert_int_equal(lang_current(), LANG_EN); /* a refusal changes nothing */
    assert_true(lang_choose("fr_FR"));
    assert_int_equal(lang_current(), LANG_FR);
}

static void french_says_zero_in_the_singular_and_english_in_the_plural(void **state)
{
    (void)state;
    assert_string_equal(lang_plural("vent", "vents", 0), "vent");
    assert_string_equal(lang_plural("vent", "vents", 1), "vent");
    assert_string_equal(lang_plural("vent", "vents", 2), "vents");
    assert_true(lang_choose("en"));
    assert_string_equal(lang_plural("vent", "vents", 0), "vents");
    assert_string_equal(lang_plural("vent", "vents", 1), "vent");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(french_is_the_language_of_the_source, back_to_french),
        cmocka_unit_test_setup(english_is_found_without_a_generated_locale, back_to_french),
        cmocka_unit_test_setup(a_text_without_translation_stands_as_it_is, back_to_french),
        cmocka_unit_test_setup(the_empty_text_is_not_the_header_of_the_catalogue, back_to_french),
        cmocka_unit_test_setup(a_locale_name_is_understood_and_an_unknown_one_refused,
                               back_to_french),
        cmocka_unit_test_setup(french_says_zero_in_the_singular_and_english_in_the_plural,
                               back_to_french),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
