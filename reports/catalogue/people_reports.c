#include "reports/catalogue/people_reports.h"

#include "reports/figures/call_list.h"
#include "reports/figures/duty_list.h"
#include "reports/figures/impact_table.h"
#include "reports/figures/marks.h"
#include "reports/figures/opinion_list.h"
#include "reports/figures/outcome_list.h"
#include "reports/figures/partner_list.h"
#include "reports/figures/progress.h"
#include "reports/figures/roll.h"
#include "reports/figures/to_do.h"
#include "reports/figures/trace_list.h"
#include "reports/catalogue/session_report.h"

#include <stdlib.h>

bool report_attendance(struct till *till, struct page *page, struct err *err)
{
    struct roll roll;

    if (!roll_read(till->db, &roll, err))
        return false;
    roll_page(&till->session, &roll, page);
    return true;
}

bool report_trace(struct till *till, struct page *page, struct err *err)
{
    return trace_list_page(till->db, &till->session, page, err);
}

bool report_grid(struct till *till, struct page *page, struct err *err)
{
    struct marks *marks = NULL;

    if (!marks_open(till->db, &marks, err))
        return false;
    marks_page(&till->session, marks, page);
    marks_close(marks);
    return true;
}

bool report_progress(struct till *till, struct page *page, struct err *err)
{
    struct progress *progress = calloc(1, sizeof *progress); /* too large for a stack frame */
    struct marks *marks = NULL;

    if (!progress)
        abort();
    if (!marks_open(till->db, &marks, err)) {
        free(progress);
        return false;
    }
    progress_compute(marks, progress);
    progress_page(&till->session, marks, progress, page);
    marks_close(marks);
    free(progress);
    return true;
}

bool report_impact(struct till *till, struct page *page, struct err *err)
{
    struct impact_table impact;

    if (!impact_table_read(till->db, &impact, err))
        return false;
    impact_table_page(&till->session, &impact, page);
    return true;
}

bool report_questionnaires(struct till *till, struct page *page, struct err *err)
{
    return opinion_list_page(till->db, &till->session, page, err);
}

bool report_follow_up(struct till *till, struct page *page, struct err *err)
{
    struct call_list list;

    if (!call_list_read(till->db, moment_day(till_now(till)), &list, err))
        return false;
    call_list_page(&till->session, &list, page);
    return true;
}

bool report_roles(struct till *till, struct page *page, struct err *err)
{
    struct duty_list *list = malloc(sizeof *list); /* too large for a stack frame */
    bool good;

    if (!list)
        abort();
    good = duty_list_read(till->db, list, err);
    if (good)
        duty_list_page(&till->session, list, page);
    free(list);
    return good;
}

bool report_agenda(struct till *till, struct page *page, struct err *err)
{
    struct to_do list;

    if (!to_do_read(till->db, &list, err))
        return false;
    to_do_page(&till->session, &list, page);
    return to_do_corrections_put(till->db, page, err);
}

bool report_partners(struct till *till, struct page *page, struct err *err)
{
    return partner_list_page(till->db, &till->session, page, err);
}

bool report_outcomes(struct till *till, struct page *page, struct err *err)
{
    return outcome_list_page(till->db, &till->session, page, err);
}

bool report_session(struct till *till, const struct vault_access *access, struct page *page,
                    struct err *err)
{
    return session_report_page(till->db, access, &till->session, page, err);
}
