/*
 * What a card terminal, or the firm behind a payment by telephone, says it took:
 * files of SumUp, Zettle, Square and Stripe, or our own `date,reference,amount`.
 * Payouts, fees, cash, and what failed are passed over; nothing counts twice.
 */
#ifndef POS_TERMINAL_FILE_H
#define POS_TERMINAL_FILE_H

#include "base/csv.h"
#include "base/day.h"
#include "ledger/money.h"

enum { TERMINAL_ROWS_MAX = 20000, REFERENCE_MAX = 65 };

struct terminal_row {
    struct day day;
    int64_t utc_s; /* 0: only the day is known */
    char reference[REFERENCE_MAX];
    cents amount; /* negative: paid back */
};

struct terminal_file {
    struct terminal_row *rows; /* owned */
    int count;
    int passed; /* rows of the file that are no payment */
};

/* On failure there is nothing to release. */
bool terminal_file_read(const char *path, struct csv_faults *faults, struct terminal_file *out,
                        struct err *err) MUST_CHECK;
void terminal_file_release(struct terminal_file *file);

#endif
