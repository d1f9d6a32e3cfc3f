/*
 * Screens to which another room leads. A room sees no screen of another: it
 * only knows that the place is there, and each place is made in its own room.
 */
#ifndef POS_PLACES_H
#define POS_PLACES_H

#include "pos/ui/screen.h"

#include <stdint.h>

extern const struct screen_kind HOME;
extern const struct screen_kind SHARING;
extern const struct screen_kind VOICE_PAGE;

/* Argument: 0, or the rank of a product from 1: its labels. */
extern const struct screen_kind TILL_PAPERS;

/* Argument: 0, or the rank in the list of a person, from 1: her cold questionnaire is open. */
extern const struct screen_kind OPINIONS;

/* Argument: the day, from 1; 0: today, or J1. */
extern const struct screen_kind DUTIES;

/* Argument: 0 for the half-day that runs, else roll_call_of() with `half` 0 or 1. */
extern const struct screen_kind ROLL_CALL;
int64_t roll_call_of(int day, int half);

#endif
