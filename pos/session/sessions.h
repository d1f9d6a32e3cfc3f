/*
 * The first screen: the sessions of this machine, a new one, or an example.
 */
#ifndef POS_SESSIONS_H
#define POS_SESSIONS_H

#include "pos/acts/desk.h"
#include "pos/ui/list.h"

enum { SESSIONS_MAX = 64, SESSION_NAME_MAX = 64 };

struct session_line {
    char name[SESSION_NAME_MAX]; /* file name without its ending */
    char path[DESK_PATH_MAX];
};

struct sessions {
    struct list list; /* sessions, then the two offers */
    struct session_line lines[SESSIONS_MAX];
    int count;
    bool more; /* SESSIONS_MAX reached: not all are shown */
    struct notice notice;
};

extern const struct screen_kind SESSIONS;

/* The folder of sessions: FLASHCOOP_BOOKS, else ~/Flashcoop. */
#endif
