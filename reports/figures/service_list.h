/*
 * Services to read: what is done for clients, the quotes, invoices and credit
 * notes with what is still to pay, and one of them as the paper that is sent.
 */
#ifndef REPORTS_SERVICE_LIST_H
#define REPORTS_SERVICE_LIST_H

#include "ledger/billing/document.h"
#include "reports/print/page.h"

/* `report jobs`, which ends, for people, with `report job-hours`; `report documents`. */
bool job_list_page(struct db *db, const struct session *session, struct page *page,
                   struct err *err) MUST_CHECK;
bool job_hours_page(struct db *db, const struct session *session, struct page *page,
                    struct err *err) MUST_CHECK;
bool document_list_page(struct db *db, const struct session *session, struct page *page,
                        struct err *err) MUST_CHECK;

/* `report document:NUMBER`. */
void document_page(const struct session *session, const struct document *document,
                   struct page *page);

#endif
