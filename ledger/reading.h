/*
 * Readings: what a period of the till adds up to, at any time and in constant
 * time: the running totals of the newest record less those of the record that
 * closed the previous period (the mark). Nothing is summed from the sales.
 */
#ifndef LEDGER_READING_H
#define LEDGER_READING_H

#include "ledger/posting.h"
#include "ledger/till.h"

enum period_kind { PERIOD_DAY = 1, PERIOD_MONTH, PERIOD_SESSION };

/* What an X shows and a Z records. */
struct reading {
    struct period sales;
    struct day day;       /* business day: the one of its first ticket, else today */
    int64_t first_ticket; /* of the period */
    int64_t last_ticket;  /* first - 1 when nothing was sold */
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
    cents modes[4]; /* cash, card, cheque, voucher */
    struct rate_running rates[RATES_MAX];
    int rate_count;
};

bool mark_read(struct db *db, const char *chain, enum period_kind kind, struct mark *out,
               struct err *err) MUST_CHECK;

/* What was sold from `mark` to `head`. */
void period_since(const struct journal_head *head, const struct mark *mark, struct period *out);
/* The mark of a period that closes at `head` with this number. */
struct mark mark_at(const struct journal_head *head, int64_t number);

/* The period of the till's own chain since `mark`. */
bool reading_since(struct till *till, const struct mark *mark, struct reading *out,
                   struct err *err) MUST_CHECK;

/* The period since the last closing of this kind; changes nothing. */
bool reading_of_period(struct till *till, enum period_kind kind, struct reading *out,
                       struct err *err) MUST_CHECK;
/* Likewise, and records that an X was taken. */
bool reading_take_x(struct till *till, struct reading *out, struct err *err) MUST_CHECK;

#endif
