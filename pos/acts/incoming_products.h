/*
 * A file of products, ours or of another till, read into the book in the caller's
 * batch. The whole list is read before any of it is put: a number that is invented
 * never takes one that stands further down. Each bad line stands in `faults`; then
 * the function returns false and the caller undoes the batch.
 */
#ifndef POS_INCOMING_PRODUCTS_H
#define POS_INCOMING_PRODUCTS_H

#include "base/csv.h"
#include "ledger/till.h"

/*
 * A known code is updated; what a line leaves empty stays as it was. `vat` ("5.5", NULL none) is
 * the rate of new products of a file that says none. `count` = products taken in.
 */
bool incoming_products_read(struct till *till, const char *path, const char *vat,
                            struct csv_faults *faults, int64_t *count, struct err *err) MUST_CHECK;

#endif
