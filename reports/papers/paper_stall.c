#include "reports/papers/paper_stall.h"

#include "base/lang.h"
#include "reports/print/paper_table.h"

#include <stdio.h>

enum { TAGS_ACROSS = 2, TAGS_DOWN = 4, SMALLEST_NOTE = 500 };
static const mm TAG_PICTURE = 17, PIECE_WIDTH = 36, PIECE_HEIGHT = 24;

static void put_tag(struct paper *paper, const struct product *product,
                    const struct picture *picture, struct box tag)
{
    struct text_style label = { .size_pt = 18, .bold = true, .align = ALIGN_MIDDLE };
    struct text_style price = { .size_pt = 36, .bold = true, .align = ALIGN_MIDDLE };
    char shown[MONEY_TEXT_MAX], line[MONEY_TEXT_MAX + 40];
    mm pieces = tag.width - 8, name = tag.width - 6 - (picture ? TAG_PICTURE + 2 : 0);

    draw_box(paper->surface, tag);
    draw_product(
        paper->surface, picture, product->label,
        (struct box){ tag.x + tag.width - 3 - TAG_PICTURE, tag.y + 2, TAG_PICTURE, TAG_PICTURE });
    while (label.size_pt > 11 && paper_measure(paper, &label, product->label, name) > 15)
        label.size_pt -= 1;
    paper_put(paper, &label, product->label, box_at(tag.x + 3, tag.y + 4, name));
    money_format_euro(product->price, shown);
    snprintf(line, sizeof line, product->by_weight ? _("%s le kilo") : "%s", shown);
    if (product->by_weight)
        price.size_pt = 24;
    paper_put(paper, &price, line, box_at(tag.x + 3, tag.y + 20, tag.width - 6));
    if (!product->by_weight && measure_pieces(product->price, pieces) <= tag.height - 40)
        draw_pieces(paper->surface, product->price, box_at(tag.x + 4, tag.y + 38, pieces));
}

bool paper_price_tags(const struct paper_head *head, const struct goods *goods,
                      const struct pictures *pictures, struct outlet *outlet, struct err *err)
{
    struct paper paper;

    if (!paper_open(&paper, head, _("Prix des produits"), outlet, err))
        return false;
    for (int i = 0; i < goods->count; i++) {
        const struct product *product = &goods->list[i];
        int at = i % (TAGS_ACROSS * TAGS_DOWN);

        if (at == 0)
            paper_page(&paper, SURFACE_A4, "");
        put_tag(&paper, product, pictures_of_product(pictures, product->code, product->label),
                (struct box){ PAPER_MARGIN + at % TAGS_ACROSS * 92,
                              20 + (mm)(at / TAGS_ACROSS) * 64, 88, 60 });
    }
    if (goods->count == 0)
        paper_page(&paper, SURFACE_A4, _("Aucun produit n'est écrit."));
    return paper_close(&paper, err);
}

static bool is_textile(const struct product *product, enum sector sector)
{
    return !product_is_food(product, sector) && product_fibres(product)[0] != '\0';
}

/* One table a kind, so that nothing is said about the allergens of a bag. */
static void put_contents(struct paper *paper, const struct goods *goods, bool food)
{
    struct paper_table table = { .paper = paper,
                                 .column_count = 2,
                                 .widths = { 70, 0 },
                                 .style = &PAPER_READ,
                                 .row_height = 12 };

    table.headings[0] = _("Produit");
    table.headings[1] = food ? _("Allergènes") : _("Fibres");
    paper_table_begin(&table);
    for (int i = 0; i < goods->count; i++) {
        const struct product *product = &goods->list[i];

        if (food ? product_is_food(product, goods->sector) : is_textile(product, goods->sector))
            paper_table_row(
                &table,
                (const char *[]){ product->label, food ? allergens_shown(product->allergens)
                                                       : product_fibres(product) },
                false);
    }
    paper_table_end(&table);
}

static bool goods_have_textile(const struct goods *goods)
{
    for (int i = 0; i < goods->count; i++)
        if (is_textile(&goods->list[i], goods->sector))
            return true;
    return false;
}

bool paper_composition(const struct paper_head *head, const struct goods *goods,
                       struct outlet *outlet, struct err *err)
{
    struct paper paper;

    for (int i = 0; i < goods->count; i++)
        if (!product_may_be_shown(&goods->list[i], goods->sector, err))
            return false;
    if (!paper_open(&paper, head, _("Ce qu'il y a dedans"), outlet, err))
        return false;
    paper_page(&paper, SURFACE_A4, _("Ce qu'il y a dedans"));
    if (goods->count == 0)
        paper_write(&paper, &PAPER_READ, _("Aucun produit n'est écrit."));
    if (goods_have_food(goods)) {
        put_contents(&paper, goods, true);
        paper_write(
            &paper, &PAPER_PLAIN,
            _("Les 14 allergènes à dire : gluten, crustacés, œufs, poissons, arachides, soja, "
              "lait, fruits à coque, céleri, moutarde, sésame, sulfites, lupin, mollusques."));
        paper_skip(&paper, 4);
    }
    if (goods_have_textile(goods))
        put_contents(&paper, goods, false);
    return paper_close(&paper, err);
}

