#include "pos/ui/colours.h"

#include "base/err.h"

#include <stdint.h>

enum {
    NEXT_RGB = 0x1B4F91,
    DIRECT_FIRST = 8, /* below, a direct terminal means its own palette */
    CUBE_FIRST = 16,  /* of the 256: a cube of 6 levels, then greys */
    GREY_FIRST = 232,
    COLOURS_256 = 256,
    MEMORY = 1024, /* colours whose number is remembered */
};

const int BAND_RGB[TILE_STYLE_COUNT] = { 0x7A5200, 0x9A3B22, 0x11626A, 0x2C6637,
                                         0x4A5260, 0x7A3576, 0xA02552, 0x1B4F91 };
const int BAND_GROUND_RGB[TILE_STYLE_COUNT] = { 0xF8EBC8, 0xF8E3DA, 0xDAEDEC, 0xE0EEDD,
                                                0xE6E8EC, 0xF2E0F0, 0xFAE0E8, 0xDCE7F4 };

/* Ink and ground: true colour, of 256, of 16. Chosen by hand: the nearest of 256 turned two bands
 * into one, and one into a green that white cannot be read on. */
static const struct palette_row {
    int rgb[2];
    unsigned char of_256[2];
    unsigned char of_16[2];
    bool bold, underline;
} PALETTE[STYLE_COUNT] = {
    [STYLE_TEXT] = { { INK_RGB, PAPER_RGB }, { 234, 255 }, { 0, 15 }, false, false },
    [STYLE_QUIET] = { { 0x57524A, PAPER_RGB }, { 240, 255 }, { 0, 15 }, false, false },
    [STYLE_STRONG] = { { INK_RGB, PAPER_RGB }, { 234, 255 }, { 0, 15 }, true, false },
    [STYLE_TITLE] = { { 0xFFFFFF, 0x16324F }, { 231, 17 }, { 15, 4 }, true, false },
    [STYLE_KEY] = { { INK_RGB, 0xDDD5C5 }, { 234, 252 }, { 0, 7 }, true, false },
    [STYLE_NEXT] = { { 0xFFFFFF, NEXT_RGB }, { 231, 25 }, { 15, 4 }, true, false },
    [STYLE_SELECTED] = { { INK_RGB, 0xD9E6F5 }, { 234, 153 }, { 0, 14 }, true, false },
    [STYLE_FIELD] = { { INK_RGB, CARD_RGB }, { 234, 231 }, { 0, 15 }, false, true },
    [STYLE_GOOD] = { { 0x1E6B3C, 0xDDEFE0 }, { 22, 194 }, { 0, 10 }, true, false },
    [STYLE_WARNING] = { { INK_RGB, 0xFFDF94 }, { 234, 222 }, { 0, 11 }, false, false },
    [STYLE_ERROR] = { { 0xFFFFFF, 0x9A3B22 }, { 231, 88 }, { 15, 1 }, true, false },
    [STYLE_PRACTICE] = { { 0xFFFFFF, 0x6A2C91 }, { 231, 54 }, { 15, 5 }, true, false },
    [STYLE_TILE + 0] = { { 0xFFFFFF, 0x7A5200 }, { 231, 94 }, { 15, 3 }, true, false },
    [STYLE_TILE + 1] = { { 0xFFFFFF, 0x9A3B22 }, { 231, 88 }, { 15, 1 }, true, false },
    [STYLE_TILE + 2] = { { 0xFFFFFF, 0x11626A }, { 231, 23 }, { 15, 6 }, true, false },
    [STYLE_TILE + 3] = { { 0xFFFFFF, 0x2C6637 }, { 231, 22 }, { 15, 2 }, true, false },
    [STYLE_TILE + 4] = { { 0xFFFFFF, 0x4A5260 }, { 231, 239 }, { 15, 8 }, true, false },
    [STYLE_TILE + 5] = { { 0xFFFFFF, 0x7A3576 }, { 231, 90 }, { 15, 5 }, true, false },
    [STYLE_TILE + 6] = { { 0xFFFFFF, 0xA02552 }, { 231, 125 }, { 15, 1 }, true, false },
    [STYLE_TILE + 7] = { { 0xFFFFFF, 0x1B4F91 }, { 231, 25 }, { 15, 4 }, true, false },
    [STYLE_PAPER] = { { 0x000000, 0xFFFFFF }, { 16, 231 }, { 0, 15 }, false, false },
};

