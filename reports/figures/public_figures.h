/*
 * The group's figures as they may leave the host: merged where a count is
 * small (programme/small_cells.h), in no figure, no bound and no remainder, and
 * without the lowest, the highest, or what one person would recognise herself by.
 * The team's own reports show everything.
 */
#ifndef REPORTS_PUBLIC_FIGURES_H
#define REPORTS_PUBLIC_FIGURES_H

#include "programme/small_cells.h"
#include "reports/figures/impact_table.h"
#include "reports/figures/progress.h"

/* The smallest cell of a book: its setting, or SMALL_CELLS_DEFAULT. */
bool cells_limit_read(struct db *db, int *limit, struct err *err) MUST_CHECK;

/* What of an impact statement may be told. */
struct public_impact {
    bool is_told; /* false: only how many people were asked */
    int base;     /* answers; with those who did not say when these are too few to leave out */
    int yes;      /* "oui" of the base; 0 when it does not stand */
    int wide;     /* "oui" and "un peu"; 0 when it does not stand */
    bool has_yes, has_wide;
};
struct public_impact public_impact_of(const struct impact *counts, int limit);

void public_impact_put(const struct impact_table *impact, int limit, struct page *page);

/* Persons up, same, down and without an index. */
struct public_moves {
    struct cells cells; /* up, same, down, unknown */
    bool has_mean;      /* enough people, and not all but one or two of them */
};
struct public_moves public_moves_of(const struct group_progression *group, int limit);

void public_progress_put(const struct rating_table *marks, const struct progress *progress,
                         int limit, struct page *page);

/* "3 plus haut, autres ou non dit 4"; the total alone when nothing else may be told. */
enum { PUBLIC_MOVES_MAX = 200 };
void public_moves_format(const struct cells *cells, char out[PUBLIC_MOVES_MAX]);

#endif
