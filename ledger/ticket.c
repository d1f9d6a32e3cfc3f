#include "ledger/ticket.h"

#include "base/lang.h"
#include "base/text.h"

#include <assert.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

void ticket_init(struct ticket *ticket)
{
    memset(ticket, 0, sizeof *ticket);
}

void ticket_copy(struct ticket *to, const struct ticket *from)
{
    size_t lines = sizeof from->lines[0] * (size_t)from->line_count;
    size_t rest = offsetof(struct ticket, line_count);

    static_assert(offsetof(struct ticket, lines) == 0, "the lines come first");
    memcpy(to, from, lines);
    memcpy((char *)to + rest, (const char *)from + rest, sizeof *to - rest);
}

bool ticket_is_empty(const struct ticket *ticket)
{
    return ticket->line_count == 0;
}

bool ticket_is_refund(const struct ticket *ticket)
{
    return ticket->refund_chain[0] != '\0';
}

bool ticket_has_same_lines(const struct ticket *a, const struct ticket *b)
{
    return a->line_count == b->line_count &&
           memcmp(a->lines, b->lines, sizeof a->lines[0] * (size_t)a->line_count) == 0 &&
           memcmp(&a->discount, &b->discount, sizeof a->discount) == 0;
}

static cents discount_of(struct discount discount, cents amount)
{
    cents off = discount.kind == DISCOUNT_AMOUNT ? discount.value
                : discount.kind == DISCOUNT_PERCENT
                    ? money_percent(amount, (basis_points)discount.value)
                    : 0;

    return off < amount ? off : amount; /* never below zero */
}

/* Line amounts before the ticket's own discount. */
static cents figures_take_lines(const struct ticket *ticket, struct figures *out)
{
    cents sum = 0;

    for (int i = 0; i < ticket->line_count; i++) {
        const struct ticket_line *line = &ticket->lines[i];
        struct line_figures *figures = &out->lines[i];

        figures->full = money_line(line->quantity, line->price);
        figures->gross = line->quantity < 0
                             ? line->refund_gross
                             : figures->full - discount_of(line->discount, figures->full);
        out->full += figures->full;
        sum += figures->gross;
    }
    return sum;
}

static int figures_find_rate(struct figures *out, basis_points rate)
{
    int at = 0;

    while (at < out->rate_count && out->rates[at].rate != rate)
        at++;
    if (at == out->rate_count) {
        assert(out->rate_count < RATES_MAX); /* ticket_add() refuses a ninth rate */
        out->rates[out->rate_count++] = (struct rate_figures){ .rate = rate };
    }
    return at;
}

/* Take `off` from the lines of one rate, in proportion to their gross. */
static void figures_spread_in_rate(const struct ticket *ticket, struct figures *out, int rate,
                                   cents off)
{
    int64_t weights[TICKET_LINES_MAX];
    cents parts[TICKET_LINES_MAX];
    bool any = false;

    for (int i = 0; i < ticket->line_count; i++) {
        bool inside = ticket->lines[i].rate == out->rates[rate].rate;

        weights[i] = inside ? out->lines[i].gross : 0;
        any = any || weights[i] > 0;
    }
    if (!any)
        return;
    money_share(off, weights, (size_t)ticket->line_count, parts);
    for (int i = 0; i < ticket->line_count; i++)
        out->lines[i].gross -= parts[i];
}

/* The ticket discount goes to the rates in proportion to their gross, then to their lines. */
static void figures_take_discount(const struct ticket *ticket, struct figures *out, cents sum)
{
    int64_t weights[RATES_MAX];
    cents parts[RATES_MAX];
    cents off = ticket_is_refund(ticket) ? 0 : discount_of(ticket->discount, sum);

    if (off == 0)
        return;
    for (int i = 0; i < out->rate_count; i++)
        weights[i] = out->rates[i].gross;
    money_share(off, weights, (size_t)out->rate_count, parts);
    for (int i = 0; i < out->rate_count; i++) {
        out->rates[i].gross -= parts[i];
        figures_spread_in_rate(ticket, out, i, parts[i]);
    }
}

