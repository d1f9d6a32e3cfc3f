/*
 * What a book sold in all, VAT included and after refunds: the perpetual total
 * of the newest record of each till, whatever the history, and what was invoiced
 * for services less the credit notes.
 */
#ifndef REPORTS_TURNOVER_H
#define REPORTS_TURNOVER_H

#include "base/db.h"
#include "ledger/money.h"

bool turnover_read(struct db *db, cents *out, struct err *err) MUST_CHECK;

#endif
