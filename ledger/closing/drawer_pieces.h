/*
 * Which notes and coins lie in the drawer: those of the last count, the notes that were given
 * since, less the change. What nobody counted (exact sums, money added) is known only by its worth;
 * once money was taken out, nothing is known until the next count.
 */
#ifndef LEDGER_DRAWER_PIECES_H
#define LEDGER_DRAWER_PIECES_H

#include "ledger/closing/counting.h"
#include "ledger/till.h"

struct drawer_pieces {
    char chain[2]; /* of the till, or of its practice; "" nothing read yet */
    int64_t seq;   /* read up to this record */
    cents drawer;  /* expected after it */
    bool is_known;
    struct cash_counting counted; /* by the last count */
    struct cash_counting sure;    /* there at least */
    cents other;                  /* beside them, in pieces that nobody counted */
    struct cash_counting back;    /* the change of the last ticket */
};

/* Reads on from where `drawer` stands; all zero: from the last count. */
bool drawer_pieces_follow(struct drawer_pieces *drawer, struct till *till,
                          struct err *err) MUST_CHECK;
/*
 * How to give `amount`: of the pieces that are there, else with some that may be there, few and
 * large first. False, with the usual pieces: the drawer is known, and cannot.
 */
bool drawer_pieces_change(const struct drawer_pieces *drawer, cents amount,
                          struct cash_counting *out);
/* The largest piece for change that was there in number and of which few are left; 0 none. */
cents drawer_pieces_low(const struct drawer_pieces *drawer);

#endif
