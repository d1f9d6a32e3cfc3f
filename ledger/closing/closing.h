/*
 * Counts and closings. A closing is O(1): the period is the
 * difference between the running totals of two records.
 *
 * Code général des impôts, article 286-I-3° bis, and BOI-TVA-DECLA-30-10-30:
 * daily, monthly and yearly closings with a period total and a perpetual total
 * that is never reset. The session is this book's year.
 */
#ifndef LEDGER_CLOSING_H
#define LEDGER_CLOSING_H

#include "ledger/closing/closed.h"
#include "ledger/closing/counting.h"

/*
 * Record a count of the drawer; a count of the same period before it is named
 * as replaced. The expected amount is given back only now: the count is blind.
 */
bool closing_count(struct till *till, const struct cash_counting *counting, cents *expected,
                   struct err *err) MUST_CHECK;

/*
 * What should lie in the drawer apart from euros, for whoever counted it: "La Muse 19,00 €"; ""
 * nothing. Of the running day, as no count takes it out.
 */
enum { BESIDE_TEXT_MAX = 300 };
bool closing_beside(struct till *till, char out[BESIDE_TEXT_MAX], struct err *err) MUST_CHECK;

/* The last count of the running day: false in `*found` when there is none. */
bool closing_find_count(struct till *till, bool *found, cents *counted, struct err *err) MUST_CHECK;

/* The notes and coins of the newest count, of whatever day: false in `*found` when there is none.
 */
bool closing_find_pieces(struct till *till, struct cash_counting *out, bool *found,
                         struct err *err) MUST_CHECK;

/*
 * Close a period and post its entry. The cash counted is `counted`, or the last
 * count of the day when `counted` < 0. A difference never stops a closing, but
 * wants a reason. ERR_INPUT: a difference without reason; for a month or the
 * session, a day still open; for the session, a parked ticket without a reason. ERR_CLOSED: the
 * session is closed.
 */
bool closing_close(struct till *till, enum period_kind kind, cents counted, const char *reason,
                   struct closing *out, struct err *err) MUST_CHECK;

/* True while the month of the till's clock is not over: closed now, it is closed too early. */
bool closing_month_is_early(const struct till *till);
const char *closing_early_text(void);

/* A recorded closing of the book's own till. ERR_NOT_FOUND. */
bool closing_find(struct db *db, char chain, enum period_kind kind, int64_t number,
                  struct closing *out, struct err *err) MUST_CHECK;

/* The first and the last day that it stands for in the accounts; of an X its day. */
bool closing_days(struct db *db, const struct closing *closing, struct day *from, struct day *to,
                  struct err *err) MUST_CHECK;

/* How many closings of the kind there are; 0 none. */
bool closing_count_done(struct db *db, char chain, enum period_kind kind, int64_t *out,
                        struct err *err) MUST_CHECK;

/* True when something was recorded at the till since its last day closing, which one may post. */
bool closing_day_is_open(struct till *till, bool *out, struct err *err) MUST_CHECK;

#endif
