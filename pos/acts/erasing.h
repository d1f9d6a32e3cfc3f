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

/* `proof`: the paper to hand out; sheets that do not open are no failure, the proof says so.
 * ERR_NOT_FOUND: nobody has that badge. */
bool erasing_person(struct till *till, const struct vault_access *access, const char *badge,
                    struct buf *proof, struct err *err) MUST_CHECK;

/* The names of all, once the session is closed. ERR_FORBIDDEN: the sheets are closed. */
bool erasing_names(struct till *till, const struct vault *vault, struct buf *proof,
                   struct err *err) MUST_CHECK;

enum { ERASING_PATH_MAX = 4096 + 40 };
/* What the screens write beside a book: mamcookies.flashcoop → mamcookies-WHAT-BADGE.csv, or .txt
 * for a proof. The data of a person that is forgotten goes with her. */
#define ERASING_DATA  "donnees"
#define ERASING_PROOF "effacement"
void erasing_path(const char *book, const char *what, const char *badge,
                  char out[ERASING_PATH_MAX]);

#endif
