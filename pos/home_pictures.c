#include "pos/home.h"

#include "pos/ui/pixels.h"

/* Of each place, a pixel a letter. */
static const char *const ART[HOME_GROUPS * HOME_GROUP_PLACES][HOME_PICTURE_PIXELS] = {
    { "...KK......", "...KK.....G", ".BBBBBB..GG", "BBBBBBBGGG.", "BBBBBBB.G..", "BBBBBBB...." },
    { "..KK...SS..", "..KK...SS..", ".BBBB.GGGG.", "BBBBBBGGGGG", "BBBBBBGGGGG", "BBBBBBGGGGG" },
    { "..K.....K..", ".RRRRRRRRR.", ".W.W.W.WWW.", ".WWWWWWWWW.", ".W.W.WRRWW.", ".WWWWWRRWW." },
    { ".RRWWRWWRR.", "RRRWWRWWRRR", ".K.OO.GG.K.", "KKKKKKKKKKK", "KTTTTTTTTTK", "K.........K" },
    { "...OOOOO...", "..OKOOOKO..", ".OOOOKOOOO.", ".OKOOOOKOO.", "..OOKOOOO..", "...OOOOO..." },
    { "......YYYY.", "......DDDD.", ".YYYY.YYYY.", ".DDDD.DDDD.", ".YYYY.YYYY.", ".DDDD.DDDD." },
    { "........GGG", "....GGG.GGG", "....GGG.GGG", "GGG.GGG.GGG", "GGG.GGG.GGG", "TTTTTTTTTTT" },
    { "..TTTTTT...", "..TWWWWTT..", "..TWBBBWT..", "..TWWWWWT..", "..TWBBBWT..", "..TTTTTTT.." },
    { "...KK......", "TTTKKTTTTTT", "...KK......", ".......KK..", "TTTTTTTKKTT", ".......KK.." },
};

static int letter_rgb(char letter)
{
    switch (letter) {
    case 'B': return 0x1B4F91;
    case 'D': return 0x8A6412;
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

void home_picture_draw(struct canvas *canvas, struct area area, int place, int ground_rgb)
{
    struct area half = { area.x, 2 * area.y, area.width, 2 * area.height };
    int scale = area.width / HOME_PICTURE_WIDTH;

    if (2 * area.height / HOME_PICTURE_PIXELS < scale)
        scale = 2 * area.height / HOME_PICTURE_PIXELS;
    canvas_fill_pixels(canvas, half, COLOUR(ground_rgb));
    half.x += (half.width - scale * HOME_PICTURE_WIDTH) / 2;
    half.y += (half.height - scale * HOME_PICTURE_PIXELS) / 2;
    for (int y = 0; y < HOME_PICTURE_PIXELS; y++)
        for (int x = 0; x < HOME_PICTURE_WIDTH; x++) {
            int rgb = letter_rgb(ART[place][y][x]);
            struct area dot = { half.x + x * scale, half.y + y * scale, scale, scale };

            if (rgb >= 0)
                canvas_fill_pixels(canvas, dot, COLOUR(rgb));
        }
}
