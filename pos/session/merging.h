/*
 * The other tills of the session, from the sticks and from the folder of the book: what each file
 * sold, and whether it is here already. One act with `flashcoop merge`.
 */
#ifndef POS_MERGING_H
#define POS_MERGING_H

#include "pos/acts/desk.h"
#include "pos/ui/list.h"

enum { MERGING_MAX = 24 };

struct other_till {
    char path[DESK_PATH_MAX];
    char letter;
    cents gross; /* all that it ever sold */
    bool is_here;
};

struct merging {
    SHELL;
    struct list list;
    struct other_till tills[MERGING_MAX];
    int count;
};

extern const struct screen_kind MERGING;

#endif
