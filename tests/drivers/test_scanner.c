#include "drivers/scanner.h"
#include "tests/support/pos_scanner.h"
#include "tests/support/scanner_bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void every_layout_and_suffix_gives_the_code_once(void **state)
{
    static const char *const SUFFIXES[] = { "\r", "\n", "\r\n", "\r\r", "\t", "\t\r" };
    static const char *const CODES[] = { "4006381333931", "Az9-_. $/+%@#[]{}|\\~^:;!?*()=\"'&<>" };

    (void)state;
    for (int layout = KEY_LAYOUT_US; layout <= KEY_LAYOUT_FR; layout++)
        for (size_t suffix = 0; suffix < COUNT_OF(SUFFIXES); suffix++)
            for (size_t code = 0; code < COUNT_OF(CODES); code++) {
                struct scanner scanner = scanner_bench_make((enum key_layout)layout);
                const char *text =
                    layout == KEY_LAYOUT_FR && code ? "Az9-_. $/+%@#[]{}|\\" : CODES[code];
                struct typing typing = typing_of((enum key_layout)layout, text, SUFFIXES[suffix]);

                scanner_bench_feed(&scanner, &typing, 1000);
                scanner_bench_expect(&scanner, text);
                scanner_bench_expect_nothing(&scanner);
            }
}

static void without_suffix_silence_ends_the_code(void **state)
{
    struct scanner scanner = scanner_bench_make(KEY_LAYOUT_US);
    struct typing typing = typing_of(KEY_LAYOUT_US, "96385074", "");

    (void)state;
    assert_int_equal(scanner_deadline_ms(&scanner), -1);
    scanner_bench_feed(&scanner, &typing, 5000);
    assert_int_equal(scanner_deadline_ms(&scanner), 5000 + SCAN_SILENCE_MS);
    scanner_tick(&scanner, 5000 + SCAN_SILENCE_MS - 1);
    scanner_bench_expect_nothing(&scanner);
    scanner_tick(&scanner, 5000 + SCAN_SILENCE_MS);
    scanner_bench_expect(&scanner, "96385074");
    assert_int_equal(scanner_deadline_ms(&scanner), -1);
}

static void two_codes_without_suffix_are_not_glued_together(void **state)
{
    struct scanner scanner = scanner_bench_make(KEY_LAYOUT_US);
    struct typing typing = typing_of(KEY_LAYOUT_US, "96385074", "");

    (void)state;
    scanner_bench_feed(&scanner, &typing, 5000);
    scanner_bench_feed(&scanner, &typing,
                       5000 + SCAN_PATIENCE_MS); /* nobody called tick in between */
    scanner_tick(&scanner, 7000);
    scanner_bench_expect(&scanner, "96385074");
    scanner_bench_expect(&scanner, "96385074");
    scanner_bench_expect_nothing(&scanner);
}

static void a_gun_that_sends_a_suffix_is_not_cut_off_by_a_busy_machine(void **state)
{
    struct scanner scanner = scanner_bench_make(KEY_LAYOUT_US);
    struct typing whole = typing_of(KEY_LAYOUT_US, "96385074", "\r");
    struct typing start = typing_of(KEY_LAYOUT_US, "4006381", "");
    struct typing end = typing_of(KEY_LAYOUT_US, "333931", "\r");

    (void)state;
    scanner_bench_feed(&scanner, &whole, 1000);
    scanner_bench_expect(&scanner, "96385074");
    scanner_bench_feed(&scanner, &start, 2000);
    scanner_bench_feed(&scanner, &end, 2000 + 5 * SCAN_SILENCE_MS);
    scanner_bench_expect(&scanner, "4006381333931");
    scanner_bench_feed(&scanner, &start, 9000); /* its end is lost: not for ever */
    scanner_tick(&scanner, 9000 + SCAN_PATIENCE_MS);
    scanner_bench_expect(&scanner, "4006381");
}

