/*
 * Is the computer's clock one that this session can have? A flat battery says
 * 2000, a wrong year says 2062. It is asked about where people sell, and stops
 * nothing: what is recorded keeps its order, and its day is judged at the Z.
 */
#ifndef POS_CLOCK_DOUBT_H
#define POS_CLOCK_DOUBT_H

#include "ledger/till.h"

enum { CLOCK_DOUBT_MAX = 160 };

/* A question for whoever sells; "" when the clock is behind no record and near the session's days.
 */
bool clock_doubt_read(struct till *till, char out[CLOCK_DOUBT_MAX], struct err *err) MUST_CHECK;

/* The same on standard error, for commands: what they answer stays as it is. */
bool clock_doubt_tell(struct till *till, struct err *err) MUST_CHECK;

#endif
