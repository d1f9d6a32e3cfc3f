/*
 * Counting notes and coins: how many of each, typed or added by clicks. Notes stand apart from
 * coins, from 50 € down; the large notes that hardly anybody brings come last. Pure; saved as a
 * draft byte by byte.
 */
#ifndef POS_PIECE_COUNT_H
#define POS_PIECE_COUNT_H

#include "ledger/closing/closing.h"
#include "pos/ui/canvas.h"
#include "pos/ui/event.h"

enum { PIECES_MAX_TEXT = 6, PIECE_ROWS = 8 };

struct piece_count {
    char pieces[DENOMINATION_COUNT][PIECES_MAX_TEXT]; /* beside DENOMINATIONS, as typed; "" none */
    int at;                                           /* the place being counted, from 0 */
};

struct cash_counting piece_count_read(const struct piece_count *count);
/* Digits count, arrows move, a click adds one: all but Enter and Escape. */
void piece_count_event(struct piece_count *count, const struct event *event, struct area area);
/* To the next one; false: that was the last. */
bool piece_count_next(struct piece_count *count);
bool piece_count_is_last(const struct piece_count *count);
/* Both columns, PIECE_ROWS lines, and the sum in big digits below. */
void piece_count_draw(const struct piece_count *count, struct canvas *canvas, struct area area);

#endif
