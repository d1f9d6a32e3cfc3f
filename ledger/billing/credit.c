/* Credit notes: an invoice is cancelled whole, or a part of it is given back. */
#include "base/lang.h"
#include "base/text.h"
#include "ledger/billing/billing.h"
#include "ledger/first_till.h"

#include <string.h>

static void credit_begin(struct document *document)
{
    memcpy(document->refers, document->number, sizeof document->refers);
    document->kind = DOCUMENT_CREDIT;
    document->due_day = DAY_NONE;
}

/* The exact mirror of what was sealed. */
static void document_mirror(struct document *document)
{
    document->gross = -document->gross;
    document->net = -document->net;
    document->vat = -document->vat;
    for (int i = 0; i < document->line_count; i++) {
        struct document_line *line = &document->lines[i];

        line->quantity = -line->quantity;
        line->gross = -line->gross;
        line->net = -line->net;
    }
}

/* VAT of a part; never more VAT or more net than is left at that rate. */
static cents part_vat(cents part, cents vat, cents gross_left, cents vat_left)
{
    cents least = part - (gross_left - vat_left);

    return vat < least ? least : vat > vat_left ? vat_left : vat;
}

/* A part of what is left at each rate, in proportion. */
static void document_reduce(struct document *document, const struct document_vat *left, cents whole,
                            cents amount)
{
    cents before = 0;

    document->line_count = 0;
    document->gross = -amount;
    document->vat = 0;
    for (int i = 0; i < left->rate_count; i++) {
        basis_points rate = left->rates[i].rate;
        cents gross = left->rates[i].gross;
        cents part =
            money_scale(amount, before + gross, whole) - money_scale(amount, before, whole);
        cents vat = part_vat(part, part - money_net(part, rate), gross, left->rates[i].vat);

        before += gross;
        if (part == 0)
            continue;
        document->vat -= vat;
        document->lines[document->line_count++] = (struct document_line){ .label = "Avoir partiel",
                                                                          .quantity = -ONE_PIECE,
                                                                          .price = part,
                                                                          .rate = rate,
                                                                          .gross = -part,
                                                                          .net = vat - part,
                                                                          .day = DAY_NONE };
    }
    document->net = document->gross - document->vat;
}

/* That line alone, unless a note gave it back already. */
static bool document_keep_line(struct till *till, struct document *document, int number,
                               const struct document_vat *left, struct err *err)
{
    struct document_line *line = &document->lines[number - 1];
    cents rest, vat;
    int at = 0;

    if (number < 1 || number > document->line_count)
        return err_fail(err, ERR_INPUT, _("Cette facture a des lignes de 1 à %d."),
                        document->line_count);
    if (!document_line_left(till->db, document->number, line, &rest, err))
        return false;
    while (at + 1 < left->rate_count && left->rates[at].rate != line->rate)
        at++;
    if (line->gross == 0 || rest < line->gross || left->rates[at].gross < line->gross)
        return err_fail(err, ERR_INPUT, _("« %.60s » est déjà dans un avoir."), line->label);
    vat =
        part_vat(line->gross, line->gross - line->net, left->rates[at].gross, left->rates[at].vat);
    document->lines[0] = *line;
    line = &document->lines[0];
    document->line_count = 1;
    line->quantity = -line->quantity;
    line->gross = document->gross = -line->gross;
    line->net = document->net = line->gross + vat;
    document->vat = -vat;
    return true;
}

/* `out` is the invoice and becomes the note; `is_last`: nothing of the invoice is left. */
static bool credit_fill(struct till *till, const struct crediting *crediting, struct document *out,
                        bool *is_last, struct err *err)
{
    struct document_balance balance;
    struct document_vat left;
    char text[MONEY_TEXT_MAX];
    bool is_credited;
    cents whole, amount = crediting->amount;

    if (!document_is_credited(till->db, crediting->invoice, &is_credited, err) ||
        !document_balance(till->db, crediting->invoice, &balance, err) ||
        !document_vat(till->db, crediting->invoice, &balance, &left, err))
        return false;
    whole = balance.gross + balance.credited;
    if (out->kind != DOCUMENT_INVOICE || (is_credited && whole == 0))
        return err_fail(err, ERR_INPUT, _("« %.32s » n'est pas une facture à annuler."),
                        crediting->invoice);
    money_format_euro(whole, text);
    if (amount < 0 || amount > whole)
        return err_fail(err, ERR_INPUT, _("Un avoir est de plus de zéro, et au plus de %s ici."),
                        text);
    if (crediting->line != 0 && !document_keep_line(till, out, crediting->line, &left, err))
        return false;
    amount = crediting->line != 0 ? -out->gross : amount == 0 ? whole : amount;
    *is_last = amount == whole;
    credit_begin(out);
    if (crediting->line != 0)
        return true;
    if (*is_last && !is_credited)
        document_mirror(out);
    else
        document_reduce(out, &left, whole, amount);
    return true;
}

bool billing_credit(struct till *till, const struct crediting *crediting, struct document *out,
                    struct err *err)
{
    char why[LABEL_MAX];
    bool is_last;

    if (!text_copy(why, sizeof why, crediting->reason, _("Motif"), err) ||
        !till_check_words(till, why, err))
        return false;
    if (why[0] == '\0')
        return err_fail(err, ERR_INPUT, _("Un avoir demande un motif, écrit sur le papier."));
    if (!first_till_check(till, first_till_text(), err) ||
        !document_find(till->db, crediting->invoice, out, err) ||
        !credit_fill(till, crediting, out, &is_last, err) || !till_batch_begin(till, err))
        return false;

    bool good = document_issue(till, out, why, err) &&
                (!is_last || jobs_free(till->db, crediting->invoice, err));

    return till_batch_end(till, good, err) && good;
}
