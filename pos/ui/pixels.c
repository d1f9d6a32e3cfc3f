#include "pos/ui/pixels.h"

enum { LOWER_HALF = 0x2584 };

bool canvas_has_pictures(const struct canvas *canvas)
{
    return canvas->half_blocks && canvas->depth >= DEPTH_16;
}

void canvas_stamp(const struct canvas *canvas, struct event *event)
{
    event->width = canvas->width;
    event->height = canvas->height;
    event->has_pictures = canvas_has_pictures(canvas);
}

void canvas_put_pixel(struct canvas *canvas, int x, int half_y, colour pixel)
{
    struct canvas_cell *cell;
    colour upper, lower;

    if (x < 0 || half_y < 0 || x >= canvas->width || half_y / 2 >= canvas->height)
        return;
    cell = canvas_cell_over(canvas, x, half_y / 2);
    upper = cell->ground == COLOUR_OF_STYLE ? COLOUR(PAPER_RGB) : cell->ground;
    lower = cell->code_point == LOWER_HALF && cell->ink != COLOUR_OF_STYLE ? cell->ink : upper;
    if (half_y % 2 == 0)
        upper = pixel;
    else
        lower = pixel;
    *cell = (struct canvas_cell){ upper == lower ? ' ' : LOWER_HALF, lower, upper, STYLE_TEXT };
}

void canvas_fill_pixels(struct canvas *canvas, struct area half_area, colour pixel)
{
    for (int y = half_area.y; y < half_area.y + half_area.height; y++)
        for (int x = half_area.x; x < half_area.x + half_area.width; x++)
            canvas_put_pixel(canvas, x, y, pixel);
}

void canvas_set_ground(struct canvas *canvas, struct area area, colour ground)
{
    for (int y = area.y; y < area.y + area.height && y < canvas->height; y++)
        for (int x = area.x; x < area.x + area.width && x < canvas->width; x++)
            if (x >= 0 && y >= 0)
                canvas->cells[y][x].ground = ground;
}

void canvas_card(struct canvas *canvas, struct area area)
{
    canvas_fill(canvas, area, STYLE_TEXT, ' ');
    if (canvas->depth >= DEPTH_16)
        canvas_set_ground(canvas, area, COLOUR(CARD_RGB));
}
