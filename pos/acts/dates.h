/* The days of a session as they are typed: "2019-11-26,2019-11-27,…", J1..Jn in order. */
#ifndef POS_DATES_H
#define POS_DATES_H

#include "programme/calendar.h"

/* ERR_INPUT: not a date, or more than DAYS_MAX of them. */
bool dates_parse(const char *text, struct day out[DAYS_MAX], int *count,
                 struct err *err) MUST_CHECK;

/*
 * A date as a person types it: "2019-11-26", "26/11/2019", or "26/11" in the
 * year that brings it nearest to `near`. ERR_INPUT: none of these.
 */
bool date_typed(const char *text, struct day near, struct day *out, struct err *err) MUST_CHECK;
/* The same way back, as the language of the program writes it. */
void date_to_type(struct day day, char *out, size_t room);

/* What is offered for a day without a date: the first weekday after the day before; DAY_NONE
 * when that one has none. */
struct day date_offered(const struct calendar *calendar, int day);

/* "J5 10/12": a day and its date, or no date. */
void day_name(const struct calendar *calendar, int day, char *out, size_t room);
const char *module_name(const struct calendar *calendar, int day); /* translated */

#endif
