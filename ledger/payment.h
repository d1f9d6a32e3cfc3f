/*
 * The small words of a ticket: how it is paid, and what is taken off.
 */
#ifndef LEDGER_PAYMENT_H
#define LEDGER_PAYMENT_H

#include "ledger/money.h"

enum payment_mode { PAY_CASH = 1, PAY_CARD, PAY_CHEQUE, PAY_VOUCHER, PAY_OTHER, PAY_MODE_END };
enum { PAY_FOUR_END = PAY_OTHER }; /* after the four that need no means of their own */

enum discount_kind { DISCOUNT_NONE, DISCOUNT_AMOUNT, DISCOUNT_PERCENT };

struct discount {
    enum discount_kind kind;
    int64_t value; /* cents or basis points, >= 0 */
};

/* "12.5%" / "12,5 %" or an amount. ERR_INPUT: neither, or negative. */
bool discount_parse(const char *text, struct discount *out, struct err *err) MUST_CHECK;

const char *payment_mode_name(enum payment_mode mode); /* "espèces", in the chosen language */
const char *payment_mode_word(enum payment_mode mode); /* "cash": commands and files */

#endif
