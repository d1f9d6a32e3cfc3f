#include "base/lang.h"
#include "ledger/money.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* domain §1: gross, rate, net, VAT; the refund is the exact mirror. */
static void vat_vectors_split_as_published(void **state)
{
    static const struct {
        cents gross;
        basis_points rate;
        cents net;
    } VECTORS[] = { { 150, 550, 142 },   { 450, 550, 427 },    { 100, 550, 95 },
                    { 300, 1000, 273 },  { 1500, 2000, 1250 }, { 1, 2000, 1 },
                    { -450, 550, -427 }, { 20474, 550, 19407 } };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(VECTORS); i++)
        assert_int_equal(money_net(VECTORS[i].gross, VECTORS[i].rate), VECTORS[i].net);
}

static void scaling_rounds_half_away_from_zero_for_every_divisor(void **state)
{
    (void)state;
    assert_int_equal(money_scale(1, 5, 10), 1);
    assert_int_equal(money_scale(-1, 5, 10), -1);
    assert_int_equal(money_scale(1, 1, 3), 0);
    assert_int_equal(money_scale(2, 1, 3), 1);
    assert_int_equal(money_scale(INT64_C(99999999999), 10000, 10000), INT64_C(99999999999));
}

static void a_line_rounds_half_up_on_thousandths(void **state)
{
    (void)state;
    assert_int_equal(money_line(1250, 1000), 1250);
    assert_int_equal(money_line(333, 100), 33);
    assert_int_equal(money_line(335, 100), 34);
    assert_int_equal(money_line(-335, 100), -34);
}

static void assert_shares(cents pool, const int64_t *weights, size_t count, const cents *expected)
{
    cents shares[16];

    money_share(pool, weights, count, shares);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(shares[i], expected[i]);
}

/* domain §5. */
static void share_vectors_sum_to_the_cent(void **state)
{
    static const int64_t EQUAL[] = { 1, 1, 1, 1, 1, 1, 1 };
    static const int64_t MINUTES[] = { 2940, 2940, 2730, 2295, 2940, 1305 };

    (void)state;
    assert_shares(10000, EQUAL, 3, (const cents[]){ 3334, 3333, 3333 });
    assert_shares(13117, EQUAL, 6, (const cents[]){ 2187, 2186, 2186, 2186, 2186, 2186 });
    assert_shares(13117, MINUTES, 6, (const cents[]){ 2546, 2545, 2364, 1987, 2545, 1130 });
    assert_shares(-10000, EQUAL, 3, (const cents[]){ -3334, -3333, -3333 });
    /* domain-programme §2, J6: 211,25 € among 7. */
    assert_shares(21125, EQUAL, 7, (const cents[]){ 3018, 3018, 3018, 3018, 3018, 3018, 3017 });
}

static void amounts_are_read_as_people_write_them(void **state)
{
    static const struct {
        const char *text;
        cents value;
    } GOOD[] = { { "12,50", 1250 },
                 { "12.5", 1250 },
                 { "12", 1200 },
                 { "-3,05", -305 },
                 { " 1 204,74 € ", 120474 },
                 { "0,01", 1 },
                 { "1\xE2\x80\xAF"
                   "204,74",
                   120474 } };
    static const char *const BAD[] = { "",
                                       "abc",
                                       "1,234",
                                       "1,2,3",
                                       "--1",
                                       "12 €€",
                                       "1e3",
                                       "0x10",
                                       "99999999999999",
                                       "184467440737095517.16",
                                       "18446744073709551617",
                                       ",",
                                       "12,50x" };
    struct err err = ERR_EMPTY;
    cents value;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(GOOD); i++) {
        assert_true(money_parse(GOOD[i].text, &value, &err));
        assert_int_equal(value, GOOD[i].value);
    }
    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        value = 7;
        err = ERR_EMPTY;
        assert_false(money_parse(BAD[i], &value, &err));
        assert_int_equal(err.code, ERR_INPUT);
        assert_int_equal(value, 7);
    }
}

static void amounts_are_written_in_the_language_and_plainly_in_files(void **state)
{
    char text[MONEY_TEXT_MAX];

    (void)state;
    money_format_euro(120474, text);
    assert_string_equal(text, "1\xC2\xA0"
                              "204,74\xC2\xA0€");
    assert_true(lang_choose("en"));
    money_format_euro(-120474, text);
    assert_true(lang_choose("fr"));
    assert_string_equal(text, "-€1,204.74");
    money_format_file(-5, text);
    assert_string_equal(text, "-0.05");
    rate_format_file(550, text);
    assert_string_equal(text, "5.5");
    quantity_format_file(1250, text);
    assert_string_equal(text, "1.25");
    quantity_format(2000, text);
    assert_string_equal(text, "2");
}

static void change_is_given_in_the_fewest_notes_and_coins(void **state)
{
    int64_t counts[DENOMINATION_COUNT];
    cents sum = 0;

    (void)state;
    money_pieces(3788, counts);
    for (int i = 0; i < DENOMINATION_COUNT; i++)
        sum += counts[i] * DENOMINATIONS[i];
    assert_int_equal(sum, 3788);
    assert_int_equal(counts[4], 1);  /* 20 € */
    assert_int_equal(counts[5], 1);  /* 10 € */
    assert_int_equal(counts[14], 1); /* 1 cent */
}

static void a_sum_or_a_quantity_out_of_all_range_is_refused(void **state)
{
    char text[MONEY_TEXT_MAX];
    struct err err = ERR_EMPTY;
    thousandths quantity;
    cents sum = 0;

    (void)state;
    for (int sign = -1; sign <= 1; sign += 2) {
        cents value;

        money_format_file(sign * CENTS_MAX, text);
        assert_true(money_parse(text, &value, &err));
        money_format_file(sign * (CENTS_MAX + 1), text);
        assert_false(money_parse(text, &value, &err));
        err = ERR_EMPTY;
        quantity_format_file(sign * THOUSANDTHS_MAX, text);
        assert_true(quantity_parse(text, true, &quantity, &err));
        quantity_format_file(sign * (THOUSANDTHS_MAX + 1), text);
        assert_false(quantity_parse(text, true, &quantity, &err));
        err = ERR_EMPTY;
        assert_false(money_add(&sum, sign * (CENTS_MAX + 1), &err));
        assert_int_equal(err.code, ERR_TAMPERED);
        err = ERR_EMPTY;
    }
    assert_int_equal(sum, 0);
    assert_false(quantity_parse("0", true, &quantity, &err));
    err = ERR_EMPTY;
    assert_false(quantity_parse("-1", false, &quantity, &err));
    err = ERR_EMPTY;
    assert_false(money_parse("1.000", &sum, &err)); /* a thousand, or one? */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vat_vectors_split_as_published),
        cmocka_unit_test(scaling_rounds_half_away_from_zero_for_every_divisor),
        cmocka_unit_test(a_line_rounds_half_up_on_thousandths),
        cmocka_unit_test(share_vectors_sum_to_the_cent),
        cmocka_unit_test(amounts_are_read_as_people_write_them),
        cmocka_unit_test(amounts_are_written_in_the_language_and_plainly_in_files),
        cmocka_unit_test(a_sum_or_a_quantity_out_of_all_range_is_refused),
        cmocka_unit_test(change_is_given_in_the_fewest_notes_and_coins),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
