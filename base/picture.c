#include "base/picture.h"

#include <png.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { SHEET_SIDE_MAX = 1024 };

static uint32_t big_endian(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

bool picture_sides(const void *bytes, size_t length, int *width, int *height)
{
    static const unsigned char MARK[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n' };
    enum { HEADER = 24, WIDTH = 16, HEIGHT = 20 };
    const unsigned char *at = bytes;

    if (length < HEADER || memcmp(at, MARK, sizeof MARK) != 0 ||
        big_endian(at + WIDTH) > INT32_MAX || big_endian(at + HEIGHT) > INT32_MAX)
        return false;
    *width = (int)big_endian(at + WIDTH);
    *height = (int)big_endian(at + HEIGHT);
    return *width > 0 && *height > 0;
}

/* Owned pixels of the whole, 4 bytes each; NULL: it cannot be read, or a side is above `side_max`.
 */
static unsigned char *pixels_read(const void *bytes, size_t length, int side_max, png_image *image)
{
    unsigned char *pixels = NULL;
    int width, height;

    memset(image, 0, sizeof *image);
    image->version = PNG_IMAGE_VERSION;
    if (!picture_sides(bytes, length, &width, &height) || width > side_max || height > side_max ||
        !png_image_begin_read_from_memory(image, bytes, length))
        return NULL;
    image->format = PNG_FORMAT_RGBA;
    pixels = malloc(PNG_IMAGE_SIZE(*image));
    if (!pixels || !png_image_finish_read(image, NULL, pixels, 0, NULL)) {
        png_image_free(image);
        free(pixels);
        return NULL;
    }
    return pixels;
}

bool picture_read(const void *bytes, size_t length, struct picture *out)
{
    png_image image;
    unsigned char *pixels = pixels_read(bytes, length, PICTURE_SIDE, &image);

    if (!pixels)
        return false;
    *out = (struct picture){ (int)image.width, (int)image.height, PNG_IMAGE_ROW_STRIDE(image),
                             pixels };
    return true;
}

void picture_release(struct picture *picture)
{
    free(picture->rgba);
    *picture = (struct picture){ 0, 0, 0, NULL };
}

bool picture_read_sheet(const void *bytes, size_t length, int side, int count, struct picture *out)
{
    png_image image;
    unsigned char *pixels = pixels_read(bytes, length, SHEET_SIDE_MAX, &image);
    int columns = pixels ? (int)image.width / side : 0;
    size_t stride = pixels ? PNG_IMAGE_ROW_STRIDE(image) : 0;

    if (columns == 0 || (count + columns - 1) / columns * side > (int)image.height) {
        free(pixels);
        return false;
    }
    for (int i = 0; i < count; i++)
        out[i] = (struct picture){ side, side, stride,
                                   pixels + (size_t)(i / columns * side) * stride +
                                       4 * (size_t)(i % columns * side) };
    return true;
}

bool picture_write(const struct picture *picture, struct buf *png)
{
    png_image image = { .version = PNG_IMAGE_VERSION,
                        .width = (png_uint_32)picture->width,
                        .height = (png_uint_32)picture->height,
                        .format = PNG_FORMAT_RGBA };
    png_alloc_size_t length = PICTURE_BYTES_MAX;
    unsigned char *bytes = malloc(length);
    bool good = bytes && png_image_write_to_memory(&image, bytes, &length, 0, picture->rgba,
                                                   (png_int_32)picture->stride, NULL);

    if (good)
        buf_put(png, bytes, length);
    free(bytes);
    return good && !png->failed;
}
