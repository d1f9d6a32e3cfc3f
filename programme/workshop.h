/*
 * The workshops: what a packet costs (J2), a loan as an exercise (J3), a
 * batch (J4), a first look at the shares (J6). Amounts are integer cents;
 * rounding half away from zero. Nothing here is accounts: the till's figures
 * come from the till.
 */
#ifndef PROGRAMME_WORKSHOP_H
#define PROGRAMME_WORKSHOP_H

#include "base/err.h"
#include "base/text.h"

#include <stdint.h>

/* J2: what is put in. Amounts 0..WORKSHOP_CENTS_MAX. */
struct price_sheet {
    int64_t quantity;        /* packets made, > 0 */
    int64_t materials_cents; /* for all packets */
    int64_t packaging_cents; /* for one packet */
    int64_t fixed_cents;     /* stand, hire: the same whatever is made */
    int64_t price_cents;     /* selling price of one packet, VAT in it */
    int rate;                /* of that VAT in hundredths of a percent: 550 = 5,5 %; 0 none */
};

enum { WORKSHOP_CENTS_MAX = 100000000, WORKSHOP_QUANTITY_MAX = 1000000 };

/* J2: what comes out. */
struct price_result {
    int64_t variable_cents;  /* of one packet, rounded for show */
    int64_t net_cents;       /* selling price of one packet without its VAT, rounded for show */
    int64_t margin_cents;    /* net price − variable cost of one packet, rounded for show */
    int64_t full_cost_cents; /* of one packet when all are made, rounded */
    bool breaks_even;        /* false: the price does not exceed the variable cost */
    int64_t break_even;      /* packets to sell before anything is left; when breaks_even */
};

/* ERR_INPUT: a quantity or an amount out of range. Computed on exact sums, rounded once at the end.
 */
bool price_sheet_solve(const struct price_sheet *sheet, struct price_result *out,
                       struct err *err) MUST_CHECK;

/* J3: always to be shown with the word "exercice". */
enum { LOAN_MONTHS_MAX = 120 };

struct loan_month {
    int64_t payment_cents;
    int64_t interest_cents;
    int64_t balance_cents; /* left to pay back after this month */
};

struct loan {
    int64_t principal_cents; /* > 0 */
    int months;              /* 1..LOAN_MONTHS_MAX */
    int64_t payment_cents;   /* every month but the last, which closes the account exactly */
    int64_t total_cents;
    int64_t interest_cents;
    struct loan_month table[LOAN_MONTHS_MAX];
};

/* `rate` is a year's, in hundredths of a percent (600 = 6 %), 0..10000; a month's is a twelfth. */
bool loan_plan(int64_t principal_cents, int months, int rate, struct loan *out,
               struct err *err) MUST_CHECK;

/* J4: one making. The lot is what stands on the label. */
enum { BATCH_LOT_MAX = 24, BATCH_TEXT_MAX = TEXT_ROOM(200) };

struct batch {
    char product[32]; /* code of the product at the till */
    char lot[BATCH_LOT_MAX];
    int day;                        /* 1..n */
    int64_t made;                   /* pieces, > 0 */
    int64_t lost;                   /* pieces, 0..made */
    char materials[BATCH_TEXT_MAX]; /* what was used, in words */
    char allergens[BATCH_TEXT_MAX]; /* food only */
    char use_by[11];                /* ISO date or "" */
};

/* ERR_INPUT: no lot, nothing made, or more lost than made. */
bool batch_check(const struct batch *batch, struct err *err) MUST_CHECK;

#endif
