/*
 * What each step of a session is for, and with whom: the published frame of
 * seven days has one a day. Other formats name the steps of each day.
 */
#ifndef PROGRAMME_AGENDA_H
#define PROGRAMME_AGENDA_H

#include "programme/grid.h"

enum { CHECKS_MAX = 24, AGENDA_TEXT_MAX = 320 };

/* A thing to tick on a day's list. */
struct agenda_check {
    const char *word; /* as the book writes it; NULL after the last */
    const char *name; /* N_() */
};

/* The list of a day, ended by a NULL word: what its steps add, then what every day has. */
void agenda_checks_of_day(const struct calendar *calendar, int day,
                          struct agenda_check out[CHECKS_MAX + 1]);

/* The steps of a day, in their order; of a day without any, those of the day before. */
int agenda_steps_of_day(const struct calendar *calendar, int day, enum step out[STEPS_MAX]);

/* For people: what the group does that day, who comes, what to print. "" when nothing is said. */
void agenda_what(const struct calendar *calendar, int day, char out[AGENDA_TEXT_MAX]);
void agenda_with(const struct calendar *calendar, int day, char out[AGENDA_TEXT_MAX]);
void agenda_papers(const struct calendar *calendar, int day, char out[AGENDA_TEXT_MAX]);

/* The days of a step for people: "J5", "J3 J4", "J7 (et 2 autres jours)"; "" none has it. */
void agenda_days_of_step(const struct calendar *calendar, enum step step,
                         char out[AGENDA_TEXT_MAX]);

/* A grid says its days in the frame of seven: what step n asks is asked on the days of step n. */
bool agenda_asks(const struct calendar *calendar, int day, const struct indicator *indicator);

#endif
