#include "ledger/proof/closing_check.h"

#include <assert.h>
#include <string.h>

/* Sealed columns of `closing` in their order; those between are figures one after the other. */
enum {
    CLOSING_PERIOD,
    CLOSING_NUMBER,
    CLOSING_FIRST_TICKET = 3,
    CLOSING_FIGURES_END = 16,
    CLOSING_COUNTED = 16,
    CLOSING_DIFFERENCE,
    CLOSING_PERPETUAL = 19,
    CLOSING_ABSOLUTE,
    CLOSING_HEAD,
    CLOSING_PUBLIC_KEY,
    CLOSING_OTHER,
    CLOSING_CASH_IN,
    CLOSING_CASH_OUT,
    CLOSING_OPENED,
    CLOSING_FROM_DAY,
    CLOSING_TO_DAY,
    CLOSING_WAITING,
};
static_assert(CLOSING_WAITING + 1 == CLOSING_COLUMNS, "every sealed column has its place");

void closing_claim_clear(struct closing_claim *claim)
{
    claim->row_count = claim->rate_count = claim->means_count = 0;
    claim->day_row_count = claim->days.count = 0;
    claim->day_rows_are_odd = false;
}

static void take_day(struct closing_claim *claim, const struct value *values)
{
    struct day day = { (int32_t)values[0].number };
    struct rate_figures figures = { (basis_points)values[1].number, values[2].number,
                                    values[3].number, values[4].number };

    claim->day_row_count++;
    if (values[0].number != day.number || (figures.gross == 0 && figures.net == 0))
        claim->day_rows_are_odd = true;
    day_total_add(day_totals_find(&claim->days, day), &figures);
}

void closing_claim_take(struct closing_claim *claim, const struct record_row *row)
{
    if (row->table == FACT_CLOSING) {
        memcpy(claim->values, row->values, sizeof claim->values);
        claim->row_count++;
    } else if (row->table == FACT_CLOSING_RATE) {
        if (claim->rate_count < RATES_MAX)
            claim->rates[claim->rate_count] =
                (struct rate_figures){ (basis_points)row->values[0].number, row->values[1].number,
                                       row->values[2].number, row->values[3].number };
        claim->rate_count++;
    } else if (row->table == FACT_CLOSING_MEANS) {
        if (claim->means_count < FURTHER_MEANS_MAX) {
            claim->means[claim->means_count] = row->values[0];
            claim->means_amounts[claim->means_count] = row->values[1].number;
        }
        claim->means_count++;
    } else if (row->table == FACT_CLOSING_DAY) {
        take_day(claim, row->values);
    }
}

void closing_marks_take_record(struct closing_marks *marks, int64_t time)
{
    for (int period = PERIOD_DAY; period <= PERIOD_SESSION; period++) {
        struct closing_span *span = &marks->spans[period];

        if (span->is_open)
            continue;
        span->is_open = true;
        span->opened = time;
        span->days.count = 0;
    }
}

void closing_marks_take_day(struct closing_marks *marks, struct day day)
{
    for (int period = PERIOD_DAY; period <= PERIOD_SESSION; period++)
        day_totals_find(&marks->spans[period].days, day);
}

void closing_marks_take_rate(struct closing_marks *marks, struct day day,
                             const struct rate_figures *figures)
{
    day_total_add(day_totals_find(&marks->spans[PERIOD_DAY].days, day), figures);
}

bool day_may_be_of(int64_t day, struct moment moment)
{
    int64_t civil = moment_day(moment).number;

    return day == civil || day == civil - 1;
}

static bool figures_follow(const struct closing_claim *claim, const struct journal_head *before,
                           const struct mark *mark, const struct period *sales)
{
    const int64_t figures[] = {
        mark->last_ticket + 1,
        before->last_ticket,
        sales->tickets,
        sales->refunds,
        sales->gross,
        sales->net,
        sales->vat,
        sales->cash,
        sales->card,
        sales->cheque,
        sales->voucher,
        before->running.float_amount,
        before->running.drawer,
    };

    static_assert(CLOSING_FIRST_TICKET + COUNT_OF(figures) == CLOSING_FIGURES_END,
                  "every figure has its column");
    for (size_t i = 0; i < COUNT_OF(figures); i++)
        if (claim->values[(size_t)CLOSING_FIRST_TICKET + i].number != figures[i])
            return false;
    return claim->values[CLOSING_PERPETUAL].number == before->running.gross &&
           claim->values[CLOSING_ABSOLUTE].number == before->running.absolute;
}

static bool figures_are_equal(const struct rate_figures *a, const struct rate_figures *b)
{
    return a->rate == b->rate && a->gross == b->gross && a->net == b->net && a->vat == b->vat;
}

