/*
 * Product tiles: a letter to press, a shape and a colour to recognise, a name
 * and a price. Letter and shape alone are enough: colour only helps.
 * The same layout serves drawing and the mouse: while all tiles find room so,
 * a name has two lines; else one, with its first words shortened.
 */
#ifndef POS_TILES_H
#define POS_TILES_H

#include "ledger/money.h"
#include "pos/ui/canvas.h"
#include "pos/ui/event.h"

enum { TILES_LETTERS = 24, TILE_WIDTH = 15, TILE_HEIGHT = 4, TILE_HEIGHT_MAX = 5, TILES_NONE = -1 };

struct tile {
    const char *name; /* borrowed from the context */
    char price[MONEY_TEXT_MAX];
    char state[16]; /* "", or a word such as "sold out" */
    int look;       /* shape and colour; any number >= 0 */
};

typedef struct tile tile_fn(const void *context, int i);

struct tiles {
    int count;
    int selected; /* TILES_NONE: no tile is framed, Enter is the next step */
    int last;     /* the one that was framed before */
    int page;     /* of TILES_LETTERS tiles at most */
};

/* TILE_HEIGHT, or TILE_HEIGHT_MAX where there is room. */
int tiles_height(const struct tiles *tiles, struct area area);

/* A name cut to `width` columns at its words, the first ones shortened: "Coo. noisette". */
void tile_name_fit(const char *name, int width, char *out, size_t room);

/* The tile of a letter on this page, or TILES_NONE. P and Q are no tiles: they are for the receipt.
 */
int tiles_of_letter(const struct tiles *tiles, struct area area, uint32_t character);
int tiles_at(const struct tiles *tiles, struct area area, int x, int y);
/* No tile is framed any more; the next arrow begins where the frame was. */
void tiles_unselect(struct tiles *tiles);
/* Arrows and pages. True: the event moved something. */
bool tiles_move(struct tiles *tiles, struct area area, enum press key);
void tiles_draw(const struct tiles *tiles, struct canvas *canvas, struct area area, tile_fn *tile,
                const void *context);

#endif
