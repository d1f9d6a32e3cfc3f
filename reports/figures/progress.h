/*
 * What went up between the first days and the last, by the rules of
 * programme/progression: self and animator apart, peers never mixed in, and no
 * sentence that says more than the figures do.
 */
#ifndef REPORTS_PROGRESS_H
#define REPORTS_PROGRESS_H

#include "reports/figures/rating_table.h"

enum { PROGRESS_RATERS = 2 }; /* self, then animator */

struct progress {
    int people_count;
    int volet_count;
    int finished; /* people who did not stop before the last day */
    /* [person][volet][rater]; the place after the last volet is the whole person. */
    struct progression persons[PARTICIPANTS_MAX][VOLETS_MAX + 1][PROGRESS_RATERS];
    struct group_progression groups[VOLETS_MAX][PROGRESS_RATERS];
};

void progress_compute(const struct rating_table *marks, struct progress *out);

/* `report progress` */
void progress_page(const struct session *session, const struct rating_table *marks,
                   const struct progress *progress, struct page *page);

/* The groups alone, in sentences, for a report that holds other things. */
void progress_put_sentences(const struct rating_table *marks, const struct progress *progress,
                            struct page *page);

/* "3 plus haut · 2 pareil · 0 plus bas": the first thing said to a person. */
enum { MOVES_TEXT_MAX = 80 };
void progress_format_moves(const struct progression *progression, char out[MOVES_TEXT_MAX]);

/* "+27 %", "0 %, plafond", or "données insuffisantes (3/6)". */
enum { INDEX_TEXT_MAX = 80 };
void progress_format_index(const struct progression *progression, char out[INDEX_TEXT_MAX]);

/* One volet of a group, in sentences that hold their base. */
enum { GROUP_TEXT_MAX = 480 };
void progress_format_group(const struct group_progression *group, char out[GROUP_TEXT_MAX]);

/* The interval and the sign test, for who asks; "" below the sizes where they exist. */
void progress_format_expert(const struct group_progression *group, char out[GROUP_TEXT_MAX]);

#endif
