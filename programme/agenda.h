/*
 * What each of the seven days is for, and with whom: the published frame. A
 * session of another length keeps the same steps in the same order, spread
 * over the days of each module.
 */
#ifndef PROGRAMME_AGENDA_H
#define PROGRAMME_AGENDA_H

#include "programme/calendar.h"

enum { STEP_COUNT_MAX = 7, CHECKS_MAX = 6 };

/* A thing to tick on a day's list. */
struct agenda_check {
    const char *word; /* as the book writes it; NULL after the last */
    const char *name; /* N_() */
};

struct agenda_step {
    int number;         /* 1..7 */
    int module;         /* 1..MODULE_COUNT */
    const char *with;   /* N_(): who comes beside the animator */
    const char *what;   /* N_(): what the group does */
    const char *papers; /* N_(): what to print before */
};

/* Step 1..STEP_COUNT_MAX. */
const struct agenda_step *agenda_step(int number);

/* The list of a day, ended by a NULL word; a day that carries on has what every day has. */
const struct agenda_check *agenda_checks_of_day(const struct calendar *calendar, int day);

/* The day on which that step falls in this calendar. */
int agenda_day(const struct calendar *calendar, int number);

/* The first step of a day, NULL when the day carries on with the step before. */
const struct agenda_step *agenda_of_day(const struct calendar *calendar, int day);

#endif
