/*
 * The interview of the last day: a few questions to ask, what the person says,
 * the next step, an appointment. Sealed like the sheet, kept line by line; once
 * the session is closed, for a reason.
 */
#ifndef POS_INTERVIEW_FORM_H
#define POS_INTERVIEW_FORM_H

#include "pos/ui/form.h"
#include "pos/ui/question.h"
#include "pos/acts/sheet_key.h"
#include "programme/people.h"

struct interview_form {
    int rank; /* of the person, from 1 */
    struct participant who;
    struct form form;
    struct interview interview; /* as it is in the book */
    bool notes_are_long;        /* more than the field holds: what is typed is added to them */
    bool is_open;               /* it could be read: else nothing is written */
    bool leaving;
    bool refused;                     /* leaving failed once; the next Escape goes back */
    char reason[QUESTION_ANSWER_MAX]; /* of corrections after the session is closed */
    struct question question;
    struct notice notice;
};

/* Argument: her rank in the list, from 1. */
extern const struct screen_kind INTERVIEW_FORM;

#endif
