/*
 * The sheets on which marks are written by hand, to be keyed in afterwards:
 * what a person says of herself, a peer of the others, the animator of the
 * group. The rows, the sentences and their order are those of the screen; the
 * bars at the top open it at the right place.
 */
#ifndef REPORTS_PAPER_SHEETS_H
#define REPORTS_PAPER_SHEETS_H

#include "programme/asked.h"
#include "reports/papers/paper_people.h"

/* A page each for the last day, everything asked, and a blank one. */
bool paper_self_sheets(const struct paper_head *head, const struct paper_people *people,
                       const struct grid *grid, const struct calendar *calendar,
                       struct outlet *outlet, struct err *err) MUST_CHECK;

/* A page for each who rates the others on the last day: a row a person, a column a sentence. */
bool paper_peer_sheets(const struct paper_head *head, const struct paper_people *people,
                       const struct grid *grid, const struct calendar *calendar,
                       struct outlet *outlet, struct err *err) MUST_CHECK;

/* A page a day for the animator. */
bool paper_group_sheets(const struct paper_head *head, const struct paper_people *people,
                        const struct grid *grid, const struct calendar *calendar,
                        struct outlet *outlet, struct err *err) MUST_CHECK;

#endif
