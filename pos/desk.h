/*
 * What a screen may use when it performs an effect: the open book, the clock,
 * who acts, and the way to other screens. Moves between screens are carried out
 * by pos/app after perform() has returned.
 */
#ifndef POS_DESK_H
#define POS_DESK_H

#include "base/day.h"
#include "pos/screen.h"

struct till;

enum { DESK_PATH_MAX = 4096, DESK_NAME_MAX = 64 };

enum desk_move { DESK_STAY, DESK_GO, DESK_BACK, DESK_REPLACE, DESK_HOME, DESK_QUIT };

struct desk {
    struct clock clock;
    struct till *till;          /* the open book; NULL: none */
    char path[DESK_PATH_MAX];   /* of the book, "" when none */
    char folder[DESK_PATH_MAX]; /* where sessions are kept */
    char place[FRAME_TEXT_MAX]; /* session, till and seller, for the top bar */
    char seller[DESK_NAME_MAX]; /* badge or role that acts */
    bool practice;              /* nothing is real */
    bool forget_draft;          /* what was typed is recorded now: drop its draft */
    struct notice message;      /* shown by the screen that comes next */
    enum desk_move move;
    const struct screen_kind *next; /* of DESK_GO and DESK_REPLACE */
    int64_t argument;               /* handed to the next screen's begin() */
};

void desk_go(struct desk *desk, const struct screen_kind *kind, int64_t argument);
void desk_replace(struct desk *desk, const struct screen_kind *kind, int64_t argument);
void desk_back(struct desk *desk);

#endif
