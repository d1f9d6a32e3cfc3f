#include "ledger/sale.h"

#include "base/lang.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char SQL_SALE[] =
    "SELECT sale.seq, sale.time, sale.offset, sale.flags, sale.seller, sale.gross, sale.net, "
    "sale.vat, sale.change, sale.refund_chain, sale.refund_number, sale.paper, record.signature, "
    "record.time, record.offset, record.tutor FROM sale JOIN record USING (chain, seq) "
    "WHERE sale.chain = ? AND sale.number = ?";
static const char SQL_RECENT[] =
    "SELECT sale.number, sale.time, sale.offset, sale.gross, sale_line.label, sale.line_count, "
    "(SELECT mode FROM payment WHERE payment.chain = sale.chain AND payment.number = sale.number "
    "ORDER BY rank LIMIT 1), sale.refund_number > 0, "
    "EXISTS (SELECT 1 FROM sale back WHERE back.refund_number > 0 AND "
    "back.refund_chain = sale.chain AND back.refund_number = sale.number), sale_line.code "
    "FROM sale JOIN sale_line ON sale_line.chain = sale.chain AND "
    "sale_line.number = sale.number AND sale_line.line = 1 "
    "WHERE sale.chain = ? ORDER BY sale.number DESC LIMIT ?";
static const char SQL_LINES[] =
    "SELECT code, label, quantity, price, discount, gross, net, rate, refund_line "
    "FROM sale_line WHERE chain = ? AND number = ? ORDER BY line";
static const char SQL_PAYMENTS[] =
    "SELECT mode, given, change, amount, slip, means, coalesce((SELECT label FROM means_fact "
    "WHERE means_fact.means = payment.means ORDER BY seq DESC LIMIT 1), '') FROM payment "
    "WHERE chain = ? AND number = ? ORDER BY rank";
static const char SQL_RATES[] = "SELECT rate, gross, net, vat FROM rate_total "
                                "WHERE chain = ? AND number = ? ORDER BY rate";
static const char SQL_BY_KEY[] = "SELECT chain, number FROM sale "
                                 "WHERE source_key = ? AND source_key <> ''";
static const char SQL_REFUNDED[] =
    "SELECT sale_line.refund_line, -sale_line.quantity, -sale_line.gross "
    "FROM sale JOIN sale_line USING (chain, number) "
    "WHERE sale.refund_chain = ? AND sale.refund_number = ? AND sale.refund_number > 0";
/*
 * Prints stand in the chain of the till that printed: another one than the ticket's for practice
 * and for a merged till. In its own chain only what follows the sale is read.
 */
static const char SQL_PRINTS[] =
    "SELECT count(*) FROM (SELECT chain, seq FROM note WHERE chain = ?1 AND seq > ?2 AND "
    "subject = ?3 UNION ALL SELECT chain, seq FROM note WHERE chain < ?1 AND subject = ?3 "
    "UNION ALL SELECT chain, seq FROM note WHERE chain > ?1 AND subject = ?3) "
    "JOIN record USING (chain, seq) WHERE kind = ?4";

static void field_copy(char *out, size_t room, const char *text)
{
    snprintf(out, room, "%s", text);
}

static bool sale_read_head(struct db *db, struct sale *sale, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_SALE, err);
    size_t length = 0;
    bool found;

    stmt_bind_text(&query, 1, sale->chain);
    stmt_bind_int(&query, 2, sale->number);
    found = stmt_next(&query);
    if (found) {
        sale->seq = stmt_int(&query, 0);
        sale->time = stmt_moment(&query, 1);
        sale->flags = stmt_range(&query, 3, 0, INT_MAX);
        field_copy(sale->seller, sizeof sale->seller, stmt_text(&query, 4));
        sale->gross = stmt_int(&query, 5);
        sale->net = stmt_int(&query, 6);
        sale->vat = stmt_int(&query, 7);
        sale->change = stmt_int(&query, 8);
        field_copy(sale->refund_chain, sizeof sale->refund_chain, stmt_text(&query, 9));
        sale->refund_number = stmt_int(&query, 10);
        field_copy(sale->paper, sizeof sale->paper, stmt_text(&query, 11));

        const void *signature = stmt_blob(&query, 12, &length);

        if (length == SIGNATURE_BYTES)
            memcpy(sale->signature, signature, SIGNATURE_BYTES);
        sale->recorded = stmt_moment(&query, 13);
        field_copy(sale->tutor, sizeof sale->tutor, stmt_text(&query, 15));
    }
    if (!stmt_finish(&query))
        return false;
    if (!found)
        return err_fail(err, ERR_NOT_FOUND, _("Le ticket %s-%lld n'existe pas."), sale->chain,
                        (long long)sale->number);
    return true;
}