/*
 * Line nets of one rate: floor of gross × 10000 / (10000 + rate), then the cents
 * left to the largest fractions, so that they sum to the net of the rate.
 */
static void figures_take_line_nets(const struct ticket *ticket, struct figures *out, int rate)
{
    basis_points points = out->rates[rate].rate;
    int64_t fractions[TICKET_LINES_MAX];
    cents left = out->rates[rate].net < 0 ? -out->rates[rate].net : out->rates[rate].net;
    int sign = out->rates[rate].gross < 0 ? -1 : 1;

    for (int i = 0; i < ticket->line_count; i++) {
        if (ticket->lines[i].rate != points) {
            fractions[i] = -1;
            continue;
        }

        cents net = money_net_floor(sign * out->lines[i].gross, points, &fractions[i]);

        out->lines[i].net = sign * net;
        left -= net;
    }
    while (left-- > 0) {
        int best = 0;

        for (int i = 1; i < ticket->line_count; i++)
            if (fractions[i] > fractions[best])
                best = i;
        out->lines[best].net += sign;
        fractions[best] = -1;
    }
}

static void figures_take_payments(const struct ticket *ticket, struct figures *out)
{
    cents cash = 0;

    for (int i = 0; i < ticket->payment_count; i++) {
        out->given += ticket->payments[i].given;
        if (ticket->payments[i].mode == PAY_CASH || ticket->payments[i].gives_change)
            cash += ticket->payments[i].given;
    }
    out->due = out->gross - out->given;
    if (!ticket_is_refund(ticket) && out->due < 0) {
        out->change = -out->due < cash ? -out->due : cash;
        out->due += out->change;
    }
}

void ticket_figures(const struct ticket *ticket, struct figures *out)
{
    memset(out, 0, sizeof *out);

    cents sum = figures_take_lines(ticket, out);

    for (int i = 0; i < ticket->line_count; i++) {
        int rate = figures_find_rate(out, ticket->lines[i].rate);

        out->rates[rate].gross += out->lines[i].gross;
    }
    figures_take_discount(ticket, out, sum);
    for (int i = 0; i < out->rate_count; i++) {
        struct rate_figures *rate = &out->rates[i];

        rate->net = money_net(rate->gross, rate->rate);
        rate->vat = rate->gross - rate->net;
        out->gross += rate->gross;
        out->net += rate->net;
        out->vat += rate->vat;
        figures_take_line_nets(ticket, out, i);
    }
    for (int i = 0; i < ticket->line_count; i++) {
        out->lines[i].discount = out->lines[i].full - out->lines[i].gross;
        out->discount += out->lines[i].discount;
    }
    figures_take_payments(ticket, out);
}

static bool ticket_has_room_for_rate(const struct ticket *ticket, basis_points rate)
{
    basis_points seen[RATES_MAX];
    int count = 0;

    for (int i = 0; i < ticket->line_count; i++) {
        int at = 0;

        while (at < count && seen[at] != ticket->lines[i].rate)
            at++;
        if (at == count)
            seen[count++] = ticket->lines[i].rate;
        if (ticket->lines[i].rate == rate)
            return true;
    }
    return count < RATES_MAX;
}

/* The same thing at the same price: one more of it rather than one more line. */
static bool line_is_same(const struct ticket_line *a, const struct ticket_line *b)
{
    return strcmp(a->code, b->code) == 0 && strcmp(a->label, b->label) == 0 &&
           a->price == b->price && a->rate == b->rate && a->discount.kind == DISCOUNT_NONE &&
           b->discount.kind == DISCOUNT_NONE && a->flags == b->flags && a->code[0] != '\0';
}

