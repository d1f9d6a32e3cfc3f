/*
 * Money to be read from two metres: big digits made of blocks, and the notes
 * and coins by name. A note is [ 10 € ], a coin ( 50 c ): shapes, not colours.
 */
#ifndef POS_FIGURES_H
#define POS_FIGURES_H

#include "ledger/money.h"
#include "pos/ui/canvas.h"

enum { FIGURES_HEIGHT = 5 };

/* The amount centred in `area`, as wide as it allows; returns the lines used. */
int figures_draw(struct canvas *canvas, struct area area, enum style style, cents amount);

/* "2 × [ 10 € ]  1 × ( 50 c )", over several lines of `area`; returns the lines used. */
int pieces_draw(struct canvas *canvas, struct area area, cents amount);

/* One note or coin by name: "[ 10 € ]", "( 50 c )". */
void piece_name(cents denomination, char *out, size_t room);

#endif
