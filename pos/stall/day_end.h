/*
 * The end of the day: count the drawer blind, note by note and coin by coin;
 * then see what the till expected; then close. A difference is data with a
 * reason, never an obstacle.
 */
#ifndef POS_DAY_END_H
#define POS_DAY_END_H

#include "pos/acts/desk.h"
#include "pos/stall/piece_count.h"
#include "pos/ui/question.h"

enum day_end_step { STEP_COUNT, STEP_COMPARE, STEP_CLOSED };

struct day_end {
    SHELL;
    struct piece_count draft;
    enum day_end_step step;
    cents counted;
    cents expected;
    char beside[BESIDE_TEXT_MAX]; /* what lies in the drawer apart from euros, "" nothing */
    struct closing closing;
};

extern const struct screen_kind DAY_END;

struct effect day_end_update(void *model, const struct event *event);
void day_end_draw(const void *model, struct canvas *canvas);

#endif
