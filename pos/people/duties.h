/*
 * The roles of a day: who takes what on. Left and right turn the day; a person
 * opens the list of roles, where each is ticked or not. The roles of the day
 * before may turn by one person.
 */
#ifndef POS_DUTIES_H
#define POS_DUTIES_H

#include "pos/acts/desk.h"
#include "pos/acts/places.h"
#include "pos/ui/list.h"
#include "pos/ui/question.h"
#include "programme/calendar.h"
#include "programme/duty.h"

enum { DUTIES_ROLES_MAX = 16 };

struct duties_page {
    SHELL;
    struct calendar calendar;
    int day;
    int turn_from; /* the day whose roles may turn onto this one; 0: none */
    struct people people;
    int there[PARTICIPANTS_MAX]; /* places in `people` of those who still come on that day */
    int there_count;
    struct duties duties;
    struct list list; /* the people, then the line that turns */
    bool is_open;     /* the roles of the selected person are shown */
    struct list roles;
    char names[DUTIES_ROLES_MAX][DUTY_ROLE_MAX]; /* usual roles, then those that someone holds */
    int name_count;
    bool turns;                       /* being recorded: the day before turned, else one role */
    char role[QUESTION_ANSWER_MAX];   /* that is given or taken */
    char reason[QUESTION_ANSWER_MAX]; /* asked once, when the session is done */
};

#endif
