#include "ledger/state.h"

#include "base/lang.h"
#include "ledger/session.h"

#include <string.h>

static const char SQL_HEAD[] = "SELECT seq, hash FROM record WHERE chain = ? "
                               "ORDER BY seq DESC LIMIT 1";
static const char SQL_HASH[] = "SELECT hash FROM record WHERE chain = ? AND seq = ?";
static const char SQL_TILL[] = "SELECT value FROM local WHERE key = 'till'";

static bool till_read(struct db *db, char *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_TILL, err);

    *out = stmt_next(&query) ? stmt_text(&query, 0)[0] : '\0';
    if (!stmt_finish(&query))
        return false;
    return (*out >= 'A' && *out <= 'Z') ||
           err_fail(err, ERR_STORAGE, _("Ce livre n'a pas de caisse : reprendre une copie."));
}

static bool hash_read(const struct stmt *query, int column, unsigned char out[HASH_BYTES])
{
    struct stmt_cell hash = stmt_cell(query, column);

    if (hash.type != STMT_BLOB || hash.length != HASH_BYTES)
        return false;
    memcpy(out, hash.bytes, HASH_BYTES);
    return true;
}

static bool chain_read(struct db *db, char chain, struct state *state, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_HEAD, err);
    struct chain_state found = { .chain = chain };
    char text[2] = { chain, '\0' };

    stmt_bind_text(&query, 1, text);
    if (stmt_next(&query) && hash_read(&query, 1, found.hash)) {
        found.seq = stmt_int(&query, 0);
        state->chains[state->chain_count++] = found;
    }
    return stmt_finish(&query);
}

bool state_read(struct db *db, struct state *out, struct err *err)
{
    struct state state = { .chain_count = 0 };

    if (!setting_find(db, "id", state.id, sizeof state.id, err) || !till_read(db, &state.till, err))
        return false;
    for (char letter = 'A'; letter <= 'Z'; letter++)
        if (!chain_read(db, letter, &state, err) ||
            !chain_read(db, (char)(letter - 'A' + 'a'), &state, err))
            return false;
    *out = state;
    return true;
}

struct chain_state state_of_chain(const struct state *state, char chain)
{
    for (int i = 0; i < state->chain_count; i++)
        if (state->chains[i].chain == chain)
            return state->chains[i];
    return (struct chain_state){ .chain = chain };
}

bool state_find(struct db *db, const struct chain_state *wanted, bool *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_HASH, err);
    char text[2] = { wanted->chain, '\0' };
    unsigned char hash[HASH_BYTES];

    stmt_bind_text(&query, 1, text);
    stmt_bind_int(&query, 2, wanted->seq);
    *out = stmt_next(&query) && hash_read(&query, 0, hash) &&
           memcmp(hash, wanted->hash, HASH_BYTES) == 0;
    return stmt_finish(&query);
}

bool state_is_in(const struct state *state, struct db *db, bool *out, struct err *err)
{
    *out = true;
    for (int i = 0; *out && i < state->chain_count; i++)
        if (!state_find(db, &state->chains[i], out, err))
            return false;
    return true;
}
