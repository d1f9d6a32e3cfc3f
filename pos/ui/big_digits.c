#include "pos/ui/big_digits.h"

#include "base/lang.h"
#include "base/text.h"
#include "pos/ui/digits.h"
#include "pos/ui/pixels.h"

#include <stdio.h>
#include <string.h>

enum { FULL_BLOCK = 0x2588, GLYPH_ROWS = 5 };

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

/* `point`: columns and lines of one. */
static int glyph_draw(struct canvas *canvas, struct area point, enum style style,
                      const struct glyph *glyph)
{
    int points = (int)strlen(glyph->rows[0]);

    for (int row = 0; row < GLYPH_ROWS; row++)
        for (int i = 0; i < points; i++)
            if (glyph->rows[row][i] == '#')
                canvas_fill(canvas,
                            (struct area){ point.x + i * point.width, point.y + row * point.height,
                                           point.width, point.height },
                            style, FULL_BLOCK);
    return point.x + (points + 1) * point.width;
}

static int blocks_draw(struct canvas *canvas, struct area area, enum style style, const char *text)
{
    int points = glyphs_width(text);
    struct area point = { area.x, area.y, 1, area.height / GLYPH_ROWS };

    if (area.height < GLYPH_ROWS || points > area.width)
        return 0;
    while (point.height > 1 && 2 * point.height * points > area.width)
        point.height--;
    if (2 * point.height * points <= area.width)
        point.width = 2 * point.height;
    point.x += (area.width - point.width * points) / 2;
    for (const char *at = text; *at; at++)
        point.x = glyph_draw(canvas, point, style, glyph_find(*at));
    return GLYPH_ROWS * point.height;
}

/* Two marks a cell, each `scale` marks large; in colour where pictures are, else by the halves
 * that are blocks. */
static void marks_draw(struct canvas *canvas, struct area area, enum style style, int scale,
                       const struct digit_marks *marks)
{
    static const uint32_t HALVES[] = { ' ', 0x2584, 0x2580, FULL_BLOCK };

    for (int y = 0; y < area.height; y += 2) {
        for (int x = 0; x < area.width; x++) {
            bool upper = marks->rows[y / scale][x / scale] == '#';
            bool lower = y + 1 < area.height && marks->rows[(y + 1) / scale][x / scale] == '#';

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

/* The boldest that fits when each mark is `scale` marks large. */
static bool size_find(struct area area, int scale, const char *text, enum digit_size *size)
{
    for (*size = DIGITS_BOLD; *size <= DIGITS_NARROW; ++*size)
        if (scale * digits_width(*size, text) < area.width &&
            scale * digits_height(*size) <= 2 * area.height)
            return true;
    return false;
}

/* As large as there is room for. */
static int halves_draw(struct canvas *canvas, struct area area, enum style style, const char *text)
{
    int scale = 2 * area.height / digits_height(DIGITS_NARROW);
    struct digit_marks marks;
    enum digit_size size = DIGITS_BOLD;

    while (scale > 0 && !size_find(area, scale, text, &size))
        scale--;
    if (scale == 0)
        return 0;

    int width = scale * digits_put(size, text, &marks);

    if (area.x >= canvas->width / 2) /* at the right of a window sums stand flush right */
        area.x += area.width - width;
    area.width = width;
    area.height = scale * digits_height(size);
    marks_draw(canvas, area, style, scale, &marks);
    return (area.height + 1) / 2;
}

int big_digits_draw(struct canvas *canvas, struct area area, enum style style, cents amount)
{
    char text[MONEY_TEXT_MAX];
    int lines = 0;

    amount_text(amount, text);
    for (int try = 0; try < 2 && lines == 0; try++) {
        lines = canvas->half_blocks ? halves_draw(canvas, area, style, text) : 0;
        if (lines == 0 && (try > 0 || !canvas->half_blocks))
            lines = blocks_draw(canvas, area, style, text);
        text[strlen(text) - 2] = '\0'; /* the euro sign, when it is that which does not fit */
    }
    if (lines > 0)
        return lines;
    money_format_euro(amount, text); /* no room: plain figures, but strong */
    canvas_put(canvas, area.x, area.y, STYLE_STRONG, text);
    return 1;
}
