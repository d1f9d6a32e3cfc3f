/*
 * Records as people see them: a link of the chain with the code that a paper
 * prints of it. Only looked up here; whether the chain holds, verify says.
 */
#ifndef LEDGER_CHAIN_LINK_H
#define LEDGER_CHAIN_LINK_H

#include "base/db.h"
#include "ledger/journal_head.h"

struct chain_link {
    char chain[2];
    int64_t seq;
    enum record_kind kind;
    int64_t number; /* of the ticket or closing, 0 none */
    struct moment time;
    char code[HEAD_CODE_MAX];
};

enum { CHAIN_LINKS_SHOWN = 3 };

/* The records up to `seq` (0: the newest), in their order. */
bool chain_links_read(struct db *db, const char *chain, int64_t seq,
                      struct chain_link out[CHAIN_LINKS_SHOWN], int *count,
                      struct err *err) MUST_CHECK;

/*
 * The record whose code somebody read off a paper: blanks and capitals do not count, an o is a
 * zero, an l a one. ERR_INPUT: not that many signs, or one that no code has. ERR_NOT_FOUND: no
 * record has it.
 */
bool chain_link_find(struct db *db, const char *typed, struct chain_link *out,
                     struct err *err) MUST_CHECK;

#endif
