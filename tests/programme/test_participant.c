#include "programme/participant.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void a_badge_is_short_plain_and_not_a_word_with_another_sense(void **state)
{
    static const char *const GOOD[] = { "P1", "7", "fc01_P-3", "ABCDEFGHIJKLMNO" };
    static const char *const BAD[] = { "",     "P 1",      "é1",   "ABCDEFGHIJKLMNOP",
                                       "self", "animator", "host", "GROUP" };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(GOOD); i++) {
        struct err err = ERR_EMPTY;

        assert_true(badge_check(GOOD[i], &err));
    }
    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        struct err err = ERR_EMPTY;

        assert_false(badge_check(BAD[i], &err));
        assert_int_equal(err.code, ERR_INPUT);
    }
}

static void the_code_of_a_badge_leads_back_to_its_place_and_no_other_code_does(void **state)
{
    char code[BADGE_CODE_MAX];

    (void)state;
    badge_code(3, code);
    assert_string_equal(code, "2900000000032");
    assert_int_equal(badge_code_position(code), 3);
    assert_int_equal(badge_code_position("2900000000033"), 0);
    assert_int_equal(badge_code_position("2000000000015"), 0);
    assert_int_equal(badge_code_position("P3"), 0);
    assert_int_equal(badge_code_position(""), 0);
}

static void a_sheet_comes_back_as_it_was_told(void **state)
{
    struct sheet sheet = { .birth_year = 1985,
                           .schooling = "primary",
                           .languages = "dari, un peu français",
                           .expectations = "Apprendre : parler, vendre." };
    struct sheet back;
    struct buf text = buf_init(SHEET_BYTES_MAX);

    (void)state;
    sheet_put(&sheet, &text);
    sheet_take(&back, buf_text(&text));
    assert_int_equal(back.birth_year, 1985);
    assert_string_equal(back.schooling, "primary");
    assert_string_equal(back.languages, "dari, un peu français");
    assert_string_equal(back.expectations, "Apprendre : parler, vendre.");
    assert_string_equal(back.gender, "");
    buf_release(&text);
}

static void a_word_outside_the_list_is_refused_and_the_list_is_said(void **state)
{
    struct sheet sheet = { .territory = "banlieue" };
    struct err err = ERR_EMPTY;

    (void)state;
    assert_false(sheet_check(&sheet, &err));
    assert_non_null(strstr(err.text, "QPV ZRR near_QPV other unknown"));
}

static void nothing_told_is_a_good_sheet(void **state)
{
    struct sheet sheet = { 0 };
    struct err err = ERR_EMPTY;

    (void)state;
    assert_true(sheet_check(&sheet, &err));
    assert_true(sheet_is_empty(&sheet));
}

static void a_wrong_year_is_refused(void **state)
{
    struct sheet sheet = { 0 };
    struct err err = ERR_EMPTY;

    (void)state;
    assert_false(field_set(&SHEET_FIELDS[SHEET_BIRTH_YEAR], &sheet, "85", &err));
    assert_false(field_set(&SHEET_FIELDS[SHEET_BIRTH_YEAR], &sheet, "abc", &err));
    assert_true(field_set(&SHEET_FIELDS[SHEET_BIRTH_YEAR], &sheet, "1985", &err));
}

static void the_image_is_refused_until_the_person_says_yes(void **state)
{
    struct consent consent = { .decided = DAY_NONE, .revoked = DAY_NONE };

    (void)state;
    assert_false(consent_is_given(&consent));
    consent.given = true;
    consent.decided = day_of(2019, 11, 26);
    assert_true(consent_is_given(&consent));
    consent.revoked = day_of(2019, 12, 1);
    assert_false(consent_is_given(&consent));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_code_of_a_badge_leads_back_to_its_place_and_no_other_code_does),
        cmocka_unit_test(a_badge_is_short_plain_and_not_a_word_with_another_sense),
        cmocka_unit_test(a_sheet_comes_back_as_it_was_told),
        cmocka_unit_test(a_word_outside_the_list_is_refused_and_the_list_is_said),
        cmocka_unit_test(nothing_told_is_a_good_sheet),
        cmocka_unit_test(a_wrong_year_is_refused),
        cmocka_unit_test(the_image_is_refused_until_the_person_says_yes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
