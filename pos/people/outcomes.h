/* What becomes of each person: on the last day, four weeks and four to six months later. */
#ifndef POS_OUTCOMES_H
#define POS_OUTCOMES_H

#include "pos/acts/desk.h"
#include "pos/ui/list.h"
#include "pos/ui/question.h"
#include "programme/outcome.h"

struct outcomes_page {
    SHELL;
    enum outcome_moment moment;
    struct list list; /* the people */
    struct people people;
    struct outcome outcomes[PARTICIPANTS_MAX]; /* beside people.list, at that moment */
    bool is_open;                              /* the words are shown for the selected person */
    struct list kinds;                         /* enum outcome_kind, then "not filled in" */
    char reason[QUESTION_ANSWER_MAX];
};

extern const struct screen_kind OUTCOMES_PAGE;

#endif
