/*
 * A drawing (PNG) for a paper, and as black dots for a receipt printer. Part of
 * libflashcoop-paper.so (paper_plugin.h).
 */
#include "reports/print/render_pdf_picture.h"

#include "reports/print/paper_plugin.h"

#include <cairo.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { WHITE = 255, DARK = 128 };

bool picture_paint(const void *png, size_t length, struct dots *out);

struct source {
    const unsigned char *at;
    size_t left;
};

static cairo_status_t source_read(void *context, unsigned char *bytes, unsigned length)
{
    struct source *source = context;

    if (length > source->left)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(bytes, source->at, length);
    source->at += length;
    source->left -= length;
    return CAIRO_STATUS_SUCCESS;
}

/* The picture for cairo; an error surface when it is no PNG. */
static cairo_surface_t *picture_load(const void *png, size_t length)
{
    struct source source = { png, length };

    return cairo_image_surface_create_from_png_stream(source_read, &source);
}

/* -- Those of a paper. -- */

enum { PICTURES_KEPT = 8 };

struct pictures {
    struct kept_picture {
        cairo_surface_t *image; /* NULL none yet */
        void *bytes;            /* owned */
        size_t length;
        int page; /* the last that showed it */
    } kept[PICTURES_KEPT];
    int next; /* the place that gives way */
};

static void picture_forget(struct kept_picture *kept)
{
    if (kept->image)
        cairo_surface_destroy(kept->image);
    free(kept->bytes);
    *kept = (struct kept_picture){ NULL, NULL, 0, 0 };
}

static cairo_surface_t *picture_keep(struct pictures *pictures, const void *png, size_t length)
{
    struct kept_picture *kept = &pictures->kept[pictures->next];

    pictures->next = (pictures->next + 1) % PICTURES_KEPT;
    picture_forget(kept);
    kept->bytes = malloc(length);
    if (!kept->bytes)
        abort();
    memcpy(kept->bytes, png, length);
    kept->length = length;
    kept->image = picture_load(png, length);
    return kept->image;
}

cairo_surface_t *pictures_find(struct pictures **pictures, const void *png, size_t length)
{
    if (!*pictures)
        *pictures = calloc(1, sizeof **pictures);
    if (!*pictures)
        abort();
    for (int i = 0; i < PICTURES_KEPT; i++) {
        const struct kept_picture *kept = &(*pictures)->kept[i];

        if (kept->image && kept->length == length && memcmp(kept->bytes, png, length) == 0)
            return kept->image;
    }
    return picture_keep(*pictures, png, length);
}

void picture_set(struct pictures *pictures, cairo_surface_t *picture, int page, cairo_t *cairo)
{
    cairo_set_source_surface(cairo, picture, 0, 0);
    for (int i = 0; i < PICTURES_KEPT; i++) {
        struct kept_picture *kept = &pictures->kept[i];

        if (kept->image != picture)
            continue;
        if (kept->page == page)
            cairo_pattern_set_extend(cairo_get_source(cairo), CAIRO_EXTEND_REPEAT);
        kept->page = page;
    }
}

void pictures_close(struct pictures *pictures)
{
    for (int i = 0; pictures && i < PICTURES_KEPT; i++)
        picture_forget(&pictures->kept[i]);
    free(pictures);
}

/* -- As dots. -- */

/* The largest size of the same shape that fits; a small drawing grows no further than it must. */
static void size_choose(int width, int height, struct dots *out)
{
    int room = out->width;
    int wanted = height < out->height_least ? width * out->height_least / height : width;

    out->width = wanted < room ? wanted : room;
    out->height = (int)((int64_t)height * out->width / width);
    if (out->height > out->height_max) {
        out->height = out->height_max;
        out->width = (int)((int64_t)width * out->height / height);
    }
    out->width = out->width > 0 ? out->width : 1;
    out->height = out->height > 0 ? out->height : 1;
}

/* On white paper: what is transparent stays white. */
static cairo_surface_t *paper_of(cairo_surface_t *picture, const struct dots *size)
{
    int width = cairo_image_surface_get_width(picture);
    int height = cairo_image_surface_get_height(picture);
    cairo_surface_t *paper =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, size->width, size->height);
    cairo_t *cairo = cairo_create(paper);

    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_scale(cairo, (double)size->width / width, (double)size->height / height);
    cairo_set_source_surface(cairo, picture, 0, 0);
    cairo_pattern_set_extend(cairo_get_source(cairo), CAIRO_EXTEND_PAD);
    cairo_paint(cairo);
    cairo_destroy(cairo);
    cairo_surface_flush(paper);
    return paper;
}

static int grey_of(const unsigned char *pixel)
{
    uint32_t colours;

    memcpy(&colours, pixel, sizeof colours);
    return (
        int)((77 * (colours >> 16 & 0xFF) + 150 * (colours >> 8 & 0xFF) + 29 * (colours & 0xFF)) >>
             8);
}

/*
 * Floyd and Steinberg: what a dot is too dark or too light goes to its neighbours. `debts` holds
 * what this row and the next one owe, in sixteenths, with a place more at each end.
 */
static void row_take(const unsigned char *pixels, int y, int *debts[2], struct dots *out)
{
    unsigned char *row = out->rows + y * ((out->width + 7) / 8);
    int *here = debts[y % 2] + 1, *below = debts[(y + 1) % 2] + 1;

    memset(below - 1, 0, (size_t)(out->width + 2) * sizeof *below);
    for (int x = 0; x < out->width; x++) {
        int grey = grey_of(pixels + (ptrdiff_t)x * 4) + here[x] / 16;
        bool dark = grey < DARK;
        int debt = dark ? grey : grey - WHITE;

        if (dark)
            row[x / 8] |= (unsigned char)(0x80 >> (x % 8));
        here[x + 1] += 7 * debt;
        below[x - 1] += 3 * debt;
        below[x] += 5 * debt;
        below[x + 1] += debt;
    }
}

static bool dots_take(cairo_surface_t *paper, struct dots *out)
{
    const unsigned char *pixels = cairo_image_surface_get_data(paper);
    int stride = cairo_image_surface_get_stride(paper), places = out->width + 2;
    int *room = calloc((size_t)places * 2, sizeof *room);

    if (!pixels || !room) {
        free(room);
        return false;
    }
    memset(out->rows, 0, (size_t)((out->width + 7) / 8 * out->height));
    for (int y = 0; y < out->height; y++)
        row_take(pixels + (ptrdiff_t)y * stride, y, (int *[2]){ room, room + places }, out);
    free(room);
    return true;
}

bool picture_paint(const void *png, size_t length, struct dots *out)
{
    cairo_surface_t *picture = picture_load(png, length);
    bool good = cairo_surface_status(picture) == CAIRO_STATUS_SUCCESS &&
                cairo_image_surface_get_width(picture) > 0 &&
                cairo_image_surface_get_height(picture) > 0;

    if (good) {
        size_choose(cairo_image_surface_get_width(picture), cairo_image_surface_get_height(picture),
                    out);

        cairo_surface_t *paper = paper_of(picture, out);

        good = cairo_surface_status(paper) == CAIRO_STATUS_SUCCESS && dots_take(paper, out);
        cairo_surface_destroy(paper);
    }
    cairo_surface_destroy(picture);
    return good;
}
