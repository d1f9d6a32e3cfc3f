/* Recording at the till: sales, refunds, float, cash in and out. One durable transaction each. */
#include "ledger/till.h"

#include "base/lang.h"
#include "base/text.h"
#include "ledger/allowance.h"
#include "ledger/book_days.h"
#include "ledger/first_till.h"
#include "ledger/posting.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum record_kind ticket_kind(const struct ticket *ticket)
{
    if (ticket_is_refund(ticket))
        return RECORD_REFUND;
    return ticket->late.is_late ? RECORD_LATE : RECORD_SALE;
}

static int ticket_flags(const struct ticket *ticket)
{
    int flags = ticket->late.is_late ? SALE_LATE : 0;

    for (int i = 0; i < ticket->line_count; i++)
        flags |= ticket->lines[i].flags;
    return flags;
}

/* In form 2 a ticket says its accounting day, and whether that day begins with it. */
static int day_flag(const struct journal *journal, struct day day)
{
    return journal->head.last_day.number == day.number ? 0 : SALE_DAY_STARTS;
}

static void sale_record_head(struct journal *journal, const struct ticket *ticket,
                             const struct figures *figures, const struct till *till, int more_flags)
{
    struct day day = moment_day_cut(journal->moment, till->day_cut_min);
    struct fact fact = fact_begin(journal, FACT_SALE);
    bool late = ticket->late.is_late;

    fact_int(&fact, journal->draft.seq);
    fact_int(&fact, late ? ticket->late.utc_s : journal->moment.utc_s);
    fact_int(&fact, late ? ticket->late.offset_min : journal->moment.offset_min);
    fact_int(&fact, ticket_flags(ticket) | more_flags | day_flag(journal, day));
    fact_text(&fact, till->actor.who);
    fact_int(&fact, figures->gross);
    fact_int(&fact, figures->net);
    fact_int(&fact, figures->vat);
    fact_int(&fact, figures->change);
    fact_int(&fact, ticket->line_count);
    fact_text(&fact, ticket->refund_chain);
    fact_int(&fact, ticket->refund_number);
    fact_text(&fact, ticket->late.source_key);
    fact_text(&fact, ticket->late.paper);
    fact_int(&fact, day.number);
    fact_end(&fact);
    journal->draft.last_day = day;
}

static void sale_record_lines(struct journal *journal, const struct ticket *ticket,
                              const struct figures *figures)
{
    for (int i = 0; i < ticket->line_count; i++) {
        const struct ticket_line *line = &ticket->lines[i];
        struct fact fact = fact_begin(journal, FACT_SALE_LINE);

        fact_int(&fact, i + 1);
        fact_text(&fact, line->code);
        fact_text(&fact, line->label);
        fact_int(&fact, line->quantity);
        fact_int(&fact, line->price);
        fact_int(&fact, figures->lines[i].discount);
        fact_int(&fact, figures->lines[i].gross);
        fact_int(&fact, figures->lines[i].net);
        fact_int(&fact, line->rate);
        fact_int(&fact, line->refund_line);
        fact_end(&fact);
    }
}

static void running_take_payment(struct running *running, enum payment_mode mode, cents amount)
{
    switch (mode) {
    case PAY_CASH:
        running->cash += amount;
        running->drawer += amount;
        break;
    case PAY_CARD: running->card += amount; break;
    case PAY_CHEQUE: running->cheque += amount; break;
    case PAY_VOUCHER: running->voucher += amount; break;
    case PAY_OTHER: running->other += amount; break;
    case PAY_MODE_END: abort(); /* ticket_pay() asserts the mode */
    }
}

static void payment_record(struct journal *journal, int rank, const struct ticket_payment *payment,
                           cents change)
{
    struct fact fact = fact_begin(journal, FACT_PAYMENT);

    fact_int(&fact, rank);
    fact_int(&fact, payment->mode);
    fact_int(&fact, payment->given);
    fact_int(&fact, change);
    fact_int(&fact, payment->given - change);
    fact_text(&fact, payment->slip);
    fact_text(&fact, payment->means);
    fact_end(&fact);
    running_take_payment(&journal->draft.running, payment->mode, payment->given - change);
}

/*
 * Change comes out of what was given last and gives it: off the same cash, or as cash that goes
 * out beside a voucher, whose whole worth stays.
 */
