/*
 * The takings from consumers that the reform of 2026-2027 asks for (code général des
 * impôts, art. 290; data of a day, by till, category and rate). The categories and the
 * day from which they hold are data: e_reporting.csv. What platform takes the file, and
 * in which envelope, is not settled for a stall: this is what any of them asks for.
 */
#ifndef REPORTS_E_REPORTING_H
#define REPORTS_E_REPORTING_H

#include "ledger/till.h"

/*
 * `date,till,category,rate,net,vat,sales,refunds,currency`: one row a day, till, category and rate;
 * `sales` and `refunds` are numbers of tickets, a ticket of two rates stands in both rows. Amounts
 * come from running totals; tickets are walked through only to count them by rate, in a closing
 * of a till that knows more than one.
 */
bool e_reporting_write(struct till *till, const char *path, bool force, struct err *err) MUST_CHECK;

#endif
