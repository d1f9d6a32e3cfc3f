#include "reports/figures/sale_list.h"

#include "base/db.h"
#include "base/lang.h"
#include "reports/figures/session_heading.h"
#include "ledger/fact_order.h"
#include "ledger/role.h"

#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

static const char SQL_COUNT[] = SQL_REAL_CHAINS
    "SELECT coalesce(sum(tickets + refunds), 0) FROM real JOIN record ON record.chain = real.chain "
    "AND seq = (SELECT max(seq) FROM record AS last WHERE last.chain = real.chain)";
static const char SQL_SALES[] =
    "SELECT chain, number, time, offset, seller, flags, gross, net, vat, change, refund_chain, "
    "refund_number FROM sale ORDER BY chain, number";
static const char SQL_PAYMENTS[] =
    "SELECT chain, number, mode, given, means FROM payment ORDER BY chain, number, rank";
static const char SQL_PAYMENT_LIST[] =
    "SELECT payment.chain, payment.number, sale.time, sale.offset, mode, means, slip, amount "
    "FROM payment JOIN sale USING (chain, number) ORDER BY payment.chain, payment.number, rank";
static const char SQL_LINES[] =
    "SELECT chain, number, line, code, label, quantity, price, discount, gross, net, rate "
    "FROM sale_line ORDER BY chain, number, line";

bool sale_list_check_sheet(struct db *db, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_COUNT, err);
    int64_t count = 0;

    if (stmt_next(&query))
        count = stmt_int(&query, 0);
    if (!stmt_finish(&query))
        return false;
    return count <= SHEET_TICKETS_MAX ||
           err_fail(
               err, ERR_INPUT,
               _("%lld ventes, trop pour une feuille : elles sont dans l'archive, et flashcoop "
                 "report LIVRE sales --format csv les donne."),
               (long long)count);
}

void sale_list_open(struct sale_list *list, struct db *db, struct err *err)
{
    list->sales = db_prepare(db, SQL_SALES, err);
    list->payments = db_prepare(db, SQL_PAYMENTS, err);
    list->payment_waits = false;
    if (!means_read(db, &list->means, err))
        list->means.count = 0;
}

/* The payments of the row; the first of a later ticket stays for its own row. */
static void payments_take(struct sale_list *list, struct sale_row *row)
{
    struct stmt *payments = &list->payments;

    while (list->payment_waits || stmt_next(payments)) {
        int64_t mode = stmt_int(payments, 2);

        list->payment_waits =
            stmt_int(payments, 1) != row->number || strcmp(stmt_text(payments, 0), row->chain) != 0;
        if (list->payment_waits)
            return;
        if (mode > 0 && mode < PAY_MODE_END)
            row->given[mode] += stmt_int(payments, 3);
        for (int i = 0; mode == PAY_OTHER && i < list->means.count; i++)
            if (strcmp(list->means.all[i].name, stmt_text(payments, 4)) == 0)
                row->means[i] += stmt_int(payments, 3);
    }
}

bool sale_list_next(struct sale_list *list, struct sale_row *out)
{
    struct stmt *sales = &list->sales;

    if (!stmt_next(sales))
        return false;
    *out = (struct sale_row){
        .chain = stmt_text(sales, 0),
        .number = stmt_int(sales, 1),
        .time = stmt_moment(sales, 2),
        .seller = stmt_text(sales, 4),
        .flags = stmt_range(sales, 5, 0, INT_MAX),
        .gross = stmt_int(sales, 6),
        .net = stmt_int(sales, 7),
        .vat = stmt_int(sales, 8),
        .change = stmt_int(sales, 9),
        .refund_chain = stmt_text(sales, 10),
        .refund_number = stmt_int(sales, 11),
    };
    payments_take(list, out);
    return true;
}

bool sale_list_close(struct sale_list *list)
{
    bool sales = stmt_finish(&list->sales);
    bool payments = stmt_finish(&list->payments);

    return sales && payments;
}

void sale_flags_format(int flags, char out[SALE_FLAGS_TEXT_MAX])
{
    static const struct {
        int flag;
        const char *word;
    } WORDS[] = {
        { SALE_LATE, "late" },
        { SALE_UNKNOWN_ARTICLE, "unknown-article" },
        { SALE_PRICE_TYPED, "price-typed" },
        { SALE_BELOW_STOCK, "below-stock" },
        { SALE_PAST_BEST, "past-best-before" },
        { SALE_REPLACED, "replaced" },
    };
    size_t length = 0;

    out[0] = '\0';
    for (size_t i = 0; i < COUNT_OF(WORDS); i++)
        if (flags & WORDS[i].flag)
            length += (size_t)snprintf(out + length, SALE_FLAGS_TEXT_MAX - length, "%s%s",
                                       length ? " " : "", WORDS[i].word);
}

static bool row_is_training(const char *chain)
{
    return islower((unsigned char)chain[0]) != 0;
}

