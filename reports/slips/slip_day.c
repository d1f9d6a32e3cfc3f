/* The papers of the drawer and of the day: X, Z, count sheet, float. */
#include "base/lang.h"
#include "reports/slips/slip.h"
#include "ledger/proof/soundness.h"
#include "reports/figures/till_day.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { WORDS_MAX = 1000, FLOAT_NOTE_MAX = 5000 };

static void put_count(struct escpos *out, const char *label, int64_t count)
{
    char text[24];

    snprintf(text, sizeof text, "%" PRId64, count);
    escpos_pair(out, label, text);
}

static void put_rates(struct escpos *out, const struct period *sales)
{
    char rate[MONEY_TEXT_MAX], words[WORDS_MAX];

    for (int i = 0; i < sales->rate_count; i++) {
        rate_format(sales->rates[i].rate, rate);
        snprintf(words, sizeof words, _("Total (TTC) %s"), rate);
        slip_amount(out, words, sales->rates[i].gross);
        snprintf(words, sizeof words, _("Sans taxe (HT) %s"), rate);
        slip_amount(out, words, sales->rates[i].net);
        snprintf(words, sizeof words, _("Taxe (TVA) %s"), rate);
        slip_amount(out, words, sales->rates[i].vat);
    }
}

static void put_sales(struct escpos *out, const struct closing *closing)
{
    const struct period *sales = &closing->reading.sales;

    put_count(out, _("Ventes"), sales->tickets);
    put_count(out, _("Remboursements"), sales->refunds);
    escpos_bold(out, true);
    slip_amount(out, _("Total (TTC)"), sales->gross);
    escpos_bold(out, false);
    slip_amount(out, _("Sans taxe (HT)"), sales->net);
    slip_amount(out, _("Taxe (TVA)"), sales->vat);
    escpos_rule(out);
    if (sales->rate_count > 0) {
        put_rates(out, sales);
        escpos_rule(out);
    }
    slip_amount(out, payment_mode_name(PAY_CASH), sales->cash);
    slip_amount(out, payment_mode_name(PAY_CARD), sales->card);
    slip_amount(out, payment_mode_name(PAY_CHEQUE), sales->cheque);
    slip_amount(out, payment_mode_name(PAY_VOUCHER), sales->voucher);
    for (int i = 0; i < sales->means_count; i++) {
        const struct means *means = means_find(&closing->means, sales->means[i].means);

        slip_amount(out, means ? means->label : sales->means[i].means, sales->means[i].amount);
    }
    escpos_rule(out);
}

/* Of another day than that at the head of the paper: with its day. */
static void put_hour(struct escpos *out, const char *what, struct moment moment,
                     const struct closing *closing)
{
    char text[MOMENT_TEXT_MAX + 8] = "", hour[6];

    moment_format_hour(moment, hour);
    if (moment_day(moment).number != moment_day(closing->time).number)
        day_format_human(moment_day(moment), text, MOMENT_TEXT_MAX);
    snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s", text[0] ? " " : "", hour);
    escpos_pair(out, what, text);
}

/* From which ticket to which, from when to when. */
static void put_ends(struct escpos *out, const struct closing *closing)
{
    const struct period_totals *reading = &closing->reading;
    struct moment opened = { reading->opened, closing->time.offset_min };
    char words[WORDS_MAX];

    if (reading->last_ticket >= reading->first_ticket) {
        snprintf(words, sizeof words, "%lld - %lld", (long long)reading->first_ticket,
                 (long long)reading->last_ticket);
        escpos_pair(out, _("Tickets"), words);
    }
    if (reading->opened)
        put_hour(out, _("Ouverte à"), opened, closing);
    if (closing->number > 0)
        put_hour(out, _("Fermée à"), closing->time, closing);
    if (reading->waiting > 0)
        put_count(out, _("Tickets en attente"), reading->waiting);
    escpos_rule(out);
}

/* What lies there apart from euros. */
static void put_beside(struct escpos *out, const struct closing *closing)
{
    const struct period *sales = &closing->reading.sales;
    char words[WORDS_MAX];

    for (int i = 0; i < sales->means_count; i++) {
        const struct means *means = means_find(&closing->means, sales->means[i].means);

        if (!means || !means->in_drawer)
            continue;
        snprintf(words, sizeof words, _("Dans le tiroir : %s"), means->label);
        slip_amount(out, words, sales->means[i].amount);
    }
}

static void put_drawer(struct escpos *out, const struct closing *closing)
{
    slip_amount(out, _("L'argent du début (fond)"), closing->reading.float_amount);
    slip_amount(out, _("Argent ajouté (apport)"), closing->reading.sales.cash_in);
    slip_amount(out, _("Argent enlevé (retrait)"), closing->reading.sales.cash_out);
    if (closing->number == 0)
        return; /* the drawer is counted before anybody knows what is expected */
    put_beside(out, closing);
    slip_amount(out, _("Espèces attendues"), closing->reading.expected);
    if (!closing->was_counted)
        return;
    slip_amount(out, _("Espèces comptées"), closing->counted);
    slip_amount(out, till_day_difference_name(closing), closing->difference);
    if (closing->reason[0])
        escpos_lines(out, closing->reason);
}

