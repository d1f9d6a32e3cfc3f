/*
 * A file of further means of payment, read into the book in the caller's batch:
 * `means,label,account[,change,drawer,number,max]`. A known name is changed from now on.
 */
#ifndef POS_INCOMING_MEANS_H
#define POS_INCOMING_MEANS_H

#include "base/csv.h"
#include "ledger/till.h"

bool incoming_means_read(struct till *till, const char *path, struct csv_faults *faults,
                         int64_t *count, struct err *err) MUST_CHECK;

#endif
