/* What a scanner shows of itself: its layout, its suffix, and that no fingers type so fast. */
#include "drivers/scanner.h"
#include "tests/support/scanner_bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void the_card_teaches_the_layout(void **state)
{
    (void)state;
    for (int layout = KEY_LAYOUT_US; layout <= KEY_LAYOUT_FR; layout++) {
        struct scanner scanner = scanner_bench_make(KEY_LAYOUT_US);
        struct typing typing = typing_of((enum key_layout)layout, SCANNER_CARD, "\t");
        struct scanner_settings learned = { .silence_ms = 0 };

        assert_false(scanner_learn(&scanner, &learned));
        scanner_bench_feed(&scanner, &typing, 0);
        assert_true(scanner_learn(&scanner, &learned));
        assert_int_equal(learned.layout, layout);
        assert_int_equal(learned.silence_ms, SCAN_SILENCE_MS);
    }
}

static void the_card_teaches_the_suffix(void **state)
{
    static const struct {
        const char *sent;
        enum scanner_suffix suffix;
    } CASES[] = { { "\r", SUFFIX_ENTER }, { "\n", SUFFIX_ENTER }, { "\r\n", SUFFIX_ENTER },
                  { "\t\r", SUFFIX_TAB }, { "\t", SUFFIX_TAB },   { "", SUFFIX_NONE } };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(CASES); i++) {
        struct scanner scanner = scanner_bench_make(KEY_LAYOUT_FR);
        struct typing typing = typing_of(KEY_LAYOUT_FR, SCANNER_CARD, CASES[i].sent);
        struct scanner_settings learned;

        scanner_bench_feed(&scanner, &typing, 0);
        scanner_tick(&scanner, SCAN_PATIENCE_MS);
        assert_true(scanner_learn(&scanner, &learned));
        assert_int_equal(learned.suffix, CASES[i].suffix);
    }
}

static void a_known_suffix_is_waited_for_from_the_first_code_on(void **state)
{
    struct scanner scanner;

    (void)state;
    scanner_init(&scanner,
                 (struct scanner_settings){ KEY_LAYOUT_US, SCAN_SILENCE_MS, SUFFIX_ENTER },
                 hid_report_boot_keyboard());

    struct typing start = typing_of(KEY_LAYOUT_US, "963", "");
    struct typing end = typing_of(KEY_LAYOUT_US, "85074", "\r");

    scanner_bench_feed(&scanner, &start, 0);
    scanner_tick(&scanner, SCAN_SILENCE_MS + 1); /* a busy machine, not the end */
    scanner_bench_expect_nothing(&scanner);
    scanner_bench_feed(&scanner, &end, SCAN_SILENCE_MS + 2);
    scanner_bench_expect(&scanner, "96385074");
}

static void only_what_no_fingers_type_proves_a_gun(void **state)
{
    struct scanner scanner = scanner_bench_make(KEY_LAYOUT_US);
    struct typing code = typing_of(KEY_LAYOUT_US, "96385074", "\r");
    int64_t now_ms = 0;

    (void)state;
    for (int i = 0; i < code.count; i++)
        scanner_feed(&scanner, code.reports[i], TYPED_REPORT_BYTES, now_ms += 25);
    scanner_bench_expect(&scanner, "96385074");
    assert_int_equal(scanner.proof_count, 1); /* a slow gun: 50 ms from digit to digit */
    for (int i = 0; i < code.count; i++)
        scanner_feed(&scanner, code.reports[i], TYPED_REPORT_BYTES, now_ms += 35);
    scanner_bench_expect(&scanner, "96385074");
    assert_int_equal(scanner.proof_count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_card_teaches_the_layout),
        cmocka_unit_test(the_card_teaches_the_suffix),
        cmocka_unit_test(a_known_suffix_is_waited_for_from_the_first_code_on),
        cmocka_unit_test(only_what_no_fingers_type_proves_a_gun),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
