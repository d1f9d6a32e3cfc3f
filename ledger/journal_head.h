/*
 * The head of a chain: where it stands after its last record, and what runs
 * along with it. A closing or an X is the difference of two heads.
 */
#ifndef LEDGER_JOURNAL_HEAD_H
#define LEDGER_JOURNAL_HEAD_H

#include "base/day.h"
#include "ledger/record.h"

struct rate_running {
    basis_points rate;
    cents gross;
    cents net;
    cents vat;
};

struct means_running {
    char means[MEANS_MAX];
    cents amount;
};

struct journal_head {
    int64_t seq; /* 0: nothing recorded yet */
    int form;    /* of the last record */
    unsigned char hash[HASH_BYTES];
    unsigned char signature[SIGNATURE_BYTES]; /* of the last record */
    int64_t time;                             /* UTC seconds of the last record */
    struct running running;
    int64_t last_ticket;                  /* number, 0 none */
    struct rate_running rates[RATES_MAX]; /* every rate ever sold at, ascending */
    int rate_count;
    struct means_running means[FURTHER_MEANS_MAX]; /* every one ever taken, in their order */
    int means_count;
    struct day last_day; /* accounting day of the last ticket; DAY_NONE: none, or of form 1 */
};

/* As it stands in the book. ERR_TAMPERED: it is not readable. */
bool journal_head_read(struct journal_head *out, struct db *db, const char *chain,
                       struct err *err) MUST_CHECK;

/* As it stood after record `seq`. */
bool journal_head_read_at(struct journal_head *out, struct db *db, const char *chain, int64_t seq,
                          struct err *err) MUST_CHECK;

/* The running total of a rate, made when new; NULL when RATES_MAX are in use. */
struct rate_running *journal_head_rate(struct journal_head *head, basis_points rate);

/* The running total of a further means, made when new; NULL when FURTHER_MEANS_MAX are in use. */
struct means_running *journal_head_means(struct journal_head *head, const char *means);

enum { HEAD_CODE_MAX = 13 }; /* the first 12 hexadecimal digits, as printed on every Z */
void journal_head_code(const unsigned char hash[HASH_BYTES], char out[HEAD_CODE_MAX]);

#endif
