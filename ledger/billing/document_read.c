/* Documents as they were sealed, and what is still to pay. */
#include "base/lang.h"
#include "ledger/billing/document.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COLUMNS                                                                                    \
    "chain, seq, document.kind, document.number, day, due_day, client, client_name, "              \
    "client_address, client_siren, client_vat, refers, terms, document.gross, net, vat"
static const char SQL_FIND[] =
    "SELECT " COLUMNS " FROM document WHERE number = ?1 AND chain BETWEEN 'A' AND 'Z'";
static const char SQL_EACH[] =
    "SELECT " COLUMNS " FROM document CROSS JOIN record USING (chain, seq) "
    "WHERE chain BETWEEN 'A' AND 'Z' ORDER BY time, chain, seq";
static const char SQL_LINES[] = "SELECT label, quantity, price, rate, gross, net, day, place "
                                "FROM document_line WHERE chain = ?1 AND seq = ?2 ORDER BY line";
static const char SQL_GROSS[] = "SELECT gross FROM document WHERE number = ?1 AND kind = 'invoice'";
static const char SQL_CREDITED[] =
    "SELECT coalesce(sum(gross), 0) FROM document WHERE refers = ?1 AND kind = 'credit'";
static const char SQL_IS_CREDITED[] =
    "SELECT 1 FROM document WHERE refers = ?1 AND kind = 'credit' LIMIT 1";
static const char SQL_PAID[] =
    "SELECT coalesce(sum(posting.credit - posting.debit), 0) FROM posting "
    "JOIN record USING (chain, seq) WHERE posting.document = ?1 AND posting.use = 'client' "
    "AND record.kind NOT IN (43, 44)";
static const char SQL_VAT[] =
    "SELECT rate, sum(document_line.gross - document_line.net), sum(document_line.gross) "
    "FROM document_line "
    "JOIN document USING (chain, seq) WHERE number = ?1 OR (document.kind = 'credit' AND "
    "refers = ?1) GROUP BY rate ORDER BY rate";
static const char SQL_LINE_LEFT[] =
    "SELECT coalesce(sum(line.gross), 0) FROM document_line AS line JOIN document USING "
    "(chain, seq) WHERE (number = ?1 OR (kind = 'credit' AND refers = ?1)) AND label = ?2 AND "
    "price = ?3 AND rate = ?4 AND place = ?5 AND abs(quantity) = ?6";
static const char SQL_PENDING[] =
    "SELECT EXISTS (SELECT 1 FROM posting JOIN document USING (chain, seq) "
    "WHERE number = ?1 AND use LIKE 'vat-pending:%')";

static struct day day_read(const struct stmt *row, int column)
{
    return stmt_is_null(row, column) ? DAY_NONE : (struct day){ (int32_t)stmt_int(row, column) };
}

static void document_row(const struct stmt *row, struct document *out)
{
    const char *word = stmt_text(row, 2);

    *out = (struct document){ .seq = stmt_int(row, 1) };
    snprintf(out->chain, sizeof out->chain, "%s", stmt_text(row, 0));
    while (out->kind < DOCUMENT_CREDIT && strcmp(document_kind_word(out->kind), word) != 0)
        out->kind++;
    snprintf(out->number, sizeof out->number, "%s", stmt_text(row, 3));
    out->day = day_read(row, 4);
    out->due_day = day_read(row, 5);
    snprintf(out->client, sizeof out->client, "%s", stmt_text(row, 6));
    snprintf(out->client_name, sizeof out->client_name, "%s", stmt_text(row, 7));
    snprintf(out->client_address, sizeof out->client_address, "%s", stmt_text(row, 8));
    snprintf(out->client_siren, sizeof out->client_siren, "%s", stmt_text(row, 9));
    snprintf(out->client_vat, sizeof out->client_vat, "%s", stmt_text(row, 10));
    snprintf(out->refers, sizeof out->refers, "%s", stmt_text(row, 11));
    snprintf(out->terms, sizeof out->terms, "%s", stmt_text(row, 12));
    out->gross = stmt_int(row, 13);
    out->net = stmt_int(row, 14);
    out->vat = stmt_int(row, 15);
}

