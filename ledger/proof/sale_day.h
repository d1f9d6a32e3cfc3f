/*
 * Tickets by accounting day, in constant time however many there are: each
 * first ticket of another day is flagged, and between two of them the running
 * totals by rate tell what was sold.
 */
#ifndef LEDGER_SALE_DAY_H
#define LEDGER_SALE_DAY_H

#include "base/db.h"
#include "ledger/proof/day_totals.h"

/* All tickets of `chain` after number `after`, up to `to`. */
bool sale_days_read(struct db *db, const char *chain, int64_t after, int64_t to,
                    struct day_totals *out, struct err *err) MUST_CHECK;

/* The accounting day of a ticket; one of form 1 has none: that of its record, cut at 05:00. */
struct day sale_day_of(bool is_null, int64_t day, struct moment recorded);

#endif
