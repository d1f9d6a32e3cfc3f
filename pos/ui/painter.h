/*
 * What a terminal must be sent so that it shows a canvas: only what changed, and of its colours
 * only those that the pen does not have yet. A blank is its ground alone, and a row that ends in
 * blanks is erased.
 *
 * Knows terminfo, by whose description of the terminal every sequence is made (setupterm() before
 * painter_init()), and no file: the bytes go into a buffer. What the terminal shows is remembered.
 */
#ifndef POS_PAINTER_H
#define POS_PAINTER_H

#include "base/buf.h"
#include "pos/ui/canvas.h"

enum { PAINTER_BYTES_MAX = 2 * 1024 * 1024, PEN_PLAIN = -1 };

/* How the next character would look. */
struct pen {
    int ink, ground;     /* a number of the terminal; PEN_PLAIN: its own */
    unsigned attributes; /* of painter.c: bold, ... */
};

struct painter {
    enum canvas_depth depth;
    bool plain;          /* ASCII only */
    bool shown_is_known; /* false: send everything */
    bool pen_is_known;
    struct pen pen;
    int x, y;            /* of the terminal's cursor; -1: nobody knows */
    int cursor_is_shown; /* -1: nobody knows */
    struct canvas shown; /* what the terminal shows */
    struct buf *out;     /* while it draws */
};

void painter_init(struct painter *painter, bool plain, bool colours);
/* Something else wrote on the terminal. */
void painter_forget(struct painter *painter);
void painter_draw(struct painter *painter, const struct canvas *canvas, struct buf *out);

/* A sequence of terminfo without its delays; NULL: none. */
void capability_put(struct buf *out, const char *sequence);

#endif
