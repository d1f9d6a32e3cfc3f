/*
 * What a month or session closing closes over all tills of the book: its own
 * period, and the day closings that other tills had brought by then.
 */
#ifndef LEDGER_CLOSING_ALL_H
#define LEDGER_CLOSING_ALL_H

#include "ledger/closing/closed.h"

/* Fill in closing->all and closing->shares; of a day its own sales and no share. */
bool closing_read_all(struct db *db, struct closing *closing, struct err *err) MUST_CHECK;

#endif
