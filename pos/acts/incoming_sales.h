/*
 * Sales noted elsewhere, read from a CSV file as late entries: rows with one
 * `ticket` are one sale. Memory holds one ticket, whatever the file.
 *
 * The rows of a ticket stand together. Gathering them from all over the file
 * would mean to keep the whole file, so a key that comes back is refused, with
 * the advice to sort by ticket.
 */
#ifndef POS_INCOMING_SALES_H
#define POS_INCOMING_SALES_H

#include "base/csv.h"
#include "ledger/till.h"

/*
 * Record every sale of `path` (`-` = standard input), in the caller's batch. False: at least
 * one line is bad and stands in `faults`, or the disk failed; the caller undoes the batch.
 * A day that cannot be of the session needs a `reason` of the host (NULL: none).
 */
bool incoming_sales_read(struct till *till, const char *path, struct csv_faults *faults,
                         int64_t *count, struct err *err) MUST_CHECK;

#endif