static void reports_that_waited_in_a_busy_machine_are_one_code(void **state)
{
    struct scanner scanner = scanner_bench_make(KEY_LAYOUT_US);
    struct typing start = typing_of(KEY_LAYOUT_US, "4006381", "");
    struct typing end = typing_of(KEY_LAYOUT_US, "333931", "\r");

    (void)state;
    scanner_bench_feed(&scanner, &start, 2000);
    scanner_bench_feed(&scanner, &end,
                       2000 + 3 * SCAN_SILENCE_MS); /* handled before the late tick */
    scanner_tick(&scanner, 2000 + 3 * SCAN_SILENCE_MS);
    scanner_bench_expect(&scanner, "4006381333931");
    scanner_bench_expect_nothing(&scanner);
}

static void a_digit_twice_needs_the_release_between(void **state)
{
    struct scanner scanner = scanner_bench_make(KEY_LAYOUT_US);
    struct typing typing = { .count = 0 };

    (void)state;
    typing_press(&typing, 0, 0x1E);
    typing_press(&typing, 0, 0x1E); /* still held: not a second 1 */
    typing_release(&typing);
    typing_press(&typing, 0, 0x1E);
    typing_press(&typing, 0, 0x1F); /* the next one without a release */
    typing_press(&typing, 0, KEY_ENTER);
    scanner_bench_feed(&scanner, &typing, 0);
    scanner_bench_expect(&scanner, "112");
}

static void two_keys_in_one_report_are_taken_in_order(void **state)
{
    struct scanner scanner = scanner_bench_make(KEY_LAYOUT_US);
    static const unsigned char BOTH[8] = { 0, 0, 0x1E, 0x1F, 0, 0, 0, 0 };
    static const unsigned char ENTER[8] = { 0, 0, KEY_ENTER, 0, 0, 0, 0, 0 };

    (void)state;
    scanner_feed(&scanner, BOTH, sizeof BOTH, 0);
    scanner_feed(&scanner, ENTER, sizeof ENTER, 0);
    scanner_bench_expect(&scanner, "12");
}

static void a_roll_over_report_changes_nothing(void **state)
{
    struct scanner scanner = scanner_bench_make(KEY_LAYOUT_US);
    static const unsigned char ONE[8] = { 0, 0, 0x1E };
    static const unsigned char LOST[8] = { 0, 0, 1, 1, 1, 1, 1, 1 };
    static const unsigned char ENTER[8] = { 0, 0, KEY_ENTER };

    (void)state;
    scanner_feed(&scanner, ONE, sizeof ONE, 0);
    scanner_feed(&scanner, LOST, sizeof LOST, 0);
    scanner_feed(&scanner, ONE, sizeof ONE, 0);
    scanner_feed(&scanner, ENTER, sizeof ENTER, 0);
    scanner_bench_expect(&scanner, "1");
}

static void the_keypad_gives_the_same_digits(void **state)
{
    struct scanner scanner = scanner_bench_make(KEY_LAYOUT_FR);
    struct typing typing = typing_of_keypad("4006381333931", "\r");

    (void)state;
    scanner_bench_feed(&scanner, &typing, 0);
    scanner_bench_expect(&scanner, "4006381333931");
}

static void caps_lock_turns_the_french_row_into_digits(void **state)
{
    struct scanner scanner = scanner_bench_make(KEY_LAYOUT_FR);
    struct typing typing = { .count = 0 };

    (void)state;
    typing_press(&typing, 0, KEY_CAPS_LOCK);
    typing_release(&typing);
    typing_press(&typing, 0, 0x1E); /* & without Caps Lock */
    typing_press(&typing, 0, 0x14); /* a on AZERTY */
    typing_press(&typing, 0, KEY_CAPS_LOCK);
    typing_release(&typing);
    typing_press(&typing, 0, 0x14);
    typing_press(&typing, 0, KEY_ENTER);
    scanner_bench_feed(&scanner, &typing, 0);
    scanner_bench_expect(&scanner, "1Aa");
}

static void alt_and_the_keypad_spell_any_character(void **state)
{
    struct scanner scanner = scanner_bench_make(KEY_LAYOUT_US);
    struct typing typing = { .count = 0 };

    (void)state;
    typing_press(&typing, KEY_LEFT_ALT, KEY_PAD_ONE + 5); /* 6 */
    typing_press(&typing, KEY_LEFT_ALT, 0);
    typing_press(&typing, KEY_LEFT_ALT, KEY_PAD_ONE + 4); /* 5 */
    typing_release(&typing);
    typing_press(&typing, 0, KEY_ENTER);
    scanner_bench_feed(&scanner, &typing, 0);
    scanner_bench_expect(&scanner, "A");
}

