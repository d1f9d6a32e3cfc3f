#include "ledger/closing/closing_all.h"
#include "ledger/fact_order.h"

#include <string.h>

static const char SQL_OTHERS[] = SQL_REAL_CHAINS "SELECT chain FROM real WHERE chain <> ?";
static const char SQL_FORMER[] =
    "SELECT coalesce(max(seq), 0) FROM closing WHERE chain = ? AND period = ? AND seq < ?";
/* The other till's newest record that had come before a record of ours: the note of its merge. */
static const char SQL_MERGED[] =
    "SELECT coalesce(max(CAST(substr(detail, instr(detail, ' ') + 1) AS INTEGER)), 0) "
    "FROM note JOIN record USING (chain, seq) "
    "WHERE chain = ? AND kind = 65 AND subject = ? AND seq < ?";
static const char SQL_DAYS[] =
    "SELECT seq, tickets, refunds, gross, net, vat, cash, card, cheque, voucher, other, "
    "cash_in, cash_out, difference "
    "FROM closing WHERE chain = ? AND period = 1 AND seq > ? AND seq <= ?";
static const char SQL_DIFFERENCES[] =
    "SELECT coalesce(sum(difference), 0) FROM closing WHERE chain = ? AND period = 1 AND seq > ? "
    "AND seq <= ?";
static const char SQL_RATES[] =
    "SELECT rate, gross, net, vat FROM closing_rate WHERE chain = ? AND seq > ? AND seq <= ? "
    "AND seq IN (SELECT seq FROM closing WHERE closing.chain = closing_rate.chain AND period = 1)";
static const char SQL_MEANS[] =
    "SELECT means, amount FROM closing_means WHERE chain = ? AND seq > ? AND seq <= ? "
    "AND seq IN (SELECT seq FROM closing WHERE closing.chain = closing_means.chain "
    "AND period = 1)";

/* The records of another chain that the period holds: after `from`, up to `to`. */
struct span {
    char chain[2];
    int64_t from;
    int64_t to;
};

static bool number_read(struct stmt *query, int64_t *out)
{
    *out = stmt_next(query) ? stmt_int(query, 0) : 0;
    return stmt_finish(query);
}

static bool merged_read(struct db *db, const struct closing *closing, const char *other,
                        int64_t before_seq, int64_t *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_MERGED, err);

    stmt_bind_text(&query, 1, closing->chain);
    stmt_bind_text(&query, 2, other);
    stmt_bind_int(&query, 3, before_seq);
    return number_read(&query, out);
}

/* The record of the closing of the same kind before, 0 none. */
static bool former_read(struct db *db, const struct closing *closing, int64_t *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_FORMER, err);

    stmt_bind_text(&query, 1, closing->chain);
    stmt_bind_int(&query, 2, closing->kind);
    stmt_bind_int(&query, 3, closing->seq);
    return number_read(&query, out);
}

static bool span_read(struct db *db, const struct closing *closing, struct span *span,
                      struct err *err)
{
    int64_t former;

    return former_read(db, closing, &former, err) &&
           merged_read(db, closing, span->chain, former, &span->from, err) &&
           merged_read(db, closing, span->chain, closing->seq, &span->to, err);
}

static struct stmt span_query(struct db *db, const char *sql, const struct span *span,
                              struct err *err)
{
    struct stmt query = db_prepare(db, sql, err);

    stmt_bind_text(&query, 1, span->chain);
    stmt_bind_int(&query, 2, span->from);
    stmt_bind_int(&query, 3, span->to);
    return query;
}

