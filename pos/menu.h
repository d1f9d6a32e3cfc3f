/*
 * A menu behind one line of the home: a few places that belong together, each
 * on its digit. Which places is said by the argument, an enum menu_group.
 */
#ifndef POS_MENU_H
#define POS_MENU_H

#include "pos/acts/desk.h"
#include "pos/ui/list.h"

enum menu_group { MENU_RATING, MENU_OFFER, MENU_MONEY, MENU_SETTINGS, MENU_GROUP_COUNT };

struct menu {
    SHELL;
    struct list list;
    enum menu_group group;
};

extern const struct screen_kind MENU;

/* A line of a menu or of the home: its name (N_()) and where it leads. */
struct place {
    const char *name;
    const struct screen_kind *screen;
    int argument;
    const char *trade; /* N_(): what accountants call it; may be NULL */
};
/* False past the last. */
bool menu_place(int group, int i, struct place *out);

#endif