static struct cell row_kind(const struct sale_row *row)
{
    if (row_is_training(row->chain))
        return cell_word("training", _("école"));
    return row->refund_number ? cell_word("refund", _("remb.")) : cell_word("sale", _("vente"));
}

/* A mode that was not used stays empty for people, and is 0.00 for machines. */
static struct cell cell_mode(cents amount)
{
    struct cell cell = cell_money(amount);

    if (amount == 0)
        cell.text = "";
    return cell;
}

/* "26/11 10:02": the year stands in the title of the session. */
static const char *time_shorten(struct moment time, char out[MOMENT_TEXT_MAX])
{
    char hour[6];
    int year, month, day;

    day_split(moment_day(time), &year, &month, &day);
    moment_format_hour(time, hour);
    snprintf(out, MOMENT_TEXT_MAX, "%02d/%02d %s", day % 100, month % 100, hour);
    return out;
}

enum { SALE_COLUMNS = 16 };

static void sale_row_put(const struct sale_list *list, const struct sale_row *row,
                         struct page *page)
{
    char ticket[TICKET_NAME_MAX];
    char refund[TICKET_NAME_MAX] = "";
    char flags[SALE_FLAGS_TEXT_MAX];
    char shown[MOMENT_TEXT_MAX];
    struct cell time = cell_time(row->time);
    char till[2] = { (char)toupper((unsigned char)row->chain[0]), '\0' };

    ticket_name_format(row->chain, row->number, ticket);
    if (row->refund_number)
        ticket_name_format(row->refund_chain, row->refund_number, refund);
    sale_flags_format(row->flags, flags);
    time.text = time_shorten(row->time, shown);

    struct cell cells[SALE_COLUMNS + FURTHER_MEANS_MAX] = {
        cell_text(ticket),
        time,
        cell_text(till),
        cell_word(row->seller, who_name(row->seller)),
        row_kind(row),
        cell_money(row->gross),
        cell_money(row->net),
        cell_money(row->vat),
        cell_mode(row->given[PAY_CASH]),
        cell_mode(row->given[PAY_CARD]),
        cell_mode(row->given[PAY_CHEQUE]),
        cell_mode(row->given[PAY_VOUCHER]),
        cell_mode(row->change),
        cell_word(refund, refund),
        cell_word(flags, flags),
        cell_mode(row->given[PAY_OTHER]),
    };

    for (int i = 0; i < list->means.count; i++)
        cells[SALE_COLUMNS + i] = cell_mode(row->means[i]);
    page_row(page, cells);
}

static void totals_say(int64_t tickets, cents gross, struct page *page)
{
    char amount[MONEY_TEXT_MAX];
    char sentence[MONEY_TEXT_MAX + 80];

    money_format_euro(gross, amount);
    snprintf(
        sentence, sizeof sentence,
        lang_plural("%lld ticket réel, total %s", "%lld tickets réels, total %s", (long)tickets),
        (long long)tickets, amount);
    page_sentence(page, sentence);
}

static int means_columns_put(const struct means_list *means, char (*names)[MEANS_MAX + 8],
                             struct page_column *columns)
{
    for (int i = 0; i < means->count; i++) {
        snprintf(names[i], sizeof names[i], "means_%s", means->all[i].name);
        columns[i] = (struct page_column){ .name = names[i],
                                           .heading = means->all[i].label,
                                           .kind = CELL_MONEY,
                                           .reader = READER_FILES };
    }
    return means->count;
}

bool sale_list_page(struct db *db, struct page *page, struct err *err)
{
    struct page_column columns[SALE_COLUMNS + FURTHER_MEANS_MAX] = {
        { .name = "ticket", .heading = _("Ticket"), .kind = CELL_TEXT },
        { .name = "time", .heading = _("Heure"), .kind = CELL_TIME },
        { .name = "till", .heading = _("Caisse"), .kind = CELL_TEXT, .reader = READER_FILES },
        { .name = "seller", .heading = _("Qui"), .kind = CELL_TEXT },
        { .name = "kind", .heading = _("Sorte"), .kind = CELL_TEXT },
        { .name = "gross", .heading = _("Total (TTC)"), .kind = CELL_MONEY },
        { .name = "net",
          .heading = _("Sans taxe (HT)"),
          .kind = CELL_MONEY,
          .reader = READER_FILES },
        { .name = "vat", .heading = _("Taxe (TVA)"), .kind = CELL_MONEY, .reader = READER_FILES },
        { .name = "cash", .heading = _("Espèces"), .kind = CELL_MONEY },
        { .name = "card", .heading = _("Carte"), .kind = CELL_MONEY },
        { .name = "cheque", .heading = _("Chèque"), .kind = CELL_MONEY },
        { .name = "voucher", .heading = _("Bon"), .kind = CELL_MONEY },
        { .name = "change", .heading = _("Rendu"), .kind = CELL_MONEY },
        { .name = "refund_of", .heading = _("De"), .kind = CELL_TEXT },
        { .name = "flags", .heading = _("Notes"), .kind = CELL_TEXT, .reader = READER_FILES },
        { .name = "other", .heading = _("Autre"), .kind = CELL_MONEY, .reader = READER_FILES },
    };
    struct page_table table = { .columns = columns, .column_count = SALE_COLUMNS };
    char names[FURTHER_MEANS_MAX][MEANS_MAX + 8];
    struct sale_list list;
    struct sale_row row;
    int64_t tickets = 0;
    cents gross = 0;
    bool sums = true;

    if (!session_heading_put(db, _("Ventes"), SQL_TICKET_DAYS, page, err))
        return false;
    sale_list_open(&list, db, err);
    table.column_count += means_columns_put(&list.means, names, columns + SALE_COLUMNS);
    page_begin_table(page, &table);
    while (sums && sale_list_next(&list, &row)) {
        bool real = !row_is_training(row.chain);

        tickets += real;
        sums = money_add(&gross, real ? row.gross : 0, err);
        sale_row_put(&list, &row, page);
    }
    page_end_table(page);
    totals_say(tickets, gross, page);
    return sale_list_close(&list) && sums;
}

