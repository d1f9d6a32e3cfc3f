/*
 * Further means of payment beside the four: mobile payment, local currency, meal
 * voucher, transfer. What each is stays in the journal (RECORD_MEANS): the newest
 * fact of a name counts, and what was paid with it is never renamed.
 */
#ifndef LEDGER_MEANS_H
#define LEDGER_MEANS_H

#include "base/db.h"
#include "ledger/chart.h"
#include "ledger/ticket.h"

enum { MEANS_NAME_MAX = 21 };

struct means {
    char name[MEANS_MAX]; /* "lydia": small letters, digits and -; the word after `pay` */
    char label[LABEL_MAX];
    char account[ACCOUNT_MAX]; /* "" that of vouchers */
    bool gives_change;         /* what is above the price goes back in cash */
    bool in_drawer;            /* lies in the drawer, and is counted apart from euros */
    bool wants_number;         /* of the slip, the voucher, the transfer */
    cents max;                 /* of one payment, 0 no limit */
};

struct means_list {
    struct means all[FURTHER_MEANS_MAX]; /* by name */
    int count;
};

bool means_read(struct db *db, struct means_list *out, struct err *err) MUST_CHECK;
/* NULL none; borrowed. */
const struct means *means_find(const struct means_list *list, const char *name);
/* ERR_INPUT: a name, an account or an amount that cannot be. */
bool means_check(const struct means *means, struct err *err) MUST_CHECK;

/* As ticket_pay(): by its rules of change, number and limit. */
bool ticket_pay_means(struct ticket *ticket, const struct means *means, cents given,
                      const char *slip, struct err *err) MUST_CHECK;

#endif
