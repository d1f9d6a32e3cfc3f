#include "ledger/proof/period_totals.h"

#include "ledger/book_days.h"
#include "ledger/proof/sale_day.h"

#include <stdio.h>
#include <string.h>

static const char SQL_LAST[] =
    "SELECT closing.seq, closing.number, closing.last_ticket, record.gross, record.tickets, "
    "record.refunds, record.cash, record.card, record.cheque, record.voucher, record.other, "
    "record.cash_in, record.cash_out FROM closing JOIN record USING (chain, seq) "
    "WHERE closing.chain = ? AND closing.period = ? AND closing.seq <= ? "
    "ORDER BY closing.seq DESC LIMIT 1";
/* Numbers may jump: the totals at a number are those of the last ticket up to it. */
static const char SQL_RATES_AT[] =
    "SELECT rate, running_gross, running_net, running_vat FROM rate_total "
    "WHERE chain = ?1 AND number = (SELECT max(number) FROM sale WHERE chain = ?1 AND "
    "number <= ?2) ORDER BY rate";
static const char SQL_MEANS_AT[] =
    "SELECT means, running FROM means_total "
    "WHERE chain = ?1 AND number = (SELECT max(number) FROM sale WHERE chain = ?1 AND "
    "number <= ?2) ORDER BY means";
static const char SQL_OPENED[] = "SELECT time FROM record WHERE chain = ? AND seq = ?";
static const char SQL_WAITING[] =
    "SELECT count(*) FROM parked WHERE (substr(name, 1, 1) = ' ') = ?";

bool rates_read_at(struct db *db, const char *chain, int64_t number, struct rate_running *out,
                   int *count, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_RATES_AT, err);
    int found = 0;

    stmt_bind_text(&query, 1, chain);
    stmt_bind_int(&query, 2, number);
    while (found < RATES_MAX && stmt_next(&query))
        out[found++] =
            (struct rate_running){ stmt_range(&query, 0, 0, RATE_MAX), stmt_int(&query, 1),
                                   stmt_int(&query, 2), stmt_int(&query, 3) };
    *count = found;
    return stmt_finish(&query);
}

static bool mark_read_means(struct db *db, const char *chain, struct mark *mark, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_MEANS_AT, err);

    stmt_bind_text(&query, 1, chain);
    stmt_bind_int(&query, 2, mark->last_ticket);
    while (mark->means_count < FURTHER_MEANS_MAX && stmt_next(&query)) {
        struct means_running *means = &mark->means[mark->means_count++];

        means->amount = stmt_int(&query, 1);
        snprintf(means->means, sizeof means->means, "%s", stmt_text(&query, 0));
    }
    return stmt_finish(&query);
}

bool mark_read(struct db *db, const char *chain, enum period_kind kind, struct mark *out,
               struct err *err)
{
    return mark_read_at(db, chain, kind, INT64_MAX, out, err);
}

bool mark_read_at(struct db *db, const char *chain, enum period_kind kind, int64_t seq,
                  struct mark *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_LAST, err);

    *out = (struct mark){ .seq = 0 };
    stmt_bind_text(&query, 1, chain);
    stmt_bind_int(&query, 2, kind);
    stmt_bind_int(&query, 3, seq);
    if (stmt_next(&query)) {
        out->seq = stmt_int(&query, 0);
        out->number = stmt_int(&query, 1);
        out->last_ticket = stmt_int(&query, 2);
        out->gross = stmt_int(&query, 3);
        out->tickets = stmt_int(&query, 4);
        out->refunds = stmt_int(&query, 5);
        for (int i = 0; i < (int)COUNT_OF(out->modes); i++)
            out->modes[i] = stmt_int(&query, 6 + i);
        out->cash_in = stmt_int(&query, 11);
        out->cash_out = stmt_int(&query, 12);
    }
    return stmt_finish(&query) &&
           rates_read_at(db, chain, out->last_ticket, out->rates, &out->rate_count, err) &&
           mark_read_means(db, chain, out, err);
}

const struct rate_running *rate_running_find(const struct rate_running *rates, int count,
                                             basis_points rate)
{
    static const struct rate_running NOTHING = { 0 };

    for (int i = 0; i < count; i++)
        if (rates[i].rate == rate)
            return &rates[i];
    return &NOTHING;
}

static cents mark_means(const struct mark *mark, const char *means)
{
    for (int i = 0; i < mark->means_count; i++)
        if (strcmp(mark->means[i].means, means) == 0)
            return mark->means[i].amount;
    return 0;
}

static void period_means_since(const struct journal_head *head, const struct mark *mark,
                               struct period *out)
{
    for (int i = 0; i < head->means_count; i++) {
        struct means_running *means = &out->means[out->means_count];

        *means = head->means[i];
        means->amount -= mark_means(mark, means->means);
        if (means->amount != 0)
            out->means_count++;
    }
}

