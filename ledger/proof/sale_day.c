#include "ledger/proof/sale_day.h"

#include "ledger/proof/period_totals.h"

#include <stdio.h>
#include <string.h>

/* The first one, then each that begins a day: by the partial index. */
static const char SQL_FIRST[] =
    "SELECT sale.number, day, record.time, record.offset FROM sale JOIN record USING (chain, seq) "
    "WHERE sale.chain = ?1 AND sale.number > ?2 AND sale.number <= ?3 ORDER BY sale.number";
static const char SQL_STARTS[] =
    "SELECT number, day FROM sale INDEXED BY sale_by_day_start "
    "WHERE chain = ?1 AND number > ?2 AND number <= ?3 AND flags & 64 <> 0 ORDER BY number";

/* After the last ticket up to that number. */
static const char SQL_MODES_AT[] =
    "SELECT record.cash, record.card, record.cheque, record.voucher, record.other, "
    "record.tickets, record.refunds FROM sale JOIN record USING (chain, seq) WHERE sale.chain = ? "
    "AND sale.number <= ? "
    "ORDER BY sale.number DESC LIMIT 1";
static const char SQL_MEANS_AT[] =
    "SELECT means, running FROM means_total WHERE chain = ?1 AND number = "
    "(SELECT max(number) FROM sale WHERE chain = ?1 AND number <= ?2) ORDER BY means";

/* What was sold and how it was paid, up to a ticket. */
struct paid {
    int64_t tickets, refunds;
    cents modes[5];
    struct means_running means[FURTHER_MEANS_MAX];
    int means_count;
};

/* A run of tickets of one day, while it is read. */
struct run {
    struct db *db;
    const char *chain;
    struct day_totals *totals;
    struct day day; /* DAY_NONE: no run began */
    struct rate_running before[RATES_MAX];
    int before_count;
    struct paid paid_before;
};

static bool paid_read_at(struct db *db, const char *chain, int64_t number, struct paid *out,
                         struct err *err)
{
    struct stmt query = db_prepare(db, SQL_MODES_AT, err);

    *out = (struct paid){ .means_count = 0 };
    stmt_bind_text(&query, 1, chain);
    stmt_bind_int(&query, 2, number);
    if (stmt_next(&query)) {
        for (int i = 0; i < 5; i++)
            out->modes[i] = stmt_int(&query, i);
        out->tickets = stmt_int(&query, 5);
        out->refunds = stmt_int(&query, 6);
    }
    if (!stmt_finish(&query))
        return false;
    query = db_prepare(db, SQL_MEANS_AT, err);
    stmt_bind_text(&query, 1, chain);
    stmt_bind_int(&query, 2, number);
    while (out->means_count < FURTHER_MEANS_MAX && stmt_next(&query)) {
        struct means_running *means = &out->means[out->means_count++];

        snprintf(means->means, sizeof means->means, "%s", stmt_text(&query, 0));
        means->amount = stmt_int(&query, 1);
    }
    return stmt_finish(&query);
}

static void means_add(struct day_total *total, const char *means, cents amount)
{
    int at = 0;

    while (at < total->means_count && strcmp(total->means[at].means, means) != 0)
        at++;
    if (at == FURTHER_MEANS_MAX)
        return; /* a chain has no more: its check says so */
    if (at == total->means_count) {
        snprintf(total->means[at].means, sizeof total->means[at].means, "%s", means);
        total->means[at].amount = 0;
        total->means_count++;
    }
    total->means[at].amount += amount;
}

static void paid_add(struct day_total *total, const struct paid *before, const struct paid *now)
{
    total->tickets += now->tickets - before->tickets;
    total->refunds += now->refunds - before->refunds;
    for (int i = 0; i < 5; i++)
        total->modes[i] += now->modes[i] - before->modes[i];
    for (int i = 0; i < now->means_count; i++)
        means_add(total, now->means[i].means, now->means[i].amount);
    for (int i = 0; i < before->means_count; i++)
        means_add(total, before->means[i].means, -before->means[i].amount);
}

struct day sale_day_of(bool is_null, int64_t day, struct moment recorded)
{
    if (is_null)
        return moment_day_cut(recorded, DAY_CUT_DEFAULT_MIN);
    return (struct day){ (int32_t)day };
}

/* The run ends with ticket `number`. */
static bool run_end(struct run *run, int64_t number, struct err *err)
{
    struct rate_running now[RATES_MAX];
    struct day_total *total;
    struct paid paid;
    int count;

    if (run->day.number == DAY_NONE_NUMBER)
        return true;
    if (!rates_read_at(run->db, run->chain, number, now, &count, err) ||
        !paid_read_at(run->db, run->chain, number, &paid, err))
        return false;
    total = day_totals_find(run->totals, run->day);
    for (int i = 0; i < count; i++) {
        const struct rate_running *then =
            rate_running_find(run->before, run->before_count, now[i].rate);

        day_total_add(total,
                      &(struct rate_figures){ now[i].rate, now[i].gross - then->gross,
                                              now[i].net - then->net, now[i].vat - then->vat });
    }
    paid_add(total, &run->paid_before, &paid);
    run->paid_before = paid;
    memcpy(run->before, now, sizeof run->before);
    run->before_count = count;
    return true;
}

/* Ticket `number` is of `day`: when that is another day, the run ended before it. */
static bool run_take(struct run *run, int64_t number, struct day day, struct err *err)
{
    if (day.number == run->day.number)
        return true;
    if (!run_end(run, number - 1, err))
        return false;
    run->day = day;
    return true;
}

/*
 * The first ticket, and all of form 1, which flag nothing: few are still in an open period.
 * `*last`: the last ticket that was looked at.
 */
static bool run_take_first(struct run *run, int64_t after, int64_t to, int64_t *last,
                           struct err *err)
{
    struct stmt query = db_prepare(run->db, SQL_FIRST, err);
    bool good = true;
    bool more = true;

    *last = after;
    stmt_bind_text(&query, 1, run->chain);
    stmt_bind_int(&query, 2, after);
    stmt_bind_int(&query, 3, to);
    while (good && more && stmt_next(&query)) {
        struct moment recorded = stmt_moment(&query, 2);

        more = stmt_is_null(&query, 1);
        *last = stmt_int(&query, 0);
        good = run_take(run, *last, sale_day_of(more, stmt_int(&query, 1), recorded), err);
    }
    return stmt_finish(&query) && good;
}

bool sale_days_read(struct db *db, const char *chain, int64_t after, int64_t to,
                    struct day_totals *out, struct err *err)
{
    struct run run = { .db = db, .chain = chain, .totals = out, .day = DAY_NONE };
    int64_t last;
    bool good;

    *out = (struct day_totals){ .count = 0 };
    if (!rates_read_at(db, chain, after, run.before, &run.before_count, err) ||
        !paid_read_at(db, chain, after, &run.paid_before, err) ||
        !run_take_first(&run, after, to, &last, err))
        return false;

    struct stmt starts = db_prepare(db, SQL_STARTS, err);

    stmt_bind_text(&starts, 1, chain);
    stmt_bind_int(&starts, 2, last);
    stmt_bind_int(&starts, 3, to);
    for (good = true; good && stmt_next(&starts);)
        good = run_take(&run, stmt_int(&starts, 0), stmt_day(&starts, 1), err);
    return stmt_finish(&starts) && good && run_end(&run, to, err);
}