static bool rates_follow(const struct closing_claim *claim, const struct period *sales)
{
    if (claim->rate_count != sales->rate_count)
        return false;
    for (int i = 0; i < sales->rate_count; i++)
        if (!figures_are_equal(&claim->rates[i], &sales->rates[i]))
            return false;
    return true;
}

static bool means_follow(const struct closing_claim *claim, const struct period *sales)
{
    if (claim->means_count != sales->means_count)
        return false;
    for (int i = 0; i < sales->means_count; i++)
        if (!value_is(&claim->means[i], sales->means[i].means, strlen(sales->means[i].means)) ||
            claim->means_amounts[i] != sales->means[i].amount)
            return false;
    return true;
}

/* The rows by day, once those of nothing are left out. */
static int day_rows(const struct day_totals *days)
{
    int count = 0;

    for (int i = 0; i < days->count; i++)
        for (int j = 0; j < days->days[i].rate_count; j++)
            count += days->days[i].rates[j].gross != 0 || days->days[i].rates[j].net != 0 ||
                     days->days[i].rates[j].vat != 0;
    return count;
}

/* Every row that was claimed is one that follows; there being as many, all are there. */
static bool days_follow(const struct closing_claim *claim, const struct day_totals *days)
{
    if (claim->day_rows_are_odd || claim->day_row_count != day_rows(days))
        return false;
    for (int i = 0; i < claim->days.count; i++) {
        const struct day_total *said = &claim->days.days[i];
        struct day_totals copy = *days;
        const struct day_total *real = day_totals_find(&copy, said->day);

        if (real->day.number != said->day.number)
            return false;
        for (int j = 0; j < said->rate_count; j++) {
            bool found = false;

            for (int k = 0; k < real->rate_count; k++)
                found = found || figures_are_equal(&said->rates[j], &real->rates[k]);
            if (!found)
                return false;
        }
    }
    return true;
}

/* What form 2 adds. */
static bool additions_follow(const struct closing_claim *claim, const struct closing_record *record,
                             const struct closing_span *span, const struct period *sales)
{
    const struct value *values = claim->values;
    int64_t from = values[CLOSING_FROM_DAY].number;
    int64_t to = values[CLOSING_TO_DAY].number;
    bool days = span->days.count > 0
                    ? from == span->days.first.number && to == span->days.last.number
                    : from == to && day_may_be_of(from, record->moment);

    if (record->form < RECORD_FORM)
        return claim->means_count == 0 && claim->day_row_count == 0;
    return days && values[CLOSING_OTHER].number == sales->other &&
           values[CLOSING_CASH_IN].number == sales->cash_in &&
           values[CLOSING_CASH_OUT].number == sales->cash_out &&
           values[CLOSING_OPENED].number == span->opened && values[CLOSING_WAITING].number >= 0 &&
           means_follow(claim, sales) &&
           (record->kind == RECORD_CLOSE_DAY ? days_follow(claim, &span->days)
                                             : claim->day_row_count == 0);
}

/* Not counted: no difference. Else what was counted less what was expected. */
static bool difference_follows(const struct closing_claim *claim, cents expected)
{
    const struct value *counted = &claim->values[CLOSING_COUNTED];
    uint64_t difference =
        counted->type == STMT_NULL ? 0 : (uint64_t)counted->number - (uint64_t)expected;

    return claim->values[CLOSING_DIFFERENCE].number == (int64_t)difference;
}

bool closing_claim_judge(const struct closing_claim *claim, const struct closing_record *record,
                         const struct journal_head *before, struct closing_marks *marks)
{
    enum record_kind kind = record->kind;
    bool is_closing = kind >= RECORD_CLOSE_DAY && kind <= RECORD_CLOSE_SESSION;
    int period = (int)kind - RECORD_CLOSE_DAY + PERIOD_DAY;
    struct period sales;
    struct mark *mark;

    if (!is_closing)
        return claim->row_count == 0 && claim->rate_count == 0 && claim->means_count == 0 &&
               claim->day_row_count == 0;
    mark = &marks->of[period];
    period_since(before, mark, &sales);
    if (claim->row_count != 1 || claim->values[CLOSING_PERIOD].number != period ||
        claim->values[CLOSING_NUMBER].number != mark->number + 1 ||
        !figures_follow(claim, before, mark, &sales) || !rates_follow(claim, &sales) ||
        !difference_follows(claim, before->running.drawer) ||
        !value_is(&claim->values[CLOSING_HEAD], before->hash, HASH_BYTES) ||
        !value_is(&claim->values[CLOSING_PUBLIC_KEY], record->public_key, PUBLIC_KEY_BYTES) ||
        !additions_follow(claim, record, &marks->spans[period], &sales))
        return false;
    *mark = mark_at(before, mark->number + 1);
    marks->spans[period].is_open = false;
    return true;
}
