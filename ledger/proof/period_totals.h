/*
 * Readings: what a period of the till adds up to, at any time and in constant
 * time: the running totals of the newest record less those of the record that
 * closed the previous period (the mark). Nothing is summed from the sales.
 */
#ifndef LEDGER_PERIOD_TOTALS_H
#define LEDGER_PERIOD_TOTALS_H

#include "ledger/proof/day_totals.h"
#include "ledger/posting.h"
#include "ledger/till.h"

enum period_kind { PERIOD_DAY = 1, PERIOD_MONTH, PERIOD_SESSION };

/* What an X shows and a Z records. */
struct period_totals {
    struct period sales;
    struct day day;         /* the one that it is dated by: from_day */
    struct day from_day;    /* accounting days of its tickets: the first; without any, today */
    struct day to_day;      /* the last one */
    int64_t opened;         /* UTC seconds of the first record of the period */
    int64_t waiting;        /* parked tickets */
    struct day_totals days; /* of a day closing: `sales` day by day */
    int64_t first_ticket;   /* of the period */
    int64_t last_ticket;    /* first - 1 when nothing was sold */
    cents float_amount;
    cents expected; /* cash in the drawer by the book */
    cents perpetual;
    cents absolute;
    unsigned char head[HASH_BYTES]; /* newest record the reading covers */
    int64_t record_count;
};

/* Where the previous period of a kind ended: all zeros before the first. */
struct mark {
    int64_t seq;
    int64_t number; /* of that closing */
    int64_t last_ticket;
    cents gross;
    int64_t tickets;
    int64_t refunds;
    cents modes[5]; /* cash, card, cheque, voucher, other */
    cents cash_in;
    cents cash_out;
    struct rate_running rates[RATES_MAX];
    int rate_count;
    struct means_running means[FURTHER_MEANS_MAX];
    int means_count;
};

bool mark_read(struct db *db, const char *chain, enum period_kind kind, struct mark *out,
               struct err *err) MUST_CHECK;

/* Likewise as it was after record `seq`. */
bool mark_read_at(struct db *db, const char *chain, enum period_kind kind, int64_t seq,
                  struct mark *out, struct err *err) MUST_CHECK;

/* The running totals by rate after ticket `number`, as many as RATES_MAX. */
bool rates_read_at(struct db *db, const char *chain, int64_t number, struct rate_running *out,
                   int *count, struct err *err) MUST_CHECK;
/* Zeros for a rate that is not among them. */
const struct rate_running *rate_running_find(const struct rate_running *rates, int count,
                                             basis_points rate);

/* What was sold from `mark` to `head`. */
void period_since(const struct journal_head *head, const struct mark *mark, struct period *out);
/* The mark of a period that closes at `head` with this number. */
struct mark mark_at(const struct journal_head *head, int64_t number);

/* The period of the till's own chain since `mark`. */
bool period_totals_since(struct till *till, const struct mark *mark, struct period_totals *out,
                         struct err *err) MUST_CHECK;

/* Likewise, as the record of `now` that closes it has it: since `out` was read, a jump of the
 * numbers, a clock or a key may have been announced. */
bool period_totals_end(struct till *till, const struct mark *mark, struct moment now,
                       struct period_totals *out, struct err *err) MUST_CHECK;

/* The period since the last closing of this kind; changes nothing. */
bool period_totals_of(struct till *till, enum period_kind kind, struct period_totals *out,
                      struct err *err) MUST_CHECK;
/* Likewise, and records that an X was taken. */
bool period_totals_take_x(struct till *till, struct period_totals *out, struct err *err) MUST_CHECK;

#endif
