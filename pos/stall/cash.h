/*
 * Money of the drawer that is no sale: what is in it before the first one, counted note by note
 * and coin by coin; money put in, money taken out, and why.
 */
#ifndef POS_CASH_H
#define POS_CASH_H

#include "pos/acts/desk.h"
#include "pos/stall/piece_count.h"
#include "pos/ui/form.h"
#include "pos/ui/list.h"
#include "pos/ui/question.h"

enum cash_step { CASH_CHOOSE, CASH_COUNT, CASH_SUM };

struct cash_draft {
    enum cash_step step;
    int kind; /* line of the list, from 0 */
    struct piece_count count;
    struct form form;
};

struct cash {
    SHELL;
    struct cash_draft draft;
    struct list list;
    int first; /* kind on the first line: once the session is closed, no float is asked for */
};

extern const struct screen_kind CASH;

#endif
