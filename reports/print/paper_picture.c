/*
 * A PNG or JPEG of any size made into a PNG of a few pixels a side. Runs in a process of its own
 * that has little memory and little time (pos/acts/picture_file): the file is a stranger's.
 */
#include "base/buf.h"
#include "base/picture.h"

#include <cairo.h>
#include <stdio.h> /* jpeglib.h wants it before */

#include <jpeglib.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool picture_shrink(const void *file, size_t length, int side, struct buf *png);

enum { SIDE_MAX = 20000, PIXELS_MAX = 60 * 1000 * 1000, EXIF_MAX = 0xFFFF };

struct source {
    const unsigned char *bytes;
    size_t length, at;
};

static cairo_status_t source_read(void *context, unsigned char *out, unsigned length)
{
    struct source *source = context;

    if (length > source->length - source->at)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(out, source->bytes + source->at, length);
    source->at += length;
    return CAIRO_STATUS_SUCCESS;
}

static bool sides_are_fair(int width, int height)
{
    return width > 0 && height > 0 && width <= SIDE_MAX && height <= SIDE_MAX &&
           (long)width * height <= PIXELS_MAX;
}

static cairo_surface_t *png_open(const void *file, size_t length)
{
    struct source source = { file, length, 0 };
    int width, height;

    if (!picture_sides(file, length, &width, &height) || !sides_are_fair(width, height))
        return NULL;
    return cairo_image_surface_create_from_png_stream(source_read, &source);
}

/* -- JPEG. -- */

/* Nothing can be mended in a file that ends too early, and nobody reads what would be said. */
static void jpeg_give_up(j_common_ptr common)
{
    (void)common;
    _exit(EXIT_FAILURE);
}

static void jpeg_warned(j_common_ptr common, int level)
{
    if (level < 0) /* broken data: half a picture would be grey */
        jpeg_give_up(common);
}

static unsigned exif_u16(const unsigned char *at, bool is_little)
{
    return is_little ? (unsigned)at[1] << 8 | at[0] : (unsigned)at[0] << 8 | at[1];
}

/* How the camera was held: 1..8 of the EXIF tag 0x0112; 1 when nothing says. */
static int exif_orientation(const struct jpeg_decompress_struct *jpeg)
{
    enum { ORIENTATION = 0x0112, ENTRY = 12, TIFF = 6 };
    const jpeg_saved_marker_ptr marker = jpeg->marker_list;
    const unsigned char *tiff;
    size_t length, at, count;
    bool is_little;

    if (!marker || marker->data_length < TIFF + 10 || memcmp(marker->data, "Exif\0", TIFF) != 0)
        return 1;
    tiff = marker->data + TIFF;
    length = marker->data_length - TIFF;
    is_little = tiff[0] == 'I';
    at = is_little ? exif_u16(tiff + 4, true) : exif_u16(tiff + 6, false);
    if (at + 2 > length)
        return 1;
    count = exif_u16(tiff + at, is_little);
    for (at += 2; count > 0 && at + ENTRY <= length; at += ENTRY, count--)
        if (exif_u16(tiff + at, is_little) == ORIENTATION) {
            unsigned value = exif_u16(tiff + at + 8, is_little);

            return value >= 1 && value <= 8 ? (int)value : 1;
        }
    return 1;
}

static cairo_surface_t *jpeg_pixels(struct jpeg_decompress_struct *jpeg)
{
    cairo_surface_t *surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, (int)jpeg->output_width, (int)jpeg->output_height);
    unsigned char *pixels = cairo_image_surface_get_data(surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(surface);
    JSAMPROW row = malloc((size_t)jpeg->output_width * 3);

    if (!row || cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS)
        _exit(EXIT_FAILURE);
    while (jpeg->output_scanline < jpeg->output_height) {
        uint32_t *out = (void *)(pixels + stride * jpeg->output_scanline);

        jpeg_read_scanlines(jpeg, &row, 1);
        for (size_t x = 0; x < jpeg->output_width; x++)
            out[x] = (uint32_t)row[3 * x] << 16 | (uint32_t)row[3 * x + 1] << 8 | row[3 * x + 2];
    }
    free(row);
    cairo_surface_mark_dirty(surface);
    return surface;
}

