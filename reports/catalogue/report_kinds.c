#include "reports/catalogue/report_kinds.h"

#include "programme/people.h"
#include "reports/exports/account_book.h"
#include "reports/figures/indicator_list.h"
#include "reports/figures/training_lines.h"
#include "reports/figures/receipt.h"
#include "reports/figures/result_sheet.h"
#include "reports/figures/sale_list.h"
#include "reports/figures/products_sold.h"
#include "reports/figures/till_day.h"
#include "base/lang.h"
#include "ledger/venue.h"
#include "reports/figures/call_list.h"
#include "reports/figures/duty_list.h"
#include "reports/figures/impact_table.h"
#include "reports/figures/rating_table.h"
#include "reports/figures/opinion_list.h"
#include "reports/figures/outcome_list.h"
#include "reports/figures/partner_list.h"
#include "reports/figures/progress.h"
#include "reports/figures/roll.h"
#include "reports/figures/service_list.h"
#include "reports/figures/training_list.h"
#include "reports/figures/to_do.h"
#include "reports/figures/trace_list.h"
#include "reports/catalogue/session_report.h"

#include <stdlib.h>

bool report_attendance(struct till *till, const struct report_request *request, struct page *page,
                       struct err *err)
{
    struct roll roll;

    (void)request;
    if (!roll_read(till->db, &roll, err))
        return false;
    roll_page(&till->session, &roll, page);
    return true;
}

bool report_trace(struct till *till, const struct report_request *request, struct page *page,
                  struct err *err)
{
    (void)request;
    return trace_list_page(till->db, &till->session, page, err);
}

bool report_grid(struct till *till, const struct report_request *request, struct page *page,
                 struct err *err)
{
    struct rating_table *marks = NULL;

    (void)request;
    if (!rating_table_open(till->db, &marks, err))
        return false;
    rating_table_page(&till->session, marks, page);
    rating_table_close(marks);
    return true;
}

bool report_progress(struct till *till, const struct report_request *request, struct page *page,
                     struct err *err)
{
    struct progress *progress = calloc(1, sizeof *progress); /* too large for a stack frame */
    struct rating_table *marks = NULL;

    (void)request;
    if (!progress)
        abort();
    if (!rating_table_open(till->db, &marks, err)) {
        free(progress);
        return false;
    }
    progress_compute(marks, progress);
    progress_page(&till->session, marks, progress, page);
    rating_table_close(marks);
    free(progress);
    return true;
}

bool report_impact(struct till *till, const struct report_request *request, struct page *page,
                   struct err *err)
{
    struct impact_table impact;

    (void)request;
    if (!impact_table_read(till->db, &impact, err))
        return false;
    impact_table_page(&till->session, &impact, page);
    return true;
}

bool report_questionnaires(struct till *till, const struct report_request *request,
                           struct page *page, struct err *err)
{
    (void)request;
    return opinion_list_page(till->db, &till->session, page, err);
}

bool report_follow_up(struct till *till, const struct report_request *request, struct page *page,
                      struct err *err)
{
    struct call_list list;

    (void)request;
    if (!call_list_read(till->db, moment_day(till_now(till)), &list, err))
        return false;
    call_list_page(&till->session, &list, page);
    return partner_answers_put(till->db, page, err);
}

bool report_roles(struct till *till, const struct report_request *request, struct page *page,
                  struct err *err)
{
    struct duty_list *list = malloc(sizeof *list); /* too large for a stack frame */
    bool good;

    (void)request;
    if (!list)
        abort();
    good = duty_list_read(till->db, list, err);
    if (good)
        duty_list_page(&till->session, list, page);
    free(list);
    return good;
}

bool report_agenda(struct till *till, const struct report_request *request, struct page *page,
                   struct err *err)
{
    struct to_do list;

    (void)request;
    if (!to_do_read(till->db, &list, err))
        return false;
    to_do_page(&till->session, &list, page);
    return to_do_corrections_put(till->db, page, err);
}

bool report_partners(struct till *till, const struct report_request *request, struct page *page,
                     struct err *err)
{
    (void)request;
    return partner_list_page(till->db, &till->session, page, err);
}

bool report_outcomes(struct till *till, const struct report_request *request, struct page *page,
                     struct err *err)
{
    (void)request;
    return outcome_list_page(till->db, &till->session, page, err);
}

bool report_indicators(struct till *till, const struct report_request *request, struct page *page,
                       struct err *err)
{
    (void)request;
    return indicator_list_page(till->db, &till->session, page, err);
}

bool report_bpf(struct till *till, const struct report_request *request, struct page *page,
                struct err *err)
{
    return bpf_page(till->db, &request->access, &till->session, page, err);
}

bool report_esf(struct till *till, const struct report_request *request, struct page *page,
                struct err *err)
{
    return esf_page(
        till->db,
        &(struct esf_request){ &request->access, &till->session, moment_day(till_now(till)) }, page,
        err);
}

bool report_session(struct till *till, const struct report_request *request, struct page *page,
                    struct err *err)
{
    return session_report_page(till->db, &request->access, &till->session, page, err);
}

bool report_sales(struct till *till, const struct report_request *request, struct page *page,
                  struct err *err)
{
    (void)request;
    return sale_list_page(till->db, page, err);
}

