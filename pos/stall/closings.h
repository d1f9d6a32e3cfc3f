/*
 * The closings: the day with its count, the month, and at the very end the
 * session, which only the host closes and nobody opens again.
 */
#ifndef POS_CLOSINGS_H
#define POS_CLOSINGS_H

#include "ledger/closing/closing.h"
#include "pos/acts/desk.h"
#include "pos/ui/list.h"
#include "pos/ui/question.h"

struct closings {
    SHELL;
    struct list list;
    enum period_kind kind; /* being closed */
    struct closing closing;
    bool is_closed; /* `closing` was just made, or is that of the session */
    bool month_is_early;
    struct actor closer; /* who was let in to close, while asked why */
};

extern const struct screen_kind CLOSINGS;

#endif
