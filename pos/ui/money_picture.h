/*
 * Notes and coins as people know them: in their colours, wide or round, each as large beside
 * the others as in the hand, with their number in large digits. Where colours or half blocks are
 * wanting, a name: [ 20 € ], ( 50 c ).
 */
#ifndef POS_MONEY_PICTURE_H
#define POS_MONEY_PICTURE_H

#include "ledger/money.h"
#include "pos/ui/canvas.h"

enum { NOTE_MM = 6, COIN_MM = 2, SMALLEST_NOTE = 500 };

/* Columns and half lines of a note or coin when a pixel is `mm` millimetres. */
struct area piece_size(cents piece, int mm);
/* Its upper left corner stands at `x`, `half_y`. Only where canvas_has_pictures(). */
void piece_draw(struct canvas *canvas, int x, int half_y, cents piece, int mm);

/* The notes and coins of an amount, as many drawn as there are, fewest and largest first, as large
 * as the area allows; returns the lines used. */
int pieces_draw(struct canvas *canvas, struct area area, cents amount);
int pieces_draw_these(struct canvas *canvas, struct area area,
                      const int64_t counts[DENOMINATION_COUNT]);

/* Its colour, so pale that text reads on it. */
colour piece_pale(cents piece);

/* One note or coin by name: "[ 10 € ]", "( 50 c )". */
void piece_name(cents denomination, char *out, size_t room);

#endif