void period_since(const struct journal_head *head, const struct mark *mark, struct period *out)
{
    const struct running *running = &head->running;

    *out = (struct period){
        .tickets = running->tickets - mark->tickets,
        .refunds = running->refunds - mark->refunds,
        .gross = running->gross - mark->gross,
        .cash = running->cash - mark->modes[0],
        .card = running->card - mark->modes[1],
        .cheque = running->cheque - mark->modes[2],
        .voucher = running->voucher - mark->modes[3],
        .other = running->other - mark->modes[4],
        .cash_in = running->cash_in - mark->cash_in,
        .cash_out = running->cash_out - mark->cash_out,
    };
    period_means_since(head, mark, out);
    for (int i = 0; i < head->rate_count; i++) {
        const struct rate_running *now = &head->rates[i];
        const struct rate_running *then =
            rate_running_find(mark->rates, mark->rate_count, now->rate);
        struct rate_figures *rate = &out->rates[out->rate_count];

        *rate = (struct rate_figures){ now->rate, now->gross - then->gross, now->net - then->net,
                                       now->vat - then->vat };
        out->net += rate->net;
        out->vat += rate->vat;
        if (rate->gross != 0 || rate->net != 0 || rate->vat != 0)
            out->rate_count++;
    }
}

struct mark mark_at(const struct journal_head *head, int64_t number)
{
    const struct running *running = &head->running;
    struct mark mark = {
        .seq = head->seq + 1,
        .number = number,
        .last_ticket = head->last_ticket,
        .gross = running->gross,
        .tickets = running->tickets,
        .refunds = running->refunds,
        .modes = { running->cash, running->card, running->cheque, running->voucher,
                   running->other },
        .cash_in = running->cash_in,
        .cash_out = running->cash_out,
        .rate_count = head->rate_count,
        .means_count = head->means_count,
    };

    memcpy(mark.rates, head->rates, sizeof mark.rates);
    memcpy(mark.means, head->means, sizeof mark.means);
    return mark;
}

/* The first record after the mark; none yet: the one that is about to be written. */
/* The time of its first record; without any, it is opened at `now`. */
static bool opened_read(struct till *till, const struct mark *mark, struct moment now, int64_t *out,
                        struct err *err)
{
    struct stmt query = db_prepare(till->db, SQL_OPENED, err);

    *out = now.utc_s;
    stmt_bind_text(&query, 1, till_journal(till)->chain);
    stmt_bind_int(&query, 2, mark->seq + 1);
    if (stmt_next(&query))
        *out = stmt_int(&query, 0);
    return stmt_finish(&query);
}

static bool waiting_read(struct till *till, int64_t *out, struct err *err)
{
    struct stmt query = db_prepare(till->db, SQL_WAITING, err);

    stmt_bind_int(&query, 1, till->is_practice);
    if (stmt_next(&query))
        *out = stmt_int(&query, 0);
    return stmt_finish(&query);
}

/* The first day that the book can have: one of a wrong clock names no Z and no month. */
static bool day_settle(struct till *till, struct period_totals *reading, struct err *err)
{
    struct book_days span;
    int at = 0;

    if (!book_days_read(till, &span, err))
        return false;
    while (at < reading->days.count && !book_days_hold(&span, reading->days.days[at].day))
        at++;
    reading->day = at < reading->days.count ? reading->days.days[at].day : span.last;
    return true;
}

bool period_totals_since(struct till *till, const struct mark *mark, struct period_totals *out,
                         struct err *err)
{
    const struct journal_head *head = &till_journal(till)->head;
    struct period_totals reading = {
        .from_day = till_day(till),
        .to_day = till_day(till),
        .first_ticket = mark->last_ticket + 1,
        .last_ticket = head->last_ticket,
        .float_amount = head->running.float_amount,
        .expected = head->running.drawer,
        .perpetual = head->running.gross,
        .absolute = head->running.absolute,
        .record_count = head->seq,
    };

    memcpy(reading.head, head->hash, HASH_BYTES);
    period_since(head, mark, &reading.sales);
    if (!opened_read(till, mark, till_now(till), &reading.opened, err) ||
        !waiting_read(till, &reading.waiting, err) ||
        !sale_days_read(till->db, till_journal(till)->chain, mark->last_ticket, INT64_MAX,
                        &reading.days, err))
        return false;
    if (reading.days.count > 0) {
        reading.from_day = reading.days.first;
        reading.to_day = reading.days.last;
    }
    if (!day_settle(till, &reading, err))
        return false;
    *out = reading;
    return true;
}

bool period_totals_end(struct till *till, const struct mark *mark, struct moment now,
                       struct period_totals *out, struct err *err)
{
    const struct journal_head *head = &till_journal(till)->head;

    out->last_ticket = head->last_ticket;
    out->record_count = head->seq;
    memcpy(out->head, head->hash, HASH_BYTES);
    return opened_read(till, mark, now, &out->opened, err);
}

bool period_totals_of(struct till *till, enum period_kind kind, struct period_totals *out,
                      struct err *err)
{
    struct mark mark;

    return mark_read(till->db, till_journal(till)->chain, kind, &mark, err) &&
           period_totals_since(till, &mark, out, err);
}

bool period_totals_take_x(struct till *till, struct period_totals *out, struct err *err)
{
    struct period_totals reading;

    if (!till_check(till, ACTION_CLOSE_DAY, err) ||
        !period_totals_of(till, PERIOD_DAY, &reading, err) ||
        !till_note_leaving(till, RECORD_X, "", "", reading.sales.gross, err))
        return false;
    *out = reading;
    return true;
}
