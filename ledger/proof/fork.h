/*
 * Two books that hold one chain: as far as both go they must be one. Where they part, two machines
 * sold under one letter, and neither journal holds the other.
 */
#ifndef LEDGER_FORK_H
#define LEDGER_FORK_H

#include "base/crypto.h"
#include "base/db.h"

struct fork {
    int64_t ours;   /* last record of the chain here, 0 none */
    int64_t theirs; /* and there */
    int64_t common; /* the last one that both hold; below both of them: they part */
};

bool fork_find(struct db *ours, struct db *theirs, const char *chain, struct fork *out,
               struct err *err) MUST_CHECK;
bool fork_is_one(const struct fork *fork);

#endif
