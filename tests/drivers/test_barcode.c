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
    assert_int_equal(barcode_kind("04006381333931"), BARCODE_GTIN14);
    assert_int_equal(barcode_kind("04006381333932"), BARCODE_WRONG);
    assert_int_equal(barcode_kind("400638133393100"), BARCODE_TEXT);
    assert_int_equal(barcode_kind("04252614"), BARCODE_UPCE);
    assert_int_equal(barcode_kind("04252613"), BARCODE_WRONG);
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

static void a_upc_e_gets_its_zeros_back(void **state)
{
    static const char *const PAIRS[][2] = {
        { "04252614", "0042100005264" }, { "01234133", "0012300000413" },
        { "01234558", "0012345000058" }, { "01234505", "0012000003455" },
        { "01234543", "0012340000053" },
    };
    char out[32];

    (void)state;
    for (size_t i = 0; i < COUNT_OF(PAIRS); i++) {
        assert_true(barcode_expand(PAIRS[i][0], out));
        assert_string_equal(out, PAIRS[i][1]);
        assert_int_equal(barcode_kind(out), BARCODE_EAN13);
    }
    assert_false(barcode_expand("24252614", out));
}

static void zeros_before_an_ean_are_no_other_article(void **state)
{
    char out[32];

    (void)state;
    barcode_normalise("04006381333931", out, sizeof out);
    assert_string_equal(out, "4006381333931");
    barcode_normalise("00000096385074", out, sizeof out);
    assert_string_equal(out, "96385074");
    barcode_normalise("14006381333938", out, sizeof out); /* a case of them is another one */
    assert_string_equal(out, "14006381333938");
}

static void a_store_code_is_made_with_prefix_20_and_checked(void **state)
{
    struct err err = ERR_EMPTY;
    char code[EAN13_TEXT_MAX];

    (void)state;
    assert_true(barcode_make_store(1, code, &err));
    assert_string_equal(code, "2000000000015");
    assert_true(barcode_make_store(INT64_C(9999999999), code, &err));
    assert_string_equal(code, "2099999999998");
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
        cmocka_unit_test(a_upc_e_gets_its_zeros_back),
        cmocka_unit_test(zeros_before_an_ean_are_no_other_article),
        cmocka_unit_test(a_store_code_is_made_with_prefix_20_and_checked),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
