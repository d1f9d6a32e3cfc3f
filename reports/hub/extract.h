/*
 * What of a book goes to the hub: the real chains up to their newest closing,
 * without a name, a sheet, a contact, a badge or a word that someone typed.
 * reports/hub/columns.csv says of every column of a book whether it goes.
 *
 * The hashes of the book cover what does not go, so nobody else can make them
 * again. The extract has a chain of its own: link = SHA-256(link before, bytes
 * of what goes of the record, the book's own hash included), which the server
 * makes again from the rows that it stored.
 */
#ifndef REPORTS_HUB_EXTRACT_H
#define REPORTS_HUB_EXTRACT_H

#include "base/crypto.h"
#include "base/db.h"
#include "ledger/keyring.h"

enum { EXTRACT_TABLES = 10, EXTRACT_COLUMNS_MAX = 24, EXTRACT_CHAINS_MAX = 26 };

/* A table of the extract; its first column is the sequence of the record. */
struct extract_table {
    const char *name;
    int column_count;
    const char *columns[EXTRACT_COLUMNS_MAX];
    const char *kinds; /* a letter a column: i whole number, t text, b bytes */
    const char *sql;   /* parameters: chain, last sequence; rows in the order of the chain */
};

/* In the order in which their rows are hashed; the first is `record`. */
extern const struct extract_table EXTRACT_TABLE[EXTRACT_TABLES];

/* Where a chain stood when the hub last sealed it; seq 0 = never. */
struct extract_head {
    char chain[2];
    int64_t seq;
    unsigned char hash[HASH_BYTES]; /* the book's own */
    unsigned char link[HASH_BYTES];
};

/* Gets each row beyond the known head; `cells` holds column_count of them. */
typedef void extract_row_fn(void *context, int table, const struct stmt_cell *cells);

struct extract {
    struct extract_head head;                 /* the newest closing */
    int64_t sent_count;                       /* records beyond the known head */
    bool has_signature;                       /* this computer has the till's key */
    unsigned char signature[SIGNATURE_BYTES]; /* of head.link */
    unsigned char public_key[PUBLIC_KEY_BYTES];
};

/* The chains that have a closing; `*count` of them. */
bool extract_chains(struct db *db, char chains[EXTRACT_CHAINS_MAX], int *count,
                    struct err *err) MUST_CHECK;

/*
 * Walk a chain up to its newest closing; rows beyond `known` go to `row`.
 * ERR_TAMPERED: at the known head the book holds another record (a fork), or it
 * ends before (an older copy): nothing went to `row` then.
 */
bool extract_walk(struct db *db, const struct extract_head *known, extract_row_fn *row,
                  void *context, struct extract *out, struct err *err) MUST_CHECK;

/* Sign the last link with the till's key, where it is. */
bool extract_sign(struct db *db, const struct keyring *keyring, const char *book_id,
                  struct extract *extract, struct err *err) MUST_CHECK;

#endif
