#include "reports/accounts/host_sheet.h"

#include "base/lang.h"
#include "ledger/closing/distribution.h"
#include "reports/exports/account_book.h"
#include "reports/exports/archive.h"
#include "reports/exports/plain_journal.h"
#include "reports/figures/result_sheet.h"
#include "reports/figures/sale_list.h"
#include "reports/figures/session_heading.h"
#include "reports/figures/till_day.h"

#include <stdio.h>
#include <string.h>

static const char SQL_CLOSINGS[] =
    "SELECT chain, period, closing.number, closing.day, closing.seq FROM closing "
    "WHERE chain BETWEEN 'A' AND 'Z' ORDER BY period, day, chain, closing.number";
static const char SQL_DAYS[] = "SELECT min(day), max(day) FROM posting "
                               "WHERE chain BETWEEN 'A' AND 'Z'";

static bool plan_full(struct err *err)
{
    return err_fail(err, ERR_STORAGE,
                    _("Trop de fichiers pour un dossier : faire moins de "
                      "sessions à la fois."));
}

static bool plan_closings(struct till *till, int index, const char *code, struct host_plan *plan,
                          struct err *err)
{
    static const char *const TITLES[] = { [PERIOD_DAY] = N_("%.60s, clôture de journée Z %s-%lld"),
                                          [PERIOD_MONTH] = N_("%.60s, clôture de mois %s-%lld"),
                                          [PERIOD_SESSION] =
                                              N_("%.60s, clôture de session %s-%lld") };
    static const char *const NAMES[] = {
        [PERIOD_DAY] = "Z", [PERIOD_MONTH] = "mois", [PERIOD_SESSION] = "session"
    };
    struct stmt query = db_prepare(till->db, SQL_CLOSINGS, err);
    bool good = true;

    while (good && stmt_next(&query)) {
        struct closing closing = {
            .chain = { stmt_text(&query, 0)[0], '\0' },
            .kind = (enum period_kind)stmt_range(&query, 1, PERIOD_DAY, PERIOD_SESSION),
            .number = stmt_int(&query, 2),
            .reading = { .day = stmt_day(&query, 3) },
            .seq = stmt_int(&query, 4),
        };
        struct host_file *file =
            host_plan_add(plan, HOST_CLOSING, "%s/%s-%s-%lld.pdf", code, NAMES[closing.kind],
                          closing.chain, (long long)closing.number);

        good = (file || plan_full(err)) &&
               closing_days(till->db, &closing, &file->from, &file->to, err);
        if (!good)
            break;
        file->till = index;
        file->chain = closing.chain[0];
        file->period = closing.kind;
        file->number = closing.number;
        snprintf(file->title, sizeof file->title, _(TITLES[closing.kind]), till->session.name,
                 closing.chain, (long long)closing.number);
    }
    return stmt_finish(&query) && good;
}

static bool days_find(struct till *till, struct day *from, struct day *to, struct err *err)
{
    struct stmt query = db_prepare(till->db, SQL_DAYS, err);

    *from = *to = DAY_NONE;
    if (stmt_next(&query) && !stmt_is_null(&query, 0)) {
        *from = stmt_day(&query, 0);
        *to = stmt_day(&query, 1);
    }
    return stmt_finish(&query);
}

bool host_sheets_plan(struct till *till, int index, const char *code, struct host_plan *plan,
                      struct err *err)
{
    static const struct {
        enum host_file_kind kind;
        const char *name;
        const char *title;
    } SHEETS[] = {
        { HOST_RESULT, "resultat.pdf", N_("résultat") },
        { HOST_RESULT, "resultat.xlsx", N_("résultat (tableur)") },
        { HOST_CLOSINGS, "clotures.xlsx", N_("clôtures (tableur)") },
        { HOST_BALANCE, "balance.pdf", N_("balance des comptes") },
        { HOST_BALANCE, "balance.xlsx", N_("balance des comptes (tableur)") },
        { HOST_POSTINGS, "ecritures.xlsx", N_("écritures (tableur)") },
        { HOST_SALES, "ventes.xlsx", N_("ventes (tableur)") },
        { HOST_JOURNAL, "comptes.journal", N_("comptes en texte (hledger, ledger, beancount)") },
        { HOST_ARCHIVE, "archive.zip", N_("archive scellée, à garder dix ans") },
    };
    struct err too_many = ERR_EMPTY;
    bool fits = sale_list_check_sheet(till->db, &too_many);
    struct day from;
    struct day to;

    if (!days_find(till, &from, &to, err))
        return false;
    for (size_t i = 0; i < COUNT_OF(SHEETS); i++) {
        if (SHEETS[i].kind == HOST_ARCHIVE && till->is_reader)
            continue; /* it is signed, and the journal says so */
        if (SHEETS[i].kind == HOST_SALES && !fits)
            continue; /* the archive holds each */

        struct host_file *file = host_plan_add(plan, SHEETS[i].kind, "%s/%s", code, SHEETS[i].name);

        if (!file)
            return plan_full(err);
        file->till = index;
        file->from = from;
        file->to = to;
        snprintf(file->title, sizeof file->title, "%.60s, %.80s", till->session.name,
                 _(SHEETS[i].title));
    }
    return plan_closings(till, index, code, plan, err);
}

