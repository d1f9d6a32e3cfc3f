/* Where a session is. It only goes forward. */
#ifndef PROGRAMME_SESSION_STATE_H
#define PROGRAMME_SESSION_STATE_H

#include "base/err.h"

enum session_state {
    SESSION_PREPARED,
    SESSION_OPEN,
    SESSION_CLOSED,      /* the last day is done: corrections need a reason from here on */
    SESSION_COLD_REVIEW, /* 4 to 6 months later */
    SESSION_ARCHIVED,
    SESSION_STATE_COUNT,
};

const char *session_state_word(enum session_state state); /* for files and the book */
const char *session_state_name(enum session_state state); /* for people */
bool session_state_can_follow(enum session_state from, enum session_state to);

#endif
