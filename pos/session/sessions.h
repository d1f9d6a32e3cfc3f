/*
 * The first screen: the sessions of this machine, a new one, or an example.
 */
#ifndef POS_SESSIONS_H
#define POS_SESSIONS_H

#include "pos/acts/desk.h"
#include "pos/ui/list.h"

enum { SESSIONS_MAX = 64, SESSION_NAME_MAX = 64 };

#define SESSION_ENDING ".flashcoop"

struct session_line {
    char name[SESSION_NAME_MAX]; /* of the session; of the file when that cannot be read */
    char note[SESSION_NAME_MAX]; /* its place, that it is an example, or which file it is */
    char path[DESK_PATH_MAX];
    char id[BOOK_ID_MAX]; /* of the session, "" when the book cannot be read */
};

struct sessions {
    SHELL;
    struct list list; /* sessions, then the two offers */
    struct session_line lines[SESSIONS_MAX];
    int count;
    bool more;                /* SESSIONS_MAX reached: not all are shown */
    char left[DESK_PATH_MAX]; /* the book that people come from, "" none */
};

extern const struct screen_kind SESSIONS;

/* The folder of sessions, and those in it: FLASHCOOP_BOOKS, else ~/Flashcoop. Beside them what
 * `./run demo` left where the program was started. */
#endif