static void the_aim_prefix_names_the_symbology_and_goes(void **state)
{
    struct scan scan;

    (void)state;
    assert_true(scan_of("]E04006381333931", 16, &scan));
    assert_string_equal(scan.text, "4006381333931");
    assert_int_equal(scan.symbology, SCAN_EAN);
    assert_int_equal(scan.kind, BARCODE_EAN13);
    assert_true(scan_of("]C012345678", 11, &scan));
    assert_int_equal(scan.symbology, SCAN_CODE_128);
    assert_int_equal(scan.kind, BARCODE_TEXT); /* eight digits, but no goods code */
    assert_true(scan_of("]Q1https://example.org/é", 25, &scan));
    assert_int_equal(scan.symbology, SCAN_QR);
    assert_string_equal(scan.text, "https://example.org/é");
    assert_true(scan_of("4006381333932", 13, &scan));
    assert_int_equal(scan.kind, BARCODE_WRONG);
    assert_false(scan_of("]E0", 3, &scan));
    assert_false(scan_of("\x02\x03", 2, &scan));
}

/* Found by the fuzzer: the third byte of the prefix was the first half of a letter. */
static void what_only_looks_like_a_prefix_is_kept(void **state)
{
    struct scan scan;

    (void)state;
    assert_true(scan_of("]A\xC3\xBF", 4, &scan));
    assert_string_equal(scan.text, "]A\xC3\xBF");
}

static void bytes_that_are_not_utf8_are_read_as_latin_1(void **state)
{
    struct scan scan;

    (void)state;
    assert_true(scan_of("caf\xE9\x1D!", 6, &scan));
    assert_string_equal(scan.text, "café!");
}

static void a_code_too_long_is_dropped_whole_and_counted(void **state)
{
    struct scanner scanner = scanner_bench_make(KEY_LAYOUT_US);
    struct typing long_one =
        typing_of(KEY_LAYOUT_US, "0123456789012345678901234567890123456789", "");
    struct typing next = typing_of(KEY_LAYOUT_US, "96385074", "\r");
    struct typing enter = typing_of(KEY_LAYOUT_US, "", "\r");

    (void)state;
    for (int i = 0; i < 20; i++)
        scanner_bench_feed(&scanner, &long_one, 0);
    scanner_bench_feed(&scanner, &enter, 0);
    scanner_bench_feed(&scanner, &next, 0);
    scanner_bench_expect(&scanner, "96385074");
    scanner_bench_expect_nothing(&scanner);
    assert_int_equal(scanner.lost_count, 1);
}

static void a_burst_is_queued_in_order(void **state)
{
    struct scanner scanner = scanner_bench_make(KEY_LAYOUT_FR);
    char code[16];

    (void)state;
    for (int i = 0; i < SCAN_QUEUE_MAX; i++) {
        snprintf(code, sizeof code, "A%05d", i);
        struct typing typing = typing_of(KEY_LAYOUT_FR, code, "\r\n");
        scanner_bench_feed(&scanner, &typing, i * 20);
    }
    for (int i = 0; i < SCAN_QUEUE_MAX; i++) {
        snprintf(code, sizeof code, "A%05d", i);
        scanner_bench_expect(&scanner, code);
    }
    assert_int_equal(scanner.lost_count, 0);
}

static void unplugged_in_mid_code_leaves_no_half_code(void **state)
{
    struct scanner scanner = scanner_bench_make(KEY_LAYOUT_US);
    struct typing half = typing_of(KEY_LAYOUT_US, "4006", "");
    struct typing whole = typing_of(KEY_LAYOUT_US, "96385074", "\r");

    (void)state;
    scanner_bench_feed(&scanner, &half, 0);
    scanner_reset(&scanner);
    scanner_bench_feed(&scanner, &whole, 10);
    scanner_bench_expect(&scanner, "96385074");
    scanner_bench_expect_nothing(&scanner);
}

static struct scanner pos_scanner(void)
{
    struct scanner scanner;

