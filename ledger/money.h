/*
 * Money: exact integer cents from the key press to the paper.
 *
 * The price that people see includes VAT (TTC) and is the truth; net and VAT
 * are derived from it once per ticket and rate, then stored. All division of
 * money in the program happens here and says how it rounds.
 */
#ifndef LEDGER_MONEY_H
#define LEDGER_MONEY_H

#include "base/err.h"

#include <stdint.h>

typedef int64_t cents;        /* euro cents, VAT included unless a name says net */
typedef int32_t basis_points; /* 5,5 % = 550; 0..10000 */
typedef int64_t thousandths;  /* quantity: 1,250 kg = 1250; one piece = 1000 */

#define CENTS_MAX                                                                                  \
    INT64_C(99999999999) /* 999 999 999,99 €: no sum of a book comes near overflow               \
                          */
#define THOUSANDTHS_MAX INT64_C(9999999) /* 9 999,999 */
enum { ONE_PIECE = 1000, RATE_MAX = 10000, MONEY_TEXT_MAX = 48 };

/* An amount that a book holds, added up; ERR_TAMPERED for one that nobody can have recorded. */
bool money_add(cents *sum, cents amount, struct err *err) MUST_CHECK;

/* a × b ÷ divisor, half away from zero. `divisor` > 0; exact for every value in the ranges above.
 */
int64_t money_scale(int64_t a, int64_t b, int64_t divisor);

/* round_half_up(gross × 10000 / (10000 + rate)); a refund is the exact mirror. */
cents money_net(cents gross, basis_points rate);

/* The floor of the same division for gross >= 0; `*fraction` is what was cut off, to compare with
 * others. */
cents money_net_floor(cents gross, basis_points rate, int64_t *fraction);

/* round_half_up(quantity × price / 1000), mirrored for a negative quantity. */
cents money_line(thousandths quantity, cents price);

/* `percent` of `amount`, half away from zero. */
cents money_percent(cents amount, basis_points percent);

/*
 * Share `pool` in proportion to `weights` (each >= 0, at least one > 0), to the
 * cent: floor of each part, then the cents left to the largest fractions, ties
 * by order. A negative pool is the mirror. shares[] sum to `pool`.
 */
void money_share(cents pool, const int64_t *weights, size_t count, cents *shares);

/*
 * "12,50", "12.50", "12", "-3,5", "1 204,50 €", "€12.50", "1,204.50", "1.204,50 EUR": a single
 * dot or comma is the decimal one. ERR_INPUT: not an amount, more than two decimals, or too large.
 */
bool money_parse(const char *text, cents *out, struct err *err) MUST_CHECK;
/* "1 204,74" in French, "1,204.74" in English; no currency sign. */
void money_format(cents amount, char out[MONEY_TEXT_MAX]);
/* "1 204,74 €" in French, "€1,204.74" in English, with a no-break space. */
void money_format_euro(cents amount, char out[MONEY_TEXT_MAX]);
/* "1204.74": files, never changes with the language. */
void money_format_file(cents amount, char out[MONEY_TEXT_MAX]);

/* "5.5", "5,5", "20", "5.5%": 0..100 %. ERR_INPUT otherwise. */
bool rate_parse(const char *text, basis_points *out, struct err *err) MUST_CHECK;
void rate_format(basis_points rate, char out[MONEY_TEXT_MAX]);      /* "5,5 %" or "5.5%" */
void rate_format_file(basis_points rate, char out[MONEY_TEXT_MAX]); /* "5.5" */

/* "2", "1,250", "1.25": up to three decimals, > 0 unless `negative_allowed`. ERR_INPUT otherwise.
 */
bool quantity_parse(const char *text, bool negative_allowed, thousandths *out,
                    struct err *err) MUST_CHECK;
void quantity_format(thousandths quantity, char out[MONEY_TEXT_MAX]);      /* "2" or "1,25" */
void quantity_format_file(thousandths quantity, char out[MONEY_TEXT_MAX]); /* "2" or "1.25" */

/* The notes and coins of the euro, largest first, in cents. */
enum { DENOMINATION_COUNT = 15 };
extern const cents DENOMINATIONS[DENOMINATION_COUNT];

/* Fewest notes and coins for `amount` >= 0, largest first; `counts` beside DENOMINATIONS. */
void money_pieces(cents amount, int64_t counts[DENOMINATION_COUNT]);

#endif
