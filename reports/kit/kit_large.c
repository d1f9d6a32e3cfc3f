#include "reports/kit/kit_large.h"

#include "ledger/means.h"
#include "programme/logo.h"
#include "reports/kit/kit_text.h"
#include "reports/print/paper_table.h"

#include <stdio.h>
#include <string.h>

static const mm EDGE = 50, FOOT_OF_ROLL = 150, INCH = 25.4, DOTS_AN_INCH = 100, EMBLEM_LEAST = 17;
static const pt LARGE_SMALLEST = 100; /* a capital of 25 mm */

/* A line or more in a place: as large as it fits, never below `smallest`. */
struct lines {
    pt largest, smallest;
    bool bold;
    struct ink ink;
    bool is_centred; /* between top and foot of the place, too */
};

/* No word is wider than the place: a name is not cut. */
static bool words_fit(struct surface *surface, const struct text_style *style, const char *text,
                      mm width)
{
    enum { WORD_MAX = 200 };
    const mm unbroken = 20000;

    while (*(text += strspn(text, " ")) != '\0') {
        size_t length = strcspn(text, " ");
        char word[WORD_MAX];
        mm used = 0;

        snprintf(word, sizeof word, "%.*s",
                 text_start_bytes(text, (int)(length < WORD_MAX - 1 ? length : WORD_MAX - 1)),
                 text);
        surface_measure(surface, style, word, unbroken, &used);
        if (used > width)
            return false;
        text += length;
    }
    return true;
}

static void fitted_put(struct surface *surface, const struct lines *lines, const char *text,
                       struct box place)
{
    struct text_style style = {
        .size_pt = lines->largest, .bold = lines->bold, .align = ALIGN_MIDDLE, .ink = lines->ink
    };
    mm used = 0, height;

    while (style.size_pt > lines->smallest &&
           (!words_fit(surface, &style, text, place.width) ||
            surface_measure(surface, &style, text, place.width, &used) > place.height))
        style.size_pt *= 0.94;
    if (style.size_pt < lines->smallest)
        style.size_pt = lines->smallest;
    height = surface_measure(surface, &style, text, place.width, &used);
    if (lines->is_centred && height < place.height)
        place.y += (place.height - height) / 2;
    surface_tag(surface, "P", true);
    surface_text(surface, &style, text, place);
    surface_tag(surface, "P", false);
}

static void words_of(const char *line, const struct kit_facts *facts, char out[KIT_LINE_MAX])
{
    char filled[KIT_LINE_MAX];

    kit_text_fill(line, facts, filled);
    kit_text_show(filled, out);
}

static void line_put(struct surface *surface, const struct kit_facts *facts,
                     const struct lines *lines, const char *line, struct box place)
{
    char words[KIT_LINE_MAX];

    words_of(line, facts, words);
    fitted_put(surface, lines, words, place);
}

/* In the middle of the place, not larger than its dots allow. */
static void picture_put(struct surface *surface, const struct buf *png, const char *alt,
                        struct box place)
{
    mm scale = INCH / DOTS_AN_INCH;
    uint32_t width, height;

    if (!logo_sides(png, &width, &height))
        return;
    scale = width * scale > place.width ? place.width / width : scale;
    scale = height * scale > place.height ? place.height / height : scale;
    surface_picture(surface, png, alt,
                    (struct box){ place.x + (place.width - width * scale) / 2,
                                  place.y + (place.height - height * scale) / 2, width * scale,
                                  height * scale });
}

/* The group's own, or where it is to be. */
static void logo_put(struct surface *surface, const struct kit_facts *facts, pt size_pt,
                     struct box place)
{
    const struct lines lines = { size_pt, size_pt, false, { 0.38, 0.38, 0.38 }, false };

    if (facts->logo.length > 0)
        picture_put(surface, &facts->logo, "Logo du groupe", place);
    else
        line_put(surface, facts, &lines, "{logo du groupe}",
                 (struct box){ place.x, place.y + place.height / 3, place.width, place.height });
}

/* In the group's colour over the whole width, on into what the printer cuts off at the sides and,
 * of a band at an edge, beyond it. */
static void band_put(struct surface *surface, enum surface_size size, mm y, mm height)
{
    const mm bleed = surface_bleed(size);
    const struct point sheet = surface_sheet(size);
    mm top = y <= 0 ? -bleed : y;
    mm end = y + height >= sheet.y ? sheet.y + bleed : y + height;

    surface_shape(surface, &(struct shape){ .kind = SHAPE_RECT,
                                            .x = -bleed,
                                            .y = top,
                                            .width = sheet.x + 2 * bleed,
                                            .height = end - top,
                                            .filled = true,
                                            .ink = INK_DARK });
}

