/*
 * The booklet of competences (livret): one page a day, the indicators in focus
 * with four bars to tick by hand, pictures of what was done, one sentence.
 */
#ifndef REPORTS_PAPER_BOOKLET_H
#define REPORTS_PAPER_BOOKLET_H

#include "programme/grid.h"
#include "programme/participant.h"
#include "reports/print/paper.h"

enum { BOOKLET_INDICATORS = 4 }; /* a day: more is too much to fill by hand */

/*
 * The indicators of each day, from those in its focus: those that were on the fewest pages
 * before, then those that come back least, so that each has its page in the week when there
 * is room. Returns how many there are for `day`; `out` in the order of the grid.
 */
int booklet_choose(const struct grid *grid, int day, int out[BOOKLET_INDICATORS]);

/* `person` NULL: a blank one, with a line for the name. A4 or A5, as the head says. */
bool paper_booklet(const struct paper_head *head, const struct participant *person,
                   const struct grid *grid, const struct calendar *calendar, struct outlet *outlet,
                   struct err *err) MUST_CHECK;

#endif
