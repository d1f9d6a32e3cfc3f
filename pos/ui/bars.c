#include "pos/ui/bars.h"

#include "pos/ui/colours.h"
#include "pos/ui/pixels.h"

enum { FULL_BLOCK = 0x2588, DASH = 0x2500, HUE_SUM = 3, HUE_TAKEN = 0 };

static colour bar_colour(struct bar bar)
{
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
        canvas_fill(canvas, area, STYLE_TEXT, bar.kind == BAR_TAKEN ? DASH : FULL_BLOCK);
}

int bar_length(int64_t part, int64_t whole, int cells)
{
    int64_t length = whole > 0 && part > 0 ? (part * cells + whole / 2) / whole : 0;

    if (part > 0 && length == 0)
        length = 1;
    return (int)(length < cells ? length : cells);
}

void column_draw(struct canvas *canvas, struct area area, int64_t part, int64_t whole)
{
    bool halves = canvas_has_pictures(canvas);
    int height = bar_length(part, whole, halves ? 2 * area.height : area.height);

    if (halves)
        canvas_fill_pixels(
            canvas,
            (struct area){ area.x, 2 * (area.y + area.height) - height, area.width, height },
            COLOUR(BAND_RGB[HUE_SUM]));
    else
        canvas_fill(canvas,
                    (struct area){ area.x, area.y + area.height - height, area.width, height },
                    STYLE_TEXT, FULL_BLOCK);
}
