#include "pos/ui/figures.h"

#include "base/lang.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { FULL_BLOCK = 0x2588, SMALLEST_NOTE = 500, GLYPH_ROWS = 5 };

/* Five rows of three points a glyph; `#` is a point. */
static const struct glyph {
    char character;
    const char *rows[GLYPH_ROWS];
} GLYPHS[] = {
    { '0', { "###", "# #", "# #", "# #", "###" } },
    { '1', { " # ", "## ", " # ", " # ", "###" } },
    { '2', { "###", "  #", "###", "#  ", "###" } },
    { '3', { "###", "  #", "###", "  #", "###" } },
    { '4', { "# #", "# #", "###", "  #", "  #" } },
    { '5', { "###", "#  ", "###", "  #", "###" } },
    { '6', { "###", "#  ", "###", "# #", "###" } },
    { '7', { "###", "  #", "  #", "  #", "  #" } },
    { '8', { "###", "# #", "###", "# #", "###" } },
    { '9', { "###", "# #", "###", "  #", "###" } },
    { ',', { " ", " ", " ", "#", "#" } },
    { '.', { " ", " ", " ", " ", "#" } },
    { '-', { "  ", "  ", "##", "  ", "  " } },
    { ' ', { " ", " ", " ", " ", " " } },
    { 'E', { " ###", "#   ", "### ", "#   ", " ###" } }, /* the euro sign */
};

static const struct glyph *glyph_find(char character)
{
    for (size_t i = 0; i < COUNT_OF(GLYPHS); i++)
        if (GLYPHS[i].character == character)
            return &GLYPHS[i];
    return &GLYPHS[COUNT_OF(GLYPHS) - 2];
}

/* Points a text takes in a row, one point between glyphs. */
static int glyphs_width(const char *text)
{
    int width = 0;

    for (; *text; text++)
        width += (int)strlen(glyph_find(*text)->rows[0]) + 1;
    return width > 0 ? width - 1 : 0;
}

/* Amount as the language writes it, in characters that have a glyph. */
static void amount_text(cents amount, char out[MONEY_TEXT_MAX])
{
    char text[MONEY_TEXT_MAX];
    const char *at = text;
    size_t length = 0;
    uint32_t code_point;

    money_format(amount, text);
    while ((code_point = text_next(&at)) != 0 && length + 3 < MONEY_TEXT_MAX) {
        if (lang_current() == LANG_EN && code_point == ',')
            continue; /* thousands: at this size digits stand by themselves */
        out[length++] = code_point < 0x80 ? (char)code_point : code_point == 0x2212 ? '-' : ' ';
    }
    memcpy(out + length, " E", 3);
}

static int glyph_draw(struct canvas *canvas, int x, struct area area, enum style style,
                      const struct glyph *glyph)
{
    int points = (int)strlen(glyph->rows[0]);
    int scale = area.width; /* columns a point */

    for (int row = 0; row < GLYPH_ROWS; row++)
        for (int point = 0; point < points; point++)
            if (glyph->rows[row][point] == '#')
                canvas_fill(canvas, (struct area){ x + point * scale, area.y + row, scale, 1 },
                            style, FULL_BLOCK);
    return x + (points + 1) * scale;
}

int figures_draw(struct canvas *canvas, struct area area, enum style style, cents amount)
{
    char text[MONEY_TEXT_MAX];

    amount_text(amount, text);

    int points = glyphs_width(text);
    int scale = 2 * points <= area.width ? 2 : 1;
    int x = area.x + (area.width - scale * points) / 2;

    if (area.height < GLYPH_ROWS || points > area.width) { /* no room: plain figures, but strong */
        money_format_euro(amount, text);
        canvas_put(canvas, area.x, area.y, STYLE_STRONG, text);
        return 1;
    }
    for (const char *at = text; *at; at++)
        x = glyph_draw(canvas, x, (struct area){ 0, area.y, scale, 0 }, style, glyph_find(*at));
    return GLYPH_ROWS;
}

void piece_name(cents denomination, char *out, size_t room)
{
    if (denomination >= SMALLEST_NOTE)
        snprintf(out, room, "[ %lld € ]", (long long)denomination / 100);
    else if (denomination >= 100)
        snprintf(out, room, "( %lld € )", (long long)denomination / 100);
    else
        snprintf(out, room, "( %lld c )", (long long)denomination);
}

int pieces_draw(struct canvas *canvas, struct area area, cents amount)
{
    int64_t counts[DENOMINATION_COUNT];
    int x = area.x;
    int line = 0;

    money_pieces(amount < 0 ? -amount : amount, counts);
    for (int i = 0; i < DENOMINATION_COUNT; i++) {
        char name[24];
        char text[64];

        if (counts[i] == 0)
            continue;
        piece_name(DENOMINATIONS[i], name, sizeof name);
        snprintf(text, sizeof text, "%lld x %s", (long long)counts[i], name);
        if (x > area.x && x + text_width_cols(text) > area.x + area.width) {
            x = area.x;
            line++;
        }
        if (line >= area.height)
            break;
        x = canvas_put(canvas, x, area.y + line, STYLE_STRONG, text) + 4;
    }
    return line + 1;
}
