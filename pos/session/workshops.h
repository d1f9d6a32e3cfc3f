/*
 * The workshops: the price of a packet (J2), a loan as an exercise (J3), a
 * making (J4), and the way to its recipe. What is typed is worked out at once;
 * only a price sheet and a making are recorded: the one tells the till what a
 * packet costs, the other fills its stock.
 */
#ifndef POS_WORKSHOPS_H
#define POS_WORKSHOPS_H

#include "pos/acts/desk.h"
#include "pos/ui/form.h"
#include "pos/ui/list.h"
#include "pos/ui/question.h"

enum workshop { WORKSHOP_PRICE, WORKSHOP_LOAN, WORKSHOP_BATCH, WORKSHOP_COUNT };

struct workshops_draft {
    struct form forms[WORKSHOP_COUNT];
};

struct workshops {
    SHELL;
    struct workshops_draft draft;
    struct list list;
    bool is_open; /* one of them is being filled in */
    enum workshop workshop;
    int rate; /* of VAT, of the product or the usual one */
    int day;  /* of today, for a making; without one the day of production */
};

extern const struct screen_kind WORKSHOPS;

struct effect workshops_update(void *model, const struct event *event);
void workshops_draw(const void *model, struct canvas *canvas);

#endif
