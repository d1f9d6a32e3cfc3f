#include "reports/catalogue/report_kind.h"

#include "base/lang.h"
#include "reports/catalogue/people_reports.h"
#include "programme/people.h"
#include "reports/exports/account_book.h"
#include "reports/figures/receipt.h"
#include "reports/figures/result_sheet.h"
#include "reports/figures/sale_list.h"
#include "reports/figures/stand.h"
#include "reports/figures/till_day.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool report_sales(struct till *till, struct page *page, struct err *err)
{
    return sale_list_page(till->db, page, err);
}

static bool report_lines(struct till *till, struct page *page, struct err *err)
{
    return sale_line_page(till->db, page, err);
}

static bool report_payments(struct till *till, struct page *page, struct err *err)
{
    return payment_list_page(till->db, page, err);
}

static bool report_products(struct till *till, struct page *page, struct err *err)
{
    return stand_page(till->db, page, err);
}

static bool report_balance(struct till *till, struct page *page, struct err *err)
{
    return balance_page(till->db, page, err);
}

static bool report_postings(struct till *till, struct page *page, struct err *err)
{
    return postings_page(till->db, page, err);
}

static bool report_x(struct till *till, struct page *page, struct err *err)
{
    struct closing closing;

    if (!till_day_read_x(till, true, &closing, err))
        return false;
    till_day_page(&till->session, &closing, page);
    return true;
}

static bool report_z(struct till *till, const char *detail, struct page *page, struct err *err)
{
    struct closing closing;
    char chain[2];
    int64_t number;

    if (!ticket_name_parse(detail, till->letter, chain, &number, err) ||
        !closing_find(till->db, chain[0], PERIOD_DAY, number, &closing, err))
        return false;
    closing.is_older_copy = till->is_older_copy;
    till_day_page(&till->session, &closing, page);
    return true;
}

static bool report_receipt(struct till *till, const char *detail, struct page *page,
                           struct err *err)
{
    struct sale *sale = malloc(sizeof *sale); /* 60 KiB: too large for a stack frame */
    char chain[2];
    int64_t number;
    int64_t prints;

    if (!sale)
        abort();

    bool good = ticket_name_parse(detail, till->letter, chain, &number, err) &&
                sale_find(till->db, chain, number, sale, err) &&
                sale_count_prints(till->db, sale, &prints, err);

    if (good)
        receipt_page(&till->session, sale, prints, page);
    free(sale);
    return good;
}

static bool report_result(struct till *till, struct page *page, struct err *err)
{
    struct result result;

    if (!result_read_decided(till, &result, err))
        return false;
    result_sheet_page(&till->session, &result, page);
    return true;
}

