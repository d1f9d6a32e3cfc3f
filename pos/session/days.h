/*
 * The days J1..Jn: their dates, what was called and ticked, how many they are
 * and where a module ends. A day opens on its own screen (pos/session/day_page).
 */
#ifndef POS_DAYS_H
#define POS_DAYS_H

#include "pos/acts/desk.h"
#include "pos/ui/list.h"
#include "pos/ui/question.h"
#include "programme/calendar.h"

/* Lines under the days. */
enum { DAYS_ROW_COUNT, DAYS_ROW_CREATION, DAYS_ROW_SALE, DAYS_ROW_FORMAT, DAYS_EXTRA_ROWS };

struct days {
    SHELL;
    struct list list; /* the days, then the extra rows */
    struct calendar calendar;
    int called[DAYS_MAX]; /* half-days of the day whose presence was called */
    int ticked[DAYS_MAX]; /* of its list */
    int to_tick[DAYS_MAX];
    int today;                       /* number of the day, 0: the group does not meet today */
    char value[QUESTION_ANSWER_MAX]; /* the number that waits for a reason */
};

extern const struct screen_kind DAYS;

#endif
