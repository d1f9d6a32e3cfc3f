/*
 * What every screen has in common: the bar at the top that says where we are,
 * the notice that says what happened, the bar at the bottom with the keys,
 * whose right end is always the next step on Enter. See docs/screens.md.
 */
#ifndef POS_FRAME_H
#define POS_FRAME_H

#include "base/err.h"
#include "pos/ui/question.h"

enum { FRAME_TEXT_MAX = 96, FRAME_TOP_LINES = 2, FRAME_BOTTOM_LINES = 4 };

struct notice {
    enum style style; /* STYLE_GOOD, STYLE_WARNING, STYLE_ERROR, or STYLE_TEXT: nothing to say */
    char text[sizeof((struct err *)0)->text];
};

/* A key and what it does, for the bottom line. A table ends with a NULL key. */
struct key_hint {
    const char *key;  /* N_() */
    const char *what; /* N_() */
};

struct frame {
    const char *title;            /* what this screen is for, translated */
    const struct key_hint *hints; /* besides Escape and F1; may be NULL */
    const char *back;             /* what Escape does; "": just back; NULL: nothing */
    const char *next;             /* what Enter does, translated; NULL: nothing */
    int next_width;               /* columns kept for words that change while one types */
    bool is_over;                 /* it stands over a screen, whose help is out of reach */
};

void frame_draw(struct canvas *canvas, const struct frame *frame);
/* "1 oui   2 non": what digits answer, above a list; each can be clicked, up to the next. */
void frame_legend_draw(struct canvas *canvas, int x, int y, const char *legend);
/* Session, till and seller, at the right end of the top bar where there is one with room. */
void frame_put_place(struct canvas *canvas, const char *place);
/* All below the top bar is gone, and what could be clicked: something else takes the screen. */
void frame_clear(struct canvas *canvas);
/* The bar at the bottom alone: of what stands over a screen. */
void frame_keys_draw(struct canvas *canvas, const struct frame *frame);
/* Nothing on this screen is real: said in the middle of its top bar, in another colour. */
void frame_mark_practice(struct canvas *canvas);
/* What is left between the bars. */
struct area frame_area(const struct canvas *canvas);
struct area frame_area_of(int width, int height);

void notice_clear(struct notice *notice);
void notice_set(struct notice *notice, enum style style, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void notice_fail(struct notice *notice, const struct err *err);
/* Right above the keys, where the eyes are. */
void notice_draw(struct canvas *canvas, const struct notice *notice);

void leaving_draw(struct canvas *canvas); /* the question before the program ends */

#endif
