/* `report trace`: who changed what, when, from what to what and why; for the team. */
#ifndef REPORTS_TRACE_LIST_H
#define REPORTS_TRACE_LIST_H

#include "base/db.h"
#include "ledger/session.h"
#include "reports/print/page.h"

/* Streams: the newest change first for people, the oldest first in files. */
bool trace_list_page(struct db *db, const struct session *session, struct page *page,
                     struct err *err) MUST_CHECK;

#endif
