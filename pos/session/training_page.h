/*
 * The tasks of an exercise session, from J1 to the closing: ticked as the book
 * shows that they are done. The next one says where it is.
 */
#ifndef POS_TRAINING_PAGE_H
#define POS_TRAINING_PAGE_H

#include "pos/acts/desk.h"
#include "pos/ui/list.h"
#include "reports/figures/training_list.h"

struct training_screen {
    SHELL;
    struct list list;
    struct training training;
    bool is_exercise;
};

extern const struct screen_kind TRAINING_PAGE;

#endif
