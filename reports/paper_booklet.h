/*
 * The booklet of competences: one page a day for the person, to be filled with
 * help. Sentences in French and in the language she reads better; four steps to
 * tick, drawn as bars and a face; room for what was done.
 */
#ifndef REPORTS_PAPER_BOOKLET_H
#define REPORTS_PAPER_BOOKLET_H

#include "programme/grid.h"
#include "programme/participant.h"
#include "reports/paper.h"

/* `person` NULL makes a blank booklet. */
bool paper_booklet(const struct paper_head *head, const struct participant *person,
                   const struct grid *grid, const struct calendar *calendar, struct outlet *outlet,
                   struct err *err) MUST_CHECK;

#endif
