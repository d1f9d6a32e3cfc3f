/*
 * What a person takes home at the end: her own sheet, before and after. On
 * the star (paper_radar) the same figures stand as a picture.
 */
#ifndef REPORTS_PAPER_REVIEW_H
#define REPORTS_PAPER_REVIEW_H

#include "programme/participant.h"
#include "programme/rating.h"
#include "reports/print/paper.h"

enum { STRENGTHS_MAX = 3 };

/* What is said on one person's sheet; the self-rating only, the others' in words. */
struct own_sheet {
    const struct participant *person;
    const struct assessment *assessment;
    const struct wording *strengths[STRENGTHS_MAX]; /* cards from peers; NULL = none */
    const char *next_step;                          /* "" = to be written by hand */
    const char *appointment;                        /* "" = to be written by hand */
};

bool paper_own_sheet(const struct paper_head *head, const struct own_sheet *own,
                     const struct grid *grid, struct outlet *outlet, struct err *err) MUST_CHECK;

#endif
