#include "base/field.h"

#include "base/lang.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum fruit { APPLE, PEAR };

struct basket {
    char name[8];
    char size[8];
    enum fruit fruit;
    bool is_washed;
    struct day picked;
};

static const struct field_word SIZES[] = { { "", "none" }, { "big", "large" }, { NULL, NULL } };
static const struct field_word FRUITS[] = { { "apple", "a" }, { "pear", "b" }, { NULL, NULL } };

enum { NAME, SIZE, FRUIT, WASHED, PICKED, FIELD_COUNT };

#define BASKET_AT(member) FIELD_AT(struct basket, member)

static const struct field FIELDS[FIELD_COUNT] = {
    { "name", N_("Nom"), NULL, &FIELD_TEXT, BASKET_AT(name), .required = true },
    { "size", N_("Sorte"), NULL, &FIELD_WORD, BASKET_AT(size), .words = SIZES },
    { "fruit", N_("Sorte"), NULL, &FIELD_CHOICE, BASKET_AT(fruit), .words = FRUITS },
    { "washed", N_("Sorte"), NULL, &FIELD_EITHER, BASKET_AT(is_washed), .words = FIELD_NO_YES },
    { "picked", N_("Date"), NULL, &FIELD_DAY, BASKET_AT(picked) },
};

static void a_row_of_a_file_is_taken_and_what_is_empty_stays(void **state)
{
    const char *const first[] = { "b1", "big", "pear", "yes", "2019-11-26" };
    const char *const second[] = { "b2", "", "", "", "" };
    struct basket basket = { .picked = DAY_NONE };
    struct err err = ERR_EMPTY;
    char text[FIELD_TEXT_MAX];

    (void)state;
    assert_true(field_set_row(FIELDS, FIELD_COUNT, &basket, first, &err));
    assert_true(field_set_row(FIELDS, FIELD_COUNT, &basket, second, &err));
    assert_string_equal(basket.name, "b2");
    assert_int_equal(basket.fruit, PEAR);
    assert_true(basket.is_washed);
    for (int i = SIZE; i < FIELD_COUNT; i++) {
        field_get(&FIELDS[i], &basket, text);
        assert_string_equal(text, first[i]);
    }
}

static void what_a_field_does_not_take_is_named(void **state)
{
    struct basket basket = { .fruit = PEAR };
    struct err err = ERR_EMPTY;

    (void)state;
    assert_false(field_set(&FIELDS[FRUIT], &basket, "plum", &err));
    assert_string_equal(err.text, "« fruit » est un mot parmi : apple pear.");
    assert_int_equal(basket.fruit, PEAR);
    err.code = ERR_NONE;
    assert_false(field_set(&FIELDS[SIZE], &basket, "small", &err));
    assert_string_equal(err.text, "« size » est un mot parmi : big.");
    err.code = ERR_NONE;
    assert_false(field_set(&FIELDS[NAME], &basket, "much too long", &err));
    assert_non_null(strstr(err.text, "name"));
    err.code = ERR_NONE;
    assert_false(field_check(&FIELDS[NAME], "much too long", &err)); /* in a form: by its label */
    assert_non_null(strstr(err.text, "Nom"));
    err.code = ERR_NONE;
    assert_false(field_set(&FIELDS[PICKED], &basket, "2019-13-01", &err));
}

static void no_day_is_a_day_too(void **state)
{
    struct basket basket = { .picked = { 18000 } };
    struct err err = ERR_EMPTY;

    (void)state;
    assert_true(field_set(&FIELDS[PICKED], &basket, "", &err));
    assert_int_equal(basket.picked.number, DAY_NONE_NUMBER);
}

static void columns_say_what_a_file_must_have(void **state)
{
    struct csv_column columns[FIELD_COUNT];

    (void)state;
    field_columns(FIELDS, FIELD_COUNT, columns);
    assert_string_equal(columns[NAME].name, "name");
    assert_true(columns[NAME].asks & CSV_MUST);
    assert_false(columns[PICKED].asks & CSV_MUST);
}

static void a_word_that_is_in_no_list_stands_for_itself(void **state)
{
    (void)state;
    assert_string_equal(field_word_name(FRUITS, "pear"), "b");
    assert_string_equal(field_word_name(FRUITS, "plum"), "plum");
    assert_int_equal(field_word_rank(FRUITS, "plum"), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_of_a_file_is_taken_and_what_is_empty_stays),
        cmocka_unit_test(what_a_field_does_not_take_is_named),
        cmocka_unit_test(no_day_is_a_day_too),
        cmocka_unit_test(columns_say_what_a_file_must_have),
        cmocka_unit_test(a_word_that_is_in_no_list_stands_for_itself),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
