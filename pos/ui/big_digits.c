#include "pos/ui/big_digits.h"

#include "base/lang.h"
#include "base/text.h"
#include "pos/ui/digits.h"
#include "pos/ui/pixels.h"

#include <stdio.h>
#include <string.h>

enum { FULL_BLOCK = 0x2588, GLYPH_ROWS = 5, PANEL_WIDTH = 40 };

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

static int blocks_draw(struct canvas *canvas, struct area area, enum style style, const char *text)
{
    int points = glyphs_width(text);
    int scale = 2 * points <= area.width ? 2 : 1;
    int x = area.x + (area.width - scale * points) / 2;

    if (area.height < GLYPH_ROWS || points > area.width)
        return 0;
    for (const char *at = text; *at; at++)
        x = glyph_draw(canvas, x, (struct area){ 0, area.y, scale, 0 }, style, glyph_find(*at));
    return GLYPH_ROWS;
}

/* Two marks a cell; in colour where pictures are, else by the halves that are blocks. */
static void marks_draw(struct canvas *canvas, struct area area, enum style style,
                       enum digit_size size, const char *text)
{
    static const uint32_t HALVES[] = { ' ', 0x2584, 0x2580, FULL_BLOCK };
    struct digit_marks marks;
    int width = digits_put(size, text, &marks);
    int height = digits_height(size);

    for (int y = 0; y < height; y += 2) {
        for (int x = 0; x < width; x++) {
            bool upper = marks.rows[y][x] == '#';
            bool lower = y + 1 < height && marks.rows[y + 1][x] == '#';

            if (!canvas_has_pictures(canvas)) {
                canvas_fill(canvas, (struct area){ area.x + x, area.y + y / 2, 1, 1 }, style,
                            HALVES[2 * upper + lower]);
                continue;
            }
            if (upper)
                canvas_put_pixel(canvas, area.x + x, 2 * area.y + y, COLOUR(INK_RGB));
            if (lower)
                canvas_put_pixel(canvas, area.x + x, 2 * area.y + y + 1, COLOUR(INK_RGB));
        }
    }
}

/* The boldest that fits; without the euro sign when it is that which does not. */
static int halves_draw(struct canvas *canvas, struct area area, enum style style, char *text)
{
    size_t sign = strlen(text) - 2; /* " E" */

    for (int try = 0; try < 2; try++) {
        for (int size = DIGITS_BOLD; size <= DIGITS_NARROW; size++) {
            int width = digits_width((enum digit_size)size, text);
            int lines = (digits_height((enum digit_size)size) + 1) / 2;

            if (width >= area.width || lines > area.height)
                continue;
            if (area.width < PANEL_WIDTH) /* in a panel sums stand flush right */
                area.x += area.width - width;
            marks_draw(canvas, area, style, (enum digit_size)size, text);
            return lines;
        }
        text[sign] = '\0';
    }
    return 0;
}

int big_digits_draw(struct canvas *canvas, struct area area, enum style style, cents amount)
{
    char text[MONEY_TEXT_MAX];
    int lines;

    amount_text(amount, text);
    lines = canvas->half_blocks ? halves_draw(canvas, area, style, text) : 0;
    if (lines == 0)
        lines = blocks_draw(canvas, area, style, text);
    if (lines == 0 && text[strlen(text) - 1] == 'E') {
        text[strlen(text) - 2] = '\0';
        lines = blocks_draw(canvas, area, style, text);
    }
    if (lines > 0)
        return lines;
    money_format_euro(amount, text); /* no room: plain figures, but strong */
    canvas_put(canvas, area.x, area.y, STYLE_STRONG, text);
    return 1;
}
