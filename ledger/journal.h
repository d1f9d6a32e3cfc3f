/*
 * The sealed journal: what happened at a till, written once, never rewritten.
 *
 * A record is one event. Its canonical bytes are its head (form, chain,
 * sequence, kind, number, time, offset, operator, tutor, signature of the record
 * before), the rows it adds to the fact tables, column by column as they are
 * stored and in the order of enum fact_table, and the running totals.
 * hash = SHA-256(previous hash, bytes), signed by the till's key.
 *
 * Order of calls, inside one transaction of the caller:
 *   journal_begin, any change of `draft.running`, rows (fact_begin … fact_end), journal_seal
 * The head moves at journal_seal(). When the transaction is rolled back the
 * caller puts the head back: `struct journal_head saved = journal.head` before
 * the transaction, journal_restore(&journal, &saved) after.
 *
 * A new key, a new form of the records, another program version and a clock
 * that went back are records of their own, written by journal_begin() before the asked one: none is
 * silent.
 */
#ifndef LEDGER_JOURNAL_H
#define LEDGER_JOURNAL_H

#include "base/day.h"
#include "ledger/journal_head.h"
#include "ledger/keyring.h"

/* Who acts. Roles are 'animator' and 'host'; anything else is a badge. */
struct actor {
    char who[ACTOR_MAX];
    char tutor[ACTOR_MAX]; /* "" none */
};

struct journal {
    struct db *db;
    char chain[2];
    struct journal_head head;
    struct journal_head draft; /* of the record being written */
    struct crypto_signer *signer;
    unsigned char public_key[PUBLIC_KEY_BYTES]; /* in the book at the last KEY record */
    bool key_is_due;                            /* the signer's key is not the one in the book */
    bool version_is_due;                        /* the book was last written by another version */
    bool upgrade_is_due;                        /* the chain's last record is of an earlier form */
    enum record_kind kind;
    int64_t number;
    struct actor actor;
    struct moment moment;
    struct buf bytes;
    enum fact_table last_table; /* rows come in table order: asserted */
    struct err *err;            /* of the record being written */
    bool is_writing;
};

/* Read the head of `chain`. The signer is borrowed. ERR_TAMPERED: the head is not readable. */
bool journal_open(struct journal *out, struct db *db, char chain, struct crypto_signer *signer,
                  struct err *err) MUST_CHECK;
void journal_close(struct journal *journal);
/* What is due before the next record: a key, the present form, a version, a clock that went back.
 */
bool journal_announce(struct journal *journal, const struct actor *actor, struct moment moment,
                      struct err *err) MUST_CHECK;
bool journal_begin(struct journal *journal, enum record_kind kind, int64_t number,
                   const struct actor *actor, struct moment moment, struct err *err) MUST_CHECK;

/* One row of a fact table: the values in the order of its sealed columns. Failures stick to err. */
struct fact {
    struct journal *journal;
    struct stmt stmt;
    enum fact_table table;
    size_t head_at; /* where the row starts in the canonical bytes */
    int value_count;
};

struct fact fact_begin(struct journal *journal, enum fact_table table);
void fact_int(struct fact *fact, int64_t value);
void fact_text(struct fact *fact, const char *text); /* borrowed until fact_end() */
void fact_blob(struct fact *fact, const void *bytes, size_t length);
void fact_null(struct fact *fact);
void fact_end(struct fact *fact);

struct note {
    const char *subject;
    const char *detail;
    int64_t amount;
};

/* A note as one row of the record being written. */
void fact_note(struct journal *journal, const struct note *note);

/* The whole of a record that carries one note. */
bool journal_note(struct journal *journal, enum record_kind kind, const struct actor *actor,
                  struct moment moment, const struct note *note, struct err *err) MUST_CHECK;

/* Hash, sign and write the record; the head moves. False: roll the transaction back. */
bool journal_seal(struct journal *journal, struct err *err) MUST_CHECK;

void journal_restore(struct journal *journal, const struct journal_head *head);

/* The key that the chain's last KEY record announces; false when there is none. */
bool journal_find_key(struct db *db, const char *chain, unsigned char out[PUBLIC_KEY_BYTES],
                      struct err *err) MUST_CHECK;

#endif
