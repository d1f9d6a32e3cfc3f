/*
 * Forgetting, whole: the tables of people, the names of parked tickets, what
 * was being typed, the copy on the stick; then the sealed journal is read
 * through, and the proof says truly what it still holds. For the screen and
 * for `flashcoop person`.
 */
#ifndef POS_ERASING_H
#define POS_ERASING_H

#include "base/buf.h"
#include "ledger/till.h"
#include "programme/vault.h"

/* `proof`: the paper to hand out. ERR_NOT_FOUND: nobody has that badge. */
bool erasing_person(struct till *till, const char *badge, struct buf *proof,
                    struct err *err) MUST_CHECK;

/* The names of all, once the session is closed. ERR_FORBIDDEN: the sheets are closed. */
bool erasing_names(struct till *till, const struct vault *vault, struct buf *proof,
                   struct err *err) MUST_CHECK;

#endif
