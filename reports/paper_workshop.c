#include "reports/paper_workshop.h"

#include "base/lang.h"
#include "reports/paper_table.h"

#include <stdio.h>

enum { BLANK_BATCHES = 3, LINE_MAX = 200 };

/* "Prix de vente : 3,00 €", with its coins; a line to fill without a figure. */
static void put_amount(struct paper *paper, const char *label, bool known, cents amount)
{
    char line[LINE_MAX], shown[MONEY_TEXT_MAX];

    paper_need(paper, 14);
    if (!known) {
        paper_field(paper, label);
        return;
    }
    money_format_euro(amount, shown);
    snprintf(line, sizeof line, _("%s : %s"), label, shown);
    paper_write(paper, &PAPER_READ, line);
    paper_skip(paper, 3);
}

static void put_price_result(struct paper *paper, const struct price_sheet *sheet,
                             const struct price_result *result)
{
    char line[LINE_MAX];

    paper_skip(paper, 4);
    paper_write(paper, &PAPER_HEADING, _("Ce que cela donne"));
    paper_skip(paper, 2);
    put_amount(paper, _("Un paquet coûte, en produits et emballage"), true, result->variable_cents);
    put_amount(paper, _("Un paquet coûte, tout compris, si on les fait tous"), true,
               result->full_cost_cents);
    put_amount(paper, _("Sur chaque paquet vendu, il reste"), true, result->margin_cents);
    if (result->breaks_even)
        snprintf(line, sizeof line,
                 _("Il faut vendre %lld paquets sur %lld pour payer le stand. Après, on gagne."),
                 (long long)result->break_even, (long long)sheet->quantity);
    else
        snprintf(line, sizeof line, "%s",
                 _("À ce prix, on perd sur chaque paquet : monter le prix ou baisser les coûts."));
    paper_write(paper, &PAPER_READ_BOLD, line);
}

static bool put_price_sheet(struct paper *paper, const struct price_paper *price, struct err *err)
{
    const struct price_sheet *sheet = &price->sheet;
    struct price_result result;
    char line[LINE_MAX];

    if (price->known && !price_sheet_solve(sheet, &result, err))
        return false;
    paper_page(paper, SURFACE_A4, _("Notre prix"));
    paper_write(paper, &PAPER_READ_BOLD, price->product);
    paper_skip(paper, 4);
    if (price->known) {
        snprintf(line, sizeof line, _("Nombre de paquets : %lld"), (long long)sheet->quantity);
        paper_write(paper, &PAPER_READ, line);
        paper_skip(paper, 3);
    } else {
        paper_field(paper, _("Nombre de paquets"));
    }
    put_amount(paper, _("Produits pour tous les paquets"), price->known, sheet->materials_cents);
    put_amount(paper, _("Emballage d'un paquet"), price->known, sheet->packaging_cents);
    put_amount(paper, _("Stand et location"), price->known, sheet->fixed_cents);
    put_amount(paper, _("Prix de vente d'un paquet"), price->known, sheet->price_cents);
    if (price->known) {
        paper->y += draw_pieces(paper->surface, sheet->price_cents,
                                box_at(PAPER_MARGIN, paper->y, paper_room(paper))) +
                    3;
        put_price_result(paper, sheet, &result);
    } else {
        paper_lines(paper, 4, 12);
    }
    return true;
}

bool paper_price_sheets(const struct paper_head *head, const struct price_paper *prices, int count,
                        struct outlet *outlet, struct err *err)
{
    struct paper paper;

    if (!paper_open(&paper, head, _("Fiches de prix"), outlet, err))
        return false;
    for (int i = 0; i < count; i++)
        if (!put_price_sheet(&paper, &prices[i], err)) {
            surface_abandon(paper.surface);
            return false;
        }
    if (count == 0)
        paper_page(&paper, SURFACE_A4, _("Aucun produit n'est écrit."));
    return paper_close(&paper, err);
}

