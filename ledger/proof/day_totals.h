/*
 * What tickets add up to by accounting day and rate: what a day closing that
 * counts for several civil days says of each of them.
 */
#ifndef LEDGER_DAY_TOTALS_H
#define LEDGER_DAY_TOTALS_H

#include "ledger/journal_head.h"
#include "ledger/ticket_figures.h"

/* No market lasts longer; a clock that jumps about may: later days then add to the newest one. */
enum { DAY_TOTALS_MAX = 16 };

struct day_total {
    struct day day;
    struct rate_figures rates[RATES_MAX]; /* ascending */
    int rate_count;                       /* of all that its chain knows by then */
    int64_t tickets, refunds;             /* of a reading, not of a check; so the next three */
    cents modes[5];                       /* cash, card, cheque, voucher, other */
    struct means_running means[FURTHER_MEANS_MAX];
    int means_count;
};

struct day_totals {
    struct day_total days[DAY_TOTALS_MAX]; /* ascending */
    int count;
    struct day first; /* of all days asked for, also those that found no place */
    struct day last;
};

/* The place of a day, made when new; never NULL. */
struct day_total *day_totals_find(struct day_totals *totals, struct day day);
/* Sums wrap around: the amounts may come from a book that nobody vouches for. */
void day_total_add(struct day_total *total, const struct rate_figures *figures);

#endif
