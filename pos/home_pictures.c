#include "pos/home.h"

#include "pos/ui/art.h"

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

void home_picture_draw(struct canvas *canvas, struct area area, int place, int ground_rgb)
{
    art_draw(canvas, area, ART[place], HOME_PICTURE_PIXELS, ground_rgb);
}
