/*
 * The report for those who fund a session: the fact box, presence, progression
 * with "K of N persons", answers with their counts, and sentences of people who
 * agreed to be quoted. Nothing that the figures do not carry.
 */
#ifndef REPORTS_SESSION_REPORT_H
#define REPORTS_SESSION_REPORT_H

#include "ledger/session.h"
#include "programme/vault.h"
#include "reports/print/page.h"

/*
 * In CSV only the fact box, as `report session` gives it. `access` opens the intake sheets for
 * the profile of the group; with a closed vault the report says that it is left out.
 */
bool session_report_page(struct db *db, const struct vault_access *access,
                         const struct session *session, struct page *page,
                         struct err *err) MUST_CHECK;

#endif
