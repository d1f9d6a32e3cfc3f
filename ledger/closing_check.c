#include "ledger/closing_check.h"

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
};

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
    }
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

static bool rates_follow(const struct closing_claim *claim, const struct period *sales)
{
    if (claim->rate_count != sales->rate_count)
        return false;
    for (int i = 0; i < sales->rate_count; i++) {
        const struct rate_figures *said = &claim->rates[i];
        const struct rate_figures *real = &sales->rates[i];

        if (said->rate != real->rate || said->gross != real->gross || said->net != real->net ||
            said->vat != real->vat)
            return false;
    }
    return true;
}

/* Not counted: no difference. Else what was counted less what was expected. */
static bool difference_follows(const struct closing_claim *claim, cents expected)
{
    const struct value *counted = &claim->values[CLOSING_COUNTED];
    uint64_t difference =
        counted->type == STMT_NULL ? 0 : (uint64_t)counted->number - (uint64_t)expected;

    return claim->values[CLOSING_DIFFERENCE].number == (int64_t)difference;
}

bool closing_claim_judge(const struct closing_claim *claim, enum record_kind kind,
                         const struct journal_head *before,
                         const unsigned char public_key[PUBLIC_KEY_BYTES],
                         struct closing_marks *marks)
{
    bool is_closing = kind >= RECORD_CLOSE_DAY && kind <= RECORD_CLOSE_SESSION;
    int period = (int)kind - RECORD_CLOSE_DAY + PERIOD_DAY;
    struct period sales;
    struct mark *mark;

    if (!is_closing)
        return claim->row_count == 0 && claim->rate_count == 0;
    mark = &marks->of[period];
    period_since(before, mark, &sales);
    if (claim->row_count != 1 || claim->values[CLOSING_PERIOD].number != period ||
        claim->values[CLOSING_NUMBER].number != mark->number + 1 ||
        !figures_follow(claim, before, mark, &sales) || !rates_follow(claim, &sales) ||
        !difference_follows(claim, before->running.drawer) ||
        !value_is(&claim->values[CLOSING_HEAD], before->hash, HASH_BYTES) ||
        !value_is(&claim->values[CLOSING_PUBLIC_KEY], public_key, PUBLIC_KEY_BYTES))
        return false;
    *mark = mark_at(before, mark->number + 1);
    return true;
}
