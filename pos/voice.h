/*
 * The screen in front, heard: what it says is said once, when it is something
 * else than before, and only to who wants to hear.
 */
#ifndef POS_VOICE_H
#define POS_VOICE_H

#include "pos/acts/desk.h"
#include "pos/stack.h"

struct voice {
    char said[SPOKEN_MAX]; /* as long as it is still shown */
};

/* After drawing: a key never waits for a voice. */
void voice_follow(struct voice *voice, struct desk *desk, const struct opened_screen *screen);

#endif
