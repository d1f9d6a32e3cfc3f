/*
 * Labels to stick on what was made: product, lot, what is inside, until when it
 * keeps, who made it, bar code. Twelve of one product on a page.
 */
#ifndef REPORTS_PAPER_LABEL_H
#define REPORTS_PAPER_LABEL_H

#include "ledger/product.h"
#include "programme/workshop.h"
#include "reports/print/paper.h"

struct product_label {
    const struct product *product;
    const struct batch *batch; /* NULL = the lot is written by hand */
};

bool paper_labels(const struct paper_head *head, const struct product_label *labels, int count,
                  struct outlet *outlet, struct err *err) MUST_CHECK;

#endif
