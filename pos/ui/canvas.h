/*
 * A grid of character cells, pure: screens draw on it, pos/ui/terminal shows it.
 *
 * A cell holds one code point and a style. Styles are meanings, not colours:
 * the terminal decides how a warning looks, in colour or without. Pictures
 * (money, goods) are made of half cells in colours of their own, where the
 * terminal has enough of them. Drawing outside the grid is cut, never an
 * error, so that a small window stays safe.
 */
#ifndef POS_CANVAS_H
#define POS_CANVAS_H

#include "pos/ui/event.h"

#include <stdbool.h>
#include <stdint.h>

enum { CANVAS_WIDTH_MAX = 200, CANVAS_HEIGHT_MAX = 70, TILE_STYLE_COUNT = 8, SPOTS_MAX = 96 };

enum style {
    STYLE_TEXT,
    STYLE_QUIET,    /* less important than the text around it */
    STYLE_STRONG,   /* amounts, headings */
    STYLE_TITLE,    /* the bar at the top */
    STYLE_KEY,      /* the name of a key */
    STYLE_NEXT,     /* the next step, bottom right */
    STYLE_SELECTED, /* where Enter acts */
    STYLE_FIELD,    /* a place to type */
    STYLE_GOOD,     /* done */
    STYLE_WARNING,  /* look at this */
    STYLE_ERROR,    /* refused: what and why */
    STYLE_PRACTICE, /* nothing here is real */
    STYLE_TILE,     /* STYLE_TILE + 0..TILE_STYLE_COUNT - 1: the mark of a product */
    STYLE_PAPER = STYLE_TILE + TILE_STYLE_COUNT, /* dark on light, whatever the terminal */
    STYLE_COUNT,
};

/* 0xRRGGBB with a bit that says so; COLOUR_OF_STYLE: what the style says. */
typedef uint32_t colour;
#define COLOUR(rgb) ((colour)(rgb) | UINT32_C(0x1000000))
enum { COLOUR_OF_STYLE = 0, CARD_RGB = 0xFFFFFF, PAPER_RGB = 0xF4F0E7, INK_RGB = 0x1E2329 };

struct canvas_cell {
    uint32_t code_point; /* 0: second half of a wide character */
    colour ink;
    colour ground;
    uint8_t style; /* enum style */
};

/* What the terminal can show; begins as the least. */
enum canvas_depth {
    DEPTH_NONE, /* no colours at all */
    DEPTH_8,
    DEPTH_16,
    DEPTH_256,
    DEPTH_TRUE,
};

struct area {
    int x; /* columns and lines count from 0 */
    int y;
    int width;
    int height;
};

/* A place that a click presses a key on: whatever a person may point at. */
struct spot {
    struct area area;
    enum press key;
    uint32_t character;
};

struct canvas {
    int width;    /* 1..CANVAS_WIDTH_MAX */
    int height;   /* 1..CANVAS_HEIGHT_MAX */
    int cursor_x; /* -1: no cursor */
    int cursor_y;
    enum canvas_depth depth;
    bool half_blocks; /* the font has U+2580 and U+2584 */
    bool is_secret;   /* what is typed now is shown as stars */
    int spot_count;
    struct spot spots[SPOTS_MAX];
    struct canvas_cell cells[CANVAS_HEIGHT_MAX][CANVAS_WIDTH_MAX];
};

/* An empty canvas; sizes beyond the maximum are cut to it. */
void canvas_init(struct canvas *canvas, int width, int height);
void canvas_clear(struct canvas *canvas);
struct area canvas_area(const struct canvas *canvas);
/* A cell to write over. Half a wide character says nothing: what was beside it becomes blank. */
struct canvas_cell *canvas_cell_over(struct canvas *canvas, int x, int y);
void canvas_set_cursor(struct canvas *canvas, int x, int y);

/* Text from column `x`; returns the column after it. Spaces that do not break become plain spaces.
 */
int canvas_put(struct canvas *canvas, int x, int y, enum style style, const char *text);
/* Text that ends before column `right`; returns its first column. */
int canvas_put_right(struct canvas *canvas, int right, int y, enum style style, const char *text);
/* Text in the first line of `area`, cut to its width; the rest of the line is filled with the
 * style. */
void canvas_put_fit(struct canvas *canvas, struct area area, enum style style, const char *text);
/* The lines that canvas_put_wrapped() needs. */
int canvas_wrapped_lines(const char *text, int width_cols);
/* Text over several lines of `area`, broken between words; returns the lines used. */
int canvas_put_wrapped(struct canvas *canvas, struct area area, enum style style, const char *text);
void canvas_add_spot(struct canvas *canvas, struct area area, enum press key, uint32_t character);
/* The spot drawn last at that place; NULL: none. Borrowed. */
const struct spot *canvas_spot_at(const struct canvas *canvas, int x, int y);
/* A click on the name of a key is that key; the wheel turns pages, or moves like the arrows. */
void canvas_click_becomes_key(const struct canvas *canvas, struct event *event);
int canvas_put_format(struct canvas *canvas, int x, int y, enum style style, const char *format,
                      ...) __attribute__((format(printf, 5, 6)));

void canvas_fill(struct canvas *canvas, struct area area, enum style style, uint32_t code_point);
void canvas_box(struct canvas *canvas, struct area area, enum style style);
void canvas_line(struct canvas *canvas, int y, enum style style); /* across the whole width */

#endif
