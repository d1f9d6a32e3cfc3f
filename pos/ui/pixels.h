/*
 * Half cells in colours: two pixels a cell, made of U+2584, where the terminal has
 * the character and colours enough. Pictures, money and cards are made of them.
 */
#ifndef POS_PIXELS_H
#define POS_PIXELS_H

#include "pos/ui/canvas.h"

/* Whether half cells in colours can be drawn; where not, pictures are marks and names. */
bool canvas_has_pictures(const struct canvas *canvas);
/* Where things stand depends on it: how large the canvas is and whether it draws. */
void canvas_stamp(const struct canvas *canvas, struct event *event);
/* One half cell: `half_y` counts half lines. What stood in the cell as text is gone. */
void canvas_put_pixel(struct canvas *canvas, int x, int half_y, colour pixel);
void canvas_fill_pixels(struct canvas *canvas, struct area half_area, colour pixel);
/* The ground under text that has none of its own: a card on the paper. */
void canvas_set_ground(struct canvas *canvas, struct area area, colour ground);
/* A white card, with nothing on it yet; plain where there are too few colours. */
void canvas_card(struct canvas *canvas, struct area area);

#endif
