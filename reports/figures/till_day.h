/*
 * A day at the till as X and Z show it. The figures are those of the closing
 * (ledger/closing); nothing is added up again here.
 */
#ifndef REPORTS_TILL_DAY_H
#define REPORTS_TILL_DAY_H

#include "ledger/closing/closing.h"
#include "reports/print/page.h"

/*
 * The running period as a closing that was not made: number 0. `till_take` true
 * records that an X was taken; false only reads. A count of the day shows.
 */
bool till_day_read_x(struct till *till, bool take, struct closing *out, struct err *err) MUST_CHECK;

/* The session as the till of that X or Z stood: its place is that of the day. */
bool till_day_session(const struct till *till, const struct closing *closing, struct session *out,
                      struct err *err) MUST_CHECK;

/* What the difference of the count is called: missing, too much, or neither. */
const char *till_day_difference_name(const struct closing *closing);

/* The sheet of an X (number 0) or a Z. */
bool till_day_page(const struct till *till, const struct closing *closing, struct page *page,
                   struct err *err) MUST_CHECK;

#endif
