/* One chain recomputed: the working parts of ledger/verify. */
#ifndef LEDGER_VERIFY_CHAIN_H
#define LEDGER_VERIFY_CHAIN_H

#include "ledger/journal.h"
#include "ledger/ticket.h"
#include "ledger/verify.h"

/* What the facts say of each product code, to compare with what is kept along. */
enum { TALLY_MAX = 1024 };

struct tally {
    char code[40];
    int64_t sold;
    cents gross;
    int64_t moved;
};

struct tallies {
    struct tally all[TALLY_MAX]; /* open-addressed by code */
    bool is_full;                /* more codes than a book can have */
};

struct tally *tallies_find(struct tallies *tallies, const char *code);

/* A start of a hash to look for; `wanted` NULL or "" looks for nothing. */
struct head_search {
    const char *wanted;
    bool found;
};

struct recomputation {
    struct db *db;
    struct tallies *tallies; /* NULL: products are not followed */
    struct head_search search;
    struct verdict *verdict;
};

/*
 * Recompute `chain`; the first thing wrong goes into the verdict and ends it.
 * `head` receives the last good head.
 */
bool chain_recompute(struct recomputation *work, const char *chain, struct journal_head *head,
                     struct err *err) MUST_CHECK;

/* Say what is wrong, once: later findings are dropped. Always false. */
bool verdict_fault(struct verdict *verdict, const char *chain, int64_t seq, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
