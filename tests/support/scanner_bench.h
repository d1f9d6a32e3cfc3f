/* A scanner that is fed reports, and what it then hands over. */
#ifndef TESTS_SUPPORT_SCANNER_BENCH_H
#define TESTS_SUPPORT_SCANNER_BENCH_H

#include "drivers/scanner.h"
#include "tests/support/typing.h"

/* A gun that types, set to `layout`; its suffix is not known yet. */
struct scanner scanner_bench_make(enum key_layout layout);
void scanner_bench_feed(struct scanner *scanner, const struct typing *typing, int64_t now_ms);

/* The next scan is this text; there is none. */
void scanner_bench_expect(struct scanner *scanner, const char *text);
void scanner_bench_expect_nothing(struct scanner *scanner);

#endif
