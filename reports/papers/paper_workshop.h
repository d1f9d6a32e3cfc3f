/*
 * Papers of the workshops: what a packet costs and from when something is left
 * (J2), a loan as an exercise (J3), what was made and lost (J4). With figures
 * when they are known, blank to be filled by hand otherwise.
 */
#ifndef REPORTS_PAPER_WORKSHOP_H
#define REPORTS_PAPER_WORKSHOP_H

#include "programme/workshop.h"
#include "reports/print/paper.h"

enum { BATCHES_SHOWN_MAX = 60 };

/* What is known of one product's price. */
struct price_paper {
    const char *product; /* its name */
    bool known;          /* else a blank one */
    struct price_sheet sheet;
};

/* One page a product. ERR_INPUT: a sheet that cannot be solved. */
bool paper_price_sheets(const struct paper_head *head, const struct price_paper *prices, int count,
                        struct outlet *outlet, struct err *err) MUST_CHECK;

/* Says "exercice" above and below: nobody lends anything. */
bool paper_loan(const struct paper_head *head, const struct loan *loan, struct outlet *outlet,
                struct err *err) MUST_CHECK;

/* The batches made so far, then empty lines; `names` of their products stand beside them. */
bool paper_batches(const struct paper_head *head, const struct batch *batches,
                   const char *const *names, int count, struct outlet *outlet,
                   struct err *err) MUST_CHECK;

#endif
