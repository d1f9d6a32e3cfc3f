#include "ledger/proof/record_sums.h"

#include "base/lang.h"

void wrap_add(int64_t *sum, int64_t value)
{
    *sum = (int64_t)((uint64_t)*sum + (uint64_t)value);
}

static int64_t minus(int64_t value)
{
    return (int64_t)(0 - (uint64_t)value);
}

static void take_sale(struct record_sums *sums, enum record_kind kind, const struct value *values)
{
    (void)kind;
    sums->sale_rows++;
    sums->gross = values[5].number;
    sums->net = values[6].number;
    sums->vat = values[7].number;
    sums->change = values[8].number;
    sums->line_count = values[9].number;
}

static void take_payment(struct record_sums *sums, enum record_kind kind,
                         const struct value *values)
{
    int64_t mode = values[1].number;

    (void)kind;
    if (mode >= PAY_CASH && mode < PAY_MODE_END)
        wrap_add(&sums->modes[mode], values[4].number);
    wrap_add(&sums->paid, values[4].number);
    wrap_add(&sums->paid_change, values[3].number);
}

static void take_cash(struct record_sums *sums, enum record_kind kind, const struct value *values)
{
    cents amount = values[0].number;

    if (kind != RECORD_FLOAT) {
        wrap_add(&sums->moved, amount);
        if (kind == RECORD_CASH_IN)
            wrap_add(&sums->cash_in, amount);
        else
            wrap_add(&sums->cash_out, minus(amount));
        return;
    }
    sums->has_float = true;
    sums->shown_float = amount;
}

static void take_charge(struct record_sums *sums, enum record_kind kind, const struct value *values)
{
    static const char DRAWER[] = "drawer";

    (void)kind;
    if (!value_is(&values[7], DRAWER, sizeof DRAWER - 1))
        return;
    wrap_add(&sums->moved, minus(values[3].number));
    wrap_add(&sums->moved, minus(values[4].number));
    wrap_add(&sums->cash_out, values[3].number);
    wrap_add(&sums->cash_out, values[4].number);
}

static void take_piece(struct record_sums *sums, enum record_kind kind, const struct value *values)
{
    uint64_t product = (uint64_t)values[0].number * (uint64_t)values[1].number;

    (void)kind;
    wrap_add(&sums->pieces, (int64_t)product);
}

static void take_document(struct record_sums *sums, enum record_kind kind,
                          const struct value *values)
{
    (void)kind;
    sums->document_rows++;
    wrap_add(&sums->document_gross, values[11].number);
    wrap_add(&sums->document_net, values[12].number);
}

static void take_document_line(struct record_sums *sums, enum record_kind kind,
                               const struct value *values)
{
    (void)kind;
    wrap_add(&sums->document_gross, minus(values[5].number));
    wrap_add(&sums->document_net, minus(values[6].number));
}

/* Values stand in the order of the sealed columns (docs/journal-format.md). */
static void take_line(struct record_sums *sums, enum record_kind kind, const struct value *values)
{
    (void)kind;
    sums->lines++;
    wrap_add(&sums->line_gross, values[6].number);
    wrap_add(&sums->line_net, values[7].number);
}

static void take_rate(struct record_sums *sums, enum record_kind kind, const struct value *values)
{
    (void)kind;
    wrap_add(&sums->rate_gross, values[1].number);
    wrap_add(&sums->rate_net, values[2].number);
    wrap_add(&sums->rate_vat, values[3].number);
}

static void take_count(struct record_sums *sums, enum record_kind kind, const struct value *values)
{
    (void)kind;
    sums->count_rows++;
    sums->counted = values[0].number;
    sums->count_expected = values[1].number;
}

static void take_closing(struct record_sums *sums, enum record_kind kind,
                         const struct value *values)
{
    if (kind == RECORD_CLOSE_DAY)
        wrap_add(&sums->moved, values[17].number);
}

static void take_posting(struct record_sums *sums, enum record_kind kind,
                         const struct value *values)
{
    (void)kind;
    wrap_add(&sums->debit, values[7].number);
    wrap_add(&sums->credit, values[8].number);
}

static void take_sharing(struct record_sums *sums, enum record_kind kind,
                         const struct value *values)
{
    (void)kind;
    sums->sharing_rows++;
    sums->pool = values[5].number;
}

static void take_share(struct record_sums *sums, enum record_kind kind, const struct value *values)
{
    (void)kind;
    wrap_add(&sums->shares, values[3].number);
}

