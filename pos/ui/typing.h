/*
 * Typed keys on their way to the screen in front: fingers are answered at once, and a scanner that
 * types leaves no trace in a field.
 *
 * The first character of what may be a burst is tried at once. A second one within WEDGE_GAP_MS
 * takes it back, and both are held until they are a code or typing (drivers/wedge). What cannot be
 * taken back (a key that records, opens or rings) is held from the start. Pure but for its owner.
 */
#ifndef POS_TYPING_H
#define POS_TYPING_H

#include "drivers/wedge.h"
#include "pos/ui/event.h"

struct typing_owner {
    void *context;
    /* Do what the key asks and stay able to undo it; false: nothing was done. */
    bool (*attempt)(void *context, const struct event *key);
    void (*take_back)(void *context); /* as before the last attempt */
    void (*handle)(void *context, const struct event *event);
    void (*scanned)(void *context, const struct scan *scan);
};

struct typing {
    struct wedge wedge;
    struct typing_owner owner;
    bool tried; /* what the wedge holds is one character, and its attempt is done */
};

void typing_init(struct typing *typing, enum wedge_mode mode, const struct typing_owner *owner);

/* Every event of the terminal, in order. */
void typing_take(struct typing *typing, const struct event *event, int64_t now_ms);

/* When typing_tick() must be called; -1: nothing is held. */
int64_t typing_deadline_ms(const struct typing *typing);
void typing_tick(struct typing *typing, int64_t now_ms);

/* Something else is about to change the screen: what was tried is taken back, and comes after. */
void typing_step_back(struct typing *typing);

#endif
