/*
 * Bars: in colours where the terminal has pictures, else of plain marks, another mark for what is
 * taken off. Lengths are parts of a whole.
 */
#ifndef POS_BARS_H
#define POS_BARS_H

#include "ledger/money.h"
#include "pos/ui/canvas.h"

enum bar_kind {
    BAR_PART,  /* one of several things beside each other: `hue` tells them apart */
    BAR_SUM,   /* what the ones above lead to */
    BAR_TAKEN, /* taken off */
    BAR_LINK,  /* leads from one column to the next */
};

struct bar {
    enum bar_kind kind;
    int hue;
};

/* The area filled. */
void bar_draw(struct canvas *canvas, struct area area, struct bar bar);
/* How many parts high an area is for columns: half cells, or cells. */
int column_parts(const struct canvas *canvas, struct area area);
/* A column over the last line of the area, from so many parts up to so many. */
void column_draw(struct canvas *canvas, struct area area, int low, int high, struct bar bar);
/* What is not told yet: its outline alone, where there are pictures. */
void column_outline_draw(struct canvas *canvas, struct area area, int low, int high);
/* `part` of `whole` of that many cells; at least one of what is not nothing. */
int bar_length(int64_t part, int64_t whole, int cells);

/* A person or a thing with a sum. */
struct bar_line {
    const char *name; /* borrowed until the next */
    cents amount;
};
typedef struct bar_line bar_line_fn(const void *context, int i);

/* Name, sum and bar of each, as high as there is room for, in as many columns as it takes for all
 * of them to be seen. */
void bar_lines_draw(struct canvas *canvas, struct area area, int count, bar_line_fn *line,
                    const void *context);

#endif
