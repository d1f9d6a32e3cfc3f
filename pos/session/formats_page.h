/*
 * The formats to choose from: how many days, by week or not, what each is for.
 * One is taken as long as the session is prepared; dates that are there stay.
 */
#ifndef POS_FORMATS_PAGE_H
#define POS_FORMATS_PAGE_H

#include "pos/acts/desk.h"
#include "pos/ui/list.h"
#include "pos/ui/question.h"
#include "programme/format.h"

struct formats_page {
    SHELL;
    struct list list;
    struct format format; /* the one that is looked at */
};

extern const struct screen_kind FORMATS_PAGE;

#endif
