/*
 * The one door to a change of the programme: who may, in one transaction, with its reason once the
 * session is closed, and traced. Between act_begin() and till_write_end() stands what is written.
 */
#ifndef POS_ACT_H
#define POS_ACT_H

#include "ledger/till.h"

struct act {
    enum action action; /* what the person at the till must be allowed to do */
    const char *what;   /* for the trace, by badge */
    const char *reason; /* NULL or "": none */
    bool is_for_later;  /* an answer: it may come until the session is archived */
};

/*
 * Begins the transaction, which till_write_end() ends. ERR_FORBIDDEN: not she. ERR_CLOSED: a reason
 * is wanted. On failure nothing is open.
 */
bool act_begin(struct till *till, const struct act *act, struct err *err) MUST_CHECK;

/* The same questions within a transaction of the caller. */
bool act_allow(struct till *till, const struct act *act, struct err *err) MUST_CHECK;

#endif