/* Emblem and sentence of European money: on every paper of the action. */
static void emblem_put(struct surface *surface, const struct kit_facts *facts, struct box place,
                       pt size_pt)
{
    const struct text_style style = { .size_pt = size_pt, .align = ALIGN_MIDDLE };

    if (facts->emblem.length == 0)
        return;
    picture_put(surface, &facts->emblem, "Emblème de l'Union européenne",
                (struct box){ place.x, place.y, place.width, place.height * 0.7 });
    surface_tag(surface, "P", true);
    surface_text(surface, &style, "Cofinancé par l'Union européenne",
                 box_at(place.x, place.y + place.height * 0.74, place.width));
    surface_tag(surface, "P", false);
}

/* Of the sides of an A3 sheet; what is read in the hand has letters of 8 points at least. */
static struct lines lines_of(pt largest, pt smallest, bool bold, fraction scale)
{
    const pt least = 8;
    struct lines lines = { largest * scale, smallest * scale, bold, { 0, 0, 0 }, false };

    if (lines.smallest < least)
        lines.smallest = least;
    if (lines.largest < lines.smallest)
        lines.largest = lines.smallest;
    return lines;
}

static void poster_draw(struct surface *surface, const struct kit_facts *facts,
                        enum surface_size size)
{
    const fraction scale = surface_sheet(size).x / surface_sheet(SURFACE_A3).x;
    const struct lines what = lines_of(54, 26, true, scale);
    const struct lines where = lines_of(40, 22, false, scale);
    const struct lines with = lines_of(20, 12, false, scale);
    struct lines name = lines_of(110, 40, true, scale);
    const mm left = 20 * scale, width = (surface_sheet(SURFACE_A3).x - 40) * scale;
    const mm flag = 36 * scale < EMBLEM_LEAST ? EMBLEM_LEAST : 36 * scale;

    name.ink = INK_WHITE;
    name.is_centred = true;
    band_put(surface, size, 0, 100 * scale);
    band_put(surface, size, 412 * scale, 8 * scale);
    line_put(surface, facts, &name, "{session}",
             (struct box){ left, 15 * scale, width, 70 * scale });
    logo_put(surface, facts, 26 * scale < 9 ? 9 : 26 * scale,
             (struct box){ left, 108 * scale, width, 100 * scale });
    line_put(surface, facts, &what, "{product}",
             (struct box){ left, 216 * scale, width, 46 * scale });
    line_put(surface, facts, &where, "{sale_day}, de {sale_from} à {sale_to}",
             (struct box){ left, 266 * scale, width, 36 * scale });
    line_put(surface, facts, &where, "{venue}, {place}",
             (struct box){ left, 306 * scale, width, 30 * scale });
    line_put(surface, facts, &with, "Une coopérative éphémère accueillie par {host}.",
             (struct box){ left, 406 * scale - flag - 20 * scale, width, 16 * scale });
    emblem_put(surface, facts, (struct box){ left, 410 * scale - flag, width, flag },
               12 * scale < 7 ? 7 : 12 * scale);
}

static bool poster_make(const struct kit_facts *facts, const struct paper_head *head,
                        enum surface_size size, struct outlet *outlet, struct err *err)
{
    struct paper paper;

    if (!paper_open(&paper, head, size == SURFACE_A6 ? "Carte à donner" : "Affiche", outlet, err))
        return false;
    surface_page(paper.surface, size);
    poster_draw(paper.surface, facts, size);
    return paper_close(&paper, err);
}

bool kit_poster(const struct kit_facts *facts, const struct paper_head *head, struct outlet *outlet,
                struct err *err)
{
    return poster_make(facts, head, SURFACE_A3, outlet, err);
}

bool kit_flyer(const struct kit_facts *facts, const struct paper_head *head, struct outlet *outlet,
               struct err *err)
{
    return poster_make(facts, head, SURFACE_A6, outlet, err);
}

/* -- The price list. -- */

/* Which of these the stall takes is for the group to tick; what it named itself stands there too.
 */
static bool payments_put(struct paper *paper, const struct kit_facts *facts, struct err *err)
{
    struct means_list list;
    char line[600] = "Paiement : ☐ espèces  ☐ carte  ☐ chèque";

    if (!means_read(facts->till->db, &list, err))
        return false;
    for (int i = 0; i < list.count; i++) {
        size_t length = strlen(line);

        snprintf(line + length, sizeof line - length, "  ☐ %s", list.all[i].label);
    }
    paper_write(paper, &PAPER_READ, line);
    return true;
}

static const struct text_style PRICE = { .size_pt = 21 };

