/*
 * The code under which each session stands in the accounts: as the register
 * has it, as the session chose it, or as it is proposed. Two sessions never
 * share one: a proposal gives way, a choice is refused.
 */
#ifndef REPORTS_ACCOUNT_CODES_H
#define REPORTS_ACCOUNT_CODES_H

#include "ledger/till.h"
#include "reports/accounts/account_line.h"

/* ERR_INPUT: two sessions chose the same. */
bool account_codes_settle(struct till *const *tills, int count, const struct account_lines *known,
                          char codes[][SESSION_CODE_MAX], struct err *err) MUST_CHECK;

#endif