static bool sale_read_lines(struct db *db, struct sale *sale, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_LINES, err);

    stmt_bind_text(&query, 1, sale->chain);
    stmt_bind_int(&query, 2, sale->number);
    while (sale->line_count < TICKET_LINES_MAX && stmt_next(&query)) {
        struct sale_line *line = &sale->lines[sale->line_count++];

        field_copy(line->code, sizeof line->code, stmt_text(&query, 0));
        field_copy(line->label, sizeof line->label, stmt_text(&query, 1));
        line->quantity = stmt_int(&query, 2);
        line->price = stmt_int(&query, 3);
        line->discount = stmt_int(&query, 4);
        line->gross = stmt_int(&query, 5);
        line->net = stmt_int(&query, 6);
        line->rate = stmt_range(&query, 7, 0, RATE_MAX);
        line->refund_line = stmt_range(&query, 8, 0, TICKET_LINES_MAX);
    }
    return stmt_finish(&query);
}

const char *sale_payment_name(const struct sale_payment *payment)
{
    if (payment->mode != PAY_OTHER)
        return payment_mode_name(payment->mode);
    return payment->label[0] ? payment->label : payment->means;
}

bool sale_payment_is_change(const struct sale_payment *payment)
{
    return payment->given == 0 && payment->change > 0;
}

static bool sale_read_payments(struct db *db, struct sale *sale, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_PAYMENTS, err);

    stmt_bind_text(&query, 1, sale->chain);
    stmt_bind_int(&query, 2, sale->number);
    while (sale->payment_count < TICKET_PAYMENTS_MAX && stmt_next(&query)) {
        struct sale_payment *payment = &sale->payments[sale->payment_count++];

        payment->mode = (enum payment_mode)stmt_range(&query, 0, PAY_CASH, PAY_OTHER);
        payment->given = stmt_int(&query, 1);
        payment->change = stmt_int(&query, 2);
        payment->amount = stmt_int(&query, 3);
        field_copy(payment->slip, sizeof payment->slip, stmt_text(&query, 4));
        field_copy(payment->means, sizeof payment->means, stmt_text(&query, 5));
        field_copy(payment->label, sizeof payment->label, stmt_text(&query, 6));
    }
    return stmt_finish(&query);
}

static bool sale_read_rates(struct db *db, struct sale *sale, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_RATES, err);

    stmt_bind_text(&query, 1, sale->chain);
    stmt_bind_int(&query, 2, sale->number);
    while (sale->rate_count < RATES_MAX && stmt_next(&query)) {
        struct rate_figures rate = { stmt_range(&query, 0, 0, RATE_MAX), stmt_int(&query, 1),
                                     stmt_int(&query, 2), stmt_int(&query, 3) };

        if (rate.gross != 0 || rate.net != 0)
            sale->rates[sale->rate_count++] = rate;
    }
    return stmt_finish(&query);
}

