/*
 * The animator's view of the group: people by indicators, from the first rating
 * to the last, her own ratings only. No ranking: people stand in the order of
 * the list, by badge.
 */
#ifndef REPORTS_PAPER_GROUP_H
#define REPORTS_PAPER_GROUP_H

#include "programme/rating.h"
#include "reports/papers/paper_people.h"

/* `assessments` beside people->list. */
bool paper_group_grid(const struct paper_head *head, const struct paper_people *people,
                      const struct grid *grid, const struct assessment *assessments,
                      struct outlet *outlet, struct err *err) MUST_CHECK;

#endif
