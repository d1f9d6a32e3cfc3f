/*
 * Where the session stands: the five states, what is still missing before the
 * next one, the corrections made since it was closed, and the step itself,
 * which a person takes.
 */
#ifndef POS_STATE_PAGE_H
#define POS_STATE_PAGE_H

#include "pos/acts/desk.h"
#include "pos/ui/question.h"
#include "reports/figures/to_do.h"

enum { STATE_PAGE_CORRECTIONS_MAX = 4, STATE_PAGE_MISSING_SHOWN = 1, STATE_PAGE_TEXT_MAX = 160 };

struct state_page_correction {
    char time[24]; /* "26/11/2019 10:02" */
    char text[STATE_PAGE_TEXT_MAX];
};

struct state_page {
    SHELL;
    struct to_do to_do;
    bool session_is_closed; /* at the till */
    bool may_step;
    struct err obstacle;  /* why the next step cannot be taken now */
    int correction_count; /* all of them */
    struct state_page_correction corrections[STATE_PAGE_CORRECTIONS_MAX]; /* the last ones */
};

extern const struct screen_kind STATE_PAGE;

#endif
