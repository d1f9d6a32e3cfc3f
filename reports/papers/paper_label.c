#include "reports/papers/paper_label.h"

#include "base/lang.h"

#include <stdio.h>

enum { ACROSS = 2, DOWN = 5, LINE_MAX = 1400, LINES_MAX = 10 };

static const mm PITCH_X = 92, PITCH_Y = 53, WIDTH = 88, HEIGHT = 51, PAD = 3, CODE_WIDTH = 32,
                PICTURE = 10;
/* An x of DejaVu Sans is 0.547 of the letter: 1,2 mm high from 6,3 points on. */
static const pt LETTER = 8, LETTER_LEAST = 6.4;

static const char DOTS[] = "…………………";

struct lines {
    int count;
    char list[LINES_MAX][LINE_MAX];
    bool bold[LINES_MAX];
};

/* What stands on one label, under its name: beside the bars, and below them over its whole width. A
 * date is on one line (règlement UE 1169/2011, annexe X). */
struct label_text {
    struct lines beside, below;
};

static void add_line(struct lines *lines, bool bold, const char *format, const char *text)
{
    if (text[0] == '\0' || lines->count >= LINES_MAX)
        return;
    lines->bold[lines->count] = bold;
    snprintf(lines->list[lines->count++], LINE_MAX, format, text);
}

static void add_date(struct lines *lines, const char *format, struct day day)
{
    char shown[24] = "";

    if (day.number != DAY_NONE_NUMBER)
        day_format_human(day, shown, sizeof shown);
    add_line(lines, false, format, shown);
}

struct label_dates label_dates_of(const struct product *product, const struct batch *batch)
{
    struct label_dates dates = { product->use_by, product->best_before };
    struct err wrong = ERR_EMPTY;
    struct day day;

    if (!batch || batch->use_by[0] == '\0' || !day_parse(batch->use_by, &day, &wrong))
        return dates;
    if (dates.use_by.number == DAY_NONE_NUMBER && dates.best_before.number != DAY_NONE_NUMBER)
        dates.best_before = day;
    else
        dates.use_by = day;
    return dates;
}

static const char *or_dots(const char *text)
{
    return text[0] ? text : DOTS;
}

static void add_contents(struct lines *lines, const struct product_label *label, bool food)
{
    const struct product *product = &label->product;

    if (food) {
        add_line(lines, false, _("Ingrédients : %s"), or_dots(label->words.ingredients));
        add_line(lines, true, _("Allergènes : %s"), allergens_shown(product->allergens));
    } else {
        add_line(lines, true, _("Fibres : %s"), product_fibres(product));
    }
}

/* The who's name and address, and the lot (code de la consommation, art. R. 412-3 s.). */
static void add_origin(struct lines *lines, const struct paper_head *head,
                       const struct product_label *label)
{
    char who[LINE_MAX];

    add_line(lines, false, _("Lot : %s"), label->batch ? label->batch->lot : DOTS);
    snprintf(who, sizeof who, "%s, %s", head->host, head->address[0] ? head->address : DOTS);
    add_line(lines, false, "%s", who);
}

static void fill_text(struct label_text *text, const struct paper_head *head,
                      const struct product_label *label, enum sector sector)
{
    struct lines *lines = &text->beside;
    const struct product *product = &label->product;
    struct label_dates dates = label_dates_of(product, label->batch);
    bool food = product_is_food(product, sector);

    *text = (struct label_text){ .beside = { .count = 0 } };
    if (food)
        add_line(lines, false, _("Quantité : %s"), or_dots(label->words.quantity));
    add_contents(lines, label, food);
    add_date(&text->below, _("À consommer de préférence avant le %s"), dates.best_before);
    add_date(&text->below, _("À consommer jusqu'au %s"), dates.use_by);
    if (label->words.storage[0] || dates.use_by.number != DAY_NONE_NUMBER)
        add_line(lines, false, _("Conservation : %s"), or_dots(label->words.storage));
    add_origin(lines, head, label);
}

static mm lines_height(struct paper *paper, const struct lines *lines, pt size, mm width)
{
    mm height = 0;

    for (int i = 0; i < lines->count; i++) {
        const struct text_style style = { .size_pt = size, .bold = lines->bold[i] };

        height += paper_measure(paper, &style, lines->list[i], width) + 0.4;
    }
    return height;
}

