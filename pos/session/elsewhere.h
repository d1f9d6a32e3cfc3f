/*
 * A book that came from another computer: does that one still sell? The answer
 * decides whether the till goes on here or another one begins (ledger/elsewhere.h).
 */
#ifndef POS_ELSEWHERE_H
#define POS_ELSEWHERE_H

#include "pos/acts/desk.h"
#include "pos/ui/list.h"

struct elsewhere {
    SHELL;
    struct list list;
};

extern const struct screen_kind ELSEWHERE;

#endif
