/* Notes and coins, so many of each: what somebody counted. Pure. */
#ifndef LEDGER_COUNTING_H
#define LEDGER_COUNTING_H

#include "ledger/money.h"

#include <stdbool.h>

struct cash_counting {
    int64_t pieces[DENOMINATION_COUNT]; /* beside DENOMINATIONS */
};
cents counting_total(const struct cash_counting *counting);
/* "50=1", "0.5=4": adds to the counting. ERR_INPUT: no such note or coin, or a count below 0. */
bool counting_parse(const char *text, struct cash_counting *counting, struct err *err) MUST_CHECK;

#endif
