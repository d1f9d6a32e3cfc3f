/*
 * A till opened where its key is not: its book came from another computer. Two
 * that sell under one letter part for ever, so nothing is recorded before a
 * person said whether the other one still sells. If it does, or nobody knows,
 * this one goes on as another till (ledger/proof/merge, till_make_copy).
 */
#ifndef LEDGER_ELSEWHERE_H
#define LEDGER_ELSEWHERE_H

#include "ledger/till_book.h"

/* Not of an example, nor where no key can be kept. */
bool till_is_elsewhere(const struct till *till);

/*
 * A key that is kept nowhere would be another one at each start, so nothing is recorded under it,
 * but in an example. ERR_STORAGE: the place it would have.
 */
bool till_has_key_place(const struct till *till);
bool till_check_key_place(const struct till *till, struct err *err) MUST_CHECK;

/* ERR_FORBIDDEN, with what to do, as long as nobody said it; or there is no place for a key. */
bool elsewhere_check(struct till *till, struct err *err) MUST_CHECK;

/* The other one sells no more: this computer's key is announced. ERR_INPUT: the key is here. */
bool till_stay(struct till *till, struct err *err) MUST_CHECK;

/* One that a till of this book has, or a copy was made with. */
bool till_letter_is_taken(struct till *till, char letter, bool *out, struct err *err) MUST_CHECK;
/* A letter that is not taken. ERR_INPUT: none is left. */
bool till_next_letter(struct till *till, char *out, struct err *err) MUST_CHECK;

#endif