static bool report_shares(struct till *till, struct page *page, struct err *err)
{
    struct distribution distribution;
    struct people people;
    struct sharer_names names = { people_called_name, &people };
    struct result now;
    struct moment time;
    bool found = false;

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

static const struct {
    struct report_kind kind;
    /* One of the three: `detail` is what follows the colon. */
    bool (*write)(struct till *till, struct page *page, struct err *err);
    bool (*write_detail)(struct till *till, const char *detail, struct page *page, struct err *err);
    bool (*write_sealed)(struct till *till, const struct vault_access *access, struct page *page,
                         struct err *err);
} REPORTS[] = {
    { { .name = "sales", .title = N_("Ventes"), .landscape = true }, .write = report_sales },
    { { .name = "lines", .landscape = true }, .write = report_lines },
    { { .name = "x", .is_recorded = true }, .write = report_x },
    { { .name = "z", .has_detail = true }, .write_detail = report_z },
    { { .name = "receipt", .people_only = true, .has_detail = true },
      .write_detail = report_receipt },
    { { .name = "products", .title = N_("Produits vendus et stock") }, .write = report_products },
    { { .name = "balance", .title = N_("Balance des comptes") }, .write = report_balance },
    { { .name = "postings", .title = N_("Écritures comptables"), .landscape = true },
      .write = report_postings },
    { { .name = "result", .title = N_("Résultat") }, .write = report_result },
    { { .name = "shares", .title = N_("Partage décidé"), .names_people = true },
      .write = report_shares },
    { { .name = "attendance", .title = N_("Présence"), .names_people = true, .in_papers = true },
      .write = report_attendance },
    { { .name = "grid",
        .title = N_("Grille de compétences"),
        .names_people = true,
        .in_papers = true,
        .landscape = true },
      .write = report_grid },
    { { .name = "progress",
        .title = N_("Progression"),
        .names_people = true,
        .in_papers = true,
        .landscape = true },
      .write = report_progress },
    { { .name = "impact",
        .title = N_("Ce que les personnes en disent"),
        .in_papers = true,
        .landscape = true },
      .write = report_impact },
    { { .name = "questionnaires",
        .title = N_("Questionnaires"),
        .names_people = true,
        .is_private = true },
      .write = report_questionnaires },
    { { .name = "follow-up", .title = N_("Suivi à 4-6 mois"), .names_people = true },
      .write = report_follow_up },
    { { .name = "roles", .title = N_("Rôles des jours"), .names_people = true },
      .write = report_roles },
    { { .name = "agenda", .title = N_("Ordre des jours") }, .write = report_agenda },
    { { .name = "session", .title = N_("La session en bref") }, .write_sealed = report_session },
    { { .name = "trace", .title = N_("Ce qui a changé"), .names_people = true, .landscape = true },
      .write = report_trace },
    { { .name = "payments", .title = N_("Paiements") }, .write = report_payments },
    { { .name = "partners", .title = N_("Qui est autour du groupe"), .names_people = true },
      .write = report_partners },
    { { .name = "outcomes", .title = N_("Ce que chacun devient"), .names_people = true },
      .write = report_outcomes },
};

const struct report_kind *report_kind_find(const char *asked, const char **detail)
{
    size_t length = strcspn(asked, ":");

    *detail = asked[length] == ':' ? asked + length + 1 : "";
    for (size_t i = 0; i < COUNT_OF(REPORTS); i++)
        if (strncmp(REPORTS[i].kind.name, asked, length) == 0 &&
            REPORTS[i].kind.name[length] == '\0')
            return &REPORTS[i].kind;
    return NULL;
}

const struct report_kind *report_kind_at(int i)
{
    return i >= 0 && i < (int)COUNT_OF(REPORTS) ? &REPORTS[i].kind : NULL;
}

bool report_kind_write(const struct report_kind *kind, struct till *till,
                       const struct report_request *request, struct page *page, struct err *err)
{
    for (size_t i = 0; i < COUNT_OF(REPORTS); i++) {
        if (&REPORTS[i].kind != kind)
            continue;
        if (kind->names_people && !till_check(till, ACTION_PEOPLE, err))
            return false;
        if (REPORTS[i].write)
            return REPORTS[i].write(till, page, err);
        if (REPORTS[i].write_sealed)
            return REPORTS[i].write_sealed(till, &request->access, page, err);
        return REPORTS[i].write_detail(till, request->detail, page, err);
    }
    abort(); /* a kind is one of the table */
}

enum { TABLE_PATH_MAX = 4096 };

/* A table as spreadsheet beside the papers. */
static bool table_write(const struct report_kind *kind, struct till *till,
                        const struct paper_folder *folder, struct err *err)
{
    char path[TABLE_PATH_MAX];
    struct outlet outlet;
    const struct page_target target = { .format = PAGE_XLSX,
                                        .title = kind->title ? _(kind->title) : kind->name,
                                        .made_at = folder->made_at,
                                        .outlet = &outlet };
    const struct report_request request = { .detail = "", .access = folder->access };
    struct page *page = NULL;

    snprintf(path, sizeof path, "%s/%s.xlsx", folder->path, kind->name);
    if (!outlet_open(&outlet, path, folder->force, err))
        return false;
    outlet.remakeable = true;
    if (!page_open(&target, &page, err))
        goto fail;
    if (!report_kind_write(kind, till, &request, page, err)) {
        page_abandon(page);
        goto fail;
    }
    if (!page_close(page, err))
        goto fail;
    return outlet_finish(&outlet, err);
fail:
    outlet_abandon(&outlet);
    return false;
}

/* Shares wait for the decision, and an X would be recorded: both are left out where they stand. */
bool report_tables_write(struct till *till, const struct paper_folder *folder, struct err *err)
{
    for (size_t i = 0; i < COUNT_OF(REPORTS); i++) {
        struct err why = ERR_EMPTY;

        if (REPORTS[i].kind.people_only || REPORTS[i].kind.is_private ||
            REPORTS[i].kind.in_papers || REPORTS[i].kind.has_detail || REPORTS[i].write == report_x)
            continue;
        if (!table_write(&REPORTS[i].kind, till, folder, &why) && why.code != ERR_NOT_FOUND)
            return err_fail(err, why.code, "%s", why.text);
    }
    return true;
}
