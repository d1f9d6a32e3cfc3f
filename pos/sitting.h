/*
 * What somebody did at the screens, one event a line, so that a fault can be seen again. The
 * program that people run keeps nothing; that of the tests stands in its place with
 * tests/program/sitting.c, which notes events and what came of them, and plays them again.
 */
#ifndef POS_SITTING_H
#define POS_SITTING_H

#include "pos/ui/screen.h"

bool sitting_is_kept(void);
/* Before `event` is taken by the screen of that title; of a secret nothing is written. */
void sitting_note(const char *screen, const struct event *event, bool is_secret);
void sitting_effect(struct effect effect);
void sitting_take_back(void); /* the last event noted did not happen */
/* Everything of an earlier sitting, in turn. */
void sitting_replay(void (*take)(void *context, const struct event *event), void *context);

#endif
