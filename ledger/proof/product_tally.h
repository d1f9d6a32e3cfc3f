/* What the facts say of each product code, to compare with what is kept along. */
#ifndef LEDGER_PRODUCT_TALLY_H
#define LEDGER_PRODUCT_TALLY_H

#include "ledger/ticket.h"

enum { PRODUCT_TALLY_MAX = 1024 };

struct product_tally {
    char code[CODE_MAX];
    thousandths sold;
    cents gross;
    thousandths moved;
    bool has_moved; /* its stock is followed */
};

struct tallies {
    struct product_tally all[PRODUCT_TALLY_MAX]; /* open-addressed by code */
};

/* What another walk counted of a code, on top. */
void tallies_add(struct tallies *tallies, const struct product_tally *more);

/* By the first `length` bytes of `code`; made when new. NULL: more codes than a book can have. */
struct product_tally *tallies_find(struct tallies *tallies, const char *code, size_t length);

#endif
