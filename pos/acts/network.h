/*
 * The network's table made of several books: opened one after the other, read,
 * closed.
 */
#ifndef POS_NETWORK_H
#define POS_NETWORK_H

#include "pos/acts/book.h"
#include "reports/figures/consolidation.h"

/* Add the book at `path`. The sentence of a failure names it. */
bool network_add(struct consolidation *network, const char *path, struct clock clock,
                 struct err *err) MUST_CHECK;

#endif
