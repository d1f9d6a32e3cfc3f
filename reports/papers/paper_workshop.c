#include "reports/papers/paper_workshop.h"

#include "base/lang.h"
#include "reports/print/paper_table.h"

#include <stdio.h>

enum { BLANK_BATCHES = 3 };

/* The label on the left, its figure beside, the label in the second language on the right. */
static void put_figure(struct paper *paper, const char *id, const char *figure)
{
    const struct wording *label = paper_phrase(paper, id);
    struct text_style value = PAPER_READ_BOLD;
    bool two = paper_has_second(paper, label);
    mm middle = 36, text = paper_room(paper) - middle - 4, x = PAPER_MARGIN;

    value.align = ALIGN_END;
    if (two)
        text = (text - 4) / 2;

    mm left = paper_measure(paper, &PAPER_READ, wording_shown(label), text);
    mm right = paper_measure_second(paper, &PAPER_READ, label, text);

    left = left > right ? left : right;
    paper_need(paper, left + 4);
    surface_tag(paper->surface, "TR", true);
    paper_put_as(paper, "TH", &PAPER_READ, wording_shown(label), box_at(x, paper->y, text));
    x += text + 4;
    paper_put_as(paper, "TD", &value, figure, box_at(x, paper->y, middle));
    if (figure[0] == '\0')
        draw_line(paper->surface, x, paper->y + 6, middle); /* by hand */
    surface_tag(paper->surface, "TH", true);
    paper_put_second(paper, &PAPER_READ, label, box_at(x + middle + 4, paper->y, text));
    surface_tag(paper->surface, "TH", false);
    surface_tag(paper->surface, "TR", false);
    paper_skip(paper, left + 4);
}

static void put_amount(struct paper *paper, const char *id, bool known, cents amount)
{
    char shown[MONEY_TEXT_MAX] = "";

    if (known)
        money_format_euro(amount, shown);
    put_figure(paper, id, shown);
}

static void say_with(struct paper *paper, const struct text_style *style, const char *id,
                     const char *first, const char *second)
{
    struct wording filled;

    phrase_fill(paper_phrase(paper, id), (const char *[PHRASE_VALUES_MAX]){ first, second },
                &filled);
    paper_say_wording(paper, style, &filled);
}

static void put_price_result(struct paper *paper, const struct price_sheet *sheet,
                             const struct price_result *result)
{
    char enough[24], all[24];

    paper_skip(paper, 3);
    paper_say(paper, &PAPER_HEADING, "price-gives");
    paper_skip(paper, 2);
    surface_tag(paper->surface, "Table", true);
    put_amount(paper, "price-variable", true, result->variable_cents);
    put_amount(paper, "price-full", true, result->full_cost_cents);
    put_amount(paper, "price-margin", true, result->margin_cents);
    surface_tag(paper->surface, "Table", false);
    snprintf(enough, sizeof enough, "%lld", (long long)result->break_even);
    snprintf(all, sizeof all, "%lld", (long long)sheet->quantity);
    if (result->breaks_even)
        say_with(paper, &PAPER_READ_BOLD, "break-even", enough, all);
    else
        paper_say(paper, &PAPER_READ_BOLD, "no-break-even");
}

/* The same price without its tax: what the group keeps of it. */
static void put_net(struct paper *paper, const struct price_sheet *sheet,
                    const struct price_result *result)
{
    char rate[MONEY_TEXT_MAX];

    rate_format(sheet->rate, rate);
    say_with(paper, &PAPER_READ, "vat-of-price", rate, NULL);
    surface_tag(paper->surface, "Table", true);
    put_amount(paper, "price-net", result != NULL, result ? result->net_cents : 0);
    surface_tag(paper->surface, "Table", false);
}

static void put_asked(struct paper *paper, const struct price_paper *price)
{
    const struct price_sheet *sheet = &price->sheet;
    char quantity[24] = "";

    if (price->known)
        snprintf(quantity, sizeof quantity, "%lld", (long long)sheet->quantity);
    surface_tag(paper->surface, "Table", true);
    put_figure(paper, "packets", quantity);
    put_amount(paper, "price-materials", price->known, sheet->materials_cents);
    put_amount(paper, "price-packaging", price->known, sheet->packaging_cents);
    put_amount(paper, "price-stand", price->known, sheet->fixed_cents);
    put_amount(paper, "price-sale", price->known, sheet->price_cents);
    surface_tag(paper->surface, "Table", false);
}

static bool put_price_sheet(struct paper *paper, const struct price_paper *price, struct err *err)
{
    const struct price_sheet *sheet = &price->sheet;
    struct price_result result = { .net_cents = 0 };

    if (price->known && !price_sheet_solve(sheet, &result, err))
        return false;
    paper_page_phrase(paper, SURFACE_A4, "our-price");
    paper_write(paper, &PAPER_READ_BOLD, price->product);
    paper_skip(paper, 4);
    put_asked(paper, price);
    if (sheet->rate > 0)
        put_net(paper, sheet, price->known ? &result : NULL);
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

/* "Mois" and what it is called in the second language under it. */
static void put_loan_heading(const struct paper *paper, const char *id, char out[WORDING_MAX * 2])
{
    const struct wording *word = paper_phrase(paper, id);

    snprintf(out, WORDING_MAX * 2, "%s%s%s", wording_shown(word),
             paper_has_second(paper, word) ? "\n" : "",
             paper_has_second(paper, word) ? word->text[paper->head->second] : "");
}

static void put_loan_table(struct paper *paper, const struct loan *loan)
{
    static const char *const HEADINGS[] = { "loan-month", "loan-payment", "loan-interest",
                                            "loan-left" };
    char headings[COUNT_OF(HEADINGS)][WORDING_MAX * 2];
    struct paper_table table = { .paper = paper,
                                 .column_count = (int)COUNT_OF(HEADINGS),
                                 .widths = { 24, 0, 0, 0 },
                                 .centred = { true, true, true, true },
                                 .style = &PAPER_READ,
                                 .row_height = 9 };

    for (size_t i = 0; i < COUNT_OF(HEADINGS); i++) {
        put_loan_heading(paper, HEADINGS[i], headings[i]);
        table.headings[i] = headings[i];
    }
    paper_table_begin(&table);
    for (int i = 0; i < loan->months; i++)
        put_loan_month(&table, i + 1, &loan->table[i]);
    paper_table_end(&table);
}

bool paper_loan(const struct paper_head *head, const struct loan *loan, struct outlet *outlet,
                struct err *err)
{
    struct paper paper;
    char principal[MONEY_TEXT_MAX], total[MONEY_TEXT_MAX], interest[MONEY_TEXT_MAX], months[12];

    if (!paper_open(&paper, head, _("Exercice : un prêt"), outlet, err))
        return false;
    money_format_euro(loan->principal_cents, principal);
    money_format_euro(loan->total_cents, total);
    money_format_euro(loan->interest_cents, interest);
    snprintf(months, sizeof months, "%d", loan->months);
    paper_page_phrase(&paper, SURFACE_A4, "loan");
    say_with(&paper, &PAPER_READ, "loan-borrow", principal, months);
    say_with(&paper, &PAPER_READ, "loan-total", total, interest);
    paper_skip(&paper, 4);
    put_loan_table(&paper, loan);
    paper_say(&paper, &PAPER_READ, "loan-exercise");
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