static void put_compared(struct escpos *out, const struct closing *closing)
{
    char words[WORDS_MAX];

    for (int i = 0; i < closing->compared_count; i++) {
        const struct compared *one = &closing->compared[i];

        snprintf(words, sizeof words, _("Fichier du terminal : %s"), one->means);
        slip_amount(out, words, one->terminal);
        snprintf(words, sizeof words, _("Lignes à revoir : %s"), one->means);
        put_count(out, words, one->unmatched);
    }
}

static void put_closing_title(struct escpos *out, const struct session *session,
                              const struct closing *closing)
{
    char words[WORDS_MAX];

    if (islower((unsigned char)closing->chain[0]))
        slip_heading(out, _("FACTICE : caisse d'école"));
    if (session->is_example)
        slip_heading(out, _("Exemple : ventes inventées, rien de réel."));
    slip_heading(out, session->name);
    if (closing->number > 0) {
        snprintf(words, sizeof words, _("Journée fermée (Z %lld)"), (long long)closing->number);
        slip_heading(out, words);
        return;
    }
    slip_heading(out, _("Où en est la caisse ? (X)"));
    slip_heading(out, _("Rien n'est fermé."));
}

void slip_closing(struct escpos *out, const struct session *session, const struct closing *closing)
{
    const struct period_totals *reading = &closing->reading;
    char words[WORDS_MAX], day[MOMENT_TEXT_MAX], hour[6], head[HEAD_CODE_MAX];
    bool is_z = closing->number > 0;

    put_closing_title(out, session, closing);
    day_format_human(moment_day(closing->time), day, sizeof day);
    moment_format_hour(closing->time, hour);
    escpos_pair(out, day, hour);
    snprintf(words, sizeof words, _("Caisse %c, %s"), closing->chain[0], who_name(closing->who));
    escpos_lines(out, words);
    slip_venue(out, session->venue);
    escpos_rule(out);
    put_sales(out, closing);
    put_drawer(out, closing);
    escpos_rule(out);
    put_compared(out, closing);
    put_ends(out, closing);
    slip_amount(out, _("Depuis toujours (perpétuel)"), reading->perpetual);
    slip_amount(out, _("Ventes + retours (absolu)"), reading->absolute);
    put_count(out, _("Enregistrements"), reading->record_count);
    journal_head_code(is_z ? closing->hash : reading->head, head);
    escpos_pair(out, _("Code de la caisse"), head);
    if (closing->unsound[0] != '\0') {
        char unsound[2 * VERDICT_TEXT_MAX];

        soundness_say(closing->unsound, unsound);
        escpos_lines(out, unsound);
    }
    if (closing->is_older_copy)
        escpos_lines(out,
                     _("Copie plus ancienne remise en place : la coopérative doit l'accepter."));
    if (islower((unsigned char)closing->chain[0]))
        slip_heading(out, _("FACTICE : caisse d'école"));
    escpos_cut(out);
}

static void put_count_row(struct escpos *out, const struct count_row *row)
{
    char piece[MONEY_TEXT_MAX];

    money_format_euro(row->piece, piece);
    if (row->kind == COUNT_PIECES)
        escpos_pair(out, piece, "x ______ = ________");
    else
        escpos_pair(out, row->label, row->kind == COUNT_WORDS ? "________________" : "________");
}

void slip_count_sheet(struct escpos *out, const struct session *session,
                      const struct count_sheet *sheet)
{
    slip_heading(out, session->name);
    slip_heading(out, _("Compter la caisse"));
    slip_venue(out, sheet->venue);
    escpos_lines(out, count_sentence());
    escpos_rule(out);
    for (int i = 0; i < sheet->row_count; i++)
        put_count_row(out, &sheet->rows[i]);
    escpos_cut(out);
}

/* No large note gives change at a stall: those lines are not even offered. */
static bool is_of_a_float(int denomination)
{
    return DENOMINATIONS[denomination] <= FLOAT_NOTE_MAX;
}

static void put_pieces(struct escpos *out, const struct cash_counting *pieces)
{
    char piece[MONEY_TEXT_MAX], words[WORDS_MAX];

    for (int i = 0; i < DENOMINATION_COUNT; i++) {
        money_format_euro(DENOMINATIONS[i], piece);
        if (!pieces && is_of_a_float(i))
            escpos_pair(out, piece, "x ______ = ________");
        if (!pieces || pieces->pieces[i] == 0)
            continue;
        snprintf(words, sizeof words, "%lld x %s", (long long)pieces->pieces[i], piece);
        slip_amount(out, words, pieces->pieces[i] * DENOMINATIONS[i]);
    }
}

void slip_float(struct escpos *out, const struct session *session, cents amount,
                const struct cash_counting *pieces)
{
    slip_heading(out, session->name);
    slip_heading(out, _("L'argent du début (fond)"));
    slip_venue(out, session->venue);
    slip_amount(out, _("Total"), amount);
    escpos_rule(out);
    put_pieces(out, pieces);
    escpos_rule(out);
    escpos_pair(out, _("Noms"), "________________");
    escpos_cut(out);
}
