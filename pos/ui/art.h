/* Small drawings made of letters, a pixel each: as many times larger as their area allows. */
#ifndef POS_ART_H
#define POS_ART_H

#include "pos/ui/canvas.h"

/* Rows of the same length, half a cell high each; a letter is a colour, a dot the ground. In the
 * middle of the area, which is filled with `ground_rgb` first. Only where canvas_has_pictures(). */
void art_draw(struct canvas *canvas, struct area area, const char *const *rows, int row_count,
              int ground_rgb);

#endif