bool sale_line_page(struct db *db, struct page *page, struct err *err)
{
    const struct page_column columns[] = {
        { .name = "ticket", .heading = _("Ticket"), .kind = CELL_TEXT },
        { .name = "line", .heading = _("Ligne"), .kind = CELL_INTEGER },
        { .name = "code", .heading = _("Code"), .kind = CELL_TEXT },
        { .name = "label", .heading = _("Article"), .kind = CELL_TEXT },
        { .name = "quantity", .heading = _("Quantité"), .kind = CELL_QUANTITY },
        { .name = "price", .heading = _("Prix"), .kind = CELL_MONEY },
        { .name = "discount", .heading = _("Remise"), .kind = CELL_MONEY },
        { .name = "gross", .heading = _("Total (TTC)"), .kind = CELL_MONEY },
        { .name = "net", .heading = _("Sans taxe (HT)"), .kind = CELL_MONEY },
        { .name = "vat_rate", .heading = _("Taxe (TVA)"), .kind = CELL_RATE },
    };
    const struct page_table table = { .columns = columns, .column_count = COUNT_OF(columns) };
    struct stmt lines;

    if (!session_heading_put(db, _("Lignes vendues"), SQL_TICKET_DAYS, page, err))
        return false;
    lines = db_prepare(db, SQL_LINES, err);
    page_begin_table(page, &table);
    while (stmt_next(&lines)) {
        char ticket[TICKET_NAME_MAX];

        ticket_name_format(stmt_text(&lines, 0), stmt_int(&lines, 1), ticket);

        const struct cell cells[] = {
            cell_text(ticket),
            cell_integer(stmt_int(&lines, 2)),
            cell_word(stmt_text(&lines, 3), stmt_text(&lines, 3)),
            cell_text(stmt_text(&lines, 4)),
            cell_quantity(stmt_int(&lines, 5)),
            cell_money(stmt_int(&lines, 6)),
            cell_money(stmt_int(&lines, 7)),
            cell_money(stmt_int(&lines, 8)),
            cell_money(stmt_int(&lines, 9)),
            cell_rate(stmt_range(&lines, 10, 0, RATE_MAX)),
        };

        page_row(page, cells);
    }
    page_end_table(page);
    return stmt_finish(&lines);
}

bool payment_list_page(struct db *db, struct page *page, struct err *err)
{
    const struct page_column columns[] = {
        { .name = "ticket", .heading = _("Ticket"), .kind = CELL_TEXT },
        { .name = "time", .heading = _("Heure"), .kind = CELL_TIME },
        { .name = "means", .heading = _("Moyen"), .kind = CELL_TEXT },
        { .name = "number", .heading = _("Numéro"), .kind = CELL_TEXT },
        { .name = "amount", .heading = _("Montant"), .kind = CELL_MONEY },
    };
    const struct page_table table = { .columns = columns, .column_count = COUNT_OF(columns) };

    if (!session_heading_put(db, _("Paiements"), SQL_TICKET_DAYS, page, err))
        return false;

    struct stmt rows = db_prepare(db, SQL_PAYMENT_LIST, err);

    page_begin_table(page, &table);
    while (stmt_next(&rows)) {
        enum payment_mode mode = (enum payment_mode)stmt_range(&rows, 4, PAY_CASH, PAY_OTHER);
        char ticket[TICKET_NAME_MAX];

        ticket_name_format(stmt_text(&rows, 0), stmt_int(&rows, 1), ticket);

        const struct cell cells[] = {
            cell_text(ticket),
            cell_time(stmt_moment(&rows, 2)),
            mode == PAY_OTHER ? cell_text(stmt_text(&rows, 5))
                              : cell_word(payment_mode_word(mode), payment_mode_name(mode)),
            cell_text(stmt_text(&rows, 6)),
            cell_money(stmt_int(&rows, 7)),
        };

        page_row(page, cells);
    }
    page_end_table(page);
    return stmt_finish(&rows);
}
