#include "reports/papers/paper_stall.h"

#include "base/lang.h"
#include "reports/print/paper_table.h"

#include <stdio.h>

enum { TAGS_ACROSS = 2, TAGS_DOWN = 4, FALLBACK_LINES = 20, LARGE_NOTES = 2 };
static const mm TAG_PICTURE = 17;

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

static void put_denomination(struct paper *paper, cents amount)
{
    char shown[MONEY_TEXT_MAX], line[MONEY_TEXT_MAX + 8];
    mm height = measure_pieces(amount, 60);

    height = height > 11 ? height : 11;
    paper_need(paper, height + 2);
    draw_pieces(paper->surface, amount, box_at(PAPER_MARGIN, paper->y, 60));
    money_format_euro(amount, shown);
    snprintf(line, sizeof line, "%s  ×", shown);
    paper_put(paper, &PAPER_READ, line, box_at(PAPER_MARGIN + 44, paper->y + height / 2 - 3, 44));
    draw_box(paper->surface, (struct box){ PAPER_MARGIN + 86, paper->y + height / 2 - 5, 28, 10 });
    paper_put(paper, &PAPER_READ, "=", box_at(PAPER_MARGIN + 118, paper->y + height / 2 - 3, 8));
    draw_line(paper->surface, PAPER_MARGIN + 126, paper->y + height / 2 + 4, 50);
    paper->y += height + 2;
}

bool paper_cash_count(const struct paper_head *head, struct outlet *outlet, struct err *err)
{
    struct paper paper;

    if (!paper_open(&paper, head, _("Compter la caisse"), outlet, err))
        return false;
    paper_page(&paper, SURFACE_A4, _("Compter la caisse"));
    for (int i = LARGE_NOTES; i < DENOMINATION_COUNT; i++) /* 500 € and 200 €: not at a stall */
        put_denomination(&paper, DENOMINATIONS[i]);
    paper_need(&paper, 34);
    paper_skip(&paper, 4);
    paper_field(&paper, _("Total"));
    paper_field(&paper, _("Date, heure, qui a compté"));
    return paper_close(&paper, err);
}

bool paper_fallback(const struct paper_head *head, struct outlet *outlet, struct err *err)
{
    struct paper paper;
    struct paper_table table = { .paper = &paper,
                                 .column_count = 6,
                                 .widths = { 14, 22, 0, 22, 26, 34 },
                                 .style = &PAPER_PLAIN,
                                 .row_height = 10.6 };

    if (!paper_open(&paper, head, _("Feuille de secours"), outlet, err))
        return false;
    paper_page(&paper, SURFACE_A4, _("Feuille de secours"));
    paper_write(&paper, &PAPER_PLAIN,
                _("La machine est en panne : une ligne par vente, puis la saisir avec son "
                  "numéro et son heure."));
    paper_skip(&paper, 2);
    paper_field(&paper, _("Caisse, et numéro de la feuille (A1, A2…)"));
    table.headings[0] = _("N°");
    table.headings[1] = _("Heure");
    table.headings[2] = _("Article");
    table.headings[3] = _("Nombre");
    table.headings[4] = _("Prix");
    table.headings[5] = _("Payé comment");
    paper_table_begin(&table);
    for (int i = 1; i <= FALLBACK_LINES; i++) {
        char number[12];

        snprintf(number, sizeof number, "%02d", i);
        paper_table_row(&table, (const char *[]){ number, "", "", "", "", "" }, false);
    }
    paper_table_end(&table);
    return paper_close(&paper, err);
}
