#include "reports/exports/account_book.h"

#include "base/lang.h"
#include "reports/exports/posting_reader.h"
#include "reports/figures/session_heading.h"

bool postings_page(struct db *db, struct page *page, struct err *err)
{
    const struct page_column columns[] = {
        { .name = "entry", .heading = _("N°"), .kind = CELL_INTEGER },
        { .name = "date", .heading = _("Date"), .kind = CELL_DATE },
        { .name = "journal", .heading = _("Jal"), .kind = CELL_TEXT },
        { .name = "account", .heading = _("Compte"), .kind = CELL_TEXT },
        { .name = "label", .heading = _("Intitulé"), .kind = CELL_TEXT },
        { .name = "debit", .heading = _("Débit"), .kind = CELL_MONEY, .summed = true },
        { .name = "credit", .heading = _("Crédit"), .kind = CELL_MONEY, .summed = true },
        { .name = "document", .heading = _("Pièce"), .kind = CELL_TEXT },
    };
    const struct page_table table = { .columns = columns,
                                      .column_count = COUNT_OF(columns),
                                      .total_label = _("Total") };
    struct posting_reader line;

    if (!session_heading_put(db, _("Écritures"), SQL_POSTING_DAYS, page, err) ||
        !posting_reader_open(&line, db, err))
        return false;
    page_begin_table(page, &table);
    while (posting_reader_next(&line)) {
        const struct cell cells[] = {
            cell_integer(line.entry),       cell_date(line.day),
            cell_text(line.journal),        cell_text(line.account->number),
            cell_text(line.account->label), cell_money(line.debit),
            cell_money(line.credit),        cell_text(line.document),
        };

        page_row(page, cells);
    }
    page_end_table(page);
    return posting_reader_close(&line);
}

/* What was moved on each account, by its place in the chart. */
struct movement {
    cents debit;
    cents credit;
    int64_t count;
};

static bool movements_sum(struct posting_reader *line, struct movement movements[CHART_MAX])
{
    while (posting_reader_next(line)) {
        struct movement *movement = &movements[line->account - line->chart.all];

        movement->debit += line->debit;
        movement->credit += line->credit;
        movement->count++;
    }
    return posting_reader_close(line);
}

bool balance_page(struct db *db, struct page *page, struct err *err)
{
    const struct page_column columns[] = {
        { .name = "account", .heading = _("Compte"), .kind = CELL_TEXT },
        { .name = "label", .heading = _("Intitulé"), .kind = CELL_TEXT },
        { .name = "debit", .heading = _("Débit"), .kind = CELL_MONEY, .summed = true },
        { .name = "credit", .heading = _("Crédit"), .kind = CELL_MONEY, .summed = true },
        { .name = "balance", .heading = _("Solde"), .kind = CELL_MONEY, .summed = true },
    };
    const struct page_table table = { .columns = columns,
                                      .column_count = COUNT_OF(columns),
                                      .total_label = _("Total") };
    struct movement movements[CHART_MAX] = { { .debit = 0 } };
    struct posting_reader line;

    if (!posting_reader_open(&line, db, err) || !movements_sum(&line, movements) ||
        !session_heading_put(db, _("Les comptes (balance)"), SQL_POSTING_DAYS, page, err))
        return false;
    page_begin_table(page, &table);
    for (int i = 0; i < line.chart.count; i++) {
        const struct account *account = &line.chart.all[i];
        const struct movement *movement = &movements[i];
        const struct cell cells[] = {
            cell_text(account->number),
            cell_text(account->label),
            cell_money(movement->debit),
            cell_money(movement->credit),
            cell_money(movement->debit - movement->credit),
        };

        if (movement->count > 0)
            page_row(page, cells);
    }
    page_end_table(page);
    return true;
}
