/*
 * The indicators of the quality mark of training bodies (Qualiopi, guide V9) for
 * which a session gives evidence: in which file, how much of it, or that it is
 * missing. The others are the host's own: 1, 3, 7, 13 to 16, 20, 22 to 25, 27 to 29.
 */
#ifndef REPORTS_INDICATOR_LIST_H
#define REPORTS_INDICATOR_LIST_H

#include "ledger/session.h"
#include "reports/print/page.h"

/* `report indicators` */
bool indicator_list_page(struct db *db, const struct session *session, struct page *page,
                         struct err *err) MUST_CHECK;

#endif
