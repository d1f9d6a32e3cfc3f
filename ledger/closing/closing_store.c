/* Closings as they were recorded, read again. */
#include "ledger/closing/closing_all.h"
#include "ledger/closing/closing.h"
#include "ledger/proof/soundness.h"

#include "base/lang.h"

#include <stdio.h>
#include <string.h>

static const char SQL_FIND[] =
    "SELECT closing.seq, day, first_ticket, last_ticket, closing.tickets, closing.refunds, "
    "closing.gross, net, vat, closing.cash, closing.card, closing.cheque, closing.voucher, "
    "closing.float, expected, counted, difference, reason, perpetual, closing.absolute, head, "
    "record.time, record.offset, record.operator, record.hash, closing.other, closing.cash_in, "
    "closing.cash_out, opened, from_day, to_day, waiting "
    "FROM closing JOIN record USING (chain, seq) "
    "WHERE closing.chain = ? AND period = ? AND closing.number = ?";
static const char SQL_FIND_RATES[] = "SELECT rate, gross, net, vat FROM closing_rate "
                                     "WHERE chain = ? AND seq = ? ORDER BY rate";
static const char SQL_FIND_MEANS[] = "SELECT means, amount FROM closing_means "
                                     "WHERE chain = ? AND seq = ? ORDER BY means";
static const char SQL_FIND_DAYS[] = "SELECT day, rate, gross, net, vat FROM closing_day "
                                    "WHERE chain = ? AND seq = ? ORDER BY day, rate";
/* What was posted by its day closings, a day closing's own being the only one. */
static const char SQL_POSTED_DAYS[] =
    "SELECT min(posting.day), max(posting.day) FROM closing AS z JOIN posting USING (chain, seq) "
    "WHERE z.chain = ?1 AND z.period = 1 AND z.seq <= ?2 AND z.seq > coalesce((SELECT max(seq) "
    "FROM closing WHERE chain = ?1 AND period = ?3 AND seq < ?2), 0)";
static const char SQL_COUNT_DONE[] = "SELECT coalesce(max(number), 0) FROM closing "
                                     "WHERE chain = ? AND period = ?";

static void reading_read(const struct stmt *row, struct period_totals *out)
{
    size_t length;

    out->day = stmt_day(row, 1);
    out->first_ticket = stmt_int(row, 2);
    out->last_ticket = stmt_int(row, 3);
    out->sales = (struct period){ .tickets = stmt_int(row, 4),
                                  .refunds = stmt_int(row, 5),
                                  .gross = stmt_int(row, 6),
                                  .net = stmt_int(row, 7),
                                  .vat = stmt_int(row, 8),
                                  .cash = stmt_int(row, 9),
                                  .card = stmt_int(row, 10),
                                  .cheque = stmt_int(row, 11),
                                  .voucher = stmt_int(row, 12),
                                  .other = stmt_int(row, 25),
                                  .cash_in = stmt_int(row, 26),
                                  .cash_out = stmt_int(row, 27) };
    out->opened = stmt_int(row, 28);
    out->from_day = out->to_day = out->day;
    if (!stmt_is_null(row, 29)) { /* else of form 1 */
        out->from_day = stmt_day(row, 29);
        out->to_day = stmt_day(row, 30);
    }
    out->waiting = stmt_int(row, 31);
    out->float_amount = stmt_int(row, 13);
    out->expected = stmt_int(row, 14);
    out->perpetual = stmt_int(row, 18);
    out->absolute = stmt_int(row, 19);

    const void *head = stmt_blob(row, 20, &length);

    if (length == HASH_BYTES)
        memcpy(out->head, head, HASH_BYTES);
}

static bool closing_read_rates(struct db *db, struct closing *closing, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_FIND_RATES, err);
    struct period *sales = &closing->reading.sales;

    stmt_bind_text(&query, 1, closing->chain);
    stmt_bind_int(&query, 2, closing->seq);
    while (sales->rate_count < RATES_MAX && stmt_next(&query))
        sales->rates[sales->rate_count++] =
            (struct rate_figures){ stmt_range(&query, 0, 0, RATE_MAX), stmt_int(&query, 1),
                                   stmt_int(&query, 2), stmt_int(&query, 3) };
    return stmt_finish(&query);
}

