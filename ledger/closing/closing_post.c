#include "ledger/closing/closing_post.h"

#include "ledger/book_days.h"

#include <stdio.h>
#include <string.h>

/* The figures of one accounting day. */
struct day_part {
    struct day day;
    struct period sales;
};

struct day_parts {
    struct day_part all[DAY_TOTALS_MAX];
    int count;
};

static void rates_add(struct period *sales, const struct day_total *total)
{
    for (int i = 0; i < total->rate_count; i++) {
        int at = 0;

        while (at < sales->rate_count && sales->rates[at].rate != total->rates[i].rate)
            at++;
        if (at == RATES_MAX)
            return; /* a chain has no more rates */
        if (at == sales->rate_count)
            sales->rates[sales->rate_count++] =
                (struct rate_figures){ .rate = total->rates[i].rate };
        sales->rates[at].net += total->rates[i].net;
        sales->rates[at].vat += total->rates[i].vat;
    }
}

static void means_add(struct period *sales, const struct day_total *total)
{
    for (int i = 0; i < total->means_count; i++) {
        int at = 0;

        while (at < sales->means_count &&
               strcmp(sales->means[at].means, total->means[i].means) != 0)
            at++;
        if (at == FURTHER_MEANS_MAX)
            return;
        if (at == sales->means_count) {
            sales->means[sales->means_count++] = total->means[i];
            continue;
        }
        sales->means[at].amount += total->means[i].amount;
    }
}

static struct day_part *part_find(struct day_parts *parts, struct day day)
{
    for (int i = 0; i < parts->count; i++)
        if (parts->all[i].day.number == day.number)
            return &parts->all[i];
    parts->all[parts->count] = (struct day_part){ .day = day };
    return &parts->all[parts->count++];
}

static void part_add(struct day_part *part, const struct day_total *total)
{
    part->sales.cash += total->modes[0];
    part->sales.card += total->modes[1];
    part->sales.cheque += total->modes[2];
    part->sales.voucher += total->modes[3];
    rates_add(&part->sales, total);
    means_add(&part->sales, total);
}

/* Ascending; the last one is there even when nothing was sold. */
static void parts_make(const struct closing *closing, const struct book_days *span,
                       struct day_parts *out)
{
    const struct day_totals *days = &closing->reading.days;
    struct day last = DAY_NONE;

    out->count = 0;
    for (int i = 0; i < days->count; i++)
        if (book_days_hold(span, days->days[i].day))
            last = days->days[i].day;
    if (last.number == DAY_NONE_NUMBER)
        last = span->last;
    for (int i = 0; i < days->count; i++)
        if (book_days_hold(span, days->days[i].day))
            part_find(out, days->days[i].day);
    part_find(out, last);
    for (int i = 0; i < days->count; i++) {
        bool is_good = book_days_hold(span, days->days[i].day);

        part_add(part_find(out, is_good ? days->days[i].day : last), &days->days[i]);
    }
}

/*
 * The days that late entries of this accounting day state: they count for the day of typing, and
 * who reads the entry sees which days were meant. Only the tickets of the period are looked at.
 */
static bool late_days_read(struct till *till, const struct closing *closing, struct day day,
                           struct day span[2], struct err *err)
{
    static const char SQL_LATE[] =
        "SELECT min(stated), max(stated) FROM (SELECT (time + offset * 60 - ?4 * 60) / 86400 AS "
        "stated, day FROM sale WHERE chain = ?1 AND number BETWEEN ?2 AND ?3 AND flags & 1 <> 0) "
        "WHERE day = ?5 AND stated <> day";
    struct stmt query = db_prepare(till->db, SQL_LATE, err);

    span[0] = span[1] = DAY_NONE;
    stmt_bind_text(&query, 1, closing->chain);
    stmt_bind_int(&query, 2, closing->reading.first_ticket);
    stmt_bind_int(&query, 3, closing->reading.last_ticket);
    stmt_bind_int(&query, 4, till->day_cut_min);
    stmt_bind_int(&query, 5, day.number);
    if (stmt_next(&query) && !stmt_is_null(&query, 0))
        for (int i = 0; i < 2; i++)
            span[i] = (struct day){ (int32_t)stmt_int(&query, i) };
    return stmt_finish(&query);
}

/* "Ventes clôture Z A-3/2 dont 2019-11-25 à 2019-11-26". */
static bool label_make(struct till *till, const struct closing *closing, const char *which,
                       struct day day, char out[LABEL_MAX], struct err *err)
{
    struct day late[2];
    char first[DAY_TEXT_MAX], last[DAY_TEXT_MAX];

    if (!late_days_read(till, closing, day, late, err))
        return false;
    day_format(late[0], first);
    day_format(late[1], last);

    bool is_one = late[0].number == late[1].number;

    snprintf(out, LABEL_MAX, "Ventes clôture Z %s-%lld%s%s%s%s%s", closing->chain,
             (long long)closing->number, which, first[0] ? " dont " : "", first,
             is_one ? "" : " à ", is_one ? "" : last);
    return true;
}

static bool part_post(struct till *till, const struct closing *closing,
                      const struct day_parts *parts, int i, int *line_count, struct err *err)
{
    const struct day_part *part = &parts->all[i];
    bool is_last = i == parts->count - 1;
    cents missing = is_last ? -closing->difference : 0;
    struct accounts accounts;
    char label[LABEL_MAX];
    char document[LABEL_MAX];
    char which[16] = "";

    if (parts->count > 1)
        snprintf(which, sizeof which, "/%d", i + 1);
    if (!accounts_read(till->db, &accounts, err) ||
        !label_make(till, closing, which, part->day, label, err))
        return false;
    snprintf(document, sizeof document, "Z-%s-%lld%s", closing->chain, (long long)closing->number,
             which);

    struct entry entry = entry_init("VE", part->day, label, document, part->day);

    entry_put_period(&entry, &accounts, &part->sales);
    entry_put(&entry, &accounts, "difference", missing);
    entry_put(&entry, &accounts, "cash", -missing);
    return entry_record_after(till_journal(till), &entry, line_count, err);
}

bool closing_post(struct till *till, const struct closing *closing, struct err *err)
{
    struct book_days span;
    struct day_parts parts;
    int line_count = 0;

    if (closing->kind != PERIOD_DAY)
        return true; /* a month or the session repeats what its days posted */
    if (!book_days_read(till, &span, err))
        return false;
    parts_make(closing, &span, &parts);
    for (int i = 0; i < parts.count; i++)
        if (!part_post(till, closing, &parts, i, &line_count, err))
            return false;
    return true;
}
