#include "pos/ui/bars.h"

#include "pos/ui/colours.h"
#include "pos/ui/pixels.h"

enum { FULL_BLOCK = 0x2588, DASH = 0x2500, HUE_SUM = 3, HUE_TAKEN = 0, OUTLINE_RGB = 0xB9B3A6 };
enum { NAME_WIDTH = 16, AMOUNT_WIDTH = 12 };

static colour bar_colour(struct bar bar)
{
    if (bar.kind == BAR_LINK)
        return COLOUR(OUTLINE_RGB);

    int hue = bar.kind == BAR_SUM     ? HUE_SUM
              : bar.kind == BAR_TAKEN ? HUE_TAKEN
                                      : bar.hue % TILE_STYLE_COUNT;

    return COLOUR(BAND_RGB[hue]);
}

void bar_draw(struct canvas *canvas, struct area area, struct bar bar)
{
    struct area half = { area.x, 2 * area.y, area.width, 2 * area.height };

    if (canvas_has_pictures(canvas))
        canvas_fill_pixels(canvas, half, bar_colour(bar));
    else
        canvas_fill(canvas, area, STYLE_TEXT, bar.kind >= BAR_TAKEN ? DASH : FULL_BLOCK);
}

int bar_length(int64_t part, int64_t whole, int cells)
{
    int64_t length = whole > 0 && part > 0 ? (part * cells + whole / 2) / whole : 0;

    if (part > 0 && length == 0)
        length = 1;
    return (int)(length < cells ? length : cells);
}

int column_parts(const struct canvas *canvas, struct area area)
{
    return canvas_has_pictures(canvas) ? 2 * area.height : area.height;
}

void column_draw(struct canvas *canvas, struct area area, int low, int high, struct bar bar)
{
    int bottom = area.y + area.height;

    if (canvas_has_pictures(canvas))
        canvas_fill_pixels(canvas,
                           (struct area){ area.x, 2 * bottom - high, area.width, high - low },
                           bar_colour(bar));
    else
        bar_draw(canvas, (struct area){ area.x, bottom - high, area.width, high - low }, bar);
}

void column_outline_draw(struct canvas *canvas, struct area area, int low, int high)
{
    int top = 2 * (area.y + area.height) - high, bottom = 2 * (area.y + area.height) - low - 1;

    if (!canvas_has_pictures(canvas))
        return;
    for (int x = area.x; x < area.x + area.width; x += 2) {
        canvas_put_pixel(canvas, x, top, COLOUR(OUTLINE_RGB));
        canvas_put_pixel(canvas, x, bottom, COLOUR(OUTLINE_RGB));
    }
    for (int y = top; y < bottom; y += 2) {
        canvas_put_pixel(canvas, area.x, y, COLOUR(OUTLINE_RGB));
        canvas_put_pixel(canvas, area.x + area.width - 1, y, COLOUR(OUTLINE_RGB));
    }
}

static void bar_line_draw(struct canvas *canvas, struct area row, struct bar_line line, int i,
                          cents largest)
{
    int name = row.width / 3 < NAME_WIDTH ? row.width / 3 : NAME_WIDTH;
    struct area bar = { row.x + name + AMOUNT_WIDTH + 2, row.y, 0,
                        row.height > 1 ? row.height - 1 : 1 };
    char amount[MONEY_TEXT_MAX];

    money_format_euro(line.amount, amount);
    canvas_put_fit(canvas, (struct area){ row.x, row.y, name, 1 }, STYLE_TEXT, line.name);
    canvas_put_right(canvas, row.x + name + AMOUNT_WIDTH, row.y, STYLE_STRONG, amount);
    bar.width = bar_length(line.amount, largest, row.x + row.width - bar.x);
    if (line.amount > 0 && bar.width > 0)
        bar_draw(canvas, bar, (struct bar){ BAR_PART, i });
}

void bar_lines_draw(struct canvas *canvas, struct area area, int count, bar_line_fn *line,
                    const void *context)
{
    int columns = area.height > 0 ? (count + area.height - 1) / area.height : 0;
    int rows = columns > 0 ? (count + columns - 1) / columns : 0;
    cents largest = 0;

    if (rows == 0)
        return;
    for (int i = 0; i < count; i++)
        largest = line(context, i).amount > largest ? line(context, i).amount : largest;
    for (int i = 0; i < count; i++) {
        struct area row = { area.x + i / rows * (area.width / columns),
                            area.y + i % rows * (area.height / rows), area.width / columns - 2,
                            area.height / rows };

        bar_line_draw(canvas, row, line(context, i), i, largest);
    }
}
