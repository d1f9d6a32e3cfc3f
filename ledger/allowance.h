/*
 * How far below its prices a seller may go alone. Judged of the whole ticket,
 * whatever made it cheap: a typed price, discounts of lines and of the ticket
 * together, a line dropped under a discount, a parked ticket, a file.
 */
#ifndef LEDGER_ALLOWANCE_H
#define LEDGER_ALLOWANCE_H

#include "ledger/till_book.h"

/* Above this, in basis points of the products' prices, ACTION_REFUND is asked for. */
enum { ALLOWANCE_MAX = 2000 };

/* ERR_FORBIDDEN: a line, or the whole, costs less than that, and who acts may not. */
bool allowance_check(const struct till *till, const struct ticket *ticket,
                     struct err *err) MUST_CHECK;

#endif
