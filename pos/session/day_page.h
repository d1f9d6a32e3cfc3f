/*
 * One day: date, hours, who comes and what for, the papers to print, the list
 * to tick, the animator's note. What was recorded stays with the day when its
 * date moves. After the session is closed each change asks for a reason.
 */
#ifndef POS_DAY_PAGE_H
#define POS_DAY_PAGE_H

#include "pos/acts/desk.h"
#include "pos/ui/list.h"
#include "pos/ui/question.h"
#include "programme/agenda.h"
#include "programme/programme_store.h"

/* Lines before those to tick. */
enum {
    DAY_ROW_DATE,
    DAY_ROW_AM,
    DAY_ROW_PM,
    DAY_ROW_CALL,
    DAY_ROW_NOTE,
    DAY_ROW_ROLES,
    DAY_ROW_PAPERS,
    DAY_ROWS
};

struct day_page {
    SHELL;
    int day; /* 1..n */
    struct day clock_day;
    struct list list;
    struct calendar calendar;
    struct agenda_check checks[CHECKS_MAX + 1]; /* of this day */
    bool ticked[CHECKS_MAX];
    char note[DAY_NOTE_MAX];
    char roles[LIST_RIGHT_MAX];
    char value[QUESTION_ANSWER_MAX]; /* what the chosen line becomes */
};

/* Argument: the day, from 1. */
extern const struct screen_kind DAY_PAGE;

#endif
