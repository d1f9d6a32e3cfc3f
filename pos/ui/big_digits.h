/*
 * Money to be read from two metres: big digits made of blocks.
 */
#ifndef POS_BIG_DIGITS_H
#define POS_BIG_DIGITS_H

#include "ledger/money.h"
#include "pos/ui/canvas.h"

enum { BIG_DIGITS_HEIGHT = 5 };

/* The amount as large as `area` allows, at the right where that is the right half of the window;
 * returns the lines used. */
int big_digits_draw(struct canvas *canvas, struct area area, enum style style, cents amount);

#endif