typedef void take_fn(struct record_sums *sums, enum record_kind kind, const struct value *values);

/* NULL: nothing of it is added up. */
static take_fn *const TAKE[FACT_TABLE_END] = {
    [FACT_SALE] = take_sale,          [FACT_SALE_LINE] = take_line,
    [FACT_PAYMENT] = take_payment,    [FACT_RATE_TOTAL] = take_rate,
    [FACT_CASH_MOVEMENT] = take_cash, [FACT_CASH_COUNT] = take_count,
    [FACT_COUNT_PIECE] = take_piece,  [FACT_CLOSING] = take_closing,
    [FACT_CHARGE] = take_charge,      [FACT_POSTING] = take_posting,
    [FACT_SHARING] = take_sharing,    [FACT_SHARE] = take_share,
    [FACT_DOCUMENT] = take_document,  [FACT_DOCUMENT_LINE] = take_document_line,
};

void record_sums_take(struct record_sums *sums, enum record_kind kind, const struct record_row *row)
{
    if (row->table < FACT_TABLE_END && TAKE[row->table])
        TAKE[row->table](sums, kind, row->values);
}

/* Lines = ticket = payments, rates = ticket. */
static bool ticket_adds_up(const struct record_sums *sums)
{
    return sums->sale_rows == 1 && sums->lines == sums->line_count &&
           sums->line_gross == sums->gross && sums->line_net == sums->net &&
           sums->paid == sums->gross && sums->paid_change == sums->change &&
           sums->rate_gross == sums->gross && sums->rate_net == sums->net &&
           sums->rate_vat == sums->vat;
}

/* The pieces make the sum, and what was expected is what the drawer held. */
static bool count_adds_up(const struct record_sums *sums, enum record_kind kind, cents drawer)
{
    if (kind != RECORD_COUNT)
        return sums->count_rows == 0 && sums->pieces == 0;
    return sums->count_rows == 1 && sums->counted == sums->pieces && sums->count_expected == drawer;
}

const char *record_sums_judge(const struct record_sums *sums, enum record_kind kind,
                              const struct running *before)
{
    if (record_kind_is_ticket(kind) ? !ticket_adds_up(sums)
                                    : sums->sale_rows + sums->lines + sums->paid != 0)
        return _("les montants du ticket ne s'additionnent pas");
    if (sums->debit != sums->credit)
        return _("son écriture ne s'équilibre pas");
    if (!count_adds_up(sums, kind, before->drawer))
        return _("le comptage n'est pas la somme de ses pièces");
    if (sums->pool != sums->shares || sums->sharing_rows != (kind == RECORD_SHARING))
        return _("les parts ne font pas la somme partagée");
    if (sums->document_rows != (kind >= RECORD_QUOTE && kind <= RECORD_CREDIT) ||
        sums->document_gross != 0 || sums->document_net != 0)
        return _("les lignes du devis, de la facture ou de l'avoir ne font pas son total");
    return NULL;
}

struct running record_sums_run(const struct record_sums *sums, enum record_kind kind,
                               const struct running *before)
{
    struct running next = *before;

    if (record_kind_is_ticket(kind)) {
        wrap_add(&next.gross, sums->gross);
        wrap_add(&next.absolute, sums->gross < 0 ? minus(sums->gross) : sums->gross);
        wrap_add(kind == RECORD_REFUND ? &next.refunds : &next.tickets, 1);
        wrap_add(&next.cash, sums->modes[PAY_CASH]);
        wrap_add(&next.card, sums->modes[PAY_CARD]);
        wrap_add(&next.cheque, sums->modes[PAY_CHEQUE]);
        wrap_add(&next.voucher, sums->modes[PAY_VOUCHER]);
        wrap_add(&next.other, sums->modes[PAY_OTHER]);
        wrap_add(&next.drawer, sums->modes[PAY_CASH]);
    }
    wrap_add(&next.drawer, sums->moved);
    if (sums->form >= RECORD_FORM) { /* form 1 had no such totals */
        wrap_add(&next.cash_in, sums->cash_in);
        wrap_add(&next.cash_out, sums->cash_out);
    }
    if (kind == RECORD_UPGRADE && sums->is_practice)
        next.drawer = next.float_amount = 0;
    if (sums->has_float) {
        wrap_add(&next.drawer, sums->shown_float);
        wrap_add(&next.drawer, minus(next.float_amount));
        next.float_amount = sums->shown_float;
    }
    if (kind == RECORD_CLOSE_DAY)
        next.float_amount = next.drawer;
    return next;
}
