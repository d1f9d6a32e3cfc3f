/*
 * The booklet of competences (livret): for each day the sentences that the
 * screen asks on it, with four bars to tick by hand, pictures of what was done, one sentence.
 */
#ifndef REPORTS_PAPER_BOOKLET_H
#define REPORTS_PAPER_BOOKLET_H

#include "programme/grid.h"
#include "programme/participant.h"
#include "reports/print/paper.h"

/* Sentences and the boxes to tick for them, at the pen; `below` is kept free under them. */
void booklet_put_sentences(struct paper *paper, const struct grid *grid, const int *indicators,
                           int count, mm below);

/* Her days in the group; `person` NULL: a blank one, with a line for the name. A4, A5, or
 * A5 to fold, as the head says. */
bool paper_booklet(const struct paper_head *head, const struct participant *person,
                   const struct grid *grid, const struct calendar *calendar, struct outlet *outlet,
                   struct err *err) MUST_CHECK;

#endif
