/*
 * Paper as PDF. Only this file and its neighbours render_pdf_shape, render_pdf_line
 * and render_pdf_picture include cairo, Pango or zint; they are
 * linked into libflashcoop-paper.so, not into the program (paper_plugin.h).
 *
 * One layout object is used again for every text: making one costs more than
 * setting its text. Sizes are absolute, because a point of the paper is a point.
 */
#include "reports/print/paper_plugin.h"
#include "reports/print/pdf_language.h"
#include "reports/print/render_pdf_letters.h"
#include "reports/print/render_pdf_picture.h"
#include "reports/print/render_pdf_shape.h"
#include "reports/print/surface.h"

#include "base/lang.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <zint.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Latin, and Arabic letters, for which a Naskh face reads better where one is installed. */
static const char *const FAMILIES[] = {
    "DejaVu Sans",
    "Noto Naskh Arabic, Amiri, DejaVu Sans",
};

struct pdf {
    struct surface surface; /* first */
    struct outlet *outlet;
    struct pdf_language language; /* adds the language to the end of the file */
    cairo_surface_t *target;
    cairo_t *cairo;
    PangoLayout *layout;
    PangoAttrList *plain;                               /* what all text has */
    PangoLayout *space;                                 /* one, for the ends of lines */
    PangoFontDescription *fonts[COUNT_OF(FAMILIES)][2]; /* regular, bold */
    const char *own_language;                           /* of the paper */
    struct text_style set;     /* what the layout holds: setting it again costs as much as a word */
    char shaped_language[16];  /* what the layout's context holds */
    struct pictures *pictures; /* NULL until one is asked for */
    struct pdf_sheet sheet;    /* of the last page */
    bool page_begun;
    int page_count;
    struct pdf_tags tags; /* beyond TAGS_MAX the rest goes unmarked: cairo keeps them in memory */
    const char *leaf;     /* what each text is by itself: "H1", "TD"; NULL a paragraph */
    int leaf_depth;       /* begun and not ended: the outermost counts */
    bool leaf_is_empty;   /* no text yet */
    bool in_figure;       /* its letters belong to the picture */
    int tag_depth;        /* of them, begun beyond TAGS_MAX and not written */
    struct err err;       /* the first failure */
};

static double to_pt(mm length)
{
    return length * 72 / 25.4;
}

static mm from_pango(int units)
{
    return (double)units / PANGO_SCALE * 25.4 / 72;
}

static cairo_status_t pdf_write(void *closure, const unsigned char *bytes, unsigned length)
{
    struct pdf *pdf = closure;

    pdf_language_put(&pdf->language, pdf->outlet, bytes, length);
    pdf_tags_feed(&pdf->tags, (const char *)bytes, length);
    return CAIRO_STATUS_SUCCESS; /* the outlet keeps its own failure */
}

static void pdf_title(struct surface *surface, const char *title)
{
    struct pdf *pdf = (struct pdf *)surface;

    cairo_pdf_surface_set_metadata(pdf->target, CAIRO_PDF_METADATA_TITLE, title);
}

static void tag_begin(struct pdf *pdf, const char *tag, const char *language, const char *alt)
{
    if (pdf->tag_depth > 0 || pdf->tags.begun >= TAGS_MAX) {
        pdf->tag_depth++;
        return;
    }
    pdf_tags_begin(&pdf->tags, language, alt);
    cairo_tag_begin(pdf->cairo, tag, NULL);
}

static void tag_end(struct pdf *pdf, const char *tag)
{
    if (pdf->tag_depth > 0)
        pdf->tag_depth--;
    else
        cairo_tag_end(pdf->cairo, tag);
}

static void pdf_page(struct surface *surface, enum surface_size size)
{
    struct point sheet = surface_sheet(size);
    mm bleed = surface_bleed(size);
    struct pdf *pdf = (struct pdf *)surface;

    if (pdf->page_begun)
        cairo_show_page(pdf->cairo);
    pdf->sheet.width = to_pt(sheet.x);
    pdf->sheet.height = to_pt(sheet.y);
    pdf->sheet.bleed = to_pt(bleed);
    cairo_pdf_surface_set_size(pdf->target, to_pt(sheet.x + 2 * bleed), to_pt(sheet.y + 2 * bleed));
    cairo_identity_matrix(pdf->cairo);
    cairo_translate(pdf->cairo, pdf->sheet.bleed, pdf->sheet.bleed);
    if (!pdf->page_begun)
        tag_begin(pdf, "Document", NULL, NULL);
    pdf->page_begun = true;
    pdf->page_count++;
}

