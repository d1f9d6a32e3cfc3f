/*
 * Before and after as a star, one for each volet, with the same figures in a
 * table beside it. A missing rating is a gap in the line, never the centre.
 */
#ifndef REPORTS_PAPER_RADAR_H
#define REPORTS_PAPER_RADAR_H

#include "programme/rating.h"
#include "reports/print/paper.h"

/* Her own ratings only. */
bool paper_radar(const struct paper_head *head, const struct participant *person,
                 const struct assessment *assessment, const struct grid *grid,
                 struct outlet *outlet, struct err *err) MUST_CHECK;

#endif