static bool line_check(const struct ticket_line *line, struct err *err)
{
    if (line->quantity == 0 || line->quantity > THOUSANDTHS_MAX ||
        line->quantity < -THOUSANDTHS_MAX)
        return err_fail(err, ERR_INPUT, _("Quantité hors limites : de 0,001 à 9 999,999."));
    if (line->price < 0 || line->price > CENTS_MAX / 100000)
        return err_fail(err, ERR_INPUT, _("Prix hors limites : vérifier le montant."));
    if (line->rate < 0 || line->rate > RATE_MAX)
        return err_fail(err, ERR_INPUT, _("Taux de TVA hors limites : de 0 à 100 %%."));
    return true;
}

bool ticket_add(struct ticket *ticket, const struct ticket_line *line, bool merge, struct err *err)
{
    if (!line_check(line, err))
        return false;
    for (int i = 0; merge && i < ticket->line_count; i++)
        if (line_is_same(&ticket->lines[i], line))
            return ticket_set_quantity(ticket, i + 1, ticket->lines[i].quantity + line->quantity,
                                       err);
    if (ticket->line_count == TICKET_LINES_MAX)
        return err_fail(err, ERR_INPUT,
                        _("Ticket plein (%d lignes) : l'encaisser, puis en ouvrir un autre."),
                        TICKET_LINES_MAX);
    if (!ticket_has_room_for_rate(ticket, line->rate))
        return err_fail(err, ERR_INPUT,
                        _("Trop de taux de TVA sur un ticket : l'encaisser d'abord."));
    ticket->lines[ticket->line_count++] = *line;
    return true;
}

static bool ticket_check_line(const struct ticket *ticket, int line, struct err *err)
{
    if (line < 1 || line > ticket->line_count)
        return err_fail(err, ERR_INPUT, _("Le ticket n'a pas de ligne %d."), line);
    return true;
}

bool ticket_drop(struct ticket *ticket, int line, struct err *err)
{
    if (!ticket_check_line(ticket, line, err))
        return false;
    memmove(&ticket->lines[line - 1], &ticket->lines[line],
            (size_t)(ticket->line_count - line) * sizeof ticket->lines[0]);
    ticket->line_count--;
    return true;
}

bool ticket_set_quantity(struct ticket *ticket, int line, thousandths quantity, struct err *err)
{
    if (!ticket_check_line(ticket, line, err))
        return false;

    struct ticket_line changed = ticket->lines[line - 1];

    changed.quantity = quantity;
    if (ticket_is_refund(ticket))
        return err_fail(err, ERR_INPUT, _("Un remboursement garde ses quantités."));
    if (quantity < 0 || !line_check(&changed, err))
        return err_fail(err, ERR_INPUT, _("Quantité hors limites : de 0,001 à 9 999,999."));
    ticket->lines[line - 1] = changed;
    return true;
}

static bool discount_check(const struct ticket *ticket, struct discount discount, cents amount,
                           struct err *err)
{
    if (ticket_is_refund(ticket))
        return err_fail(err, ERR_INPUT, _("Un remboursement ne prend pas de remise."));
    if (discount.kind == DISCOUNT_PERCENT && discount.value > RATE_MAX)
        return err_fail(err, ERR_INPUT, _("Une remise va de 0 à 100 %%."));
    if (discount.kind == DISCOUNT_AMOUNT && discount.value > amount)
        return err_fail(err, ERR_INPUT, _("La remise dépasse le montant : la baisser."));
    return true;
}

bool ticket_discount_line(struct ticket *ticket, int line, struct discount discount,
                          struct err *err)
{
    if (!ticket_check_line(ticket, line, err))
        return false;

    struct ticket_line *changed = &ticket->lines[line - 1];

    if (!discount_check(ticket, discount, money_line(changed->quantity, changed->price), err))
        return false;
    changed->discount = discount;
    return true;
}

bool ticket_discount(struct ticket *ticket, struct discount discount, struct err *err)
{
    struct figures figures;
    struct discount saved = ticket->discount;

    ticket->discount = (struct discount){ DISCOUNT_NONE, 0 };
    ticket_figures(ticket, &figures);
    ticket->discount = saved;
    if (!discount_check(ticket, discount, figures.gross, err))
        return false;
    ticket->discount = discount;
    return true;
}

