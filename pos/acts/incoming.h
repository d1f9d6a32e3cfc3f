/*
 * Files of products and charges, read into the book in the caller's batch. Each
 * bad line stands in `faults`; then the function returns false and the caller
 * undoes the batch. `count` = lines taken in.
 */
#ifndef POS_INCOMING_H
#define POS_INCOMING_H

#include "base/csv.h"
#include "ledger/till.h"

/* A known code is updated; what a line leaves empty stays as it was. */
bool incoming_products_read(struct till *till, const char *path, struct csv_faults *faults,
                            int64_t *count, struct err *err) MUST_CHECK;

/* ERR_INPUT as well for a charge that the book holds already, to the letter. */
bool incoming_charges_read(struct till *till, const char *path, struct csv_faults *faults,
                           int64_t *count, struct err *err) MUST_CHECK;

#endif
