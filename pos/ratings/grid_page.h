/*
 * The competence grid of the group: people down, indicators across, from the
 * first rating to the last, as the people or the animator saw it. People stand
 * in the order of the list: nobody is ranked.
 */
#ifndef POS_GRID_PAGE_H
#define POS_GRID_PAGE_H

#include "pos/acts/desk.h"
#include "pos/ui/list.h"
#include "reports/figures/progress.h"

struct grid_page {
    SHELL;
    struct list list; /* the people */
    struct rating_table marks;
    struct progress progress;
    bool is_known; /* marks and progress were read */
    int rater;     /* 0 the people themselves, 1 the animator: as in struct progress */
    int volet;
    int first; /* of the volet's indicators, the first that is shown */
};

extern const struct screen_kind GRID_PAGE;

struct effect grid_page_update(void *model, const struct event *event);
void grid_page_draw(const void *model, struct canvas *canvas);

/* The rater of struct progress as the domain knows it, and how the screens name it. */
enum rater_kind grid_rater_kind(int rater);
const char *grid_rater_name(int rater);

#endif