/* Lightness and two differences of hue, each 0 to about 1000: eyes see a hue that turns before all
 * else, and mixing that up is what the plain distance of red, green and blue does. */
struct seen {
    int light, blue, red;
};

static struct seen seen_of(int rgb)
{
    int red = rgb >> 16 & 0xFF, green = rgb >> 8 & 0xFF, blue = rgb & 0xFF;
    int light = (299 * red + 587 * green + 114 * blue) / 255;

    return (struct seen){ light, (1000 * blue / 255 - light) / 2, (1000 * red / 255 - light) / 2 };
}

static int rgb_of_256(int number)
{
    static const int LEVELS[] = { 0, 95, 135, 175, 215, 255 };
    int cube = number - CUBE_FIRST;
    int grey = 8 + 10 * (number - GREY_FIRST);

    if (number >= GREY_FIRST)
        return grey << 16 | grey << 8 | grey;
    return LEVELS[cube / 36] << 16 | LEVELS[cube / 6 % 6] << 8 | LEVELS[cube % 6];
}

/* As xterm and most others draw them. */
static const int RGB_OF_16[] = { 0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD,
                                 0x00CDCD, 0xE5E5E5, 0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00,
                                 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF };

static int nearest(int rgb, enum canvas_depth depth)
{
    struct seen wanted = seen_of(rgb);
    int first = depth == DEPTH_16 ? 0 : CUBE_FIRST;
    int end = depth == DEPTH_16 ? (int)COUNT_OF(RGB_OF_16) : COLOURS_256;
    int best = first;
    int best_distance = INT32_MAX;

    if (depth == DEPTH_16) { /* pale things would all be white or grey */
        wanted.blue = wanted.blue * 8 / 5;
        wanted.red = wanted.red * 8 / 5;
    }
    for (int i = first; i < end; i++) {
        struct seen seen = seen_of(depth == DEPTH_16 ? RGB_OF_16[i] : rgb_of_256(i));
        int light = seen.light - wanted.light;
        int blue = seen.blue - wanted.blue, red = seen.red - wanted.red;
        int distance = light * light + 3 * blue * blue + 4 * red * red;

        if (distance < best_distance) {
            best_distance = distance;
            best = i;
        }
    }
    return best;
}

/* A picture has few colours, and the same ones again at each drawing. */
static int nearest_remembered(int rgb, enum canvas_depth depth)
{
    static struct {
        int rgb;
        int depth; /* 0: nothing remembered here */
        int number;
    } memory[MEMORY];
    size_t place = ((unsigned)rgb * 2654435761U >> 16) % MEMORY;

    if (memory[place].rgb != rgb || memory[place].depth != (int)depth) {
        memory[place].rgb = rgb;
        memory[place].depth = (int)depth;
        memory[place].number = nearest(rgb, depth);
    }
    return memory[place].number;
}

static int table_number(int rgb, const struct palette_row *row, int of, enum canvas_depth depth)
{
    if (depth == DEPTH_TRUE)
        return rgb < DIRECT_FIRST ? DIRECT_FIRST : rgb;
    return depth == DEPTH_256 ? row->of_256[of] : row->of_16[of];
}

struct style_look colours_of_style(enum style style, enum canvas_depth depth)
{
    const struct palette_row *row = &PALETTE[style];

    return (struct style_look){ table_number(row->rgb[0], row, 0, depth),
                                table_number(row->rgb[1], row, 1, depth), row->bold,
                                row->underline };
}

/* A colour of the palette keeps the number that was chosen for it there. */
int colour_number(colour wanted, enum canvas_depth depth)
{
    int rgb = (int)(wanted & 0xFFFFFF);

    if (depth == DEPTH_TRUE)
        return rgb < DIRECT_FIRST ? DIRECT_FIRST : rgb;
    for (int style = 0; style < STYLE_COUNT; style++)
        for (int of = 0; of < 2; of++)
            if (PALETTE[style].rgb[of] == rgb)
                return table_number(rgb, &PALETTE[style], of, depth);
    return nearest_remembered(rgb, depth);
}