static void sale_record_payments(struct journal *journal, const struct ticket *ticket,
                                 const struct figures *figures)
{
    cents changes[TICKET_PAYMENTS_MAX] = { 0 };
    cents left = figures->change;
    cents out = 0;

    for (int i = ticket->payment_count - 1; i >= 0 && left > 0; i--) {
        const struct ticket_payment *payment = &ticket->payments[i];
        cents part = left < payment->given ? left : payment->given;

        if (payment->mode == PAY_CASH)
            changes[i] = part;
        else if (payment->gives_change)
            out += part;
        else
            continue;
        left -= part;
    }
    for (int i = 0; i < ticket->payment_count; i++)
        payment_record(journal, i + 1, &ticket->payments[i], changes[i]);
    if (out > 0)
        payment_record(journal, ticket->payment_count + 1,
                       &(struct ticket_payment){ .mode = PAY_CASH }, out);
}

static const struct rate_figures *figures_find(const struct figures *figures, basis_points rate)
{
    static const struct rate_figures NOTHING = { 0 };

    for (int i = 0; i < figures->rate_count; i++)
        if (figures->rates[i].rate == rate)
            return &figures->rates[i];
    return &NOTHING;
}

/* Every rate the chain knows gets a row, so that the last ticket holds all running totals. */
static bool sale_record_rates(struct journal *journal, const struct figures *figures,
                              struct err *err)
{
    struct journal_head *draft = &journal->draft;

    for (int i = 0; i < figures->rate_count; i++)
        if (!journal_head_rate(draft, figures->rates[i].rate))
            return err_fail(err, ERR_INPUT,
                            _("Plus de %d taux de TVA dans la session : revoir les produits."),
                            RATES_MAX);
    for (int i = 0; i < draft->rate_count; i++) {
        struct rate_running *running = &draft->rates[i];
        const struct rate_figures *own = figures_find(figures, running->rate);
        struct fact fact = fact_begin(journal, FACT_RATE_TOTAL);

        running->gross += own->gross;
        running->net += own->net;
        running->vat += own->vat;
        fact_int(&fact, running->rate);
        fact_int(&fact, own->gross);
        fact_int(&fact, own->net);
        fact_int(&fact, own->vat);
        fact_int(&fact, running->gross);
        fact_int(&fact, running->net);
        fact_int(&fact, running->vat);
        fact_end(&fact);
    }
    return true;
}

static cents means_paid(const struct ticket *ticket, const char *means)
{
    cents sum = 0;

    for (int i = 0; i < ticket->payment_count; i++)
        if (ticket->payments[i].mode == PAY_OTHER && strcmp(ticket->payments[i].means, means) == 0)
            sum += ticket->payments[i].given;
    return sum;
}

/* Likewise every further means that the chain knows. */
static bool sale_record_means(struct journal *journal, const struct ticket *ticket, struct err *err)
{
    struct journal_head *draft = &journal->draft;

    for (int i = 0; i < ticket->payment_count; i++)
        if (ticket->payments[i].mode == PAY_OTHER &&
            !journal_head_means(draft, ticket->payments[i].means))
            return err_fail(err, ERR_INPUT,
                            _("Plus de %d autres moyens de paiement dans la session."),
                            FURTHER_MEANS_MAX);
    for (int i = 0; i < draft->means_count; i++) {
        struct means_running *running = &draft->means[i];
        cents paid = means_paid(ticket, running->means);
        struct fact fact = fact_begin(journal, FACT_MEANS_TOTAL);

        running->amount += paid;
        fact_text(&fact, running->means);
        fact_int(&fact, paid);
        fact_int(&fact, running->amount);
        fact_end(&fact);
    }
    return true;
}

/*
 * Stock and sold figures follow real sales; practice moves nothing. A sale of more than there is
 * gets a flag: only now is it known what all lines and all tickets before took.
 */
static bool sale_move_products(struct till *till, const struct ticket *ticket,
                               const struct figures *figures, int *flags, struct err *err)
{
    bool is_below;

    if (till->is_practice)
        return true;
    for (int i = 0; i < ticket->line_count; i++) {
        const struct ticket_line *line = &ticket->lines[i];

        if (line->code[0] == '\0')
            continue;
        if (!product_add_sold(till->db, line->code, line->quantity, figures->lines[i].gross,
                              &is_below, err))
            return false;
        if (is_below && !ticket_is_refund(ticket))
            *flags |= SALE_BELOW_STOCK;
    }
    return true;
}

