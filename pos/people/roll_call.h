/*
 * The roll call of a half-day: one person after the other, four answers.
 * Each answer is recorded as it is given, and can be taken back. A half-day
 * that is still to come is asked about. A half-day that was not called is
 * neither presence nor absence.
 */
#ifndef POS_ROLL_CALL_H
#define POS_ROLL_CALL_H

#include "pos/acts/desk.h"
#include "pos/acts/places.h"
#include "pos/ui/list.h"
#include "pos/ui/question.h"
#include "programme/attendance.h"
#include "programme/people.h"

struct roll_call {
    SHELL;
    struct list list;
    struct people people;
    struct calendar calendar;
    int day; /* 1..n */
    enum half half;
    struct presence presences[PARTICIPANTS_MAX];
    int answered;                     /* the person whose answer is to be recorded */
    minutes minutes_said;             /* of a part, until it is said why */
    bool is_ahead;                    /* this half-day has not come yet */
    bool insisted;                    /* and is called all the same */
    char reason[QUESTION_ANSWER_MAX]; /* of corrections after the session is closed */
};

struct effect roll_call_update(void *model, const struct event *event);
void roll_call_draw(const void *model, struct canvas *canvas);

#endif
