#include "ledger/proof/day_totals.h"

#include "ledger/proof/record_sums.h"

#include <string.h>

struct day_total *day_totals_find(struct day_totals *totals, struct day day)
{
    int at = 0;

    if (totals->count == 0 || day.number < totals->first.number)
        totals->first = day;
    if (totals->count == 0 || day.number > totals->last.number)
        totals->last = day;
    while (at < totals->count && totals->days[at].day.number < day.number)
        at++;
    if (at < totals->count && totals->days[at].day.number == day.number)
        return &totals->days[at];
    if (totals->count == DAY_TOTALS_MAX)
        return &totals->days[DAY_TOTALS_MAX - 1];
    memmove(&totals->days[at + 1], &totals->days[at],
            sizeof *totals->days * (size_t)(totals->count - at));
    totals->count++;
    totals->days[at] = (struct day_total){ .day = day };
    return &totals->days[at];
}

void day_total_add(struct day_total *total, const struct rate_figures *figures)
{
    int at = 0;

    while (at < total->rate_count && total->rates[at].rate < figures->rate)
        at++;
    if (at == total->rate_count || total->rates[at].rate != figures->rate) {
        if (total->rate_count == RATES_MAX)
            return; /* a chain has no more rates: its check says so */
        memmove(&total->rates[at + 1], &total->rates[at],
                sizeof *total->rates * (size_t)(total->rate_count - at));
        total->rate_count++;
        total->rates[at] = (struct rate_figures){ .rate = figures->rate };
    }
    wrap_add(&total->rates[at].gross, figures->gross);
    wrap_add(&total->rates[at].net, figures->net);
    wrap_add(&total->rates[at].vat, figures->vat);
}