bool report_lines(struct till *till, const struct report_request *request, struct page *page,
                  struct err *err)
{
    (void)request;
    return sale_line_page(till->db, page, err);
}

bool report_payments(struct till *till, const struct report_request *request, struct page *page,
                     struct err *err)
{
    (void)request;
    return payment_list_page(till->db, page, err);
}

bool report_products(struct till *till, const struct report_request *request, struct page *page,
                     struct err *err)
{
    (void)request;
    return products_sold_page(till->db, page, err);
}

bool report_balance(struct till *till, const struct report_request *request, struct page *page,
                    struct err *err)
{
    (void)request;
    return balance_page(till->db, page, err);
}

bool report_postings(struct till *till, const struct report_request *request, struct page *page,
                     struct err *err)
{
    (void)request;
    return postings_page(till->db, page, err);
}

bool report_x(struct till *till, const struct report_request *request, struct page *page,
              struct err *err)
{
    struct closing closing;

    (void)request;
    return till_day_read_x(till, true, &closing, err) && till_day_page(till, &closing, page, err);
}

bool report_z(struct till *till, const struct report_request *request, struct page *page,
              struct err *err)
{
    struct closing closing;
    char chain[2];
    int64_t number;

    if (!ticket_name_parse(request->detail, till->letter, chain, &number, err) ||
        !closing_find(till->db, chain[0], PERIOD_DAY, number, &closing, err))
        return false;
    closing.is_older_copy = till->is_older_copy;
    return till_day_page(till, &closing, page, err);
}

bool report_receipt(struct till *till, const struct report_request *request, struct page *page,
                    struct err *err)
{
    struct sale *sale = malloc(sizeof *sale); /* 60 KiB: too large for a stack frame */
    struct session session = till->session;
    char chain[2];
    int64_t number;
    int64_t prints;

    if (!sale)
        abort();

    bool good = ticket_name_parse(request->detail, till->letter, chain, &number, err) &&
                sale_find(till->db, chain, number, sale, err) &&
                sale_count_prints(till->db, sale, &prints, err) &&
                session_at_till(till->db, chain[0], sale->seq, &session, err);

    if (good) { /* only what `print` makes is counted */
        receipt_page(&session, sale, prints, page);
        page_sentence(page, _("Copie à lire : le ticket se fait avec « print »."));
    }
    free(sale);
    return good;
}

bool report_result(struct till *till, const struct report_request *request, struct page *page,
                   struct err *err)
{
    struct result result;

    (void)request;
    return result_read_decided(till, &result, err) && result_sheet_page(till, &result, page, err);
}

bool report_shares(struct till *till, const struct report_request *request, struct page *page,
                   struct err *err)
{
    struct distribution distribution;
    struct people people;
    struct sharer_names names = { people_called_name, &people };
    struct result now;
    struct moment time;
    bool found = false;

    (void)request;
    if (!people_read(till->db, &people, err) || !result_read_decided(till, &now, err) ||
        !distribution_find(till->db, &distribution, &found, &time, err))
        return false;
    if (!found)
        return err_fail(err, ERR_NOT_FOUND,
                        _("Le partage n'est pas encore décidé : flashcoop share."));
    shares_page(&till->session, &distribution, true, &names, page);
    result_sheet_put_moved(&now, page);
    return true;
}

/* Every Z of this till, one after the other. */
bool report_closings(struct till *till, const struct report_request *request, struct page *page,
                     struct err *err)
{
    int64_t count = 0;

    (void)request;
    if (!closing_count_done(till->db, till->letter, PERIOD_DAY, &count, err))
        return false;
    if (count == 0) {
        page_title(page, _("Rapport de caisse"), till->session.name);
        page_sentence(page, _("La caisse n'a pas encore été fermée."));
    }
    for (int64_t number = 1; number <= count; number++) {
        struct closing closing;

        if (!closing_find(till->db, till->letter, PERIOD_DAY, number, &closing, err) ||
            !till_day_page(till, &closing, page, err))
            return false;
    }
    return true;
}

bool report_jobs(struct till *till, const struct report_request *request, struct page *page,
                 struct err *err)
{
    (void)request;
    return job_list_page(till->db, &till->session, page, err);
}

bool report_job_hours(struct till *till, const struct report_request *request, struct page *page,
                      struct err *err)
{
    (void)request;
    return job_hours_page(till->db, &till->session, page, err);
}

bool report_documents(struct till *till, const struct report_request *request, struct page *page,
                      struct err *err)
{
    (void)request;
    return document_list_page(till->db, &till->session, page, err);
}

bool report_document(struct till *till, const struct report_request *request, struct page *page,
                     struct err *err)
{
    struct document *document = calloc(1, sizeof *document);
    bool good;

    if (!document)
        abort();
    good = document_find(till->db, request->detail, document, err);
    if (good)
        document_page(&till->session, document, page);
    free(document);
    return good;
}

bool report_exercise(struct till *till, const struct report_request *request, struct page *page,
                     struct err *err)
{
    struct training training;

    (void)request;
    if (!training_read(till->db, &training, err))
        return false;
    training_page(&till->session, &training, page);
    return true;
}

bool report_exercise_trainer(struct till *till, const struct report_request *request,
                             struct page *page, struct err *err)
{
    (void)request;
    (void)err;
    training_trainer_page(&till->session, page);
    return true;
}
