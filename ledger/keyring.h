/*
 * What must not live in the book: the secret key of each till, and the newest
 * head that was seen of each chain, by which an older copy shows.
 *
 * A keyring is a folder of the user (default $XDG_DATA_HOME/flashcoop). It may
 * be missing or unwritable, `is_usable` says so: with a key that was kept before,
 * selling goes on.
 */
#ifndef LEDGER_KEYRING_H
#define LEDGER_KEYRING_H

#include "base/crypto.h"

enum { KEYRING_PATH_MAX = 3000, BOOK_ID_MAX = 33 };

struct keyring {
    char folder[KEYRING_PATH_MAX]; /* "" = none */
    bool is_usable;
    int head_file;    /* descriptor of the head last written, -1 */
    int64_t head_seq; /* what it holds */
    char head_name[BOOK_ID_MAX + 8];
};

/* How far a chain had come when this machine last saw it. */
struct seen_head {
    int64_t seq; /* 0 = never seen */
    unsigned char hash[HASH_BYTES];
    bool is_counted;     /* the figures below are known: earlier programs did not keep them */
    int64_t last_ticket; /* number of its last ticket */
    int64_t tickets;     /* how many, refunds included */
    int64_t gross;       /* cents, perpetual total */
};

enum { SEEN_HEADS_MAX = 16 };

/* Make the folder if needed; NULL = the user's own. Cannot fail: see `is_usable`. */
struct keyring keyring_open(const char *folder);
/* The same for one who only reads: nothing is made, nothing can be put. */
struct keyring keyring_look(const char *folder);
void keyring_close(struct keyring *keyring);

/* True when the key of this till was found and is well-formed. */
bool keyring_find_key(const struct keyring *keyring, const char *book_id, char till,
                      unsigned char secret[SECRET_KEY_BYTES]);
/* True when it was stored durably, readable by its owner only. */
bool keyring_put_key(struct keyring *keyring, const char *book_id, char till,
                     const unsigned char secret[SECRET_KEY_BYTES]);

/* The file that counts the wrong PINs of a role, to read and to write; also for one who only reads
 * the book. -1: no place for it. */
int keyring_open_wait(const struct keyring *keyring, const char *book_id, const char *role);

struct seen_head keyring_find_head(const struct keyring *keyring, const char *book_id, char chain);
/*
 * All states that the book must hold, the one last written first: more than one after an older copy
 * was put back, until the host accepted that. The count.
 */
int keyring_find_heads(const struct keyring *keyring, const char *book_id, char chain,
                       struct seen_head out[SEEN_HEADS_MAX]);
/*
 * Never to a lower sequence, unless keyring_keep_head() came before. Not synced: the book itself
 * was, so that after a power cut this is at most as new as the book. True when it stands there now.
 */
bool keyring_put_head(struct keyring *keyring, const char *book_id, char chain,
                      const struct seen_head *head);
/* The state last written is kept beside the one that comes next: the book lacks it. */
void keyring_keep_head(struct keyring *keyring, const char *book_id, char chain);
/* The host accepted that the book lacks what was kept. */
void keyring_drop_kept(struct keyring *keyring, const char *book_id, char chain);

#endif