static void prices_put(struct paper *paper, const struct kit_facts *facts)
{
    struct paper_table table = { .paper = paper,
                                 .column_count = 3,
                                 .widths = { 66, 50, 0 },
                                 .style = &PRICE,
                                 .row_height = 16 };

    table.headings[0] = "Produit";
    table.headings[1] = "Prix";
    table.headings[2] = facts->goods.sector == SECTOR_TEXTILE ? "Fibres" : "Allergènes";
    paper_table_begin(&table);
    for (int i = 0; i < facts->goods.count; i++) {
        const struct product *product = &facts->goods.list[i];
        char price[MONEY_TEXT_MAX], line[MONEY_TEXT_MAX + 16];

        money_format_euro(product->price, price);
        snprintf(line, sizeof line, "%s%s", price, product->by_weight ? " le kilo" : "");
        paper_table_row(&table,
                        (const char *[]){ product->label, line,
                                          product_is_food(product, facts->goods.sector)
                                              ? allergens_shown(product->allergens)
                                              : product_fibres(product) },
                        false);
    }
    paper_table_end(&table);
}

bool kit_price_list(const struct kit_facts *facts, const struct paper_head *head,
                    struct outlet *outlet, struct err *err)
{
    struct paper paper;
    char words[KIT_LINE_MAX];
    bool good = true;

    for (int i = 0; i < facts->goods.count; i++)
        if (!product_may_be_shown(&facts->goods.list[i], facts->goods.sector, err))
            return false;
    if (!paper_open(&paper, head, "Prix", outlet, err))
        return false;
    paper_page(&paper, SURFACE_A4, "Nos prix");
    words_of("{produits et prix}", facts, words);
    if (facts->goods.count == 0)
        paper_write(&paper, &PAPER_READ, words);
    else
        prices_put(&paper, facts);
    paper_skip(&paper, 6);
    good = payments_put(&paper, facts, err);
    paper_write(&paper, &PAPER_READ, "Votre ticket ? Demandez-le.");
    words_of("Vendu par {host}.", facts, words);
    paper_write(&paper, &PAPER_READ, words);
    return good ? paper_close(&paper, err) : (surface_abandon(paper.surface), false);
}

/* -- The two largest: name, logo, one sentence. -- */

static const struct lines LARGE_NAME = { 700, 100, true, { 1, 1, 1 }, true };
static const struct lines LARGE_LINE = { 260, 100, false, { 0, 0, 0 }, false };
static const char SENTENCE[] = "Une coopérative éphémère à {place}";

bool kit_roll_up(const struct kit_facts *facts, const struct paper_head *head,
                 struct outlet *outlet, struct err *err)
{
    struct point sheet = surface_sheet(SURFACE_ROLL_UP);
    mm left = EDGE, width = sheet.x - 2 * EDGE, foot = sheet.y - FOOT_OF_ROLL;
    struct paper paper;

    if (!paper_open(&paper, head, "Kakemono", outlet, err))
        return false;
    surface_page(paper.surface, SURFACE_ROLL_UP);
    band_put(paper.surface, SURFACE_ROLL_UP, 0, 500);
    band_put(paper.surface, SURFACE_ROLL_UP, foot, FOOT_OF_ROLL);
    line_put(paper.surface, facts, &LARGE_NAME, "{session}",
             (struct box){ left, EDGE, width, 400 });
    logo_put(paper.surface, facts, LARGE_SMALLEST, (struct box){ left, 560, width, 560 });
    line_put(paper.surface, facts, &LARGE_LINE, SENTENCE, (struct box){ left, 1160, width, 420 });
    emblem_put(paper.surface, facts, (struct box){ left, foot - 230, width, 200 }, LARGE_SMALLEST);
    return paper_close(&paper, err);
}

bool kit_banner(const struct kit_facts *facts, const struct paper_head *head, struct outlet *outlet,
                struct err *err)
{
    struct point sheet = surface_sheet(SURFACE_BANNER);
    const mm picture = 700, gap = 60;
    mm left = 2 * EDGE + picture + gap, width = sheet.x - 2 * EDGE - left;
    struct paper paper;

    if (!paper_open(&paper, head, "Banderole", outlet, err))
        return false;
    surface_page(paper.surface, SURFACE_BANNER);
    band_put(paper.surface, SURFACE_BANNER, 0, 460);
    band_put(paper.surface, SURFACE_BANNER, sheet.y - EDGE, EDGE);
    logo_put(paper.surface, facts, LARGE_SMALLEST,
             (struct box){ 2 * EDGE, 500, picture, sheet.y - 500 - 2 * EDGE });
    line_put(paper.surface, facts, &LARGE_NAME, "{session}",
             (struct box){ 2 * EDGE, EDGE, sheet.x - 4 * EDGE, 360 });
    line_put(paper.surface, facts, &LARGE_LINE, SENTENCE, (struct box){ left, 500, width, 170 });
    emblem_put(paper.surface, facts, (struct box){ left, 690, width, 230 }, LARGE_SMALLEST);
    return paper_close(&paper, err);
}