static void pdf_set_language(struct pdf *pdf, const char *language)
{
    if (strcmp(language, pdf->shaped_language) == 0)
        return;
    g_strlcpy(pdf->shaped_language, language, sizeof pdf->shaped_language);
    pango_context_set_language(pango_layout_get_context(pdf->layout),
                               pango_language_from_string(language));
    pango_layout_context_changed(pdf->layout);
    pdf->set.size_pt = 0; /* the font is chosen by language too */
}

static void pdf_set_style(struct pdf *pdf, const struct text_style *style)
{
    static const PangoAlignment ALIGNMENTS[] = { PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER,
                                                 PANGO_ALIGN_RIGHT };
    const char *language = style->language ? style->language : pdf->own_language;
    bool is_arabic = strncmp(language, "ar", 2) == 0 || strncmp(language, "fa", 2) == 0;
    PangoFontDescription *font = pdf->fonts[is_arabic][style->bold];

    pdf_set_language(pdf, language);
    pango_layout_set_alignment(pdf->layout, ALIGNMENTS[style->align]);
    if (fabs(pdf->set.size_pt - style->size_pt) < 0.001 && pdf->set.bold == style->bold)
        return;
    pango_font_description_set_absolute_size(font, style->size_pt * PANGO_SCALE);
    pango_layout_set_font_description(pdf->layout, font);
    pdf->set = *style;
}

/* Set the text and its style on the one layout; a character without a glyph spoils the paper. */
static void pdf_lay_out(struct pdf *pdf, const struct text_style *style, const char *text, mm width)
{
    pdf_set_style(pdf, style);
    pango_layout_set_width(pdf->layout, width < 0 ? -1 : (int)(to_pt(width) * PANGO_SCALE));
    if (!pdf_set_letters(pdf->layout, text, pdf->plain, style->may_lack))
        err_fail(&pdf->err, ERR_INPUT,
                 _("Aucune police n'écrit « %.60s » : installer fonts-noto-core ou fonts-symbola."),
                 text);
}

/*
 * Most texts of a paper are one line that fits, and Pango looks for places to
 * break as soon as it knows a width. So: first without, and only what does not
 * fit again with one. `*shift` is what the alignment adds on the left.
 */
static PangoRectangle pdf_fit(struct pdf *pdf, const struct text_style *style, const char *text,
                              mm width, mm *shift)
{
    PangoRectangle extents = { 0, 0, 0, 0 };
    bool is_long = (double)strlen(text) * style->size_pt * 0.3 > to_pt(width);

    *shift = 0;
    pdf_lay_out(pdf, style, text, is_long ? width : -1);
    pango_layout_get_extents(pdf->layout, NULL, &extents);
    if (!is_long && (from_pango(extents.width) > width || strchr(text, '\n'))) {
        pdf_lay_out(pdf, style, text, width);
        pango_layout_get_extents(pdf->layout, NULL, &extents);
    } else if (!is_long) {
        bool from_right = pango_layout_get_direction(pdf->layout, 0) == PANGO_DIRECTION_RTL;
        mm rest = width - from_pango(extents.width);

        *shift = style->align == ALIGN_MIDDLE                ? rest / 2
                 : (style->align == ALIGN_END) != from_right ? rest
                                                             : 0;
    }
    return extents;
}

/*
 * Line by line, with a space where Pango broke one: it draws none there, and read aloud the last
 * word of a line would be one with the first of the next.
 */