/* One ticket, in the transaction of the caller. */
static bool sale_record(struct till *till, const struct ticket *ticket, int more_flags,
                        struct sold *out, struct err *err)
{
    struct journal *journal = till_journal(till);
    struct figures figures;
    int64_t number = journal->head.last_ticket + 1;

    ticket_figures(ticket, &figures);
    if (!sale_move_products(till, ticket, &figures, &more_flags, err) ||
        !journal_begin(journal, ticket_kind(ticket), number, &till->actor, till_now(till), err))
        return false;

    struct running *running = &journal->draft.running;

    running->gross += figures.gross;
    running->absolute += figures.gross < 0 ? -figures.gross : figures.gross;
    running->tickets += ticket_is_refund(ticket) ? 0 : 1;
    running->refunds += ticket_is_refund(ticket) ? 1 : 0;
    journal->draft.last_ticket = number;
    sale_record_head(journal, ticket, &figures, till, more_flags);
    sale_record_lines(journal, ticket, &figures);
    sale_record_payments(journal, ticket, &figures);
    if (!sale_record_rates(journal, &figures, err) || !sale_record_means(journal, ticket, err) ||
        !journal_seal(journal, err))
        return false;
    *out = (struct sold){ .number = number, .gross = figures.gross, .change = figures.change };
    memcpy(out->chain, journal->chain, sizeof out->chain);
    return true;
}

/* Parked before the host gave up VAT: it may not collect any. */
static bool sale_check_rates(const struct till *till, const struct ticket *ticket, struct err *err)
{
    for (int i = 0; i < ticket->line_count; i++)
        if (!till->session.vat_on && ticket->lines[i].rate != 0)
            return err_fail(err, ERR_INPUT, _("La session est sans TVA : refaire ce ticket."));
    return true;
}

static bool sale_check(struct till *till, const struct ticket *ticket, struct err *err)
{
    if (!ticket_is_paid(ticket))
        return err_fail(err, ERR_INPUT, _("Le ticket n'est pas payé : prendre le paiement."));
    if (!till_check_selling(till, err))
        return false;
    if (ticket_is_refund(ticket))
        return till_check_refund(till, ticket, err);
    if (ticket->late.source_key[0] && !first_till_check(till, first_till_text(), err))
        return false; /* the other till would read the same file */
    return sale_check_rates(till, ticket, err) && till_check(till, ACTION_SELL, err) &&
           allowance_check(till, ticket, err);
}

bool till_sell(struct till *till, const struct ticket *ticket, struct sold *out, struct err *err)
{
    struct sold sold = { .number = 0 };

    if (!sale_check(till, ticket, err) || !till_write_begin(till, err))
        return false;

    bool good = sale_record(till, ticket, 0, &sold, err);

    if (!till_write_end(till, good, err))
        return false;
    *out = sold;
    return true;
}

bool till_replace(struct till *till, const struct ticket *refund, const struct ticket *again,
                  struct sold *refunded, struct sold *out, struct err *err)
{
    struct sold first = { .number = 0 };
    struct sold second = { .number = 0 };

    if (!sale_check(till, refund, err) || !sale_check(till, again, err) ||
        !till_write_begin(till, err))
        return false;

    bool good = sale_record(till, refund, SALE_REPLACED, &first, err) &&
                sale_record(till, again, 0, &second, err);

    if (!till_write_end(till, good, err))
        return false;
    *refunded = first;
    *out = second;
    return true;
}

/* A cash movement and its entry; `amount` changes the drawer. */
static bool cash_record(struct till *till, enum record_kind kind, cents amount, cents shown,
                        const char *reason, struct err *err)
{
    struct journal *journal = till_journal(till);
    struct accounts accounts;
    struct moment now = till_now(till);
    struct day today;
    char document[LABEL_MAX];

    if (!accounts_read(till->db, &accounts, err) || !book_days_today(till, &today, err) ||
        !journal_begin(journal, kind, 0, &till->actor, now, err))
        return false;
    journal->draft.running.drawer += amount;
    if (kind == RECORD_FLOAT)
        journal->draft.running.float_amount += amount;
    else if (amount > 0)
        journal->draft.running.cash_in += amount;
    else
        journal->draft.running.cash_out -= amount;

    struct fact fact = fact_begin(journal, FACT_CASH_MOVEMENT);

    fact_int(&fact, shown);
    fact_text(&fact, reason);
    fact_end(&fact);
    snprintf(document, sizeof document, "%s%lld", journal->chain, (long long)journal->draft.seq);

    struct entry entry =
        entry_init("CA", today, reason[0] ? reason : "fond de caisse", document, today);

    entry_put(&entry, &accounts, "cash", amount);
    entry_put(&entry, &accounts, "transfer", -amount);
    return entry_record(journal, &entry, err) && journal_seal(journal, err);
}

