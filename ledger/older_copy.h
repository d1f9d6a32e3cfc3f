/*
 * An older copy, put back in the place of its book. What was seen outside the
 * book (ledger/keyring) and is not in it stays named until the host accepts
 * that, with a reason, as a record. Selling goes on: ticket numbers follow the
 * newest that was seen, the jump is sealed, and what was lost is said.
 */
#ifndef LEDGER_OLDER_COPY_H
#define LEDGER_OLDER_COPY_H

#include "ledger/till_book.h"

enum { OLDER_COPY_TEXT_MAX = 200 };

/* Compare the book with what was seen: till->is_older_copy, till->notice_is_due. */
bool older_copy_read(struct till *till, struct err *err) MUST_CHECK;

/* ERR_BUSY: another file of this till recorded here since; two would give one number twice. */
bool older_copy_check(struct till *till, struct err *err) MUST_CHECK;
/* After a record: the witness is told where this till's chain stands. */
void older_copy_witness(struct till *till, const struct journal *journal);

/* In the transaction of the caller, ahead of its own record, once. */
bool older_copy_note(struct till *till, struct err *err) MUST_CHECK;
/* After that transaction: what the book lacks is kept outside of it. */
void older_copy_remember(struct till *till);

/* What the last one lost: numbers and sum, or that they are unknown. */
bool older_copy_lost(struct till *till, char out[OLDER_COPY_TEXT_MAX], struct err *err) MUST_CHECK;
/* Likewise as long as it is not accepted; "" when all is there. */
bool older_copy_say(struct till *till, char out[OLDER_COPY_TEXT_MAX], struct err *err) MUST_CHECK;

/* By the host. ERR_INPUT: nothing to accept, or no reason. */
bool till_accept_copy(struct till *till, const char *reason, struct err *err) MUST_CHECK;

#endif
