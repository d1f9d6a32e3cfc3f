/*
 * What a workshop writes: a price sheet (J2), a making (J4) and what it brings
 * to the stock, its correction. Each in one transaction, or not at all; screens
 * and the command share them.
 */
#ifndef POS_WORKSHOP_ACT_H
#define POS_WORKSHOP_ACT_H

#include "ledger/till.h"
#include "programme/workshop.h"

/* The rate of that product; of one that is not at the till yet, the one most goods have. */
bool workshop_rate(struct till *till, const char *product, int *rate, struct err *err) MUST_CHECK;

/* `reason` "" or NULL none: ERR_CLOSED once the session is done. */
bool workshop_put_price(struct till *till, const char *product, const struct price_sheet *sheet,
                        const char *reason, struct err *err) MUST_CHECK;
bool workshop_put_batch(struct till *till, const struct batch *batch, const char *reason,
                        struct err *err) MUST_CHECK;

/*
 * The same lot as it is from now on; the stock follows, and what changed stays visible with its
 * reason. ERR_INPUT: no reason.
 */
bool workshop_correct_batch(struct till *till, const struct batch *before,
                            const struct batch *after, const char *reason,
                            struct err *err) MUST_CHECK;

#endif
