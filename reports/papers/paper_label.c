#include "reports/papers/paper_label.h"

#include "base/lang.h"

#include <stdio.h>

enum { ACROSS = 2, DOWN = 6, LINE_MAX = 300 };

static const mm PITCH_X = 92, PITCH_Y = 43, WIDTH = 88, HEIGHT = 40, PAD = 3, CODE_WIDTH = 34;

/* The pen of one label: lines one under the other, in a column. */
struct pen {
    struct paper *paper;
    struct box place;
    mm bottom;
};

static void put_line(struct pen *pen, const char *format, const char *text)
{
    char line[LINE_MAX];
    struct box place = pen->place;

    if (text[0] == '\0')
        return;
    snprintf(line, sizeof line, format, text);
    place.height = 8;
    if (place.y + place.height > pen->bottom)
        place.height = pen->bottom - place.y;
    paper_put_fitted(pen->paper, &PAPER_PLAIN, line, place);
    pen->place.y +=
        paper_measure(pen->paper, &PAPER_PLAIN, line, place.width) > 5 ? place.height : 4.8;
}

static void put_date(struct pen *pen, const char *format, struct day day)
{
    char shown[24] = "";

    if (day.number != DAY_NONE_NUMBER)
        day_format_human(day, shown, sizeof shown);
    put_line(pen, format, shown);
}

static void put_label(struct paper *paper, const struct product_label *label, struct box card)
{
    const struct product *product = label->product;
    const char *allergens = product->allergens;
    struct pen pen = { paper, box_at(card.x + PAD, card.y + 12, card.width - CODE_WIDTH - 3 * PAD),
                       card.y + card.height - 6 };
    struct text_style code = PAPER_SMALL;
    mm code_x = card.x + card.width - CODE_WIDTH - PAD;

    if (label->batch && label->batch->allergens[0])
        allergens = label->batch->allergens;
    draw_box(paper->surface, card);
    paper_put_fitted(paper, &PAPER_READ_BOLD, product->label,
                     (struct box){ card.x + PAD, card.y + 2, card.width - 2 * PAD, 10 });
    put_line(&pen, _("Lot : %s"), label->batch ? label->batch->lot : "…………………");
    put_line(&pen, _("Allergènes : %s"), allergens);
    put_line(&pen, _("Fibres : %s"), product->fibres);
    put_date(&pen, _("À consommer jusqu'au %s"), product->use_by);
    put_date(&pen, _("De préférence avant le %s"), product->best_before);
    paper_put_fitted(paper, &PAPER_SMALL, paper->head->host,
                     (struct box){ card.x + PAD, card.y + HEIGHT - 5.5,
                                   card.width - CODE_WIDTH - 3 * PAD, 4.5 });
    code.align = ALIGN_MIDDLE;
    surface_barcode(paper->surface, product->barcode[0] ? product->barcode : product->code,
                    (struct box){ code_x, card.y + 14, CODE_WIDTH, 14 });
    paper_put(paper, &code, product->barcode[0] ? product->barcode : product->code,
              box_at(code_x, card.y + 29, CODE_WIDTH));
}

bool paper_labels(const struct paper_head *head, const struct product_label *labels, int count,
                  struct outlet *outlet, struct err *err)
{
    struct paper paper;

    if (!paper_open(&paper, head, _("Étiquettes des produits"), outlet, err))
        return false;
    for (int i = 0; i < count; i++) {
        paper_page(&paper, SURFACE_A4, "");
        for (int at = 0; at < ACROSS * DOWN; at++)
            put_label(&paper, &labels[i],
                      (struct box){ PAPER_MARGIN + at % ACROSS * PITCH_X,
                                    18 + (mm)(at / ACROSS) * PITCH_Y, WIDTH, HEIGHT });
    }
    if (count == 0)
        paper_page(&paper, SURFACE_A4, _("Aucun produit n'est écrit."));
    return paper_close(&paper, err);
}
