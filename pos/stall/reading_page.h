/*
 * The X reading on the screen: what the day adds up to now. It changes nothing
 * but the journal, which says that it was looked at.
 */
#ifndef POS_READING_PAGE_H
#define POS_READING_PAGE_H

#include "ledger/proof/period_totals.h"
#include "pos/acts/desk.h"

struct reading_page {
    struct period_totals reading;
    bool is_known;
    struct notice notice;
};

extern const struct screen_kind READING_PAGE;

/* The figures of a period, one a line; returns the lines used. Also for the day's end. */
int reading_draw(struct canvas *canvas, struct area area, const struct period_totals *reading);

#endif
