/*
 * A second till: a copy of the book with its own letter, chain and key, and
 * the way back of its journal in the evening.
 *
 * Merging is idempotent by (chain, sequence, hash) and needs no clock to agree.
 */
#ifndef LEDGER_MERGE_H
#define LEDGER_MERGE_H

#include "base/day_limits.h"
#include "ledger/proof/twice.h"
#include "ledger/till.h"

/*
 * Copy the book to `path` as till `letter`. ERR_INPUT: the letter is in use, or
 * the file exists. The copy is recorded as an export of this book.
 */
bool till_make_copy(struct till *till, char letter, const char *path, struct err *err) MUST_CHECK;

struct merged {
    char letter;
    int64_t record_count;       /* new records; 0 = all of them were here already */
    cents gross;                /* perpetual total of that till */
    char twice[TWICE_TEXT_MAX]; /* what both tills did, "" nothing: see ledger/proof/twice.h */
};

/*
 * Bring the journal of the copy at `path` into this book, all or nothing.
 * ERR_INPUT: another session, or this till's own copy. ERR_TAMPERED: its chain
 * is broken, or a known record has another hash there; the refusal is recorded. ERR_REASON: a day
 * there is beyond `limits` (NULL: not judged), and no reason stands beside it; or the session is
 * closed and till->correction says no reason (ledger/proof/merge_late.h).
 */
bool till_merge(struct till *till, const char *path, const struct day_limits *limits,
                struct merged *out, struct err *err) MUST_CHECK;

#endif