static void show_lines(struct pdf *pdf, double x, double y)
{
    PangoLayoutIter *iter = pango_layout_get_iter(pdf->layout);
    const PangoFontDescription *font = pango_layout_get_font_description(pdf->layout);
    bool is_last;

    pango_layout_set_font_description(pdf->space, font);
    do {
        PangoRectangle line;

        pango_layout_iter_get_line_extents(iter, NULL, &line);

        double left = x + (double)line.x / PANGO_SCALE;
        double base = y + (double)pango_layout_iter_get_baseline(iter) / PANGO_SCALE;

        cairo_move_to(pdf->cairo, left, base);
        pango_cairo_show_layout_line(pdf->cairo, pango_layout_iter_get_line_readonly(iter));
        is_last = pango_layout_iter_at_last_line(iter);
        if (!is_last) {
            cairo_move_to(pdf->cairo, left + (double)line.width / PANGO_SCALE, base);
            pango_cairo_show_layout_line(pdf->cairo, pango_layout_get_line_readonly(pdf->space, 0));
        }
    } while (pango_layout_iter_next_line(iter));
    pango_layout_iter_free(iter);
}

static mm pdf_text(struct surface *surface, const struct text_style *style, const char *text,
                   struct box place)
{
    struct pdf *pdf = (struct pdf *)surface;
    bool is_foreign = style->language && strcmp(style->language, pdf->own_language) != 0;
    const char *tag = pdf->in_figure ? NULL : pdf->leaf ? pdf->leaf : "P";
    PangoRectangle extents;
    mm shift;

    if (text[0] == '\0')
        return 0;
    extents = pdf_fit(pdf, style, text, place.width, &shift);
    pdf->leaf_is_empty = false;
    if (tag)
        tag_begin(pdf, tag, is_foreign ? style->language : NULL, NULL);
    cairo_set_source_rgb(pdf->cairo, style->ink.red, style->ink.green, style->ink.blue);
    cairo_move_to(pdf->cairo, to_pt(place.x + shift), to_pt(place.y));
    if (pango_layout_get_line_count(pdf->layout) > 1)
        show_lines(pdf, to_pt(place.x + shift), to_pt(place.y));
    else
        pango_cairo_show_layout(pdf->cairo, pdf->layout);
    if (tag)
        tag_end(pdf, tag);
    return from_pango(extents.height);
}

static mm pdf_measure(struct surface *surface, const struct text_style *style, const char *text,
                      mm width, mm *used)
{
    struct pdf *pdf = (struct pdf *)surface;
    PangoRectangle extents = { 0, 0, 0, 0 };
    mm shift;

    if (text[0] != '\0')
        extents = pdf_fit(pdf, style, text, width, &shift);
    if (used)
        *used = from_pango(extents.width);
    return from_pango(extents.height);
}

static void pdf_shape(struct surface *surface, const struct shape *shape)
{
    pdf_paint_shape(((struct pdf *)surface)->cairo, shape);
}

/* Loaded once, so that the file holds it once, however many pages show it. */
static void pdf_picture(struct surface *surface, const struct buf *png, const char *alt,
                        struct box place)
{
    struct pdf *pdf = (struct pdf *)surface;

    cairo_surface_t *picture = pictures_find(&pdf->pictures, png->data, png->length);
    int width = cairo_image_surface_get_width(picture);
    int height = cairo_image_surface_get_height(picture);

    if (cairo_surface_status(picture) != CAIRO_STATUS_SUCCESS || width < 1 || height < 1)
        return;

    double scale = fmin(to_pt(place.width) / width, to_pt(place.height) / height);

    tag_begin(pdf, "Figure", NULL, alt);
    cairo_save(pdf->cairo);
    cairo_translate(pdf->cairo, to_pt(place.x + place.width) - width * scale,
                    to_pt(place.y) + (to_pt(place.height) - height * scale) / 2);
    cairo_scale(pdf->cairo, scale, scale);
    picture_set(pdf->pictures, picture, pdf->page_count, pdf->cairo);
    cairo_rectangle(pdf->cairo, 0, 0, width, height); /* painting all would end the part */
    cairo_fill(pdf->cairo);
    cairo_restore(pdf->cairo);
    tag_end(pdf, "Figure");
}

/* NULL: the text does not fit that kind of code. */
static struct zint_symbol *barcode_of(const char *text, int kind)
{
    struct zint_symbol *symbol = ZBarcode_Create();

