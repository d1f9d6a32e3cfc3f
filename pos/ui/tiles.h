/*
 * Product tiles, as large as the window allows: a letter to press, a picture to recognise, a name
 * and a price. Where pictures cannot be drawn a shape stands for one, and letter and shape alone
 * are enough. A letter belongs to its product on every page; beyond the first TILES_LETTERS it is
 * the capital one. The same layout serves drawing and the mouse.
 */
#ifndef POS_TILES_H
#define POS_TILES_H

#include "base/picture.h"
#include "ledger/money.h"
#include "pos/ui/canvas.h"
#include "pos/ui/event.h"
#include "pos/ui/name_fit.h"

enum {
    TILES_LETTERS = 24,
    TILE_WIDTH_MIN = 11,
    TILE_WIDTH_MAX = 44,
    TILE_HEIGHT_MIN = 7,
    TILE_HEIGHT_MAX = 28,
    TILES_MAX = 500,
    TILES_NONE = -1,
};

struct tile {
    const char *name;       /* borrowed from the context */
    struct telling telling; /* from the other names */
    char price[MONEY_TEXT_MAX];
    char state[16];                /* "", or a word such as "sold out" */
    char count[MONEY_TEXT_MAX];    /* on the ticket; "" none */
    int look;                      /* shape and colour; any number >= 0 */
    const struct picture *picture; /* NULL: the shape */
};

typedef struct tile tile_fn(const void *context, int i);

struct tiles {
    int count;
    int selected; /* TILES_NONE: no tile is framed, Enter is the next step */
    int last;     /* the one that was framed before */
    int page;
    int picked_count;        /* only these are shown, their letters unchanged; 0: all */
    short picked[TILES_MAX]; /* in their order */
};

/* All are shown again, then only those that are picked; the first page. */
void tiles_pick_all(struct tiles *tiles);
void tiles_pick(struct tiles *tiles, int tile);

/* How the tiles of a page stand in their area. */
struct tiles_grid {
    int columns, rows;
    int width, height; /* of a tile; one column and one line lie between two */
    int pages;
};
struct tiles_grid tiles_grid_of(const struct tiles *tiles, struct area area);

/* The tile of a letter, on whatever page, or TILES_NONE. P and Q are no tiles: they are for the
 * receipt. */
int tiles_of_letter(const struct tiles *tiles, uint32_t character);
/* The key of a tile; 0: it has none, for there are too many. */
char tiles_letter(int tile);
/* What stands for the picture of a tile: plain characters. */
const char *tiles_shape(int look);
int tiles_at(const struct tiles *tiles, struct area area, int x, int y);
/* No tile is framed any more; the next arrow begins where the frame was. */
void tiles_unselect(struct tiles *tiles);
/* Arrows and pages. True: the event moved something. */
bool tiles_move(struct tiles *tiles, struct area area, enum press key);
void tiles_draw(const struct tiles *tiles, struct canvas *canvas, struct area area, tile_fn *tile,
                const void *context);

#endif
