/*
 * The home of a session: where we are, what is next, what is missing, and the
 * way to everything else. The first lines are what to do, the next step
 * selected; then the places, each on its digit, in the order of the days.
 */
#ifndef POS_HOME_H
#define POS_HOME_H

#include "ledger/older_copy.h"
#include "pos/acts/advice.h"
#include "pos/acts/desk.h"
#include "pos/acts/places.h"
#include "pos/menu.h"

/* Rows below the status: advice, an empty one, the places. The same in every window. */
enum { HOME_ADVICE_SHOWN = 3, HOME_PLACES_ROW = HOME_ADVICE_SHOWN + 1 };

struct home {
    int selected; /* 0: the next step; then what is missing, then the places */
    int shown;    /* lines of advice, at most HOME_ADVICE_SHOWN */
    struct notice notice;
    struct session session;
    char older_copy[OLDER_COPY_TEXT_MAX]; /* "" when the book is the newest seen */
    struct advice_facts facts;
    struct advice advice[ADVICE_MAX];
    int advice_count;
    int today;            /* number of the day, 0: the group does not meet today */
    bool asked_elsewhere; /* see pos/session/elsewhere.h */
};

void home_draw(const void *model, struct canvas *canvas);
struct area home_lines_area(int width, int height); /* advice and places */
bool home_place(int i, struct place *out);          /* false past the last */
const char *home_place_name(int i);                 /* translated; NULL past the last */

#endif
