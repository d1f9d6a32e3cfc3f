/* The receipt: what the customer takes away, to the cent what was recorded. */
#include "base/crypto.h"
#include "base/lang.h"
#include "reports/slips/slip.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { WORDS_MAX = 1000 };

void slip_heading(struct escpos *out, const char *text)
{
    escpos_align(out, ALIGN_CENTRE);
    escpos_bold(out, true);
    escpos_lines(out, text);
    escpos_bold(out, false);
    escpos_align(out, ALIGN_LEFT);
}

void slip_venue(struct escpos *out, const char *venue)
{
    char words[WORDS_MAX];

    if (venue[0] == '\0')
        return;
    snprintf(words, sizeof words, _("Lieu de vente : %s"), venue);
    escpos_lines(out, words);
}

void slip_amount(struct escpos *out, const char *label, cents amount)
{
    char text[MONEY_TEXT_MAX];

    money_format_euro(amount, text);
    escpos_pair(out, label, text);
}

static void put_seller(struct escpos *out, const struct session *session)
{
    char words[WORDS_MAX];

    slip_heading(out, session->name);
    escpos_align(out, ALIGN_CENTRE);
    escpos_lines(out, session->host);
    if (session->address[0])
        escpos_lines(out, session->address);
    if (session->siret[0] || session->siren[0]) {
        snprintf(words, sizeof words, "%s %s", session->siret[0] ? "SIRET" : "SIREN",
                 session->siret[0] ? session->siret : session->siren);
        escpos_lines(out, words);
    }
    if (session->vat_on && session->vat_number[0]) {
        snprintf(words, sizeof words, _("TVA %s"), session->vat_number);
        escpos_lines(out, words);
    }
    escpos_align(out, ALIGN_LEFT);
}

static void put_head(struct escpos *out, const struct session *session, const struct sale *sale)
{
    char ticket[TICKET_NAME_MAX], words[WORDS_MAX], day[MOMENT_TEXT_MAX], hour[6];

    ticket_name_format(sale->chain, sale->number, ticket);
    day_format_human(moment_day(sale->time), day, sizeof day);
    moment_format_hour(sale->time, hour);
    escpos_rule(out);
    snprintf(words, sizeof words, sale->refund_number ? _("Remboursement %s") : _("Ticket %s"),
             ticket);
    escpos_pair(out, words, hour);
    snprintf(words, sizeof words, _("Caisse %c, %s"), toupper((unsigned char)sale->chain[0]),
             who_name(sale->seller));
    escpos_pair(out, words, day);
    slip_venue(out, session->venue);
    if (sale->refund_number) {
        ticket_name_format(sale->refund_chain, sale->refund_number, ticket);
        snprintf(words, sizeof words, _("Rembourse le ticket %s"), ticket);
        escpos_lines(out, words);
    }
    if (sale->paper[0]) {
        snprintf(words, sizeof words, _("Vente notée sur papier, feuille %s"), sale->paper);
        escpos_lines(out, words);
    }
    escpos_rule(out);
}

static void put_line(struct escpos *out, const struct sale_line *line, bool vat_on)
{
    char quantity[MONEY_TEXT_MAX], price[MONEY_TEXT_MAX], rate[MONEY_TEXT_MAX] = "";
    char words[WORDS_MAX];

    slip_amount(out, line->label, line->gross);
    quantity_format(line->quantity, quantity);
    money_format_euro(line->price, price);
    if (vat_on)
        rate_format(line->rate, rate);
    snprintf(words, sizeof words, "  %s x %s", quantity, price);
    escpos_pair(out, words, rate);
    if (line->discount != 0)
        slip_amount(out, _("  dont remise"), -line->discount);
}

static void put_totals(struct escpos *out, const struct session *session, const struct sale *sale)
{
    char rate[MONEY_TEXT_MAX], words[WORDS_MAX];

    escpos_rule(out);
    escpos_bold(out, true);
    escpos_size(out, 2, 2);
    slip_amount(out, _("TOTAL"), sale->gross);
    escpos_size(out, 1, 1);
    escpos_bold(out, false);
    for (int i = 0; session->vat_on && i < sale->rate_count; i++) {
        rate_format(sale->rates[i].rate, rate);
        snprintf(words, sizeof words, _("Sans taxe (HT) %s"), rate);
        slip_amount(out, words, sale->rates[i].net);
        snprintf(words, sizeof words, _("Taxe (TVA) %s"), rate);
        slip_amount(out, words, sale->rates[i].vat);
    }
    if (!session->vat_on)
        escpos_lines(out, _("TVA non applicable, art. 293 B du CGI"));
    for (int i = 0; i < sale->payment_count; i++)
        if (!sale_payment_is_change(&sale->payments[i]))
            slip_amount(out, sale_payment_name(&sale->payments[i]), sale->payments[i].given);
    if (sale->change > 0)
        slip_amount(out, _("Rendu"), sale->change);
}

static void put_foot(struct escpos *out, const struct sale *sale, int64_t copy)
{
    char signature[2 * SIGNATURE_BYTES + 1], words[WORDS_MAX];

    escpos_rule(out);
    if (copy == 0)
        snprintf(words, sizeof words, "%s", _("ORIGINAL"));
    else
        snprintf(words, sizeof words, _("Copie du ticket (DUPLICATA %lld)"), (long long)copy);
    slip_heading(out, words);
    crypto_hex(sale->signature, SIGNATURE_BYTES, signature);
    snprintf(words, sizeof words,
             lang_plural("%d ligne - flashcoop %s - %.4s", "%d lignes - flashcoop %s - %.4s",
                         sale->line_count),
             sale->line_count, VERSION, signature);
    escpos_align(out, ALIGN_CENTRE);
    escpos_lines(out, words);
    escpos_align(out, ALIGN_LEFT);
}

void slip_receipt(struct escpos *out, const struct session *session, const struct sale *sale,
                  int64_t copy)
{
    bool practice = islower((unsigned char)sale->chain[0]) != 0;

    if (practice)
        slip_heading(out, _("FACTICE : vente d'école"));
    if (session->is_example)
        slip_heading(out, _("Exemple : ventes inventées, rien de réel."));
    put_seller(out, session);
    put_head(out, session, sale);
    for (int i = 0; i < sale->line_count; i++)
        put_line(out, &sale->lines[i], session->vat_on);
    put_totals(out, session, sale);
    put_foot(out, sale, copy);
    if (practice)
        slip_heading(out, _("FACTICE : vente d'école"));
    escpos_cut(out);
}
