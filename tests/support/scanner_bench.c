#include "tests/support/scanner_bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

struct scanner scanner_bench_make(enum key_layout layout)
{
    struct scanner scanner;

    scanner_init(&scanner, (struct scanner_settings){ layout, SCAN_SILENCE_MS, SUFFIX_UNKNOWN },
                 hid_report_boot_keyboard());
    return scanner;
}

void scanner_bench_feed(struct scanner *scanner, const struct typing *typing, int64_t now_ms)
{
    for (int i = 0; i < typing->count; i++)
        scanner_feed(scanner, typing->reports[i], TYPED_REPORT_BYTES, now_ms);
}

void scanner_bench_expect(struct scanner *scanner, const char *text)
{
    struct scan scan;

    assert_true(scanner_take(scanner, &scan));
    assert_string_equal(scan.text, text);
}

void scanner_bench_expect_nothing(struct scanner *scanner)
{
    struct scan scan;

    assert_false(scanner_take(scanner, &scan));
}
