/*
 * One line of text in any script as black dots, for printers whose code pages
 * lack its letters. Part of libflashcoop-paper.so (paper_plugin.h).
 */
#include "reports/print/paper_plugin.h"

#include <pango/pangocairo.h>

#include <string.h>

enum { LETTER_DOTS = 24, DARK = 128 }; /* the height of a printer's own font A */

bool line_paint(const char *line, struct dots *out);

static PangoLayout *layout_of(cairo_t *cairo, const char *line, int width)
{
    PangoLayout *layout = pango_cairo_create_layout(cairo);
    PangoFontDescription *font =
        pango_font_description_from_string("DejaVu Sans, Noto Naskh Arabic");

    pango_font_description_set_absolute_size(font, (double)LETTER_DOTS * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_width(layout, width * PANGO_SCALE);
    pango_layout_set_text(layout, line, -1);
    return layout;
}

/* Grey to black or white: a head of this kind knows nothing between. */
static void dots_take(cairo_surface_t *surface, struct dots *out)
{
    const unsigned char *grey = cairo_image_surface_get_data(surface);
    int stride = cairo_image_surface_get_stride(surface);
    int row_bytes = (out->width + 7) / 8;

    memset(out->rows, 0, (size_t)(row_bytes * out->height));
    for (int y = 0; y < out->height; y++)
        for (int x = 0; x < out->width; x++)
            if (grey[y * stride + x] >= DARK)
                out->rows[y * row_bytes + x / 8] |= (unsigned char)(0x80 >> (x % 8));
}

bool line_paint(const char *line, struct dots *out)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_A8, out->width, out->height_max);
    cairo_t *cairo = cairo_create(surface);
    PangoLayout *layout = layout_of(cairo, line, out->width);
    int height = 0;

    pango_layout_get_pixel_size(layout, NULL, &height);

    bool good = cairo_status(cairo) == CAIRO_STATUS_SUCCESS && height > 0 &&
                height <= out->height_max && pango_layout_get_unknown_glyphs_count(layout) == 0;

    if (good) {
        pango_cairo_show_layout(cairo, layout);
        cairo_surface_flush(surface);
        out->height = height;
        dots_take(surface, out);
    }
    g_object_unref(layout);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    return good;
}