static bool pay_check_refund(const struct figures *figures, cents given, struct err *err)
{
    if (given > -figures->due) {
        char due[MONEY_TEXT_MAX];

        money_format_euro(-figures->due, due);
        return err_fail(err, ERR_INPUT, _("Il reste %s à rendre, pas plus."), due);
    }
    return true;
}

static bool pay_check_sale(const struct ticket *ticket, const struct figures *figures,
                           const struct ticket_payment *how, cents given, struct err *err)
{
    cents cash = given;

    if (how->gives_change && given > figures->due &&
        ticket->payment_count == TICKET_PAYMENTS_MAX - 1) /* what goes back is a row of its own */
        return err_fail(err, ERR_INPUT, _("Trop de paiements : %d au plus."), TICKET_PAYMENTS_MAX);
    if (how->mode != PAY_CASH && !how->gives_change && given > figures->due) {
        char due[MONEY_TEXT_MAX];

        money_format_euro(figures->due, due);
        return err_fail(err, ERR_INPUT, _("Il reste %s à payer : seules les espèces rendent."),
                        due);
    }
    if (how->mode != PAY_CASH)
        return true;
    for (int i = 0; i < ticket->payment_count; i++)
        if (ticket->payments[i].mode == PAY_CASH)
            cash += ticket->payments[i].given;

    cents kept = given > figures->due ? cash - (given - figures->due) : cash;

    if (kept > TICKET_CASH_MAX)
        return err_fail(err, ERR_INPUT,
                        _("Plus de 1 000,00 € en espèces : la loi l'interdit, prendre la carte ou "
                          "un chèque."));
    return true;
}

bool ticket_pay(struct ticket *ticket, enum payment_mode mode, cents given, const char *slip,
                struct err *err)
{
    return ticket_pay_with(ticket, &(struct ticket_payment){ .mode = mode }, given, slip, err);
}

bool ticket_pay_with(struct ticket *ticket, const struct ticket_payment *how, cents given,
                     const char *slip, struct err *err)
{
    struct figures figures;
    struct ticket_payment payment = *how;

    assert(how->mode >= PAY_CASH && how->mode < PAY_MODE_END);
    ticket_figures(ticket, &figures);
    if (ticket_is_empty(ticket))
        return err_fail(err, ERR_INPUT, _("Le ticket est vide : ajouter un article."));
    if (given < 0 || given > CENTS_MAX || (given == 0 && figures.due != 0))
        return err_fail(err, ERR_INPUT, _("Ce montant ne paie rien : le corriger."));
    if (figures.due == 0 && figures.gross != 0)
        return err_fail(err, ERR_INPUT, _("Le ticket est déjà payé."));
    if (ticket->payment_count == TICKET_PAYMENTS_MAX)
        return err_fail(err, ERR_INPUT, _("Trop de paiements : %d au plus."), TICKET_PAYMENTS_MAX);
    if (ticket_is_refund(ticket) ? !pay_check_refund(&figures, given, err)
                                 : !pay_check_sale(ticket, &figures, how, given, err))
        return false;
    if (how->mode != PAY_CASH && /* notes and coins have no slip */
        !text_copy(payment.slip, sizeof payment.slip, slip, _("Numéro du reçu"), err))
        return false;
    payment.given = ticket_is_refund(ticket) ? -given : given;
    ticket->payments[ticket->payment_count++] = payment;
    return true;
}

void ticket_unpay(struct ticket *ticket)
{
    ticket->payment_count = 0;
}

bool ticket_is_paid(const struct ticket *ticket)
{
    struct figures figures;

    if (ticket_is_empty(ticket) || ticket->payment_count == 0)
        return false;
    ticket_figures(ticket, &figures);
    return figures.due == 0;
}
