/*
 * J6, one key a step: from what came in, over all that goes off, down to what
 * there is to share, and then to each person's share.
 */
#ifndef POS_FALL_H
#define POS_FALL_H

#include "pos/acts/desk.h"
#include "programme/people.h"
#include "reports/figures/waterfall.h"

struct fall {
    SHELL;
    struct waterfall waterfall;
    struct distribution decided; /* holds when `is_decided` */
    bool is_decided;             /* on this very sum */
    struct people people;
    int told; /* steps shown, from 1; one more than there are: the shares */
};

extern const struct screen_kind FALL;

void fall_draw(const void *model, struct canvas *canvas);
/* What there is to share, below the last step. */
cents fall_to_share(const struct fall *fall);
bool fall_is_told(const struct fall *fall);

#endif
