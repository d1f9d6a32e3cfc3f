/*
 * A receipt to read: the stored figures of one ticket, never computed again.
 */
#ifndef REPORTS_RECEIPT_H
#define REPORTS_RECEIPT_H

#include "ledger/sale.h"
#include "ledger/session.h"
#include "reports/print/page.h"

/* `prints`: how often it was printed before; 0 = the original. */
void receipt_page(const struct session *session, const struct sale *sale, int64_t prints,
                  struct page *page);

#endif