static bool closing_read_means(struct db *db, struct closing *closing, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_FIND_MEANS, err);
    struct period *sales = &closing->reading.sales;

    stmt_bind_text(&query, 1, closing->chain);
    stmt_bind_int(&query, 2, closing->seq);
    while (sales->means_count < FURTHER_MEANS_MAX && stmt_next(&query)) {
        struct means_running *means = &sales->means[sales->means_count++];

        means->amount = stmt_int(&query, 1);
        snprintf(means->means, sizeof means->means, "%s", stmt_text(&query, 0));
    }
    return stmt_finish(&query);
}

static bool closing_read_days(struct db *db, struct closing *closing, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_FIND_DAYS, err);

    stmt_bind_text(&query, 1, closing->chain);
    stmt_bind_int(&query, 2, closing->seq);
    while (stmt_next(&query)) {
        struct day day = stmt_day(&query, 0);

        day_total_add(day_totals_find(&closing->reading.days, day),
                      &(struct rate_figures){ stmt_range(&query, 1, 0, RATE_MAX),
                                              stmt_int(&query, 2), stmt_int(&query, 3),
                                              stmt_int(&query, 4) });
    }
    return stmt_finish(&query);
}

bool closing_find(struct db *db, char chain, enum period_kind kind, int64_t number,
                  struct closing *out, struct err *err)
{
    struct closing closing = { .chain = { chain, '\0' }, .kind = kind, .number = number };
    struct stmt query = db_prepare(db, SQL_FIND, err);
    size_t length;
    bool found;

    stmt_bind_text(&query, 1, closing.chain);
    stmt_bind_int(&query, 2, kind);
    stmt_bind_int(&query, 3, number);
    found = stmt_next(&query);
    if (found) {
        closing.seq = stmt_int(&query, 0);
        reading_read(&query, &closing.reading);
        closing.reading.record_count = closing.seq - 1;
        closing.was_counted = !stmt_is_null(&query, 15);
        closing.counted = stmt_int(&query, 15);
        closing.difference = stmt_int(&query, 16);
        snprintf(closing.reason, sizeof closing.reason, "%s", stmt_text(&query, 17));
        closing.time = stmt_moment(&query, 21);
        snprintf(closing.who, sizeof closing.who, "%s", stmt_text(&query, 23));

        const void *hash = stmt_blob(&query, 24, &length);

        if (length == HASH_BYTES)
            memcpy(closing.hash, hash, HASH_BYTES);
    }
    if (!stmt_finish(&query))
        return false;
    if (!found)
        return err_fail(err, ERR_NOT_FOUND, _("La clôture n° %lld n'existe pas."),
                        (long long)number);
    if (!closing_read_rates(db, &closing, err) || !closing_read_means(db, &closing, err) ||
        !closing_read_days(db, &closing, err) || !closing_read_all(db, &closing, err) ||
        !soundness_read(db, closing.chain, closing.seq, closing.unsound, err) ||
        !compared_read(db, closing.reading.from_day, closing.reading.to_day, closing.compared,
                       &closing.compared_count, err))
        return false;
    *out = closing;
    return true;
}

bool closing_days(struct db *db, const struct closing *closing, struct day *from, struct day *to,
                  struct err *err)
{
    struct stmt query = db_prepare(db, SQL_POSTED_DAYS, err);

    *from = *to = closing->reading.day;
    stmt_bind_text(&query, 1, closing->chain);
    stmt_bind_int(&query, 2, closing->seq);
    stmt_bind_int(&query, 3, closing->kind);
    if (closing->number > 0 && stmt_next(&query) && !stmt_is_null(&query, 0)) {
        *from = stmt_day(&query, 0);
        *to = stmt_day(&query, 1);
    }
    return stmt_finish(&query);
}

bool closing_count_done(struct db *db, char chain, enum period_kind kind, int64_t *out,
                        struct err *err)
{
    struct stmt query = db_prepare(db, SQL_COUNT_DONE, err);
    char text[2] = { chain, '\0' };

    stmt_bind_text(&query, 1, text);
    stmt_bind_int(&query, 2, kind);
    if (stmt_next(&query))
        *out = stmt_int(&query, 0);
    return stmt_finish(&query);
}
