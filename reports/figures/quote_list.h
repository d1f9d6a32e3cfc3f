/*
 * Sentences of people that may leave the host: said by one who agreed to be
 * quoted, on that day, and naming nobody of the group.
 */
#ifndef REPORTS_QUOTE_LIST_H
#define REPORTS_QUOTE_LIST_H

#include "base/db.h"
#include "base/day.h"

typedef void quote_fn(void *context, const char *words);

/* Each of them, in the order in which they were said. */
bool quote_list_each(struct db *db, struct day today, quote_fn *each, void *context,
                     struct err *err) MUST_CHECK;

#endif
