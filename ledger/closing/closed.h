/*
 * What a closing, or an X, says: the figures of a period.
 */
#ifndef LEDGER_CLOSED_H
#define LEDGER_CLOSED_H

#include "ledger/closing/compared.h"
#include "ledger/means.h"
#include "ledger/proof/period_totals.h"
#include "ledger/proof/verdict.h"

enum { TILL_SHARES_MAX = 26 };

struct till_share {
    char chain[2];
    cents gross;
};

struct closing {
    struct period_totals reading; /* of its own till */
    struct period all;       /* of a month and the session: over all tills; else as the reading */
    struct means_list means; /* further means of the book: their names, which lie in the drawer */
    struct till_share shares[TILL_SHARES_MAX]; /* of them, its own first; none for a day */
    int share_count;
    char chain[2];
    int64_t seq;
    enum period_kind kind;
    int64_t number; /* Z number of its kind, from 1; 0 = an X reading */
    struct moment time;
    char who[ACTOR_MAX];
    bool was_counted;
    cents counted;
    cents difference;  /* counted - expected, 0 when not counted */
    cents differences; /* of a month and the session: of their days, over all tills */
    char reason[LABEL_MAX];
    struct compared compared[COMPARED_MAX]; /* with terminals' files, so far */
    int compared_count;
    bool is_older_copy;             /* the host has not accepted an older copy put back */
    char unsound[VERDICT_TEXT_MAX]; /* why the book did not verify when it was closed, "" */
    bool is_unnoted;                /* an X that could not be noted in the journal */
    unsigned char hash[HASH_BYTES]; /* of the closing's own record: the head it prints */
};

#endif
