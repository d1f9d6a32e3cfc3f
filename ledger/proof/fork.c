#include "ledger/proof/fork.h"

#include <string.h>

static const char SQL_LAST[] = "SELECT coalesce(max(seq), 0) FROM record WHERE chain = ?";
static const char SQL_HASH[] = "SELECT hash FROM record WHERE chain = ? AND seq = ?";

static bool last_read(struct db *db, const char *chain, int64_t *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_LAST, err);

    stmt_bind_text(&query, 1, chain);
    *out = stmt_next(&query) ? stmt_number(&query, 0) : 0;
    return stmt_finish(&query);
}

static bool hash_read(struct db *db, const char *chain, int64_t seq, unsigned char out[HASH_BYTES],
                      struct err *err)
{
    struct stmt query = db_prepare(db, SQL_HASH, err);

    memset(out, 0, HASH_BYTES);
    stmt_bind_text(&query, 1, chain);
    stmt_bind_int(&query, 2, seq);
    if (stmt_next(&query) && !stmt_blob_copy(&query, 0, out, HASH_BYTES))
        memset(out, 0, HASH_BYTES); /* verify says that it is unreadable */
    return stmt_finish(&query);
}

bool fork_find(struct db *ours, struct db *theirs, const char *chain, struct fork *out,
               struct err *err)
{
    struct fork fork = { .common = 0 };
    int64_t above;

    if (!last_read(ours, chain, &fork.ours, err) || !last_read(theirs, chain, &fork.theirs, err))
        return false;
    above = (fork.ours < fork.theirs ? fork.ours : fork.theirs) + 1;
    /* A hash seals all before it: equal here, equal below. The last record first: most are one. */
    for (int64_t at = above - 1; at > fork.common;) {
        unsigned char here[HASH_BYTES];
        unsigned char there[HASH_BYTES];

        if (!hash_read(ours, chain, at, here, err) || !hash_read(theirs, chain, at, there, err))
            return false;
        if (memcmp(here, there, HASH_BYTES) == 0)
            fork.common = at;
        else
            above = at;
        at = fork.common + (above - fork.common) / 2;
    }
    *out = fork;
    return true;
}

bool fork_is_one(const struct fork *fork)
{
    return fork->common == fork->ours || fork->common == fork->theirs;
}
