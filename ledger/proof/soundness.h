/*
 * Whether the book was sound when it was closed: a closing of a book that does
 * not verify is made all the same, the stall must go home, and says so for ever.
 */
#ifndef LEDGER_SOUNDNESS_H
#define LEDGER_SOUNDNESS_H

#include "ledger/till_book.h"
#include "ledger/proof/period_totals.h"
#include "ledger/proof/verify.h"

/*
 * Verify the book of `till` before it is closed; what is wrong goes into the journal, just before
 * the next record. A day of a long book is proved from its last closing on, so that going home does
 * not wait for all days before: the session closing and each archive prove them.
 */
bool soundness_note(struct till *till, enum period_kind kind, struct err *err) MUST_CHECK;

/* What the record before `seq` says of it, "" when nothing. */
bool soundness_read(struct db *db, const char *chain, int64_t seq, char out[VERDICT_TEXT_MAX],
                    struct err *err) MUST_CHECK;

/* The sentence for papers and files. */
void soundness_say(const char *what, char out[2 * VERDICT_TEXT_MAX]);

#endif
