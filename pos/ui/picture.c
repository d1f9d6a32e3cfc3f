#include "pos/ui/picture.h"

#include "pos/ui/pixels.h"

#include <stdint.h>

enum { OPAQUE = 255, ALPHA_LOW = 51, ALPHA_HIGH = 178 }; /* below is nothing, above is all */

/* Light adds up where levels do not: their square is near enough to light. */
static int root(int64_t square)
{
    int low = 0, high = OPAQUE;

    while (low < high) {
        int middle = (low + high + 1) / 2;

        if ((int64_t)middle * middle <= square)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

/* An edge half in a pixel makes it pale: at so few pixels an outline is worth more than that. */
static int sharp(int64_t alpha)
{
    int64_t out = (alpha - ALPHA_LOW) * OPAQUE / (ALPHA_HIGH - ALPHA_LOW);

    return out < 0 ? 0 : out > OPAQUE ? OPAQUE : (int)out;
}

/* The mean of a rectangle of the picture, over the ground. */
static int mean_rgb(const struct picture *picture, struct area part, int ground_rgb)
{
    int64_t sums[3] = { 0, 0, 0 };
    int64_t alphas = 0;
    int rgb = 0, alpha;

    for (int y = part.y; y < part.y + part.height; y++) {
        for (int x = part.x; x < part.x + part.width; x++) {
            const unsigned char *at = picture->rgba + (size_t)y * picture->stride + 4 * (size_t)x;

            for (int i = 0; i < 3; i++)
                sums[i] += (int64_t)at[i] * at[i] * at[3];
            alphas += at[3];
        }
    }
    if (alphas == 0)
        return ground_rgb;
    alpha = sharp(alphas / ((int64_t)part.width * part.height));
    for (int i = 0; i < 3; i++) {
        int ground = ground_rgb >> (16 - 8 * i) & 0xFF;
        int64_t square =
            (sums[i] / alphas * alpha + (int64_t)ground * ground * (OPAQUE - alpha)) / OPAQUE;

        rgb = rgb << 8 | root(square);
    }
    return rgb;
}

void picture_draw(struct canvas *canvas, struct area area, const struct picture *picture,
                  int ground_rgb)
{
    struct area half = { area.x, 2 * area.y, area.width, 2 * area.height };
    int width = half.width, height = half.height;
    int left, top;

    canvas_fill_pixels(canvas, half, COLOUR(ground_rgb));
    if (width * picture->height > height * picture->width)
        width = height * picture->width / picture->height;
    else
        height = width * picture->height / picture->width;
    left = half.x + (half.width - width) / 2;
    top = half.y + (half.height - height) / 2;
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            struct area part = { x * picture->width / width, y * picture->height / height, 0, 0 };

            part.width = (x + 1) * picture->width / width - part.x;
            part.height = (y + 1) * picture->height / height - part.y;
            part.width += part.width == 0; /* larger than the picture */
            part.height += part.height == 0;
            canvas_put_pixel(canvas, left + x, top + y,
                             COLOUR(mean_rgb(picture, part, ground_rgb)));
        }
    }
}
