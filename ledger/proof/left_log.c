#include "ledger/proof/left_log.h"

#include "base/lang.h"
#include "base/lock.h"
#include "base/place.h"
#include "ledger/proof/record_reader.h"
#include "ledger/state.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { LOG_PATH_MAX = 5000, LOG_HEAD_BYTES = 32 };

static bool log_is_left(const char *path, char log[LOG_PATH_MAX])
{
    char book[LOG_PATH_MAX - 8];
    struct stat found;

    place_follow(path, book, sizeof book);
    snprintf(log, LOG_PATH_MAX, "%s-wal", book);
    return lstat(log, &found) == 0 && S_ISREG(found.st_mode) && found.st_size > LOG_HEAD_BYTES &&
           strlen(book) < LOCK_PATH_MAX && !lock_is_held(book);
}

/* The records of a chain after `from` follow it, each the one before. */
static bool chain_goes_on(struct db *db, const struct chain_state *from)
{
    struct journal_head head;
    struct record_reader reader;
    struct err ignored = ERR_EMPTY;
    char chain[2] = { from->chain, '\0' };
    bool good = true;

    if (!journal_head_read_at(&head, db, chain, from->seq, &ignored))
        return false;
    record_reader_open_range(&reader, db, chain, &head, INT64_MAX, &ignored);
    while (good && record_reader_next(&reader)) {
        unsigned char hash[HASH_BYTES];

        crypto_hash(head.hash, HASH_BYTES, reader.record.bytes, reader.record.length, hash);
        good = reader.seq == head.seq + 1 && memcmp(hash, reader.record.hash, HASH_BYTES) == 0;
        head.seq = reader.seq;
        memcpy(head.hash, hash, HASH_BYTES);
    }
    good = good && reader.stray == 0;
    return record_reader_close(&reader) && good;
}

/*
 * `whole` is the file with its log, `alone` what the file says without. A power cut may have torn
 * the file while the log was carried into it: what it says then proves nothing, and the whole is
 * read from its beginning.
 */
static bool log_goes_on(const struct state *alone, struct db *whole)
{
    struct err ignored = ERR_EMPTY;
    struct state state;
    bool is_in = false;

    if (!state_read(whole, &state, &ignored) || !state_is_in(alone, whole, &is_in, &ignored))
        return false;
    is_in = is_in && strcmp(state.id, alone->id) == 0;
    if (db_version(whole) < db_identity(whole)->version) /* its rows are not read as they are now */
        return true;
    for (int i = 0; i < state.chain_count; i++) {
        char chain = state.chains[i].chain;
        struct chain_state from =
            is_in ? state_of_chain(alone, chain) : (struct chain_state){ .chain = chain };

        if (!chain_goes_on(whole, &from))
            return false;
    }
    return true;
}

bool left_log_check(const char *path, const struct identity *identity, struct err *err)
{
    struct err ignored = ERR_EMPTY;
    struct db *alone = NULL;
    struct db *whole = NULL;
    struct state state;
    char log[LOG_PATH_MAX];
    bool good;

    if (!log_is_left(path, log) || !db_open_file_alone(path, identity, &alone, &ignored))
        return true;
    good = !state_read(alone, &state, &ignored);
    db_close(alone);
    if (good)
        return true;
    good = db_open(path, DB_READ, identity, &whole, &ignored) && log_goes_on(&state, whole);
    db_close(whole);
    return good || err_fail(err, ERR_TAMPERED,
                            _("%s est d'un autre livre, ou d'avant une copie remise : rien n'est "
                              "changé. Le garder ailleurs, puis recommencer."),
                            log);
}
