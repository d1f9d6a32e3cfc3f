/*
 * The network's table made of several books: opened one after the other, read,
 * closed.
 */
#ifndef POS_SESSIONS_TABLE_H
#define POS_SESSIONS_TABLE_H

#include "pos/acts/book.h"
#include "reports/figures/consolidation.h"

/*
 * Which of these files count: of two of one session, when the journal of one holds the other's,
 * the longer one alone. ERR_INPUT: neither does; both heads are named.
 */
bool sessions_table_choose(const char *const *paths, int count, bool *counts, struct clock clock,
                           struct err *err) MUST_CHECK;

/* Add the book at `path`. The sentence of a failure names it. */
bool sessions_table_add(struct consolidation *network, const char *path, struct clock clock,
                        struct err *err) MUST_CHECK;

#endif
