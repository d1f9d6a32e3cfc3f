/*
 * A sale day that was invented: tickets by a fixed sequence of chance, until
 * the day has taken what it should, to the cent.
 */
#ifndef POS_EXAMPLE_MARKET_H
#define POS_EXAMPLE_MARKET_H

#include "ledger/till.h"

struct market_day {
    struct day day;
    int32_t offset_min;  /* of the wall clock */
    cents turnover;      /* to be taken, refunds off */
    const char *session; /* "fc04": whose products */
    int sellers;         /* badges P1..Pn take turns */
    uint64_t seed;       /* of the sequence */
    cents difference;    /* counted less expected at the end */
};

/* Put the products of a session on the stand. */
bool market_put_products(struct till *till, const char *session, struct err *err) MUST_CHECK;

/* Float, sales, count and Z of one day; the till's clock runs along with the day. */
bool market_play(struct till *till, const struct market_day *day, struct err *err) MUST_CHECK;

#endif
