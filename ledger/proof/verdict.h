/*
 * What was found out about a journal: good, or the first thing that is wrong.
 */
#ifndef LEDGER_VERDICT_H
#define LEDGER_VERDICT_H

#include "base/day.h"
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

/* Say what is wrong, once: later findings are dropped. Always false. */
bool verdict_fault(struct verdict *verdict, const char *chain, int64_t seq, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The one line of `flashcoop verify`. */
void verdict_format(const struct verdict *verdict, char out[VERDICT_TEXT_MAX * 2]);

#endif
