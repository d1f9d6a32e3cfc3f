/*
 * A booklet of A5 pages on A4 sheets that lie: two pages a side, in the order in which they follow
 * each other once the sheets are printed on both sides, laid together and folded.
 */
#ifndef REPORTS_PAPER_FOLD_H
#define REPORTS_PAPER_FOLD_H

#include "reports/print/paper.h"

/* All pages of the booklet, from the first; called once for each that is drawn, and once more. */
typedef void pages_fn(struct paper *paper, const void *context);

void paper_fold(struct paper *paper, pages_fn *write, const void *context);

#endif
