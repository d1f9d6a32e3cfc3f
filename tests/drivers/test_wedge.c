#include "drivers/wedge.h"

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static int64_t type(struct wedge *wedge, const char *text, int64_t now_ms, int64_t gap_ms)
{
    for (uint32_t character; (character = text_next(&text)) != 0; now_ms += gap_ms)
        wedge_feed(wedge, character, now_ms);
    return now_ms;
}

/* A gun pulls its trigger, and is silent. */
static void burst(struct wedge *wedge, const char *text, int64_t now_ms, int64_t gap_ms)
{
    wedge_tick(wedge, type(wedge, text, now_ms, gap_ms) + WEDGE_GAP_MS + 1);
}

static void expect_typed(struct wedge *wedge, const char *text)
{
    uint32_t character;

    for (uint32_t expected; (expected = text_next(&text)) != 0;) {
        assert_true(wedge_take_typed(wedge, &character));
        assert_int_equal(character, expected);
    }
    assert_false(wedge_take_typed(wedge, &character));
}

static void expect_scan(struct wedge *wedge, const char *text)
{
    struct scan scan;

    assert_true(wedge_take_scan(wedge, &scan));
    assert_string_equal(scan.text, text);
    assert_false(wedge_take_scan(wedge, &scan));
}

static void expect_no_scan(struct wedge *wedge)
{
    struct scan scan;

    assert_false(wedge_take_scan(wedge, &scan));
}

static void a_burst_is_a_scan_and_no_digit_reaches_a_field(void **state)
{
    struct wedge wedge;

    (void)state;
    wedge_init(&wedge, WEDGE_GUESS);
    burst(&wedge, "4006381333931\r", 1000, 4);
    expect_typed(&wedge, "");
    expect_scan(&wedge, "4006381333931");
}

static void azerty_row_characters_become_digits(void **state)
{
    struct wedge wedge;

    (void)state;
    wedge_init(&wedge, WEDGE_GUESS);
    burst(&wedge, "'àà-\"_&\"\"\"ç\"&\r", 1000, 4); /* 4006381333931 */
    expect_scan(&wedge, "4006381333931");
    expect_typed(&wedge, "");
}

static void shifted_us_characters_become_digits(void **state)
{
    struct wedge wedge;

    (void)state;
    wedge_init(&wedge, WEDGE_GUESS);
    burst(&wedge, "(^#*%)&$\r", 1000, 4); /* 96385074 */
    expect_scan(&wedge, "96385074");
}

static void fingers_are_typing_whatever_they_type(void **state)
{
    struct wedge wedge;

    (void)state;
    wedge_init(&wedge, WEDGE_GUESS);
    int64_t now_ms = 1000;

    for (const char *key = "12345678\r"; *key; key++, now_ms += 60) {
        char text[2] = { *key, '\0' };

        burst(&wedge, text, now_ms, 0);
        expect_typed(&wedge, text);
    }
    expect_no_scan(&wedge);
}

static void a_few_quick_keys_are_typing(void **state)
{
    struct wedge wedge;

    (void)state;
    wedge_init(&wedge, WEDGE_GUESS);
    burst(&wedge, "123", 1000, 5);
    expect_typed(&wedge, "123");
    burst(&wedge, "1\r", 2000, 5);
    expect_typed(&wedge, "1\r");
    expect_no_scan(&wedge);
}

static void two_characters_and_a_line_end_are_a_short_code(void **state)
{
    struct wedge wedge;

    (void)state;
    wedge_init(&wedge, WEDGE_GUESS);
    burst(&wedge, "42\r", 1000, 5);
    expect_scan(&wedge, "42");
    burst(&wedge, "4\r\n", 2000, 5);
    expect_scan(&wedge, "4");
    expect_typed(&wedge, "");
}

static void a_held_key_is_given_back_when_its_time_is_over(void **state)
{
    struct wedge wedge;

    (void)state;
    wedge_init(&wedge, WEDGE_GUESS);
    assert_int_equal(wedge_deadline_ms(&wedge), -1);
    wedge_feed(&wedge, '7', 1000);
    expect_typed(&wedge, "");
    assert_int_equal(wedge_deadline_ms(&wedge), 1000 + WEDGE_GAP_MS + 1);
    wedge_tick(&wedge, 1000 + WEDGE_GAP_MS + 1);
    expect_typed(&wedge, "7");
}

static void a_burst_without_suffix_ends_by_silence(void **state)
{
    struct wedge wedge;

    (void)state;
    wedge_init(&wedge, WEDGE_GUESS);
    burst(&wedge, "96385074", 1000, 4);
    expect_scan(&wedge, "96385074");
    expect_typed(&wedge, "");
}

static void cr_and_lf_book_one_article_not_two(void **state)
{
    struct wedge wedge;

    (void)state;
    wedge_init(&wedge, WEDGE_GUESS);
    burst(&wedge, "96385074\r\n", 1000, 4);
    expect_scan(&wedge, "96385074");
    expect_typed(&wedge, "");
    burst(&wedge, "\r", 3000, 0); /* the cashier's own Enter, later */
    expect_typed(&wedge, "\r");
}