static void rate_add(struct period *all, const struct rate_figures *rate)
{
    int at = 0;

    while (at < all->rate_count && all->rates[at].rate < rate->rate)
        at++;
    if (at == all->rate_count || all->rates[at].rate != rate->rate) {
        if (all->rate_count == RATES_MAX)
            return; /* more rates than one till may have: their sums stand above all the same */
        memmove(&all->rates[at + 1], &all->rates[at],
                sizeof *all->rates * (size_t)(all->rate_count - at));
        all->rates[at] = (struct rate_figures){ .rate = rate->rate };
        all->rate_count++;
    }
    all->rates[at].gross += rate->gross;
    all->rates[at].net += rate->net;
    all->rates[at].vat += rate->vat;
}

static void means_add(struct period *all, const char *means, cents amount)
{
    int at = 0;

    while (at < all->means_count && strcmp(all->means[at].means, means) != 0)
        at++;
    if (at == FURTHER_MEANS_MAX || strlen(means) >= sizeof all->means[at].means)
        return;
    if (at == all->means_count) {
        strcpy(all->means[at].means, means);
        all->means[at].amount = 0;
        all->means_count++;
    }
    all->means[at].amount += amount;
}

static bool till_add_days(struct db *db, const struct span *span, struct closing *closing,
                          struct err *err)
{
    struct stmt query = span_query(db, SQL_DAYS, span, err);
    struct period *all = &closing->all;
    struct till_share share = { .gross = 0 };

    memcpy(share.chain, span->chain, sizeof share.chain);
    while (stmt_next(&query)) {
        int64_t *const sums[] = {
            &all->tickets, &all->refunds,  &all->gross,          &all->net,     &all->vat,
            &all->cash,    &all->card,     &all->cheque,         &all->voucher, &all->other,
            &all->cash_in, &all->cash_out, &closing->differences
        };

        for (size_t i = 0; i < COUNT_OF(sums); i++)
            *sums[i] += stmt_int(&query, 1 + (int)i);
        share.gross += stmt_int(&query, 3);
    }
    if (!stmt_finish(&query))
        return false;
    if (closing->share_count < TILL_SHARES_MAX)
        closing->shares[closing->share_count++] = share;
    query = span_query(db, SQL_RATES, span, err);
    while (stmt_next(&query))
        rate_add(all,
                 &(struct rate_figures){ stmt_range(&query, 0, 0, RATE_MAX), stmt_int(&query, 1),
                                         stmt_int(&query, 2), stmt_int(&query, 3) });
    if (!stmt_finish(&query))
        return false;
    query = span_query(db, SQL_MEANS, span, err);
    while (stmt_next(&query))
        means_add(all, stmt_text(&query, 0), stmt_int(&query, 1));
    return stmt_finish(&query);
}

/* What the counts of the own till found; its other figures are the reading's. */
static bool own_differences_read(struct db *db, struct closing *closing, struct err *err)
{
    struct span span = { .to = closing->seq };
    struct stmt query;

    memcpy(span.chain, closing->chain, sizeof span.chain);
    if (!former_read(db, closing, &span.from, err))
        return false;
    query = span_query(db, SQL_DIFFERENCES, &span, err);
    return number_read(&query, &closing->differences);
}

bool closing_read_all(struct db *db, struct closing *closing, struct err *err)
{
    struct stmt others;
    bool good = true;

    closing->all = closing->reading.sales;
    closing->share_count = 0;
    if (!means_read(db, &closing->means, err))
        return false;
    closing->differences = closing->difference;
    if (closing->kind == PERIOD_DAY)
        return true;
    if (!own_differences_read(db, closing, err))
        return false;
    closing->shares[closing->share_count] = (struct till_share){ .gross = closing->all.gross };
    memcpy(closing->shares[closing->share_count++].chain, closing->chain, sizeof closing->chain);
    others = db_prepare(db, SQL_OTHERS, err);
    stmt_bind_text(&others, 1, closing->chain);
    while (good && stmt_next(&others)) {
        struct span span = { .chain = { stmt_text(&others, 0)[0], '\0' } };

        good = span_read(db, closing, &span, err) && till_add_days(db, &span, closing, err);
    }
    return stmt_finish(&others) && good;
}
