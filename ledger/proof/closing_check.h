/*
 * A closing as it was recorded, against what the chain says: the period's
 * figures are the running totals less those at the former closing of its kind.
 */
#ifndef LEDGER_CLOSING_CHECK_H
#define LEDGER_CLOSING_CHECK_H

#include "ledger/proof/period_totals.h"
#include "ledger/proof/record_view.h"

enum { CLOSING_COLUMNS = 30, CLOSING_DAY_ROWS_MAX = DAY_TOTALS_MAX * RATES_MAX };

/* The rows of the record at hand; the values borrow its bytes. */
struct closing_claim {
    int row_count;
    struct value values[CLOSING_COLUMNS];
    struct rate_figures rates[RATES_MAX];
    int rate_count; /* may pass RATES_MAX: then they are too many */
    struct value means[FURTHER_MEANS_MAX];
    cents means_amounts[FURTHER_MEANS_MAX];
    int means_count; /* likewise */
    struct day_totals days;
    int day_row_count;
    bool day_rows_are_odd; /* a row of nothing */
};

void closing_claim_clear(struct closing_claim *claim);

void closing_claim_take(struct closing_claim *claim, const struct record_row *row);

/* A period that runs: when its first record was written, and the days of its tickets. */
struct closing_span {
    bool is_open;
    int64_t opened; /* UTC seconds */
    struct day_totals days;
};

/* Where the former period of each kind ended, and what happened since. */
struct closing_marks {
    struct mark of[PERIOD_SESSION + 1];
    struct closing_span spans[PERIOD_SESSION + 1];
};

/* Each record opens the periods that have none yet; each ticket counts for its day in all. */
void closing_marks_take_record(struct closing_marks *marks, int64_t time);
void closing_marks_take_day(struct closing_marks *marks, struct day day);
void closing_marks_take_rate(struct closing_marks *marks, struct day day,
                             const struct rate_figures *figures);

/* The record that is judged. */
struct closing_record {
    enum record_kind kind;
    int form;
    struct moment moment;
    const unsigned char *public_key; /* PUBLIC_KEY_BYTES of them */
};

/*
 * True when the record has a closing exactly if its kind asks for one, and it says what follows
 * from `before`, the head it closes. Its period then ends there.
 */
bool closing_claim_judge(const struct closing_claim *claim, const struct closing_record *record,
                         const struct journal_head *before, struct closing_marks *marks);

/* Whether `day` may be the accounting day of a moment: its civil day, or the one before. */
bool day_may_be_of(int64_t day, struct moment moment);

#endif