static void a_number_being_typed_is_ended_before_the_scan(void **state)
{
    struct wedge wedge;

    (void)state;
    wedge_init(&wedge, WEDGE_GUESS);
    wedge_feed(&wedge, '3', 1000);
    type(&wedge, "96385074\r", 1200, 4);
    expect_typed(&wedge, "3");
    expect_no_scan(&wedge);
    wedge_tick(&wedge, 2000);
    expect_scan(&wedge, "96385074");
}

static void switched_off_it_delays_nothing(void **state)
{
    struct wedge wedge;

    (void)state;
    wedge_init(&wedge, WEDGE_OFF);
    for (const char *key = "96385074\r"; *key; key++) {
        char text[2] = { *key, '\0' };

        type(&wedge, text, 1000, 0);
        expect_typed(&wedge, text);
    }
    assert_int_equal(wedge_deadline_ms(&wedge), -1);
}

/* The payment code of an invoice: its short lines are no keys. */
static void a_burst_of_several_lines_is_one_code(void **state)
{
    struct wedge wedge;

    (void)state;
    wedge_init(&wedge, WEDGE_GUESS);
    type(&wedge, "BCD\r002\r1\r\nSCT\r\r12", 1000, 4);
    expect_typed(&wedge, "");
    wedge_tick(&wedge, 2000);
    expect_scan(&wedge, "BCD 002 1 SCT 12");
    burst(&wedge, "\rab\r1\r", 3000, 4);
    expect_scan(&wedge, "ab 1");
    expect_typed(&wedge, "");
}

static void line_ends_alone_are_nothing(void **state)
{
    struct wedge wedge;

    (void)state;
    wedge_init(&wedge, WEDGE_GUESS);
    burst(&wedge, "\r\n\r\n\r", 1000, 4);
    expect_typed(&wedge, "");
    expect_no_scan(&wedge);
}

static void a_burst_too_long_for_a_code_is_no_typing_either(void **state)
{
    struct wedge wedge;
    struct scan scan;

    (void)state;
    wedge_init(&wedge, WEDGE_GUESS);
    for (int i = 0; i < 3 * SCAN_TEXT_MAX; i++)
        wedge_feed(&wedge, i % 10 ? 'x' : '\r', 1000 + i);
    wedge_tick(&wedge, 9000);
    expect_typed(&wedge, "");
    assert_true(wedge_take_scan(&wedge, &scan));
}

static void caps_lock_is_healed_in_digits(void **state)
{
    struct wedge wedge;

    (void)state;
    wedge_init(&wedge, WEDGE_GUESS);
    burst(&wedge, "\"À&È-ÉÀ'ÉÉÀÀ\"\r", 1000, 4);
    expect_scan(&wedge, "3017620422003");
    wedge_init(&wedge, WEDGE_FR_READS_US);
    burst(&wedge, "\"À&È-ÉÀ'ÉÉÀÀ\"\r", 1000, 4);
    expect_scan(&wedge, "3017620422003");
}

static void the_separators_of_gs1_are_part_of_a_code(void **state)
{
    struct wedge wedge;

    (void)state;
    wedge_init(&wedge, WEDGE_GUESS);
    burst(&wedge, "]C1010301762042200310AB\0353024\r", 1000, 4);
    expect_scan(&wedge, "(01)03017620422003(10)AB(30)24");
}

static void the_card_teaches_how_to_map_letters_back(void **state)
{
    struct wedge wedge;
    enum wedge_mode mode = WEDGE_OFF;

    (void)state;
    /* AZQWM-0123456789 typed by a US gun into an AZERTY machine */
    assert_true(wedge_learn("QWAZ?)à&é\"'(-è_ç", &mode));
    assert_int_equal(mode, WEDGE_FR_READS_US);
    wedge_init(&wedge, mode);
    burst(&wedge, "QWAZ?)à&é\"'(-è_ç\r", 1000, 4);
    expect_scan(&wedge, SCANNER_CARD);
    assert_true(wedge_learn(SCANNER_CARD, &mode));
    assert_int_equal(mode, WEDGE_GUESS);
    assert_false(wedge_learn("4006381333931", &mode));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_burst_is_a_scan_and_no_digit_reaches_a_field),
        cmocka_unit_test(azerty_row_characters_become_digits),
        cmocka_unit_test(shifted_us_characters_become_digits),
        cmocka_unit_test(fingers_are_typing_whatever_they_type),
        cmocka_unit_test(a_few_quick_keys_are_typing),
        cmocka_unit_test(two_characters_and_a_line_end_are_a_short_code),
        cmocka_unit_test(a_held_key_is_given_back_when_its_time_is_over),
        cmocka_unit_test(a_burst_without_suffix_ends_by_silence),
        cmocka_unit_test(cr_and_lf_book_one_article_not_two),
        cmocka_unit_test(a_number_being_typed_is_ended_before_the_scan),
        cmocka_unit_test(switched_off_it_delays_nothing),
        cmocka_unit_test(a_burst_of_several_lines_is_one_code),
        cmocka_unit_test(line_ends_alone_are_nothing),
        cmocka_unit_test(a_burst_too_long_for_a_code_is_no_typing_either),
        cmocka_unit_test(caps_lock_is_healed_in_digits),
        cmocka_unit_test(the_separators_of_gs1_are_part_of_a_code),
        cmocka_unit_test(the_card_teaches_how_to_map_letters_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
