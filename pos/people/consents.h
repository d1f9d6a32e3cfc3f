/*
 * What one person agrees to: four uses, each apart. Nothing is given until she
 * says so; each decision has its date, and each can be taken back.
 */
#ifndef POS_CONSENTS_H
#define POS_CONSENTS_H

#include "pos/acts/desk.h"
#include "pos/ui/list.h"
#include "pos/ui/question.h"
#include "programme/people.h"

struct consents {
    SHELL;
    int rank; /* of the person, from 1 */
    struct participant who;
    struct consent uses[CONSENT_COUNT];
    struct list list;
    bool answer;                      /* what the person just said of the selected use */
    char reason[QUESTION_ANSWER_MAX]; /* of a change after the session is archived */
};

/* Argument: her rank in the list, from 1. */
extern const struct screen_kind CONSENTS;

#endif