static bool lines_read(struct db *db, struct document *document, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_LINES, err);

    stmt_bind_text(&query, 1, document->chain);
    stmt_bind_int(&query, 2, document->seq);
    while (document->line_count < DOCUMENT_LINES_MAX && stmt_next(&query)) {
        struct document_line *line = &document->lines[document->line_count++];

        snprintf(line->label, sizeof line->label, "%s", stmt_text(&query, 0));
        line->quantity = stmt_int(&query, 1);
        line->price = stmt_int(&query, 2);
        line->rate = (basis_points)stmt_int(&query, 3);
        line->gross = stmt_int(&query, 4);
        line->net = stmt_int(&query, 5);
        line->day = day_read(&query, 6);
        snprintf(line->place, sizeof line->place, "%s", stmt_text(&query, 7));
    }
    return stmt_finish(&query);
}

bool document_find(struct db *db, const char *number, struct document *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_FIND, err);
    bool found = false;

    stmt_bind_text(&query, 1, number);
    if (stmt_next(&query)) {
        document_row(&query, out);
        found = true;
    }
    if (!stmt_finish(&query))
        return false;
    if (!found)
        return err_fail(err, ERR_NOT_FOUND, _("Pas de papier du numéro « %.32s »."), number);
    return lines_read(db, out, err);
}

static bool sum_read(struct db *db, const char *sql, const char *number, cents *out,
                     struct err *err)
{
    struct stmt query = db_prepare(db, sql, err);

    *out = 0;
    stmt_bind_text(&query, 1, number);
    if (stmt_next(&query))
        *out = stmt_int(&query, 0);
    return stmt_finish(&query);
}

bool document_is_credited(struct db *db, const char *invoice, bool *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_IS_CREDITED, err);

    stmt_bind_text(&query, 1, invoice);
    *out = stmt_next(&query);
    return stmt_finish(&query);
}

bool document_balance(struct db *db, const char *invoice, struct document_balance *out,
                      struct err *err)
{
    if (!sum_read(db, SQL_GROSS, invoice, &out->gross, err) ||
        !sum_read(db, SQL_CREDITED, invoice, &out->credited, err) ||
        !sum_read(db, SQL_PAID, invoice, &out->paid, err))
        return false;
    out->left = out->gross + out->credited - out->paid;
    return true;
}

bool document_line_left(struct db *db, const char *invoice, const struct document_line *line,
                        cents *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_LINE_LEFT, err);

    *out = 0;
    stmt_bind_text(&query, 1, invoice);
    stmt_bind_text(&query, 2, line->label);
    stmt_bind_int(&query, 3, line->price);
    stmt_bind_int(&query, 4, line->rate);
    stmt_bind_text(&query, 5, line->place);
    stmt_bind_int(&query, 6, line->quantity);
    if (stmt_next(&query))
        *out = stmt_int(&query, 0);
    return stmt_finish(&query);
}

void document_vat_due(struct document_vat *vat, const struct document_balance *balance)
{
    cents owed = balance->gross + balance->credited;
    cents paid = balance->paid < owed ? balance->paid : owed;

    for (int i = 0; i < vat->rate_count; i++)
        vat->rates[i].due = !vat->is_pending ? vat->rates[i].vat
                            : owed > 0       ? money_scale(vat->rates[i].vat, paid, owed)
                                             : 0;
}

bool document_vat(struct db *db, const char *invoice, const struct document_balance *balance,
                  struct document_vat *out, struct err *err)
{
    cents pending = 0;
    struct stmt query;

    *out = (struct document_vat){ .rate_count = 0 };
    if (!sum_read(db, SQL_PENDING, invoice, &pending, err))
        return false;
    out->is_pending = pending != 0;
    query = db_prepare(db, SQL_VAT, err);
    stmt_bind_text(&query, 1, invoice);
    while (out->rate_count < RATES_MAX && stmt_next(&query)) {
        int at = out->rate_count++;

        out->rates[at].rate = (basis_points)stmt_int(&query, 0);
        out->rates[at].vat = stmt_int(&query, 1);
        out->rates[at].gross = stmt_int(&query, 2);
    }
    document_vat_due(out, balance);
    return stmt_finish(&query);
}

bool document_each(struct db *db, document_fn *each, void *context, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_EACH, err);
    struct document *document = calloc(1, sizeof *document);
    bool good = true;

    if (!document)
        abort();
    while (good && stmt_next(&query)) {
        document_row(&query, document);
        good = each(context, document, err);
    }
    free(document);
    return stmt_finish(&query) && good;
}
