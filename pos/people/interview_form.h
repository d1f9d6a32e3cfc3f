/*
 * The interview of the last day: a few questions to ask, what the person says,
 * the next step, an appointment. Sealed like the sheet, kept line by line; once
 * the session is closed, for a reason.
 */
#ifndef POS_INTERVIEW_FORM_H
#define POS_INTERVIEW_FORM_H

#include "pos/people/sealed_form.h"

struct interview_form {
    struct sealed_form sealed;
    struct interview interview; /* as it is in the book */
    bool notes_are_long;        /* more than the field holds: what is typed is added to them */
};

/* Argument: her rank in the list, from 1. */
extern const struct screen_kind INTERVIEW_FORM;

#endif
