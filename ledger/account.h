/*
 * The accounts that a host's accountant chose: settings of the session, each a
 * record. Entries made before keep the account they were posted to.
 */
#ifndef LEDGER_ACCOUNT_H
#define LEDGER_ACCOUNT_H

#include "ledger/till_book.h"

/*
 * Post from now on what `use` names ("sales_550", "cash" …) to `account`: its number,
 * and its label if it has another than the default. ERR_NOT_FOUND: no such use. ERR_INPUT.
 */
bool account_put(struct till *till, const char *use, const char *account,
                 struct err *err) MUST_CHECK;

#endif
