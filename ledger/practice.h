/*
 * Practice: a till of its own beside the real one, in its own chain. Its sales, drawer, counts, X
 * and Z go there; nothing of it is in the accounts.
 */
#ifndef LEDGER_PRACTICE_H
#define LEDGER_PRACTICE_H

#include "ledger/role.h"

/* What may be done meanwhile: whoever is in it changes nothing else by mistake. */
bool practice_allows(enum action action);
/* A record of this kind stays in practice. */
bool practice_takes(enum record_kind kind);

#endif
