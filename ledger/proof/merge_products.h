/*
 * After a merge: each product reads as its newest fact of either till says, and what was sold and
 * moved is that of both.
 */
#ifndef LEDGER_MERGE_PRODUCTS_H
#define LEDGER_MERGE_PRODUCTS_H

#include "ledger/till_book.h"

/* A barcode that both tills gave to a product of their own stays with the one that had it here;
 * that the other has none is a record. In the caller's transaction. */
bool merge_products(struct till *till, struct err *err) MUST_CHECK;

#endif
