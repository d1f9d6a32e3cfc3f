/*
 * How styles and picture colours look: the palette of docs/screens.md in true
 * colours, in the 256 and the 16 of a terminal. Light, for the sun on a cheap
 * screen. Pure; pos/ui/terminal sends it.
 */
#ifndef POS_COLOURS_H
#define POS_COLOURS_H

#include "pos/ui/canvas.h"

/* Bands of tiles, and the pale grounds of the pictures under them. */
extern const int BAND_RGB[TILE_STYLE_COUNT];
extern const int BAND_GROUND_RGB[TILE_STYLE_COUNT];

struct style_look {
    int ink; /* as colour_number() gives it */
    int ground;
    bool bold, underline;
};

/* Of a terminal with 16 colours or more. */
struct style_look colours_of_style(enum style style, enum canvas_depth depth);
/* The number a terminal of that depth knows for a colour: as near as the eye finds it. */
int colour_number(colour wanted, enum canvas_depth depth);

#endif
