/*
 * One mark into the book, whatever screen it was given on: asked one sentence
 * at a time, or keyed in from a paper.
 */
#ifndef POS_RATING_ACT_H
#define POS_RATING_ACT_H

#include "ledger/till.h"
#include "programme/rating.h"

struct rating_act {
    const char *badge; /* who is rated */
    const struct rating *rating;
    const struct grid *grid;
    const struct calendar *calendar;
    const char *reason; /* of a correction, "" none */
};

/* ERR_CLOSED: the session is over and there is no reason; nothing is changed after a failure. */
bool rating_act_record(struct till *till, const struct rating_act *act, struct err *err) MUST_CHECK;

#endif