static cairo_surface_t *jpeg_open(const void *file, size_t length, int side, int *orientation)
{
    struct jpeg_decompress_struct jpeg;
    struct jpeg_error_mgr errors;
    cairo_surface_t *surface = NULL;

    jpeg.err = jpeg_std_error(&errors);
    errors.error_exit = jpeg_give_up;
    errors.emit_message = jpeg_warned;
    jpeg_create_decompress(&jpeg);
    jpeg_mem_src(&jpeg, file, (unsigned long)length);
    jpeg_save_markers(&jpeg, JPEG_APP0 + 1, EXIF_MAX);
    jpeg_read_header(&jpeg, TRUE);
    if (sides_are_fair((int)jpeg.image_width, (int)jpeg.image_height)) {
        *orientation = exif_orientation(&jpeg);
        jpeg.out_color_space = JCS_RGB;
        jpeg.scale_num = 1;
        for (jpeg.scale_denom = 8; jpeg.scale_denom > 1; jpeg.scale_denom /= 2)
            if ((int)(jpeg.image_width / jpeg.scale_denom) >= 2 * side &&
                (int)(jpeg.image_height / jpeg.scale_denom) >= 2 * side)
                break;
        jpeg_start_decompress(&jpeg);
        surface = jpeg_pixels(&jpeg);
        jpeg_finish_decompress(&jpeg);
    }
    jpeg_destroy_decompress(&jpeg);
    return surface;
}

/* -- Made small. -- */

/* Turned as it was held, and as large as fits in a square of `side`. */
static cairo_surface_t *shrunk(cairo_surface_t *large, int side, int orientation)
{
    int width = cairo_image_surface_get_width(large);
    int height = cairo_image_surface_get_height(large);
    int longer = width > height ? width : height;
    bool turned = orientation >= 5;
    int w = side * width / longer, h = side * height / longer;
    cairo_matrix_t turns[] = { { 1, 0, 0, 1, 0, 0 },   { -1, 0, 0, 1, 1, 0 },
                               { -1, 0, 0, -1, 1, 1 }, { 1, 0, 0, -1, 0, 1 },
                               { 0, 1, 1, 0, 0, 0 },   { 0, 1, -1, 0, 1, 0 },
                               { 0, -1, -1, 0, 1, 1 }, { 0, -1, 1, 0, 0, 1 } };
    cairo_surface_t *small;
    cairo_t *cairo;

    w += w == 0;
    h += h == 0;
    small = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, turned ? h : w, turned ? w : h);
    cairo = cairo_create(small);
    cairo_scale(cairo, turned ? h : w, turned ? w : h); /* the square of 1 is turned */
    cairo_transform(cairo, &turns[orientation - 1]);
    cairo_scale(cairo, 1.0 / width, 1.0 / height);
    cairo_set_source_surface(cairo, large, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_BEST);
    cairo_pattern_set_extend(cairo_get_source(cairo), CAIRO_EXTEND_PAD);
    cairo_paint(cairo);
    cairo_destroy(cairo);
    return small;
}

static cairo_status_t png_put(void *context, const unsigned char *bytes, unsigned length)
{
    buf_put(context, bytes, length);
    return CAIRO_STATUS_SUCCESS;
}

bool picture_shrink(const void *file, size_t length, int side, struct buf *png)
{
    const unsigned char *bytes = file;
    bool is_jpeg = length > 3 && bytes[0] == 0xFF && bytes[1] == 0xD8 && bytes[2] == 0xFF;
    int orientation = 1;
    cairo_surface_t *large =
        is_jpeg ? jpeg_open(file, length, side, &orientation) : png_open(file, length);
    cairo_surface_t *small;
    bool good;

    if (!large || cairo_surface_status(large) != CAIRO_STATUS_SUCCESS) {
        cairo_surface_destroy(large);
        return false;
    }
    small = shrunk(large, side, orientation);
    good = cairo_surface_write_to_png_stream(small, png_put, png) == CAIRO_STATUS_SUCCESS &&
           !png->failed;
    cairo_surface_destroy(small);
    cairo_surface_destroy(large);
    return good;
}
