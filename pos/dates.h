/* The days of a session as they are typed: "2019-11-26,2019-11-27,…", J1..Jn in order. */
#ifndef POS_DATES_H
#define POS_DATES_H

#include "programme/calendar.h"

/* ERR_INPUT: not a date, or more than DAYS_MAX of them. */
bool dates_parse(const char *text, struct day out[DAYS_MAX], int *count,
                 struct err *err) MUST_CHECK;

#endif
