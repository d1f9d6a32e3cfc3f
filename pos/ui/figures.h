/*
 * Money to be read from two metres: big digits made of blocks.
 */
#ifndef POS_FIGURES_H
#define POS_FIGURES_H

#include "ledger/money.h"
#include "pos/ui/canvas.h"

enum { FIGURES_HEIGHT = 5 };

/* The amount centred in `area`, as wide as it allows; returns the lines used. */
int figures_draw(struct canvas *canvas, struct area area, enum style style, cents amount);

#endif
