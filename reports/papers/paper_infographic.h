/*
 * One page of pictures for those who fund a session: people, hours, money,
 * what they say, what becomes of them, each with its base. Safe in black and
 * white: a number stands beside every drawing. Only figures that may leave the
 * host are handed in: small ones are merged before.
 */
#ifndef REPORTS_PAPER_INFOGRAPHIC_H
#define REPORTS_PAPER_INFOGRAPHIC_H

#include "ledger/money.h"
#include "reports/print/paper.h"

enum { FUNDER_STATEMENTS_MAX = 2, FUNDER_STEPS_MAX = 14 };

struct funder_count {
    const char *label;
    int count, base; /* 0 <= count <= base */
};

struct infographic {
    int people;                /* who started; 0 too few to be told */
    int64_t minutes;           /* of the group; 0 not told */
    const char *what;          /* the product, "" */
    cents sold, spent, shared; /* without VAT; `sold` 0: no money yet */
    int statement_count;
    struct funder_count statements[FUNDER_STATEMENTS_MAX];
    const char *steps_when; /* "4 à 6 mois après"; "" nobody said anything */
    int step_count;
    struct funder_count steps[FUNDER_STEPS_MAX];
    const char *quote;    /* with consent, "" */
    const char *partners; /* who agreed to be named, "" */
    int limit;            /* the smallest count that is told */
};

bool paper_infographic(const struct paper_head *head, const struct infographic *page,
                       struct outlet *outlet, struct err *err) MUST_CHECK;

#endif
