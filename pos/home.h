/*
 * The home of a session: where we are, what is next, what is missing, and the
 * way to everything else. What to do stands large, selected; below it the
 * places in three groups of three, each on its digit.
 */
#ifndef POS_HOME_H
#define POS_HOME_H

#include "ledger/older_copy.h"
#include "pos/acts/advice.h"
#include "pos/acts/desk.h"
#include "pos/acts/places.h"
#include "pos/menu.h"

enum { HOME_GROUPS = 3, HOME_GROUP_PLACES = 3 };
enum { HOME_PICTURE_WIDTH = 11, HOME_PICTURE_PIXELS = 6 }; /* half a cell high each */

struct home {
    SHELL;
    int selected; /* 0: what to do; then the places, from 1 */
    int turned;   /* which piece of advice stands large: 0 the next step, then what is missing */
    struct session session;
    char older_copy[OLDER_COPY_TEXT_MAX]; /* "" when the book is the newest seen */
    struct advice_facts facts;
    struct advice advice[ADVICE_MAX];
    int advice_count;
    int today;            /* number of the day, 0: the group does not meet today */
    bool asked_elsewhere; /* see pos/session/elsewhere.h */
};

void home_draw(const void *model, struct canvas *canvas);
struct area home_step_area(int width, int height);         /* what to do */
struct area home_place_area(int i, int width, int height); /* a place, from 0 */
/* The drawing of a place, from 0, as large as `area` allows. Only where canvas_has_pictures(). */
void home_picture_draw(struct canvas *canvas, struct area area, int place, int ground_rgb);
int home_step_picture(const struct home *home); /* the place whose drawing says it; -1: none */
bool home_place(int i, struct place *out);      /* false past the last */
const char *home_place_name(int i);             /* translated; NULL past the last */

#endif
