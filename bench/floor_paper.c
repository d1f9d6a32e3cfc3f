/*
 * The smallest program that makes a PDF of ten pages of a table with cairo and
 * Pango: the same cells, sizes and rules as our_paper. Usage: floor_paper FILE
 */
#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <stdio.h>

enum { PAGES = 10, ROWS = 47, COLUMNS = 6 };

static void put_cell(cairo_t *cairo, PangoLayout *layout, const char *text, double x, double y)
{
    pango_layout_set_text(layout, text, -1);
    cairo_move_to(cairo, x, y);
    pango_cairo_show_layout(cairo, layout);
}

static const double STARTS[COLUMNS] = { 42, 90, 190, 330, 400, 470 };

static void put_row(cairo_t *cairo, PangoLayout *layout, int row, double y)
{
    char texts[COLUMNS][40];

    snprintf(texts[0], sizeof texts[0], "A-%d", row + 1);
    snprintf(texts[1], sizeof texts[1], "26/11/2019 10:%02d", row % 60);
    snprintf(texts[2], sizeof texts[2], "Cookies noisette n° %d", row % 7);
    snprintf(texts[3], sizeof texts[3], "%d", row % 9 + 1);
    snprintf(texts[4], sizeof texts[4], "%d,%02d", row % 30, row % 100);
    snprintf(texts[5], sizeof texts[5], "5,5 %%");
    for (int i = 0; i < COLUMNS; i++)
        put_cell(cairo, layout, texts[i], STARTS[i], y);
    cairo_move_to(cairo, 42, y + 13);
    cairo_line_to(cairo, 550, y + 13);
    cairo_stroke(cairo);
}

/* Headings above and a number below, as every page of a report has. */
static void put_frame(cairo_t *cairo, PangoLayout *layout, PangoFontDescription *font, int page)
{
    static const char *const HEADINGS[COLUMNS] = { "Ticket", "Heure",   "Article",
                                                   "Nombre", "Montant", "TVA" };
    char number[20];

    pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
    pango_layout_set_font_description(layout, font);
    for (int i = 0; i < COLUMNS; i++)
        put_cell(cairo, layout, HEADINGS[i], STARTS[i], 42);
    pango_font_description_set_weight(font, PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout, font);
    snprintf(number, sizeof number, "page %d", page + 1);
    put_cell(cairo, layout, number, 500, 810);
}

int main(int argument_count, char **arguments)
{
    cairo_surface_t *surface =
        cairo_pdf_surface_create(argument_count > 1 ? arguments[1] : "floor.pdf", 595, 842);
    cairo_t *cairo = cairo_create(surface);
    PangoLayout *layout = pango_cairo_create_layout(cairo);
    PangoFontDescription *font = pango_font_description_from_string("DejaVu Sans");

    pango_font_description_set_absolute_size(font, 10 * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    cairo_set_line_width(cairo, 0.5);
    for (int page = 0; page < PAGES; page++) {
        put_frame(cairo, layout, font, page);
        for (int row = 0; row < ROWS; row++)
            put_row(cairo, layout, page * ROWS + row, 58 + 15.6 * row);
        cairo_show_page(cairo);
    }
    cairo_surface_finish(surface);
    return cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS ? 0 : 1;
}
