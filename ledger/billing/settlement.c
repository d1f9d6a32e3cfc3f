/* What a client pays on an invoice, or gets back after a credit note. */
#include "base/lang.h"
#include "ledger/billing/billing.h"
#include "ledger/book_days.h"
#include "ledger/first_till.h"
#include "ledger/means.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct settling {
    struct till *till;
    const struct settlement *settlement;
    const struct document *invoice;
    struct document_balance before;
    cents amount; /* into the drawer or the bank; below 0: out of it */
    char use[POSTING_USE_MAX];
    bool is_cash;
};

static bool means_take(struct settling *settling, struct err *err)
{
    static const char *const WORDS[][2] = { { "cash", "cash" },
                                            { "card", "card" },
                                            { "cheque", "cheque" },
                                            { "voucher", "voucher" },
                                            { "transfer", "bank" } };
    const char *word = settling->settlement->means;
    struct means_list list;

    for (size_t i = 0; i < COUNT_OF(WORDS); i++)
        if (strcmp(word, WORDS[i][0]) == 0) {
            snprintf(settling->use, sizeof settling->use, "%s", WORDS[i][1]);
            settling->is_cash = i == 0;
            return true;
        }
    if (!means_read(settling->till->db, &list, err))
        return false;
    snprintf(settling->use, sizeof settling->use, "means:%.24s", word);
    return means_find(&list, word) ||
           err_fail(err, ERR_INPUT,
                    _("« %.20s » : cash, card, cheque, voucher, transfer, ou un moyen du livre."),
                    word);
}

static bool amount_check(struct settling *settling, struct err *err)
{
    cents amount = settling->settlement->amount;
    cents left = settling->before.left;

    if (amount <= 0 || amount > (left < 0 ? -left : left))
        return err_fail(err, ERR_INPUT, _("Montant : plus de zéro, et au plus ce qui reste."));
    if (settling->is_cash && amount > TICKET_CASH_MAX)
        return err_fail(err, ERR_INPUT,
                        _("Plus de 1 000 € en espèces : la loi demande un autre moyen."));
    settling->amount = left < 0 ? -amount : amount;
    return !settling->is_cash || settling->amount >= -settling->till->real.head.running.drawer ||
           err_fail(err, ERR_INPUT, _("La caisse n'a pas autant d'espèces : compter d'abord."));
}

static bool day_check(const struct settling *settling, struct day *out, struct err *err)
{
    struct day today, day = settling->settlement->day;

    if (!book_days_today(settling->till, &today, err))
        return false;
    *out = day.number == DAY_NONE_NUMBER ? today : day;
    if (out->number > today.number || out->number < settling->invoice->day.number ||
        (settling->is_cash && out->number != today.number))
        return err_fail(err, ERR_INPUT,
                        _("Un paiement est d'un jour entre la facture et aujourd'hui ; en espèces, "
                          "d'aujourd'hui."));
    return true;
}

/* VAT that waited becomes due, in proportion to what is paid. */
static bool vat_put(const struct settling *settling, const struct accounts *accounts,
                    struct entry *entry, struct err *err)
{
    struct document_balance after = settling->before;
    struct document_vat due[2];
    char use[POSTING_USE_MAX];

    after.paid += settling->amount;
    if (!document_vat(settling->till->db, settling->settlement->invoice, &settling->before, &due[0],
                      err) ||
        !document_vat(settling->till->db, settling->settlement->invoice, &after, &due[1], err))
        return false;
    for (int i = 0; i < due[0].rate_count; i++) {
        cents moved = due[1].rates[i].due - due[0].rates[i].due;

        snprintf(use, sizeof use, "vat-pending:%d", (int)due[0].rates[i].rate);
        entry_put(entry, accounts, use, moved);
        snprintf(use, sizeof use, "vat:%d", (int)due[0].rates[i].rate);
        entry_put(entry, accounts, use, -moved);
    }
    return true;
}

static void cash_put(struct settling *settling, const char *reason)
{
    struct journal *journal = &settling->till->real;
    struct fact fact = fact_begin(journal, FACT_CASH_MOVEMENT);

    fact_int(&fact, settling->amount);
    fact_text(&fact, reason);
    fact_end(&fact);
    journal->draft.running.drawer += settling->amount;
    if (settling->amount > 0)
        journal->draft.running.cash_in += settling->amount;
    else
        journal->draft.running.cash_out -= settling->amount;
}

static bool settlement_record(struct settling *settling, const struct accounts *accounts,
                              struct entry *entry, struct err *err)
{
    struct till *till = settling->till;
    const struct document *invoice = settling->invoice;
    enum record_kind kind = !settling->is_cash     ? RECORD_SETTLEMENT
                            : settling->amount > 0 ? RECORD_CASH_IN
                                                   : RECORD_CASH_OUT;
    struct day day;
    char label[LABEL_MAX];

    if (!day_check(settling, &day, err))
        return false;
    snprintf(label, sizeof label, "%s %s",
             settling->amount > 0 ? "Paiement de la facture" : "Remboursement de la facture",
             invoice->number);
    *entry = entry_init(settling->is_cash ? "CA" : "OD", day, label, invoice->number, invoice->day);
    entry_put(entry, accounts, settling->use, settling->amount);
    entry_put_for(entry, accounts, "client", invoice->client, -settling->amount);
    if (!vat_put(settling, accounts, entry, err) ||
        !journal_begin(&till->real, kind, 0, &till->actor, till_now(till), err))
        return false;
    if (settling->is_cash)
        cash_put(settling, label);
    if (!entry_record(&till->real, entry, err))
        return false;
    if (!settling->is_cash)
        fact_note(&till->real,
                  &(struct note){ invoice->number, settling->settlement->means, settling->amount });
    return journal_seal(&till->real, err);
}

static bool settle(struct settling *settling, struct err *err)
{
    struct accounts *accounts = calloc(1, sizeof *accounts);
    struct entry *entry = calloc(1, sizeof *entry);
    bool good;

    if (!accounts || !entry)
        abort();
    good =
        accounts_read(settling->till->db, accounts, err) && till_write_begin(settling->till, err);
    if (good)
        good =
            till_write_end(settling->till, settlement_record(settling, accounts, entry, err), err);
    free(accounts);
    free(entry);
    return good;
}

bool billing_settle(struct till *till, const struct settlement *settlement,
                    struct document_balance *out, struct err *err)
{
    struct document *invoice = calloc(1, sizeof *invoice);
    struct settling settling = { .till = till, .settlement = settlement, .invoice = invoice };
    bool good;

    if (!invoice)
        abort();
    good = till_check(till, ACTION_REFUND, err) && first_till_check(till, first_till_text(), err) &&
           till_check_correction(till, till->correction, err) &&
           document_find(till->db, settlement->invoice, invoice, err) &&
           (invoice->kind == DOCUMENT_INVOICE ||
            err_fail(err, ERR_INPUT, _("« %.32s » n'est pas une facture."), invoice->number)) &&
           document_balance(till->db, settlement->invoice, &settling.before, err) &&
           means_take(&settling, err) && amount_check(&settling, err) && settle(&settling, err) &&
           document_balance(till->db, settlement->invoice, out, err);
    free(invoice);
    return good;
}