static bool closing_row_put(struct db *db, const struct closing *closing, struct page *page,
                            struct err *err)
{
    const struct period *sales = &closing->reading.sales;
    struct day from, to;
    char name[40];

    if (!closing_days(db, closing, &from, &to, err))
        return false;
    snprintf(name, sizeof name, "Z %s-%lld", closing->chain, (long long)closing->number);

    const struct cell cells[] = {
        cell_text(name),
        cell_date(from),
        cell_date(to),
        cell_integer(sales->tickets),
        cell_money(sales->gross),
        cell_money(sales->net),
        cell_money(sales->vat),
        cell_money(sales->cash),
        cell_money(sales->card),
        cell_money(sales->cheque),
        cell_money(sales->voucher),
        cell_money(sales->other),
        cell_money(closing->difference),
    };

    page_row(page, cells);
    return true;
}

static bool closings_page(struct till *till, struct page *page, struct err *err)
{
    const struct page_column columns[] = {
        { .name = "closing", .heading = _("Clôture"), .kind = CELL_TEXT },
        { .name = "day", .heading = _("Jour"), .kind = CELL_DATE },
        { .name = "to", .heading = _("Jusqu'à"), .kind = CELL_DATE },
        { .name = "tickets", .heading = _("Ventes"), .kind = CELL_INTEGER, .summed = true },
        { .name = "gross", .heading = _("TTC"), .kind = CELL_MONEY, .summed = true },
        { .name = "net", .heading = _("HT"), .kind = CELL_MONEY, .summed = true },
        { .name = "vat", .heading = _("TVA"), .kind = CELL_MONEY, .summed = true },
        { .name = "cash", .heading = _("Espèces"), .kind = CELL_MONEY, .summed = true },
        { .name = "card", .heading = _("Carte"), .kind = CELL_MONEY, .summed = true },
        { .name = "cheque", .heading = _("Chèques"), .kind = CELL_MONEY, .summed = true },
        { .name = "voucher", .heading = _("Bons"), .kind = CELL_MONEY, .summed = true },
        { .name = "other", .heading = _("Autres paiements"), .kind = CELL_MONEY, .summed = true },
        { .name = "difference", .heading = _("Écart"), .kind = CELL_MONEY, .summed = true },
    };
    const struct page_table table = { .columns = columns,
                                      .column_count = COUNT_OF(columns),
                                      .total_label = _("Total") };
    struct stmt query;
    bool good = true;

    if (!session_heading_put(till->db, _("Clôtures de journée"), SQL_POSTING_DAYS, page, err))
        return false;
    query = db_prepare(till->db, SQL_CLOSINGS, err);
    page_begin_table(page, &table);
    while (good && stmt_next(&query) && stmt_int(&query, 1) == PERIOD_DAY) {
        struct closing closing;

        good = closing_find(till->db, stmt_text(&query, 0)[0], PERIOD_DAY, stmt_int(&query, 2),
                            &closing, err) &&
               closing_row_put(till->db, &closing, page, err);
    }
    page_end_table(page);
    return stmt_finish(&query) && good;
}

static bool result_page(struct till *till, struct page *page, struct err *err)
{
    struct result result;

    return result_read_decided(till, &result, err) && result_sheet_page(till, &result, page, err);
}

static bool closing_page(struct till *till, const struct host_file *file, struct page *page,
                         struct err *err)
{
    struct closing closing;

    return closing_find(till->db, file->chain, file->period, file->number, &closing, err) &&
           till_day_page(till, &closing, page, err);
}

static bool sheet_page(struct till *till, const struct host_file *file, struct page *page,
                       struct err *err)
{
    if (file->kind == HOST_RESULT)
        return result_page(till, page, err);
    if (file->kind == HOST_CLOSING)
        return closing_page(till, file, page, err);
    if (file->kind == HOST_CLOSINGS)
        return closings_page(till, page, err);
    if (file->kind == HOST_SALES)
        return sale_list_page(till->db, page, err);
    if (file->kind == HOST_BALANCE)
        return balance_page(till->db, page, err);
    return postings_page(till->db, page, err);
}

bool host_sheet_write(struct till *till, const struct host_file *file, const char *path,
                      struct moment made_at, struct err *err)
{
    bool is_table = strstr(file->name, ".xlsx") != NULL;
    const char *comma = strrchr(file->title, ',');
    char title[HOST_TITLE_MAX];
    char *kind;
    const struct page_target target = { .format = is_table ? PAGE_XLSX : PAGE_PDF,
                                        .path = path,
                                        .force = true,
                                        .title = title,
                                        .made_at = made_at };
    struct page *page;

    /* Of a sheet what it holds, without "(tableur)": a screen reader says it first. */
    snprintf(title, sizeof title, "%s", comma && is_table ? comma + 2 : file->title);
    kind = strstr(title, " (");
    if (is_table && kind)
        *kind = '\0';

    if (file->kind == HOST_JOURNAL)
        return plain_journal_write(till, JOURNAL_ENTRIES, path, true, err);
    if (file->kind == HOST_ARCHIVE)
        return archive_write(till, path, true, err);
    if (!page_open(&target, &page, err))
        return false;
    if (sheet_page(till, file, page, err))
        return page_close(page, err);
    page_abandon(page);
    return false;
}
