/*
 * What two tills did, each without knowing of the other, and only one of them should have: taken
 * back the same sale or charge, typed the same invoice. Each is a fact and stays one; the merge
 * that brings them together says so.
 */
#ifndef LEDGER_TWICE_H
#define LEDGER_TWICE_H

#include "base/db.h"

enum { TWICE_TEXT_MAX = 200 };

/* Of chain `chain` and any other: `out` "" when there is nothing. */
bool twice_find(struct db *db, const char *chain, char out[TWICE_TEXT_MAX],
                struct err *err) MUST_CHECK;

#endif
