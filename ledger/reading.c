#include "ledger/reading.h"

#include <string.h>

static const char SQL_LAST[] =
    "SELECT closing.seq, closing.number, closing.last_ticket, record.gross, record.tickets, "
    "record.refunds, record.cash, record.card, record.cheque, record.voucher "
    "FROM closing JOIN record USING (chain, seq) "
    "WHERE closing.chain = ? AND closing.period = ? ORDER BY closing.seq DESC LIMIT 1";
static const char SQL_RATES_AT[] =
    "SELECT rate, running_gross, running_net, running_vat FROM rate_total "
    "WHERE chain = ? AND number = ? ORDER BY rate";
static const char SQL_TICKET_TIME[] = "SELECT time, offset FROM sale "
                                      "WHERE chain = ? AND number = ?";

static bool mark_read_rates(struct db *db, const char *chain, struct mark *mark, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_RATES_AT, err);

    stmt_bind_text(&query, 1, chain);
    stmt_bind_int(&query, 2, mark->last_ticket);
    while (mark->rate_count < RATES_MAX && stmt_next(&query))
        mark->rates[mark->rate_count++] =
            (struct rate_running){ (basis_points)stmt_int(&query, 0), stmt_int(&query, 1),
                                   stmt_int(&query, 2), stmt_int(&query, 3) };
    return stmt_finish(&query);
}

bool mark_read(struct db *db, const char *chain, enum period_kind kind, struct mark *out,
               struct err *err)
{
    struct stmt query = db_prepare(db, SQL_LAST, err);

    *out = (struct mark){ .seq = 0 };
    stmt_bind_text(&query, 1, chain);
    stmt_bind_int(&query, 2, kind);
    if (stmt_next(&query)) {
        out->seq = stmt_int(&query, 0);
        out->number = stmt_int(&query, 1);
        out->last_ticket = stmt_int(&query, 2);
        out->gross = stmt_int(&query, 3);
        out->tickets = stmt_int(&query, 4);
        out->refunds = stmt_int(&query, 5);
        for (int i = 0; i < 4; i++)
            out->modes[i] = stmt_int(&query, 6 + i);
    }
    return stmt_finish(&query) && mark_read_rates(db, chain, out, err);
}

static const struct rate_running *mark_rate(const struct mark *mark, basis_points rate)
{
    static const struct rate_running NOTHING = { 0 };

    for (int i = 0; i < mark->rate_count; i++)
        if (mark->rates[i].rate == rate)
            return &mark->rates[i];
    return &NOTHING;
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
    };
    for (int i = 0; i < head->rate_count; i++) {
        const struct rate_running *now = &head->rates[i];
        const struct rate_running *then = mark_rate(mark, now->rate);
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
        .modes = { running->cash, running->card, running->cheque, running->voucher },
        .rate_count = head->rate_count,
    };

    memcpy(mark.rates, head->rates, sizeof mark.rates);
    return mark;
}

/* The business day may pass midnight: it carries the date of its first ticket. */
static bool business_day(struct till *till, const struct reading *reading, struct day *out,
                         struct err *err)
{
    struct stmt query = db_prepare(till->db, SQL_TICKET_TIME, err);

    *out = moment_day(till_now(till));
    stmt_bind_text(&query, 1, till->real.chain);
    stmt_bind_int(&query, 2, reading->first_ticket);
    if (stmt_next(&query))
        *out = moment_day((struct moment){ stmt_int(&query, 0), (int32_t)stmt_int(&query, 1) });
    return stmt_finish(&query);
}

bool reading_since(struct till *till, const struct mark *mark, struct reading *out, struct err *err)
{
    const struct journal_head *head = &till->real.head;
    struct reading reading = {
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
    if (!business_day(till, &reading, &reading.day, err))
        return false;
    *out = reading;
    return true;
}

bool reading_of_period(struct till *till, enum period_kind kind, struct reading *out,
                       struct err *err)
{
    struct mark mark;

    return mark_read(till->db, till->real.chain, kind, &mark, err) &&
           reading_since(till, &mark, out, err);
}

bool reading_take_x(struct till *till, struct reading *out, struct err *err)
{
    struct reading reading;

    if (!till_check(till, ACTION_CLOSE_DAY, err) ||
        !reading_of_period(till, PERIOD_DAY, &reading, err) ||
        !till_note(till, RECORD_X, "", "", reading.sales.gross, err))
        return false;
    *out = reading;
    return true;
}