    if (!symbol)
        return NULL;
    symbol->symbology = kind;
    symbol->show_hrt = 0; /* papers write it in their own letters */
    if (ZBarcode_Encode_and_Buffer_Vector(symbol, (const unsigned char *)text, 0, 0) < ZINT_ERROR &&
        symbol->vector)
        return symbol;
    ZBarcode_Delete(symbol);
    return NULL;
}

/*
 * The bars come as rectangles in zint's own unit; they are scaled into the place given. Thirteen
 * digits with their check digit are an EAN-13, as shops read it; anything else is Code 128.
 */
static void pdf_barcode(struct surface *surface, const char *text, struct box place)
{
    struct pdf *pdf = (struct pdf *)surface;
    bool digits = strlen(text) == 13 && strspn(text, "0123456789") == 13;
    struct zint_symbol *symbol = digits ? barcode_of(text, BARCODE_EANX) : NULL;

    if (!symbol)
        symbol = barcode_of(text, BARCODE_CODE128);
    if (!symbol) {
        err_fail(&pdf->err, ERR_INPUT, _("« %.40s » ne tient pas dans un code-barres."), text);
        return;
    }

    double scale = to_pt(place.width) / (double)symbol->vector->width;

    tag_begin(pdf, "Figure", NULL, text);
    cairo_set_source_rgb(pdf->cairo, 0, 0, 0);
    for (struct zint_vector_rect *bar = symbol->vector->rectangles; bar; bar = bar->next)
        cairo_rectangle(pdf->cairo, to_pt(place.x) + (double)bar->x * scale, to_pt(place.y),
                        (double)bar->width * scale, to_pt(place.height));
    cairo_fill(pdf->cairo);
    tag_end(pdf, "Figure");
    ZBarcode_Delete(symbol);
}

/* Cairo before 1.18 keeps no text beside a part in a part: what holds text holds only that. */
static bool is_leaf(const char *tag)
{
    static const char *const LEAVES[] = { "P", "H1", "H2", "H3", "TH", "TD", "Lbl", "LBody" };

    for (size_t i = 0; i < COUNT_OF(LEAVES); i++)
        if (strcmp(tag, LEAVES[i]) == 0)
            return true;
    return false;
}

static void leaf_mark(struct pdf *pdf, const char *tag, bool begin)
{
    if (begin && pdf->leaf_depth++ == 0) {
        pdf->leaf = tag;
        pdf->leaf_is_empty = true;
    }
    if (begin || --pdf->leaf_depth > 0)
        return;
    pdf->leaf = NULL;
    if (pdf->leaf_is_empty && tag[0] == 'T') { /* an empty cell is a cell */
        tag_begin(pdf, tag, NULL, NULL);
        tag_end(pdf, tag);
    }
}

static void pdf_tag(struct surface *surface, const char *tag, const char *alt, bool begin)
{
    struct pdf *pdf = (struct pdf *)surface;

    if (is_leaf(tag)) {
        leaf_mark(pdf, tag, begin);
        return;
    }
    pdf->in_figure = begin && strcmp(tag, "Figure") == 0;
    if (begin)
        tag_begin(pdf, tag, NULL, alt);
    else
        tag_end(pdf, tag);
}

static bool pdf_finish(struct surface *surface, struct err *err)
{
    struct pdf *pdf = (struct pdf *)surface;

    if (pdf->page_begun) {
        tag_end(pdf, "Document");
        cairo_show_page(pdf->cairo);
    }
    cairo_surface_finish(pdf->target);
    pdf_language_end(&pdf->language, pdf->outlet, pdf->own_language, &pdf->sheet, &pdf->tags);
    if (pdf->err.code)
        return err_fail(err, pdf->err.code, "%s", pdf->err.text);
    if (cairo_status(pdf->cairo) || cairo_surface_status(pdf->target))
        return err_fail(err, ERR_STORAGE, _("Le PDF n'a pas pu être fait : recommencer."));
    return true;
}

