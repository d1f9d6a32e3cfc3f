#include "pos/ui/art.h"

#include "pos/ui/pixels.h"

#include <string.h>

static int letter_rgb(char letter)
{
    switch (letter) {
    case 'A': return 0xFFDF94;
    case 'B': return 0x1B4F91;
    case 'D': return 0x8A6412;
    case 'F': return 0x1E6B3C;
    case 'G': return 0x2C6637;
    case 'K': return 0x4A3222;
    case 'O': return 0xCB7C2C;
    case 'R': return 0xB8402C;
    case 'S': return 0xA86A3C;
    case 'T': return 0x8C8577;
    case 'W': return CARD_RGB;
    case 'Y': return 0xDDB23C;
    default: return -1;
    }
}

void art_draw(struct canvas *canvas, struct area area, const char *const *rows, int row_count,
              int ground_rgb)
{
    struct area half = { area.x, 2 * area.y, area.width, 2 * area.height };
    int width = (int)strlen(rows[0]);
    int scale =
        half.width / width < half.height / row_count ? half.width / width : half.height / row_count;

    canvas_fill_pixels(canvas, half, COLOUR(ground_rgb));
    half.x += (half.width - scale * width) / 2;
    half.y += (half.height - scale * row_count) / 2;
    for (int y = 0; y < row_count; y++)
        for (int x = 0; x < width; x++) {
            int rgb = letter_rgb(rows[y][x]);
            struct area dot = { half.x + x * scale, half.y + y * scale, scale, scale };

            if (rgb >= 0)
                canvas_fill_pixels(canvas, dot, COLOUR(rgb));
        }
}
