/*
 * Reports about people and the programme, read from an open till's book and
 * written on a page.
 */
#ifndef POS_PEOPLE_REPORTS_H
#define POS_PEOPLE_REPORTS_H

#include "ledger/till.h"
#include "programme/vault.h"
#include "reports/print/page.h"

bool report_attendance(struct till *till, struct page *page, struct err *err) MUST_CHECK;
bool report_trace(struct till *till, struct page *page, struct err *err) MUST_CHECK;
bool report_grid(struct till *till, struct page *page, struct err *err) MUST_CHECK;
bool report_progress(struct till *till, struct page *page, struct err *err) MUST_CHECK;
bool report_impact(struct till *till, struct page *page, struct err *err) MUST_CHECK;
bool report_questionnaires(struct till *till, struct page *page, struct err *err) MUST_CHECK;
bool report_follow_up(struct till *till, struct page *page, struct err *err) MUST_CHECK;
bool report_roles(struct till *till, struct page *page, struct err *err) MUST_CHECK;
bool report_agenda(struct till *till, struct page *page, struct err *err) MUST_CHECK;
bool report_partners(struct till *till, struct page *page, struct err *err) MUST_CHECK;
bool report_outcomes(struct till *till, struct page *page, struct err *err) MUST_CHECK;
/* `access` opens the sheets, for the profile of the group. */
bool report_session(struct till *till, const struct vault_access *access, struct page *page,
                    struct err *err) MUST_CHECK;

#endif