    scanner_init(&scanner,
                 (struct scanner_settings){ KEY_LAYOUT_US, SCAN_SILENCE_MS, SUFFIX_UNKNOWN },
                 hid_report_of(POS_DESCRIPTOR, POS_DESCRIPTOR_BYTES));
    return scanner;
}

static void a_point_of_sale_report_is_a_whole_code(void **state)
{
    struct scanner scanner = pos_scanner();
    unsigned char report[POS_REPORT_BYTES];
    struct scan scan;

    (void)state;
    scanner_feed(&scanner, report, pos_report(report, "]E0", "4006381333931", false), 0);
    assert_true(scanner_take(&scanner, &scan));
    assert_string_equal(scan.text, "4006381333931");
    assert_int_equal(scan.symbology, SCAN_EAN);
    scanner_feed(&scanner, report, pos_report(report, "E0", "96385074\r", false), 0);
    scanner_bench_expect(&scanner, "96385074");
    assert_int_equal(scanner_deadline_ms(&scanner), -1);
}

static void a_long_code_goes_over_several_reports(void **state)
{
    struct scanner scanner = pos_scanner();
    unsigned char report[POS_REPORT_BYTES];

    (void)state;
    scanner_feed(&scanner, report, pos_report(report, "]Q1", "https://example.org/", true), 0);
    scanner_bench_expect_nothing(&scanner);
    scanner_feed(&scanner, report, pos_report(report, "]Q1", "ticket/42", false), 0);
    scanner_bench_expect(&scanner, "https://example.org/ticket/42");
}

static void garbage_reports_do_no_harm(void **state)
{
    struct scanner keyboard = scanner_bench_make(KEY_LAYOUT_FR), codes = pos_scanner();
    struct typing whole = typing_of(KEY_LAYOUT_FR, "96385074", "\r");
    struct scan scan;
    uint32_t noise = 12345;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        unsigned char report[64];
        size_t length = noise % 65;

        for (size_t byte = 0; byte < sizeof report; byte++) {
            noise = noise * 1664525 + 1013904223;
            report[byte] = (unsigned char)(noise >> 24);
        }
        scanner_feed(&keyboard, report, length, i);
        scanner_feed(&codes, report, length, i);
        while (scanner_take(&keyboard, &scan))
            assert_true(strlen(scan.text) > 0);
        while (scanner_take(&codes, &scan))
            assert_true(strlen(scan.text) > 0);
    }
    scanner_reset(&keyboard);
    scanner_bench_feed(&keyboard, &whole, 100000);
    scanner_bench_expect(&keyboard, "96385074");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_layout_and_suffix_gives_the_code_once),
        cmocka_unit_test(without_suffix_silence_ends_the_code),
        cmocka_unit_test(two_codes_without_suffix_are_not_glued_together),
        cmocka_unit_test(a_gun_that_sends_a_suffix_is_not_cut_off_by_a_busy_machine),
        cmocka_unit_test(reports_that_waited_in_a_busy_machine_are_one_code),
        cmocka_unit_test(a_digit_twice_needs_the_release_between),
        cmocka_unit_test(two_keys_in_one_report_are_taken_in_order),
        cmocka_unit_test(a_roll_over_report_changes_nothing),
        cmocka_unit_test(the_keypad_gives_the_same_digits),
        cmocka_unit_test(caps_lock_turns_the_french_row_into_digits),
        cmocka_unit_test(alt_and_the_keypad_spell_any_character),
        cmocka_unit_test(the_aim_prefix_names_the_symbology_and_goes),
        cmocka_unit_test(what_only_looks_like_a_prefix_is_kept),
        cmocka_unit_test(bytes_that_are_not_utf8_are_read_as_latin_1),
        cmocka_unit_test(a_code_too_long_is_dropped_whole_and_counted),
        cmocka_unit_test(a_burst_is_queued_in_order),
        cmocka_unit_test(unplugged_in_mid_code_leaves_no_half_code),
        cmocka_unit_test(a_point_of_sale_report_is_a_whole_code),
        cmocka_unit_test(a_long_code_goes_over_several_reports),
        cmocka_unit_test(garbage_reports_do_no_harm),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
