/*
 * A long chain judged on all cores. Each record keeps the hash of the one
 * before, and the totals as they stood: so a walk may begin anywhere with what
 * the book says of that place. That it was right to believe it is proved
 * afterwards: where one segment ends, the next must have begun.
 */
#ifndef LEDGER_SEGMENTS_H
#define LEDGER_SEGMENTS_H

#include "ledger/proof/chain_check.h"

enum { SEGMENTS_MAX = 16, SEGMENT_RECORDS_MIN = 2000 };

/*
 * Judge the chain that `check` began, to its end; the verdict is that of one walk. A book that this
 * program holds, or a short chain, is walked alone. False only when it could not be read.
 */
bool segments_judge(struct journal_check *check, struct db *db, struct err *err) MUST_CHECK;

/* Likewise from record `from` on; what the book says of the place before it is believed. */
bool segments_judge_from(struct journal_check *check, struct db *db, int64_t from,
                         struct err *err) MUST_CHECK;

#endif
