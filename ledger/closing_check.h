/*
 * A closing as it was recorded, against what the chain says: the period's
 * figures are the running totals less those at the former closing of its kind.
 */
#ifndef LEDGER_CLOSING_CHECK_H
#define LEDGER_CLOSING_CHECK_H

#include "ledger/reading.h"
#include "ledger/record_view.h"

enum { CLOSING_COLUMNS = 23 };

/* The rows of the record at hand; the values borrow its bytes. */
struct closing_claim {
    int row_count;
    struct value values[CLOSING_COLUMNS];
    struct rate_figures rates[RATES_MAX];
    int rate_count; /* may pass RATES_MAX: then they are too many */
};

void closing_claim_take(struct closing_claim *claim, const struct record_row *row);

/* Where the former period of each kind ended. */
struct closing_marks {
    struct mark of[PERIOD_SESSION + 1];
};

/*
 * True when the record has a closing exactly if its kind asks for one, and it says what follows
 * from `before`, the head it closes. Its period then ends there.
 */
bool closing_claim_judge(const struct closing_claim *claim, enum record_kind kind,
                         const struct journal_head *before,
                         const unsigned char public_key[PUBLIC_KEY_BYTES],
                         struct closing_marks *marks);

#endif
