/*
 * A file of charges, read into the book in the caller's batch. Each
 * bad line stands in `faults`; then the function returns false and the caller
 * undoes the batch. `count` = lines taken in.
 */
#ifndef POS_INCOMING_H
#define POS_INCOMING_H

#include "base/csv.h"
#include "ledger/till.h"

/*
 * ERR_INPUT as well for a charge that the book or the file holds already, to the letter, for a VAT
 * above the highest rate and for a date that cannot be, unless the host gives a `reason` (NULL:
 * none), which stays with the charge.
 */
bool incoming_charges_read(struct till *till, const char *path, const char *reason,
                           struct csv_faults *faults, int64_t *count, struct err *err) MUST_CHECK;

#endif
