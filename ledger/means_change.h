/*
 * What each further means of payment is from now on, as a record.
 */
#ifndef LEDGER_MEANS_CHANGE_H
#define LEDGER_MEANS_CHANGE_H

#include "ledger/means.h"
#include "ledger/till.h"

/* Record what each of `list` is from now on. ERR_FORBIDDEN; ERR_INPUT: see means_check(). */
bool means_put(struct till *till, const struct means_list *list, struct err *err) MUST_CHECK;

#endif
