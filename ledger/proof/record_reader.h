/*
 * The records of one chain as they stand in the book: their canonical bytes,
 * made again of the very rows that reports read, with the hash and signature
 * that are stored. Nothing is judged here: ledger/chain_check does that, with the
 * bytes of a book as with those of an archive.
 */
#ifndef LEDGER_RECORD_READER_H
#define LEDGER_RECORD_READER_H

#include "ledger/journal_head.h"
#include "ledger/proof/record_view.h"

struct record_cursor {
    struct stmt stmt;
    bool has_row;
    int64_t key; /* of the row it stands on */
};

struct record_reader {
    char chain[2];
    struct stmt records;
    struct record_cursor cursors[FACT_TABLE_END]; /* each one row ahead */
    struct err *err;
    bool is_first;
    int64_t to;            /* last record to read; INT64_MAX: to the end */
    enum fact_table stray; /* the table of a row that belongs to no record: the walk ended there */
    bool is_unsealed;      /* the record holds a value that its form does not seal: likewise */

    /* The record at hand, after record_reader_next(). */
    int64_t seq;
    enum record_kind kind;
    int form;
    struct buf bytes;            /* canonical */
    struct sealed_record record; /* borrows the bytes */
    bool is_sealed; /* hash and signature have their length in the book; else zeros stand here */
};

/* Start at the first record of `chain`; `err` keeps the failure until record_reader_close(). */
void record_reader_open(struct record_reader *out, struct db *db, const char *chain,
                        struct err *err);

/* Likewise from the record after `head` to `to`, that one included. */
void record_reader_open_range(struct record_reader *out, struct db *db, const char *chain,
                              const struct journal_head *head, int64_t to, struct err *err);

/* True on a record, in the order of the chain; false at the end, on a stray, and after a failure.
 */
bool record_reader_next(struct record_reader *reader);

/* True when the book could be read. */
bool record_reader_close(struct record_reader *reader) MUST_CHECK;

#endif
