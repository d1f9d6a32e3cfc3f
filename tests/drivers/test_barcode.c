#include "drivers/barcode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* Examples of the GS1 General Specifications and of goods on a shelf. */
static void codes_of_goods_are_recognised_by_length_and_check_digit(void **state)
{
    (void)state;
    assert_int_equal(barcode_kind("4006381333931"), BARCODE_EAN13);
    assert_int_equal(barcode_kind("96385074"), BARCODE_EAN8);
    assert_int_equal(barcode_kind("036000291452"), BARCODE_UPCA);
    assert_int_equal(barcode_kind("4006381333932"), BARCODE_WRONG);
    assert_int_equal(barcode_kind("96385075"), BARCODE_WRONG);
    assert_int_equal(barcode_kind("036000291453"), BARCODE_WRONG);
    assert_int_equal(barcode_kind("P1"), BARCODE_TEXT);
    assert_int_equal(barcode_kind(""), BARCODE_TEXT);
    assert_int_equal(barcode_kind("40063813339310"), BARCODE_TEXT);
    assert_int_equal(barcode_kind("400638133393A"), BARCODE_TEXT);
}

static void every_single_wrong_digit_is_found(void **state)
{
    char code[] = "4006381333931";

    (void)state;
    for (int i = 0; i < 13; i++) {
        char right = code[i];

        for (char digit = '0'; digit <= '9'; digit++) {
            code[i] = digit;
            assert_int_equal(barcode_kind(code), digit == right ? BARCODE_EAN13 : BARCODE_WRONG);
        }
        code[i] = right;
    }
}

static void a_upc_is_the_ean_that_starts_with_zero(void **state)
{
    char out[32];

    (void)state;
    barcode_normalise("036000291452", out, sizeof out);
    assert_string_equal(out, "0036000291452");
    assert_int_equal(barcode_kind(out), BARCODE_EAN13);
    barcode_normalise("COOKIE", out, sizeof out);
    assert_string_equal(out, "COOKIE");
}

static void a_store_code_is_made_with_prefix_20_and_checked(void **state)
{
    struct err err = ERR_EMPTY;
    char code[EAN13_TEXT_MAX];

    (void)state;
    assert_true(barcode_make_store(1, code, &err));
    assert_string_equal(code, "2000000000015");
    assert_true(barcode_is_store(code));
    assert_true(barcode_make_store(INT64_C(9999999999), code, &err));
    assert_true(barcode_is_store(code));
    assert_false(barcode_is_store("4006381333931"));
    assert_false(barcode_make_store(INT64_C(10000000000), code, &err));
    assert_int_equal(err.code, ERR_INPUT);
    assert_non_null(strstr(err.text, "Plus de numéro"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_of_goods_are_recognised_by_length_and_check_digit),
        cmocka_unit_test(every_single_wrong_digit_is_found),
        cmocka_unit_test(a_upc_is_the_ean_that_starts_with_zero),
        cmocka_unit_test(a_store_code_is_made_with_prefix_20_and_checked),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