bool paper_poster(const struct paper_head *head, struct outlet *outlet, struct err *err)
{
    const struct text_style big = { .size_pt = 46, .bold = true, .ink = INK_DARK };
    const struct text_style under = { .size_pt = 24 };
    struct paper paper;

    if (!paper_open(&paper, head, _("Affiche : ticket sur demande"), outlet, err))
        return false;
    paper_page(&paper, SURFACE_A4, "");
    paper_skip(&paper, 45);
    paper_write(&paper, &big, _("Votre ticket ? Demandez-le."));
    paper_skip(&paper, 12);
    paper_write(&paper, &under,
                _("Le ticket est imprimé seulement si vous le demandez. On peut aussi vous le "
                  "montrer sur l'écran."));
    paper_skip(&paper, 20);
    paper_write(&paper, &PAPER_SMALL,
                _("Code de l'environnement, article L. 541-15-10 : l'impression automatique des "
                  "tickets a pris fin le 1er août 2023."));
    return paper_close(&paper, err);
}

static void put_piece(struct paper *paper, cents amount, struct box place)
{
    mm middle = place.y + place.height / 2;

    draw_pieces(paper->surface, amount,
                box_at(place.x, middle - measure_pieces(amount, PIECE_WIDTH) / 2, PIECE_WIDTH));
}

static void put_denomination(struct paper *paper, cents amount, struct box place)
{
    char shown[MONEY_TEXT_MAX], line[MONEY_TEXT_MAX + 8];
    mm middle = place.y + place.height / 2, text = place.x + PIECE_WIDTH;

    money_format_euro(amount, shown);
    snprintf(line, sizeof line, "%s  ×", shown);
    surface_tag(paper->surface, "TR", true);
    paper_put_as(paper, "TH", &PAPER_READ, line, box_at(text, middle - 8, 32));
    draw_box(paper->surface, (struct box){ text + 32, middle - 10, 20, 9 });
    paper_put_as(paper, "TD", &PAPER_READ, "=", box_at(text, middle + 3, 8));
    surface_tag(paper->surface, "TR", false);
    draw_line(paper->surface, text + 8, middle + 9, 44);
}

/* Notes on the left, coins on the right. */
static void put_denominations(struct paper *paper, const struct count_sheet *sheet,
                              void (*put)(struct paper *paper, cents amount, struct box place))
{
    mm left = paper->y, right = paper->y;

    for (int i = 0; i < sheet->row_count; i++) {
        const struct count_row *row = &sheet->rows[i];
        bool is_note = row->piece >= SMALLEST_NOTE;
        mm *y = is_note ? &left : &right;
        mm x = PAPER_MARGIN + (is_note ? 0 : paper_room(paper) / 2 + 1);

        if (row->kind != COUNT_PIECES)
            continue;
        put(paper, row->piece, (struct box){ x, *y, 0, PIECE_HEIGHT });
        *y += PIECE_HEIGHT;
    }
    paper->y = left > right ? left : right;
}

static void put_venue(struct paper *paper, const char *venue)
{
    struct text_style style = PAPER_PLAIN;
    char line[NAME_MAX_TEXT + 40];

    style.may_lack = true;
    if (venue[0] == '\0')
        return;
    snprintf(line, sizeof line, _("Lieu de vente : %s"), venue);
    paper_write(paper, &style, line);
}

bool paper_cash_count(const struct paper_head *head, const struct count_sheet *sheet,
                      struct outlet *outlet, struct err *err)
{
    struct paper paper;
    mm top;

    if (!paper_open(&paper, head, _("Compter la caisse"), outlet, err))
        return false;
    paper_page(&paper, SURFACE_A4, _("Compter la caisse"));
    put_venue(&paper, sheet->venue);
    paper_write(&paper, &PAPER_READ, count_sentence());
    paper_skip(&paper, 2);
    top = paper.y;
    put_denominations(&paper, sheet, put_piece); /* between rows no picture may stand */
    paper.y = top;
    surface_tag(paper.surface, "Table", true);
    put_denominations(&paper, sheet, put_denomination);
    surface_tag(paper.surface, "Table", false);
    paper_skip(&paper, 4);
    for (int i = 0; i < sheet->row_count; i++)
        if (sheet->rows[i].kind != COUNT_PIECES) {
            paper_need(&paper, 11);
            paper_field(&paper, sheet->rows[i].label);
        }
    return paper_close(&paper, err);
}

/* The numbers of the lines, then columns to write in. */
static void put_sales(struct paper *paper, const struct fallback_sheet *sheet)
{
    struct paper_table table = { .paper = paper,
                                 .column_count = 1 + FALLBACK_COLUMNS,
                                 .widths = { 18, 22, 0, 20, 24, 34 },
                                 .style = &PAPER_PLAIN,
                                 .row_height = 10.6 };
    char line[FALLBACK_NAME_MAX];

    table.headings[0] = _("N°");
    for (int i = 0; i < FALLBACK_COLUMNS; i++)
        table.headings[1 + i] = fallback_column(i);
    paper_table_begin(&table);
    for (int i = 1; i <= FALLBACK_LINES; i++) {
        fallback_line(sheet, i, line);
        paper_table_row(&table, (const char *[]){ line, "", "", "", "", "" }, false);
    }
    paper_table_end(&table);
}

bool paper_fallback(const struct paper_head *head, const struct fallback_sheet *sheet,
                    struct outlet *outlet, struct err *err)
{
    char title[FALLBACK_NAME_MAX];
    struct paper paper;

    if (!paper_open(&paper, head, _("Feuille de secours"), outlet, err))
        return false;
    fallback_title(sheet, title);
    paper_page(&paper, SURFACE_A4, title);
    put_venue(&paper, sheet->venue);
    paper_write(&paper, &PAPER_PLAIN, fallback_sentence());
    paper_skip(&paper, 2);
    put_sales(&paper, sheet);
    return paper_close(&paper, err);
}
