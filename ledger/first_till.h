/*
 * The till that founded the book. What holds for all tills and is no sale is done there alone: a
 * second till would do it once more, or its file would keep it when only its journal comes back.
 */
#ifndef LEDGER_FIRST_TILL_H
#define LEDGER_FIRST_TILL_H

#include "ledger/till_book.h"

bool first_till_is_here(struct till *till, bool *out, struct err *err) MUST_CHECK;

/* ERR_INPUT: `sentence`, whose %c is its letter. */
bool first_till_check(struct till *till, const char *sentence, struct err *err) MUST_CHECK;

/* The sentence of what has no better one. */
const char *first_till_text(void);

#endif
