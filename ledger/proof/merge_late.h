/*
 * What a second till brings after the session closing: its closed days only, with the host's
 * reason, and one record that says which till, why and how much.
 */
#ifndef LEDGER_MERGE_LATE_H
#define LEDGER_MERGE_LATE_H

#include "ledger/till.h"

/*
 * Whether what `their` book holds of `chain` may still come. True before the session closing.
 * ERR_REASON: it wants a reason. ERR_INPUT: a day is open there, whose sales no entry would hold.
 */
bool merge_late_check(const struct till *till, struct db *theirs, const char *chain,
                      struct err *err) MUST_CHECK;

/* The record of it, once the sales after `after_seq` stand in the book; none before the closing. */
bool merge_late_note(struct till *till, const char *chain, int64_t after_seq,
                     struct err *err) MUST_CHECK;

#endif