bool sale_list_recent(struct db *db, const char *chain, struct recent_sale out[RECENT_SALES_MAX],
                      int *count, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_RECENT, err);

    stmt_bind_text(&query, 1, chain);
    stmt_bind_int(&query, 2, RECENT_SALES_MAX);
    for (*count = 0; *count < RECENT_SALES_MAX && stmt_next(&query); (*count)++) {
        struct recent_sale *sale = &out[*count];

        *sale = (struct recent_sale){
            .number = stmt_int(&query, 0),
            .time = stmt_moment(&query, 1),
            .gross = stmt_int(&query, 3),
            .line_count = stmt_range(&query, 5, 0, INT_MAX),
            .mode = (enum payment_mode)stmt_range(&query, 6, PAY_CASH, PAY_OTHER),
            .is_refund = stmt_int(&query, 7) != 0,
            .was_refunded = stmt_int(&query, 8) != 0,
        };
        field_copy(sale->label, sizeof sale->label, stmt_text(&query, 4));
        field_copy(sale->code, sizeof sale->code, stmt_text(&query, 9));
    }
    return stmt_finish(&query);
}

bool sale_find(struct db *db, const char *chain, int64_t number, struct sale *out, struct err *err)
{
    memset(out, 0, sizeof *out);
    field_copy(out->chain, sizeof out->chain, chain);
    out->number = number;
    return sale_read_head(db, out, err) && sale_read_lines(db, out, err) &&
           sale_read_payments(db, out, err) && sale_read_rates(db, out, err);
}

bool sale_find_by_key(struct db *db, const char *key, char chain[2], int64_t *number,
                      struct err *err)
{
    struct stmt query = db_prepare(db, SQL_BY_KEY, err);
    bool found;

    stmt_bind_text(&query, 1, key);
    found = stmt_next(&query);
    if (found) {
        field_copy(chain, 2, stmt_text(&query, 0));
        *number = stmt_int(&query, 1);
    }
    if (!stmt_finish(&query))
        return false;
    return found || err_fail(err, ERR_NOT_FOUND, _("Le ticket « %.40s » n'existe pas."), key);
}

bool sale_find_refunded(struct db *db, const struct sale *sale, struct refunded *out,
                        struct err *err)
{
    struct stmt query = db_prepare(db, SQL_REFUNDED, err);

    memset(out, 0, sizeof *out);
    stmt_bind_text(&query, 1, sale->chain);
    stmt_bind_int(&query, 2, sale->number);
    while (stmt_next(&query)) {
        int64_t line = stmt_int(&query, 0);

        if (line >= 1 && line <= sale->line_count) {
            out->quantity[line - 1] += stmt_int(&query, 1);
            out->gross[line - 1] += stmt_int(&query, 2);
        }
    }
    return stmt_finish(&query);
}

bool sale_count_prints(struct db *db, const struct sale *sale, int64_t *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_PRINTS, err);
    char name[TICKET_NAME_MAX];
    int64_t count = 0;

    ticket_name_format(sale->chain, sale->number, name);
    stmt_bind_text(&query, 1, sale->chain);
    stmt_bind_int(&query, 2, sale->seq);
    stmt_bind_text(&query, 3, name);
    stmt_bind_int(&query, 4, RECORD_PRINT);
    if (stmt_next(&query))
        count = stmt_int(&query, 0);
    if (!stmt_finish(&query))
        return false;
    *out = count;
    return true;
}

bool ticket_name_parse(const char *text, char own_chain, char chain[2], int64_t *number,
                       struct err *err)
{
    const char *digits = text;
    char *end = NULL;
    char letter = own_chain;
    bool is_letter = (text[0] >= 'A' && text[0] <= 'Z') || (text[0] >= 'a' && text[0] <= 'z');

    if (is_letter && text[1] == '-') {
        letter = text[0];
        digits = text + 2;
    }

    long long value = digits[0] >= '0' && digits[0] <= '9' ? strtoll(digits, &end, 10) : 0;

    if (value < 1 || !end || *end != '\0')
        return err_fail(err, ERR_INPUT, _("« %.40s » n'est pas un ticket : écrire comme A-42."),
                        text);
    chain[0] = letter;
    chain[1] = '\0';
    *number = value;
    return true;
}

void ticket_name_format(const char *chain, int64_t number, char out[TICKET_NAME_MAX])
{
    snprintf(out, TICKET_NAME_MAX, "%.1s-%" PRId64, chain, number);
}