static void pdf_release(struct surface *surface)
{
    struct pdf *pdf = (struct pdf *)surface;

    for (size_t i = 0; i < COUNT_OF(FAMILIES); i++)
        for (int bold = 0; bold < 2; bold++)
            if (pdf->fonts[i][bold])
                pango_font_description_free(pdf->fonts[i][bold]);
    if (pdf->layout)
        g_object_unref(pdf->layout);
    if (pdf->plain)
        pango_attr_list_unref(pdf->plain);
    if (pdf->space)
        g_object_unref(pdf->space);
    if (pdf->cairo)
        cairo_destroy(pdf->cairo);
    if (pdf->target)
        cairo_surface_destroy(pdf->target);
    pictures_close(pdf->pictures);
    pdf_tags_release(&pdf->tags);
    free(pdf);
}

static void pdf_describe(struct pdf *pdf, const struct surface_target *target)
{
    char made_at[MOMENT_TEXT_MAX];

    moment_format(target->made_at, made_at);
    pdf_title(&pdf->surface, target->title);
    cairo_pdf_surface_set_metadata(pdf->target, CAIRO_PDF_METADATA_CREATOR, "flashcoop " VERSION);
    cairo_pdf_surface_set_metadata(pdf->target, CAIRO_PDF_METADATA_CREATE_DATE, made_at);
}

static void pdf_prepare_text(struct pdf *pdf)
{
    pdf->layout = pango_cairo_create_layout(pdf->cairo);
    pdf->space = pango_cairo_create_layout(pdf->cairo);
    pango_layout_set_text(pdf->space, " ", -1);
    for (size_t i = 0; i < COUNT_OF(FAMILIES); i++)
        for (int bold = 0; bold < 2; bold++) {
            pdf->fonts[i][bold] = pango_font_description_from_string(FAMILIES[i]);
            pango_font_description_set_weight(pdf->fonts[i][bold],
                                              bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        }
    pango_layout_set_wrap(pdf->layout, PANGO_WRAP_WORD_CHAR);

    PangoAttrList *attributes = pango_attr_list_new();

    /* Two letters drawn as one are harder to know; the joins that Arabic needs are others. */
    pango_attr_list_insert(attributes, pango_attr_font_features_new("liga=0, clig=0"));
    pango_layout_set_attributes(pdf->layout, attributes);
    pdf->plain = attributes;
    pango_layout_set_auto_dir(pdf->layout, TRUE);
}

static bool pdf_open(const struct surface_target *target, struct surface **out, struct err *err)
{
    static const struct surface_ops OPS = {
        .title = pdf_title,
        .page = pdf_page,
        .text = pdf_text,
        .measure = pdf_measure,
        .shape = pdf_shape,
        .barcode = pdf_barcode,
        .picture = pdf_picture,
        .tag = pdf_tag,
        .finish = pdf_finish,
        .release = pdf_release,
    };
    struct pdf *pdf = calloc(1, sizeof *pdf);

    if (!pdf)
        return err_fail(err, ERR_STORAGE, _("Plus de mémoire : fermer d'autres programmes."));
    pdf->surface.ops = &OPS;
    pdf->outlet = target->outlet;
    pdf->own_language = strcmp(target->language, "en") == 0 ? "en" : "fr";
    pdf->target = cairo_pdf_surface_create_for_stream(pdf_write, pdf, 595, 842);
    /* From 1.5 on, cairo 1.18 packs the catalog where pdf_language cannot read it. */
    cairo_pdf_surface_restrict_to_version(pdf->target, CAIRO_PDF_VERSION_1_4);
    pdf->cairo = cairo_create(pdf->target);
    pdf_describe(pdf, target);
    pdf_prepare_text(pdf);
    *out = &pdf->surface;
    return true;
}

bool xlsx_open(const struct page_target *target, struct outlet *outlet,
               const struct renderer_ops **ops, struct renderer **out, struct err *err);

bool line_paint(const char *line, struct dots *out);

bool picture_paint(const void *png, size_t length, struct dots *out);

bool picture_shrink(const void *file, size_t length, int side, struct buf *png);

bool code_make(const char *text, struct code_matrix *out);

extern const struct paper_plugin flashcoop_paper;
const struct paper_plugin flashcoop_paper = {
    .version = PAPER_PLUGIN_VERSION,
    .surface_open = pdf_open,
    .xlsx_open = xlsx_open,
    .line_paint = line_paint,
    .picture_paint = picture_paint,
    .picture_shrink = picture_shrink,
    .code_make = code_make,
};
