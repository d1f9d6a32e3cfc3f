/*
 * The charges: what the session spent. A recorded charge is never changed; it
 * is taken back by its mirror, and written again right.
 */
#ifndef POS_CHARGES_H
#define POS_CHARGES_H

#include "ledger/charge.h"
#include "pos/acts/desk.h"
#include "pos/ui/form.h"
#include "pos/ui/list.h"
#include "pos/ui/question.h"

enum { CHARGES_SHOWN_MAX = 200 };

struct charges {
    SHELL;
    struct list list; /* charges, then "new" */
    struct charge_row rows[CHARGES_SHOWN_MAX];
    int count;
    bool vat_on;  /* then the sums below are without VAT, as the result counts them */
    int left_out; /* more than can be shown */
    struct charge_sums sums;
};

struct charge_form {
    SHELL;
    struct form form;
    struct day today;
};

extern const struct screen_kind CHARGES;
extern const struct screen_kind CHARGE_FORM;

#endif
