/*
 * The key of the personal sheets.
 *
 * Sheets are sealed under a random data key that never changes. Without a
 * passphrase that key is a file of the user, outside the book
 * ($XDG_DATA_HOME/flashcoop/keys, readable by its owner only): the book alone
 * tells nothing about people but the names they are called by. With the
 * animator's passphrase the key is in the book, wrapped under the stretched
 * passphrase, and the file is gone: the book can move.
 */
#ifndef PROGRAMME_VAULT_H
#define PROGRAMME_VAULT_H

#include "base/crypto.h"
#include "base/db.h"

struct vault {
    bool is_open;
    bool is_new; /* made by this very opening */
    unsigned char key[SECRET_KEY_BYTES];
};

/* How a caller gets in. All may be NULL: the user's own folder, no passphrase. */
struct vault_access {
    const char *folder; /* holds `keys/`; NULL = the user's own */
    const char *passphrase;
    const struct vault *opened; /* one that somebody has opened already: its key serves */
};

/*
 * Open the vault of a book; the first time, make it in the caller's transaction.
 * ERR_FORBIDDEN: a passphrase is needed or wrong, or the key file is on another
 * machine. ERR_STORAGE: the folder cannot be written.
 */
bool vault_open(struct db *db, const struct vault_access *access, struct vault *out,
                struct err *err) MUST_CHECK;
/* Take back a vault that vault_open() has just made, when its transaction is given up. */
void vault_discard(struct db *db, const struct vault_access *access, struct vault *vault);
void vault_close(struct vault *vault); /* wipes the key */

/* Wrap the key under a new passphrase (8 characters at least) and remove the key file. */
bool vault_protect(struct db *db, const struct vault *vault, const struct vault_access *access,
                   struct err *err) MUST_CHECK;

/* False in a book where nothing was ever sealed: there is no key to look for. */
bool vault_is_made(struct db *db, bool *out, struct err *err) MUST_CHECK;

/* True when a passphrase is needed to open it; of a copy made before there was one, too. */
bool vault_is_protected(struct db *db, const struct vault_access *access, bool *out,
                        struct err *err) MUST_CHECK;

#endif
