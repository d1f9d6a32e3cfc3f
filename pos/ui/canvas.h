/*
 * A grid of character cells, pure: screens draw on it, pos/ui/terminal shows it.
 *
 * A cell holds one code point and a style. Styles are meanings, not colours:
 * the terminal decides how a warning looks, in colour or without. Drawing
 * outside the grid is cut, never an error, so that a small window stays safe.
 */
#ifndef POS_CANVAS_H
#define POS_CANVAS_H

#include <stdbool.h>
#include <stdint.h>

enum { CANVAS_WIDTH_MAX = 200, CANVAS_HEIGHT_MAX = 70, TILE_STYLE_COUNT = 6 };

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

struct canvas_cell {
    uint32_t code_point; /* 0: second half of a wide character */
    uint8_t style;       /* enum style */
};

struct area {
    int x; /* columns and lines count from 0 */
    int y;
    int width;
    int height;
};

struct canvas {
    int width;    /* 1..CANVAS_WIDTH_MAX */
    int height;   /* 1..CANVAS_HEIGHT_MAX */
    int cursor_x; /* -1: no cursor */
    int cursor_y;
    struct canvas_cell cells[CANVAS_HEIGHT_MAX][CANVAS_WIDTH_MAX];
};

/* An empty canvas; sizes beyond the maximum are cut to it. */
void canvas_init(struct canvas *canvas, int width, int height);
void canvas_clear(struct canvas *canvas);
struct area canvas_area(const struct canvas *canvas);
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
int canvas_put_format(struct canvas *canvas, int x, int y, enum style style, const char *format,
                      ...) __attribute__((format(printf, 5, 6)));

void canvas_fill(struct canvas *canvas, struct area area, enum style style, uint32_t code_point);
void canvas_set_style(struct canvas *canvas, struct area area, enum style style);
void canvas_box(struct canvas *canvas, struct area area, enum style style);
void canvas_line(struct canvas *canvas, int y, enum style style); /* across the whole width */

#endif
