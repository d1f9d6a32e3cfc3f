/*
 * The wait after wrong PINs: 2 s, then twice as long each time, up to 5 minutes.
 * It is counted in the machine's running time, which no clock setting moves, and
 * kept in the book and beside what was seen of it (ledger/keyring): so it lasts
 * over restarts, and holds for a book that is only read. After a new start of
 * the machine it begins anew with the first try.
 *
 * Order of calls: pin_wait_begin(), then pin_wait_count(), then pin_wait_end():
 * tries beside each other come one after the other.
 */
#ifndef LEDGER_PIN_WAIT_H
#define LEDGER_PIN_WAIT_H

#include "ledger/till_book.h"

enum { BOOT_ID_MAX = 40 };

struct pin_wait {
    struct till *till;
    enum role role;
    int file; /* descriptor, locked; -1: no place for it */
    int64_t failures;
    int64_t until_s; /* running time of the machine */
    char boot[BOOT_ID_MAX];
};

/* ERR_FORBIDDEN: too early, the sentence says how long; or no place to count a try at. */
bool pin_wait_begin(struct pin_wait *wait, struct till *till, enum role role,
                    struct err *err) MUST_CHECK;
/* A try was right, or wrong: durably, before anybody is told. */
bool pin_wait_count(struct pin_wait *wait, bool right, struct err *err) MUST_CHECK;
void pin_wait_end(struct pin_wait *wait);

#endif
