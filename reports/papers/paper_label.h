/*
 * Labels to stick on what was made: name and quantity, what is inside, lot,
 * until when it keeps, who answers for it, bar code. Ten of one product on a
 * page, in letters whose x is 1,2 mm high or more (règlement UE 1169/2011,
 * art. 9, 13 and 18; UE 1007/2011 for textile).
 */
#ifndef REPORTS_PAPER_LABEL_H
#define REPORTS_PAPER_LABEL_H

#include "base/picture.h"
#include "programme/workshop.h"
#include "reports/figures/goods.h"
#include "reports/figures/label_words.h"
#include "reports/print/paper.h"

enum { LABEL_SHEETS_MAX = 60 };

struct product_label {
    struct product product;    /* its allergens with those of the batch */
    const struct batch *batch; /* NULL = the lot is written by hand */
    struct label_words words;
    const struct picture *picture; /* borrowed; NULL none */
};

/* Large: keep it off the stack. */
struct label_sheets {
    enum sector sector;
    int count;
    struct product_label list[LABEL_SHEETS_MAX];
};

/* The dates of a label: what the batch says stands over what the product says. */
struct label_dates {
    struct day use_by, best_before; /* DAY_NONE none */
};
struct label_dates label_dates_of(const struct product *product, const struct batch *batch);

/* ERR_INPUT: unknown allergens or fibres; more text than a label holds in legal letters. */
bool paper_labels(const struct paper_head *head, const struct label_sheets *sheets,
                  struct outlet *outlet, struct err *err) MUST_CHECK;

#endif
