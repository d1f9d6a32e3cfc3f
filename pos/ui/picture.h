/* A picture in half cells, as large as its area allows, in the middle of it. */
#ifndef POS_PICTURE_H
#define POS_PICTURE_H

#include "base/picture.h"
#include "pos/ui/canvas.h"

/* The area is filled with `ground_rgb` first. Only where canvas_has_pictures(). */
void picture_draw(struct canvas *canvas, struct area area, const struct picture *picture,
                  int ground_rgb);

#endif
