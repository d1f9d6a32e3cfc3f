/*
 * The X reading on the screen: what the day adds up to now. It changes nothing
 * but the journal, which says that it was looked at.
 */
#ifndef POS_READING_PAGE_H
#define POS_READING_PAGE_H

#include "ledger/closing/closed.h"
#include "pos/acts/desk.h"

struct reading_page {
    SHELL;
    struct period_totals reading;
    bool is_known;
};

extern const struct screen_kind READING_PAGE;

/* The figures of a day, one a line; returns the lines used. Also for the day's end. */
int reading_draw(struct canvas *canvas, struct area area, const struct period_totals *reading);
/* Those of a month or the session: over all tills, with the share of each. */
int reading_draw_all(struct canvas *canvas, struct area area, const struct closing *closing);

#endif
