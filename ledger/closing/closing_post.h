/*
 * What a day closing posts: one entry for each accounting day in which its
 * sales were recorded, and with the last of them what the count found too much
 * or too little. It stays one Z; its entries have the documents Z-A-3/1, /2 ….
 *
 * A day that the session cannot have (before the book, after the closing: the
 * clock was wrong) is posted with the last one that it can.
 */
#ifndef LEDGER_CLOSING_POST_H
#define LEDGER_CLOSING_POST_H

#include "ledger/closing/closed.h"

/* Into the record being written. Other kinds of closing post nothing. */
bool closing_post(struct till *till, const struct closing *closing, struct err *err) MUST_CHECK;

#endif
