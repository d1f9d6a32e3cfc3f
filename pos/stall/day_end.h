/*
 * The end of the day: count the drawer blind, note by note and coin by coin;
 * then see what the till expected; then close. A difference is data with a
 * reason, never an obstacle.
 */
#ifndef POS_DAY_END_H
#define POS_DAY_END_H

#include "ledger/closing/closing.h"
#include "pos/acts/desk.h"
#include "pos/ui/question.h"

enum { PIECES_MAX_TEXT = 6 };

enum day_end_step { STEP_COUNT, STEP_COMPARE, STEP_CLOSED };

struct day_end_draft {
    char pieces[DENOMINATION_COUNT][PIECES_MAX_TEXT]; /* as typed; "" = none */
    int at;                                           /* the note or coin being counted */
};

struct day_end {
    struct day_end_draft draft;
    enum day_end_step step;
    cents counted;
    cents expected;
    char beside[BESIDE_TEXT_MAX]; /* what lies in the drawer apart from euros, "" nothing */
    struct closing closing;
    struct question question; /* the reason of a difference */
    struct notice notice;
};

extern const struct screen_kind DAY_END;

struct effect day_end_update(void *model, const struct event *event);
void day_end_draw(const void *model, struct canvas *canvas);

/* What was typed, as a counting. Pure. */
struct cash_counting day_end_counting(const struct day_end_draft *draft);

#endif
