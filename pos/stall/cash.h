/*
 * Money of the drawer that is no sale: the float in the morning, money put in,
 * money taken out, and why.
 */
#ifndef POS_CASH_H
#define POS_CASH_H

#include "pos/acts/desk.h"
#include "pos/ui/form.h"

struct cash {
    struct form form;
    struct notice notice;
};

extern const struct screen_kind CASH;

#endif
