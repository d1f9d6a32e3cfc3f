/*
 * The days J1..Jn: their dates, and whether presence was called. A day can be
 * moved; what was recorded stays with it.
 */
#ifndef POS_DAYS_H
#define POS_DAYS_H

#include "pos/desk.h"
#include "pos/list.h"
#include "pos/question.h"
#include "programme/calendar.h"

struct days {
    struct list list;
    struct calendar calendar;
    int called[DAYS_MAX]; /* half-days of the day whose presence was called */
    int today;            /* number of the day, 0: the group does not meet today */
    struct question question;
    struct notice notice;
    char place[FRAME_TEXT_MAX];
};

extern const struct screen_kind DAYS;

/* "J5 10/12": a day and its date, or no date. */
void day_name(const struct calendar *calendar, int day, char *out, size_t room);

#endif
