/*
 * Verification: recompute the whole journal from the rows that reports read.
 *
 * What ledger/chain_check judges of each chain, with the bytes that
 * ledger/record_reader makes of the rows; then what only a book has: rows that
 * belong to no record, what is kept along with the facts (products, settings;
 * ledger/book_check), and what the program remembers outside the book.
 */
#ifndef LEDGER_VERIFY_H
#define LEDGER_VERIFY_H

#include "base/day.h"
#include "ledger/keyring.h"
#include "ledger/record.h"

enum { VERDICT_TEXT_MAX = 300 };

struct verdict {
    bool is_good;
    int64_t record_count; /* all chains */
    char head[13];        /* first 12 digits of the newest record of the own till */
    cents perpetual;      /* all tills */
    int key_count;        /* keys announced, the first of each chain included */
    int key_change_count; /* of a book: announced later; each is a record, and worth a question */
    bool key_is_missing;  /* of a book: the own till's key is not in the keyring given */
    char older_chain;     /* recorded an older copy that nobody accepted; '\0' none */
    int64_t older_seq;    /* its record */
    struct moment accepted_at; /* when the last older copy was accepted; utc_s 0: none was */

    /* When it is not good: */
    char chain[2];               /* "" when it concerns no chain */
    int64_t seq;                 /* first bad record, 0 unknown */
    char what[VERDICT_TEXT_MAX]; /* one sentence */
    struct moment trusted_until; /* time of the last good record before it; utc_s 0 = none */
};

/*
 * `head_code`: hexadecimal start of a hash that the book must still hold, as printed on a Z; ""
 * none. `keyring` may be NULL. False only when the book could not be read (ERR_STORAGE); what was
 * found is in `*out`. The book is not changed.
 */
bool book_verify(struct db *db, const struct keyring *keyring, const char *head_code,
                 struct verdict *out, struct err *err) MUST_CHECK;

/* The one line of `flashcoop verify`. */
void verdict_format(const struct verdict *verdict, char out[VERDICT_TEXT_MAX * 2]);

#endif
