#include "reports/account_book.h"

#include "base/lang.h"

#include <string.h>

/* In the order of the FEC (reports/fec.c), so that an entry has one number everywhere. */
static const char SQL_POSTINGS[] =
    "SELECT chain, seq, day, journal, account, account_label, debit, credit, document "
    "FROM posting JOIN record USING (chain, seq) WHERE chain BETWEEN 'A' AND 'Z' "
    "ORDER BY (time + offset * 60) / 86400, chain, seq, line";
static const char SQL_BALANCE[] =
    "SELECT account, min(account_label), sum(debit), sum(credit) FROM posting "
    "GROUP BY account ORDER BY account";

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
    struct stmt query = db_prepare(db, SQL_POSTINGS, err);
    char chain[2] = "";
    int64_t seq = 0;
    int64_t entry = 0;

    page_title(page, _("Écritures"), "");
    page_begin_table(page, &table);
    while (stmt_next(&query)) {
        if (seq != stmt_int(&query, 1) || strcmp(chain, stmt_text(&query, 0)) != 0) {
            chain[0] = stmt_text(&query, 0)[0];
            seq = stmt_int(&query, 1);
            entry++;
        }

        const struct cell cells[] = {
            cell_integer(entry),
            cell_date((struct day){ (int32_t)stmt_int(&query, 2) }),
            cell_text(stmt_text(&query, 3)),
            cell_text(stmt_text(&query, 4)),
            cell_text(stmt_text(&query, 5)),
            cell_money(stmt_int(&query, 6)),
            cell_money(stmt_int(&query, 7)),
            cell_text(stmt_text(&query, 8)),
        };

        page_row(page, cells);
    }
    page_end_table(page);
    return stmt_finish(&query);
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
    struct stmt query = db_prepare(db, SQL_BALANCE, err);

    page_title(page, _("Balance des comptes"), "");
    page_begin_table(page, &table);
    while (stmt_next(&query)) {
        const struct cell cells[] = {
            cell_text(stmt_text(&query, 0)),
            cell_text(stmt_text(&query, 1)),
            cell_money(stmt_int(&query, 2)),
            cell_money(stmt_int(&query, 3)),
            cell_money(stmt_int(&query, 2) - stmt_int(&query, 3)),
        };

        page_row(page, cells);
    }
    page_end_table(page);
    return stmt_finish(&query);
}
