/*
 * Which book a file is, and how far it has come: the one answer to that, never
 * a path, a name or a clock. A session has one id; each of its tills has its
 * chains; a chain has come as far as its head.
 */
#ifndef LEDGER_STATE_H
#define LEDGER_STATE_H

#include "base/db.h"
#include "ledger/keyring.h"
#include "ledger/record.h"

enum { STATE_CHAINS_MAX = 52 };

struct chain_state {
    char chain; /* 'A'..'Z' real, 'a'..'z' practice */
    int64_t seq;
    unsigned char hash[HASH_BYTES]; /* of its newest record */
};

struct state {
    char id[BOOK_ID_MAX]; /* of the session */
    char till;            /* whose file it is */
    struct chain_state chains[STATE_CHAINS_MAX];
    int chain_count;
};

/* ERR_STORAGE, ERR_NOT_FOUND: no book of ours. */
bool state_read(struct db *db, struct state *out, struct err *err) MUST_CHECK;

/* The state of one chain; seq 0 when it has no record. */
struct chain_state state_of_chain(const struct state *state, char chain);

/* True in `*out` when all that `state` has recorded stands in `db` too. */
bool state_is_in(const struct state *state, struct db *db, bool *out, struct err *err) MUST_CHECK;

/* True in `*out` when `db` holds this very record. */
bool state_find(struct db *db, const struct chain_state *wanted, bool *out,
                struct err *err) MUST_CHECK;

#endif