static bool put_lines(struct paper *paper, const struct lines *lines, struct box place,
                      struct err *err)
{
    pt size = LETTER;

    while (lines_height(paper, lines, size, place.width) > place.height && size > LETTER_LEAST)
        size -= 0.2;
    if (lines_height(paper, lines, size, place.width) > place.height)
        return err_fail(err, ERR_INPUT,
                        _("Étiquette : trop de texte pour des lettres lisibles. Raccourcir ce qui "
                          "est écrit des ingrédients, ou l'adresse."));
    for (int i = 0; i < lines->count; i++) {
        const struct text_style style = { .size_pt = size, .bold = lines->bold[i] };

        place.y += paper_put(paper, &style, lines->list[i], place) + 0.4;
    }
    return true;
}

static void put_code(struct paper *paper, const struct product *product, struct box card)
{
    struct text_style code = PAPER_SMALL, price = PAPER_READ_BOLD;
    const char *bars = product->barcode[0] ? product->barcode : product->code;
    char shown[MONEY_TEXT_MAX], line[MONEY_TEXT_MAX + 24];
    mm x = card.x + card.width - CODE_WIDTH - PAD;

    code.align = price.align = ALIGN_MIDDLE;
    money_format_euro(product->price, shown);
    snprintf(line, sizeof line, product->by_weight ? _("%s le kilo") : "%s", shown);
    paper_put_fitted(paper, &price, line, (struct box){ x, card.y + 12, CODE_WIDTH, 7 });
    surface_barcode(paper->surface, bars, (struct box){ x, card.y + 21, CODE_WIDTH, 14 });
    paper_put(paper, &code, bars, box_at(x, card.y + 36, CODE_WIDTH));
}

static bool put_label(struct paper *paper, const struct product_label *label,
                      const struct label_text *text, struct box card, struct err *err)
{
    mm beside = label->picture ? PICTURE + 1 : 0, width = card.width - 2 * PAD;
    mm below = lines_height(paper, &text->below, LETTER, width) + 1;

    draw_box(paper->surface, card);
    draw_product(paper->surface, label->picture, label->product.label,
                 (struct box){ card.x + card.width - PAD - PICTURE, card.y + 1, PICTURE, PICTURE });
    paper_put_fitted(paper, &PAPER_READ_BOLD, label->product.label,
                     (struct box){ card.x + PAD, card.y + 2, width - beside, 9 });
    put_code(paper, &label->product, card);
    return put_lines(paper, &text->beside,
                     (struct box){ card.x + PAD, card.y + 12, width - CODE_WIDTH - PAD,
                                   card.height - 12 - below },
                     err) &&
           put_lines(paper, &text->below,
                     (struct box){ card.x + PAD, card.y + card.height - below, width, below }, err);
}

static bool put_sheet(struct paper *paper, const struct product_label *label, enum sector sector,
                      struct err *err)
{
    struct label_text text;

    fill_text(&text, paper->head, label, sector);
    paper_page(paper, SURFACE_A4, "");
    for (int at = 0; at < ACROSS * DOWN; at++)
        if (!put_label(paper, label, &text,
                       (struct box){ PAPER_MARGIN + at % ACROSS * PITCH_X,
                                     16 + (mm)(at / ACROSS) * PITCH_Y, WIDTH, HEIGHT },
                       err))
            return false;
    return true;
}

bool paper_labels(const struct paper_head *head, const struct label_sheets *sheets,
                  struct outlet *outlet, struct err *err)
{
    struct paper paper;
    bool good = true;

    for (int i = 0; i < sheets->count; i++)
        if (!product_may_be_shown(&sheets->list[i].product, sheets->sector, err))
            return false;
    if (!paper_open(&paper, head, _("Étiquettes des produits"), outlet, err))
        return false;
    for (int i = 0; good && i < sheets->count; i++)
        good = put_sheet(&paper, &sheets->list[i], sheets->sector, err);
    if (!good) {
        surface_abandon(paper.surface);
        return false;
    }
    if (sheets->count == 0)
        paper_page(&paper, SURFACE_A4, _("Aucun produit n'est écrit."));
    return paper_close(&paper, err);
}
