/*
 * Where people are afterwards: `report outcomes` for the team, person by
 * person; and for papers that leave the host the counts alone, small ones
 * merged, each with its base and the share of people who said something.
 */
#ifndef REPORTS_OUTCOME_LIST_H
#define REPORTS_OUTCOME_LIST_H

#include "ledger/session.h"
#include "programme/outcome.h"
#include "programme/small_cells.h"
#include "reports/print/page.h"

bool outcome_list_page(struct db *db, const struct session *session, struct page *page,
                       struct err *err) MUST_CHECK;

/* `merged`: the places of enum outcome_kind and, last, of those who did not say. */
void outcome_merge(const struct outcome_counts *counts, int limit, struct cells *merged);

/* A section of a report that leaves the host; nothing while nobody said anything. */
bool outcome_public_put(struct db *db, int limit, struct page *page, struct err *err) MUST_CHECK;

#endif
