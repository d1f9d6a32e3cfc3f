#include "reports/figures/receipt_qr.h"

#include "base/crypto.h"
#include "base/lang.h"
#include "ledger/role.h"
#include "reports/print/paper_plugin.h"

#include <ctype.h>

static void put_seller(const struct session *session, struct buf *out)
{
    buf_printf(out, "%s\n", session->host);
    if (session->address[0])
        buf_printf(out, "%s\n", session->address);
    if (session->siret[0] || session->siren[0])
        buf_printf(out, "%s %s\n", session->siret[0] ? "SIRET" : "SIREN",
                   session->siret[0] ? session->siret : session->siren);
    if (session->vat_on && session->vat_number[0])
        buf_printf(out, "%s\n", session->vat_number);
    buf_printf(out, "%s\n", session->name);
    if (session->venue[0])
        buf_printf(out, "%s\n", session->venue);
}

static void put_head(const struct sale *sale, struct buf *out)
{
    char ticket[TICKET_NAME_MAX], day[MOMENT_TEXT_MAX], hour[6];

    day_format_human(moment_day(sale->time), day, sizeof day);
    moment_format_hour(sale->time, hour);
    ticket_name_format(sale->chain, sale->number, ticket);
    buf_printf(out, "%s %s %s %s\n", ticket, day, hour, who_name(sale->seller));
    if (sale->refund_number) {
        ticket_name_format(sale->refund_chain, sale->refund_number, ticket);
        buf_printf(out, _("Rembourse le ticket %s"), ticket);
        buf_put_text(out, "\n");
    }
    if (islower((unsigned char)sale->chain[0]))
        buf_printf(out, "%s\n", _("FACTICE : vente d'école"));
}

static void put_lines(const struct session *session, const struct sale *sale, struct buf *out)
{
    for (int i = 0; i < sale->line_count; i++) {
        const struct sale_line *line = &sale->lines[i];
        char quantity[MONEY_TEXT_MAX], gross[MONEY_TEXT_MAX], rate[MONEY_TEXT_MAX];

        quantity_format(line->quantity, quantity);
        money_format(line->gross, gross);
        rate_format(line->rate, rate);
        buf_printf(out, "%s %s %s%s%s\n", quantity, line->label, gross, session->vat_on ? " " : "",
                   session->vat_on ? rate : "");
    }
}

static void put_totals(const struct session *session, const struct sale *sale, struct buf *out)
{
    char amount[MONEY_TEXT_MAX], net[MONEY_TEXT_MAX], rate[MONEY_TEXT_MAX];

    money_format_euro(sale->gross, amount);
    buf_printf(out, "TOTAL %s\n", amount);
    for (int i = 0; session->vat_on && i < sale->rate_count; i++) {
        rate_format(sale->rates[i].rate, rate);
        money_format(sale->rates[i].net, net);
        money_format(sale->rates[i].vat, amount);
        buf_printf(out, _("HT %s, TVA %s %s"), net, rate, amount);
        buf_put_text(out, "\n");
    }
    if (!session->vat_on)
        buf_printf(out, "%s\n", _("TVA non applicable, art. 293 B du CGI"));
    for (int i = 0; i < sale->payment_count; i++) {
        money_format(sale->payments[i].given, amount);
        buf_printf(out, "%s %s\n", sale_payment_name(&sale->payments[i]), amount);
    }
    if (sale->change > 0) {
        money_format(sale->change, amount);
        buf_printf(out, "%s %s\n", _("Rendu"), amount);
    }
}

void receipt_words(const struct session *session, const struct sale *sale, int64_t prints,
                   struct buf *out)
{
    char signature[2 * SIGNATURE_BYTES + 1];

    put_seller(session, out);
    put_head(sale, out);
    put_lines(session, sale, out);
    put_totals(session, sale, out);
    if (prints == 0)
        buf_put_text(out, _("ORIGINAL"));
    else
        buf_printf(out, _("DUPLICATA %lld"), (long long)prints);
    crypto_hex(sale->signature, SIGNATURE_BYTES, signature);
    buf_printf(out,
               lang_plural(" %d ligne flashcoop %s %.4s", " %d lignes flashcoop %s %.4s",
                           sale->line_count),
               sale->line_count, VERSION, signature);
}

bool receipt_qr_make(const char *text, struct code_matrix *out, struct err *err)
{
    const struct paper_plugin *plugin;

    if (!paper_plugin_load(&plugin, err))
        return false;
    return plugin->code_make(text, out) ||
           err_fail(err, ERR_INPUT,
                    _("Ce ticket est trop long pour un code : l'imprimer sur papier."));
}
