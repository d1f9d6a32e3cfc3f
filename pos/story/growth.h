/*
 * The story of a day: what was sold, the money and the hours, growing by one
 * hour a key. Up and down turn to another sale day.
 */
#ifndef POS_GROWTH_H
#define POS_GROWTH_H

#include "pos/acts/desk.h"
#include "reports/figures/day_story.h"

struct growth {
    SHELL;
    struct day days[STORY_DAYS_MAX];
    int day_count, day_at;
    struct day_story story;
    int hour;                        /* told so far */
    const struct pictures *pictures; /* of the desk */
    int ranks[STORY_GOODS_MAX];      /* beside the goods: of their pictures */
};

extern const struct screen_kind GROWTH;

void growth_draw(const void *model, struct canvas *canvas);
bool growth_is_told(const struct growth *growth);

#endif