/* Whether nothing was sold and no float was said since the last Z. */
static bool is_between_days(struct till *till, bool *out, struct err *err)
{
    static const char SQL_LAST[] = "SELECT kind FROM record WHERE chain = ?1 AND kind IN "
                                   "(10, 11, 12, 20, 31) ORDER BY seq DESC LIMIT 1";
    struct stmt query = db_prepare(till->db, SQL_LAST, err);

    stmt_bind_text(&query, 1, till_journal(till)->chain);
    *out = stmt_next(&query) && stmt_int(&query, 0) == RECORD_CLOSE_DAY;
    return stmt_finish(&query);
}

/*
 * A float is what lies in the drawer when it opens. What was taken or put between the Z and the
 * opening is within it: that goes back first, or the drawer would be short of it once more.
 */
static bool between_days_settle(struct till *till, struct err *err)
{
    const struct running *running = &till_journal(till)->head.running;
    cents moved = running->drawer - running->float_amount;
    bool is_between;

    if (moved == 0)
        return true;
    if (!is_between_days(till, &is_between, err))
        return false;
    return !is_between || cash_record(till, moved < 0 ? RECORD_CASH_IN : RECORD_CASH_OUT, -moved,
                                      -moved, "compris dans le fond de caisse", err);
}

bool till_check_drawer(const struct till *till, struct err *err)
{
    return till_check(till, ACTION_COUNT, err) &&
           (!till_is_over(till) ||
            err_fail(err, ERR_CLOSED,
                     _("La session est fermée : ni fond ni compte ; l'argent sort "
                       "avec un motif.")));
}

bool till_set_float(struct till *till, cents amount, struct err *err)
{
    const struct running *running = &till_journal(till)->head.running;
    cents wanted = amount < 0 ? running->float_amount : amount;

    if (!till_check_drawer(till, err))
        return false;
    if (wanted > CENTS_MAX)
        return err_fail(err, ERR_INPUT,
                        _("L'argent du début est trop grand : vérifier le montant."));
    if (!till_write_begin(till, err))
        return false;

    bool good = (amount < 0 || between_days_settle(till, err)) &&
                cash_record(till, RECORD_FLOAT, wanted - running->float_amount, wanted, "", err);

    return till_write_end(till, good, err);
}

bool till_check_words(const struct till *till, const char *text, struct err *err)
{
    return text[0] == '\0' || !till->names_check || till->names_check(till->db, text, err);
}

bool till_check_correction(const struct till *till, const char *reason, struct err *err)
{
    if (till->session_is_closed && reason[0] == '\0')
        return err_fail(err, ERR_REASON,
                        _("La session est fermée : dire pourquoi corriger, le motif reste."));
    return till_check_words(till, reason, err);
}

bool till_move_cash(struct till *till, bool is_in, cents amount, const char *reason,
                    struct err *err)
{
    char clean[LABEL_MAX];
    cents signed_amount = is_in ? amount : -amount;

    if (!till_check(till, ACTION_REFUND, err) ||
        !text_copy(clean, sizeof clean, reason, _("Motif"), err) ||
        !till_check_words(till, clean, err))
        return false;
    if (clean[0] == '\0')
        return err_fail(err, ERR_INPUT, _("Écrire pourquoi : le motif reste dans le livre."));
    if (amount <= 0 || amount > CENTS_MAX)
        return err_fail(err, ERR_INPUT, _("Montant hors limites : plus de 0,00 €."));
    if (!is_in && amount > till_journal(till)->head.running.drawer)
        return err_fail(err, ERR_INPUT, _("La caisse n'a pas autant d'espèces : compter d'abord."));
    if (!till_write_begin(till, err))
        return false;

    bool good = cash_record(till, is_in ? RECORD_CASH_IN : RECORD_CASH_OUT, signed_amount,
                            signed_amount, clean, err);

    return till_write_end(till, good, err);
}
