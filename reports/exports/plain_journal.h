/*
 * The books as one plain text that hledger, ledger and beancount all read: one
 * transaction per ticket, then what closings, charges, cash movements and the
 * sharing add, so that every balance equals the recorded postings.
 *
 * The common ground of the three programs: `open` lines are directives to
 * beancount and transactions without postings to the others; `!account` and
 * `!commodity` are directives to those, and no line at all to beancount;
 * account names are made of letters, digits and hyphens; descriptions stand in
 * quotes; days only go forward. So hledger -s and ledger --pedantic accept it.
 * Tickets of a day that is still open are marked `!` (pending), the rest `*`.
 *
 * A day closing posts what its tickets did not: its transaction is the
 * recorded entry less its tickets, which is the cash difference.
 */
#ifndef REPORTS_PLAIN_JOURNAL_H
#define REPORTS_PLAIN_JOURNAL_H

#include "base/outlet.h"
#include "ledger/till.h"

/* Each ticket; or the recorded entries alone, as the FEC has them: in constant time. */
enum journal_detail { JOURNAL_TICKETS, JOURNAL_ENTRIES };

/* Streams: memory does not grow with the sales. */
bool plain_journal_put(struct till *till, enum journal_detail detail, struct outlet *outlet,
                       struct err *err) MUST_CHECK;

bool plain_journal_write(struct till *till, enum journal_detail detail, const char *path,
                         bool force, struct err *err) MUST_CHECK;

#endif
