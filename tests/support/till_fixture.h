/*
 * A book in memory with an open till, a frozen clock that the test moves, and
 * a keyring in a folder of its own. Three products: C1 cookies 1,50 € at 5,5 %,
 * S1 sachet 4,50 € at 5,5 %, T1 sac 12,00 € at 20 %.
 */
#ifndef TESTS_SUPPORT_TILL_FIXTURE_H
#define TESTS_SUPPORT_TILL_FIXTURE_H

#include "ledger/till.h"

struct till_fixture {
    struct db *db;
    struct till till;
    struct err err;
    char folder[64]; /* temporary; holds the keyring */
};

/* cmocka setup and teardown. */
int till_fixture_setup(void **state);
int till_fixture_teardown(void **state);

/* Time goes on by `seconds`. */
void till_fixture_wait(struct till_fixture *f, int64_t seconds);

/* Sell `quantity` pieces of `code`, paid in `mode` exactly; fails the test when refused. */
struct sold till_fixture_sell(struct till_fixture *f, const char *code, int quantity,
                              enum payment_mode mode);

/* Fails the test with what the till said. */
void expect_good(struct till_fixture *f, bool good);
/* It was refused by `code` in a sentence with `words`; the till is asked anew. */
void expect_refused(struct till_fixture *f, bool good, enum err_code code, const char *words);

#endif
