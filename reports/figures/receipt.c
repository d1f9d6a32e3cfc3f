#include "reports/figures/receipt.h"

#include "base/crypto.h"
#include "base/lang.h"
#include "ledger/role.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { WORDS_MAX = 1400 };

static void put_seller(const struct session *session, struct page *page)
{
    char words[WORDS_MAX];

    snprintf(words, sizeof words, "%s%s%s", session->host, session->address[0] ? ", " : "",
             session->address);
    page_sentence(page, words);
    if (session->siret[0] || session->siren[0]) {
        snprintf(words, sizeof words, "%s %s", session->siret[0] ? "SIRET" : "SIREN",
                 session->siret[0] ? session->siret : session->siren);
        page_sentence(page, words);
    }
    if (session->venue[0]) {
        snprintf(words, sizeof words, _("Lieu de vente : %s"), session->venue);
        page_sentence(page, words);
    }
    if (!session->vat_on)
        page_sentence(page, _("TVA non applicable, art. 293 B du CGI"));
    else if (session->vat_number[0]) {
        snprintf(words, sizeof words, _("TVA %s"), session->vat_number);
        page_sentence(page, words);
    }
}

static void put_lines(const struct sale *sale, struct page *page)
{
    const struct page_column columns[] = {
        { .name = "label", .heading = _("Article"), .kind = CELL_TEXT },
        { .name = "quantity", .heading = _("Qté"), .kind = CELL_QUANTITY },
        { .name = "price", .heading = _("Prix"), .kind = CELL_MONEY },
        { .name = "discount", .heading = _("Remise"), .kind = CELL_MONEY },
        { .name = "gross", .heading = _("Total (TTC)"), .kind = CELL_MONEY },
        { .name = "vat_rate", .heading = _("Taxe (TVA)"), .kind = CELL_RATE },
    };
    const struct page_table table = { .columns = columns, .column_count = COUNT_OF(columns) };

    page_begin_table(page, &table);
    for (int i = 0; i < sale->line_count; i++) {
        const struct sale_line *line = &sale->lines[i];
        struct cell cells[] = {
            cell_text(line->label),     cell_quantity(line->quantity), cell_money(line->price),
            cell_money(line->discount), cell_money(line->gross),       cell_rate(line->rate),
        };

        if (line->discount == 0)
            cells[3].text = "";
        page_row(page, cells);
    }
    page_end_table(page);
}

static void put_payments(const struct sale *sale, struct page *page)
{
    page_begin_table(page, &PAGE_FACTS);
    page_fact(page, "gross", _("Total (TTC)"), cell_money(sale->gross));
    for (int i = 0; i < sale->rate_count; i++) {
        char rate[MONEY_TEXT_MAX];
        char label[MONEY_TEXT_MAX + 32];

        rate_format(sale->rates[i].rate, rate);
        snprintf(label, sizeof label, _("Sans taxe (HT) %s"), rate);
        page_fact(page, "net", label, cell_money(sale->rates[i].net));
        snprintf(label, sizeof label, _("Taxe (TVA) %s"), rate);
        page_fact(page, "vat", label, cell_money(sale->rates[i].vat));
    }
    for (int i = 0; i < sale->payment_count; i++)
        if (!sale_payment_is_change(&sale->payments[i]))
            page_fact(page, payment_mode_word(sale->payments[i].mode),
                      sale_payment_name(&sale->payments[i]), cell_money(sale->payments[i].given));
    if (sale->change > 0)
        page_fact(page, "change", _("Rendu"), cell_money(sale->change));
    page_end_table(page);
}

static void put_foot(const struct sale *sale, int64_t prints, struct page *page)
{
    char signature[2 * SIGNATURE_BYTES + 1];
    char words[WORDS_MAX];

    if (sale->paper[0]) {
        snprintf(words, sizeof words, _("Vente notée sur papier, feuille %s"), sale->paper);
        page_sentence(page, words);
    }
    crypto_hex(sale->signature, SIGNATURE_BYTES, signature);
    if (prints == 0)
        snprintf(words, sizeof words,
                 lang_plural("ORIGINAL – %d ligne – flashcoop %s – %.4s",
                             "ORIGINAL – %d lignes – flashcoop %s – %.4s", sale->line_count),
                 sale->line_count, VERSION, signature);
    else
        snprintf(words, sizeof words,
                 _("Copie du ticket (DUPLICATA %lld) – lignes : %d – flashcoop %s – %.4s"),
                 (long long)prints, sale->line_count, VERSION, signature);
    page_note(page, words);
}

void receipt_page(const struct session *session, const struct sale *sale, int64_t prints,
                  struct page *page)
{
    char ticket[TICKET_NAME_MAX];
    char origin[TICKET_NAME_MAX];
    char title[80];
    char subtitle[WORDS_MAX];
    char day[MOMENT_TEXT_MAX];
    char hour[6];

    ticket_name_format(sale->chain, sale->number, ticket);
    day_format_human(moment_day(sale->time), day, sizeof day);
    moment_format_hour(sale->time, hour);
    snprintf(title, sizeof title, sale->refund_number ? _("Remboursement %s") : _("Ticket %s"),
             ticket);
    snprintf(subtitle, sizeof subtitle, _("%s, %s à %s, caisse %c, %s"), session->name, day, hour,
             toupper((unsigned char)sale->chain[0]), who_name(sale->seller));
    page_title(page, title, subtitle);
    if (islower((unsigned char)sale->chain[0]))
        page_section(page, _("FACTICE : vente d'école"));
    if (session->is_example)
        page_note(page, _("Exemple : ventes inventées, rien de réel."));
    put_seller(session, page);
    if (sale->refund_number) {
        ticket_name_format(sale->refund_chain, sale->refund_number, origin);
        snprintf(title, sizeof title, _("Rembourse le ticket %s"), origin);
        page_sentence(page, title);
    }
    put_lines(sale, page);
    put_payments(sale, page);
    put_foot(sale, prints, page);
}
