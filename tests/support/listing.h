/* Separated text read back by the names of its columns: a CSV report, a FEC. */
#ifndef TESTS_SUPPORT_LISTING_H
#define TESTS_SUPPORT_LISTING_H

#include "base/buf.h"
#include "ledger/money.h"

enum { LISTING_COLUMNS_MAX = 32, LISTING_ROWS_MAX = 4000 };

struct listing {
    char *text; /* owned, cut into cells */
    char *cells[LISTING_ROWS_MAX][LISTING_COLUMNS_MAX];
    int widths[LISTING_ROWS_MAX];
    int row_count; /* row 0 is the header */
};

/*
 * `separator` ',' understands quotes, '\t' does not. Lines must all end with CRLF: else the test
 * fails. Freed by listing_close().
 */
struct listing *listing_open(const char *text, char separator);
void listing_close(struct listing *listing);

/* The test fails when there is no such column. */
const char *listing_text(const struct listing *listing, int row, const char *column);
cents listing_cents(const struct listing *listing, int row,
                    const char *column); /* `1.50` or `1,50` */
/* The sum of a column over the rows in which `key` begins with `prefix`; NULL: over all. */
cents listing_sum(const struct listing *listing, const char *column, const char *key,
                  const char *prefix);
/* Of a `key,value` report; "" when it has no such key. */
const char *listing_value(const struct listing *listing, const char *key);
cents listing_value_cents(const struct listing *listing, const char *key);

#endif
