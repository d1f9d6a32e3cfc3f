/*
 * The steps of a session: prepared, open, closed, cold review, archived. Each
 * is a person's act and a record of the journal; a date only says when it may
 * be done. It is another thing than the closing of the session at the till:
 * "closed" says that the last day is done and every figure of the people
 * stands; the till's closing says that the accounts stand. Bills may come
 * after the first, ratings after the second; archived needs both.
 */
#ifndef POS_SESSION_STEP_H
#define POS_SESSION_STEP_H

#include "ledger/till.h"
#include "programme/calendar.h"

/*
 * Something real was recorded of a day: presence, a rating, a sale. The first
 * one opens a prepared session; nothing else changes.
 */
bool session_started(struct till *till, struct err *err) MUST_CHECK;
/* The same where the record itself stands already: a failure waits for the next record. */
void session_notice_start(struct till *till);

/*
 * May the session go on to `to` now? ERR_INPUT: not the next step, too early,
 * or the till is still open. ERR_FORBIDDEN: archiving is the host's.
 */
bool session_step_check(const struct till *till, enum session_state to, struct err *err) MUST_CHECK;
/* Checks, then takes the step; nothing is changed after a failure. */
bool session_step_take(struct till *till, enum session_state to, struct err *err) MUST_CHECK;

/* "open": as commands write it. ERR_INPUT names the words. */
bool session_state_parse(const char *word, enum session_state *out, struct err *err) MUST_CHECK;

#endif
