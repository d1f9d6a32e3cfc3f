/*
 * How each report is read from an open till's book and written on a page.
 */
#ifndef REPORTS_REPORT_KINDS_H
#define REPORTS_REPORT_KINDS_H

#include "ledger/till.h"
#include "programme/vault.h"
#include "reports/print/page.h"

/* What a report is asked with. */
struct report_request {
    const char *detail;         /* what follows the colon; "" none */
    struct vault_access access; /* opens the sheets, for what counts them */
};

/* ERR_NOT_FOUND: no such detail, or nothing was decided yet. */
typedef bool report_fn(struct till *till, const struct report_request *request, struct page *page,
                       struct err *err);

report_fn report_attendance, report_trace, report_grid, report_progress, report_impact,
    report_questionnaires, report_follow_up, report_roles, report_agenda, report_session,
    report_sales, report_lines, report_payments, report_products, report_balance, report_postings,
    report_x, report_z, report_receipt, report_result, report_shares, report_closings,
    report_partners, report_outcomes, report_indicators, report_bpf, report_esf, report_jobs,
    report_job_hours, report_documents, report_document, report_exercise, report_exercise_trainer;

#endif
