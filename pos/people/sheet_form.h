/*
 * The intake sheet of one person: all that she told, sealed in the book. Each
 * line is kept as soon as it is left; nothing sealed ever stands in a draft.
 */
#ifndef POS_SHEET_FORM_H
#define POS_SHEET_FORM_H

#include "pos/ui/form.h"
#include "pos/ui/question.h"
#include "pos/acts/sheet_key.h"
#include "programme/people.h"

struct sheet_form {
    int rank; /* of the person, from 1 */
    struct participant who;
    struct form form;
    struct sheet sheet;               /* as it is in the book */
    bool is_open;                     /* it could be read: else nothing is written */
    bool leaving;                     /* Escape was pressed: go back once it is kept */
    bool refused;                     /* leaving failed once; the next Escape goes back */
    char reason[QUESTION_ANSWER_MAX]; /* of corrections after the session is closed */
    struct question question;
    struct notice notice;
};

/* Argument: her rank in the list, from 1. */
extern const struct screen_kind SHEET_FORM;

#endif
