/*
 * A file of recipes, read into the book in the caller's batch, with the
 * promises of pos/acts/incoming.h. A product of the file gets the recipe of the
 * file, instead of the one it had.
 */
#ifndef POS_INCOMING_RECIPES_H
#define POS_INCOMING_RECIPES_H

#include "base/csv.h"
#include "ledger/till.h"

/* product,ingredient[,quantity,cost]: euros for one making. The lines of a product stand together.
 */
bool incoming_recipes_read(struct till *till, const char *path, struct csv_faults *faults,
                           int64_t *count, struct err *err) MUST_CHECK;

#endif