static void put_loan_month(struct paper_table *table, int month, const struct loan_month *row)
{
    char texts[4][MONEY_TEXT_MAX];

    snprintf(texts[0], sizeof texts[0], "%d", month);
    money_format_euro(row->payment_cents, texts[1]);
    money_format_euro(row->interest_cents, texts[2]);
    money_format_euro(row->balance_cents, texts[3]);
    paper_table_row(table, (const char *[]){ texts[0], texts[1], texts[2], texts[3] }, false);
}

bool paper_loan(const struct paper_head *head, const struct loan *loan, struct outlet *outlet,
                struct err *err)
{
    struct paper paper;
    struct paper_table table = { .paper = &paper,
                                 .column_count = 4,
                                 .widths = { 24, 0, 0, 0 },
                                 .centred = { true, true, true, true },
                                 .style = &PAPER_READ,
                                 .row_height = 9 };
    char line[LINE_MAX], principal[MONEY_TEXT_MAX], total[MONEY_TEXT_MAX], interest[MONEY_TEXT_MAX];

    if (!paper_open(&paper, head, _("Exercice : un prêt"), outlet, err))
        return false;
    money_format_euro(loan->principal_cents, principal);
    money_format_euro(loan->total_cents, total);
    money_format_euro(loan->interest_cents, interest);
    paper_page(&paper, SURFACE_A4, _("Exercice : un prêt"));
    snprintf(line, sizeof line, _("On emprunte %s. On rembourse pendant %d mois."), principal,
             loan->months);
    paper_write(&paper, &PAPER_READ, line);
    snprintf(line, sizeof line, _("En tout, on rend %s : le prêt coûte %s."), total, interest);
    paper_write(&paper, &PAPER_READ, line);
    paper_skip(&paper, 4);
    table.headings[0] = _("Mois");
    table.headings[1] = _("On rend");
    table.headings[2] = _("Intérêts");
    table.headings[3] = _("Il reste");
    paper_table_begin(&table);
    for (int i = 0; i < loan->months; i++)
        put_loan_month(&table, i + 1, &loan->table[i]);
    paper_table_end(&table);
    paper_write(&paper, &PAPER_PLAIN,
                _("Ceci est un exercice. Personne ne prête et personne ne doit rien."));
    return paper_close(&paper, err);
}

bool paper_batches(const struct paper_head *head, const struct batch *batches,
                   const char *const *names, int count, struct outlet *outlet, struct err *err)
{
    struct paper paper;
    struct paper_table table = { .paper = &paper,
                                 .column_count = 8,
                                 .widths = { 44, 28, 14, 18, 18, 0, 0, 28 },
                                 .style = &PAPER_PLAIN,
                                 .row_height = 13 };

    if (!paper_open(&paper, head, _("Fiche de production"), outlet, err))
        return false;
    paper_page(&paper, SURFACE_A4_LYING, _("Ce que nous avons fait"));
    table.headings[0] = _("Produit");
    table.headings[1] = _("Lot");
    table.headings[2] = _("Jour");
    table.headings[3] = _("Faits");
    table.headings[4] = _("Perdus");
    table.headings[5] = _("Avec quoi");
    table.headings[6] = _("Allergènes");
    table.headings[7] = _("À utiliser avant");
    paper_table_begin(&table);
    for (int i = 0; i < count; i++) {
        char day[16], made[24], lost[24], use_by[24] = "";
        struct err ignored = ERR_EMPTY;
        struct day until;

        if (batches[i].use_by[0] && day_parse(batches[i].use_by, &until, &ignored))
            day_format_human(until, use_by, sizeof use_by);
        snprintf(day, sizeof day, "J%d", batches[i].day);
        snprintf(made, sizeof made, "%lld", (long long)batches[i].made);
        snprintf(lost, sizeof lost, "%lld", (long long)batches[i].lost);
        paper_table_row(&table,
                        (const char *[]){ names[i], batches[i].lot, day, made, lost,
                                          batches[i].materials, batches[i].allergens, use_by },
                        false);
    }
    /* Blank lines to the foot of the page, at least some: the sheet goes on by hand. */
    for (int i = 0; i < BLANK_BATCHES || paper_left(&paper) >= table.row_height; i++)
        paper_table_row(&table, (const char *[]){ "", "", "", "", "", "", "", "" }, false);
    paper_table_end(&table);
    return paper_close(&paper, err);
}
