/*
 * Figures drawn as shapes, for people who look rather than read: money,
 * steps, faces, pictograms. No emoji font, no colour that carries the meaning
 * alone. Every drawing says the millimetres it took.
 */
#ifndef REPORTS_DRAWING_H
#define REPORTS_DRAWING_H

#include "base/picture.h"
#include "ledger/money.h"
#include "reports/print/surface.h"

enum { PICTOGRAM_COUNT = 15, STEP_MAX = 4, STEP_UNSEEN = 0 };

/* `share` of the place filled, from its left; the rest outlined. */
void draw_bar(struct surface *surface, struct box place, fraction share);

/*
 * Notes and coins of `amount` >= 0, fewest pieces, in the colours they have,
 * at about a quarter (notes) and six tenths (coins) of their size. Returns the height.
 */
mm draw_pieces(struct surface *surface, cents amount, struct box place);
mm measure_pieces(cents amount, mm width);

/* Step 1..4 as so many bars of four, its digit under them; STEP_UNSEEN is a dashed box. */
void draw_steps(struct surface *surface, int step, mm x, mm y, mm size);

/* The face beside a step 1..4: calm, small smile, smile, wide smile; never sad. */
void draw_face(struct surface *surface, int step, mm x, mm y, mm size);

/* An empty box to fill by hand. */
void draw_box(struct surface *surface, struct box place);

/* What a product looks like, as large as fits, at the right end of the place; NULL: nothing. */
void draw_product(struct surface *surface, const struct picture *picture, const char *label,
                  struct box place);

/* A line to write on. */
void draw_line(struct surface *surface, mm x, mm y, mm width);

/*
 * The picture of the person at that `position` >= 1 of the list, so that who does not
 * read finds her badge; pictogram_name() of programme/participant says it aloud.
 */
void draw_pictogram(struct surface *surface, int position, mm x, mm y, mm size);

/* What people do in a day, to tick under its picture. */
enum activity {
    ACTIVITY_LISTEN,
    ACTIVITY_TALK,
    ACTIVITY_DRAW,
    ACTIVITY_CALCULATE,
    ACTIVITY_CLEAN,
    ACTIVITY_MAKE,
    ACTIVITY_SELL,
    ACTIVITY_COUNT_MONEY,
    ACTIVITY_HELP,
    ACTIVITY_WRITE,
    ACTIVITY_COUNT
};
void draw_activity(struct surface *surface, enum activity activity, mm x, mm y, mm size);

#endif
