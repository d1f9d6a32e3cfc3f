/*
 * Four to six months later: whom to call, how far it is, and each attempt as it
 * was made. Who did not agree to be called is not called by mistake.
 */
#ifndef POS_FOLLOW_UP_H
#define POS_FOLLOW_UP_H

#include "pos/ui/form.h"
#include "pos/ui/list.h"
#include "pos/ui/question.h"
#include "pos/acts/sheet_key.h"
#include "programme/people.h"
#include "programme/workbook.h"

struct follow_up_page {
    SHELL;
    struct list list; /* the people, then the line of the names */
    struct people people;
    struct follow_up_window window;
    struct follow_up states[PARTICIPANTS_MAX]; /* beside people.list */
    bool agreed[PARTICIPANTS_MAX];
    bool can_forget; /* the session is closed */
};

struct call_form {
    SHELL;
    int rank; /* of the person, from 1 */
    struct participant who;
    struct consent consent; /* to being called */
    struct follow_up follow_up;
    struct follow_up_call last;   /* channel "" = none yet */
    char contact[SHEET_TEXT_MAX]; /* from her sheet, when she agreed and it is open */
    bool sheet_is_closed;
    struct form form;
    bool sure; /* to call someone who did not agree, or refused */
    char reason[QUESTION_ANSWER_MAX];
};

extern const struct screen_kind FOLLOW_UP;
/* Argument: her rank in the list, from 1. */
extern const struct screen_kind CALL_FORM;

#endif
