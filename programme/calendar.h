/*
 * The days J1..Jn of a session. They are not consecutive dates: each day has
 * its own, ascending, and two half-days with planned minutes. What is
 * recorded belongs to a day's number, so a day can move without losing it.
 * What a day is for are its steps (programme/agenda.h): a format
 * (programme/format.h) says them, day by day.
 */
#ifndef PROGRAMME_CALENDAR_H
#define PROGRAMME_CALENDAR_H

#include "base/day.h"
#include "programme/session_state.h"

typedef int32_t minutes;

enum {
    DAYS_MIN = 1,
    DAYS_DEFAULT = 7,
    DAYS_DAILY_MAX = 10, /* more than that go by week: they need a format that says so */
    DAYS_MAX = 150,
    HALF_DAY_MINUTES = 210,     /* planned, unless the animator says otherwise */
    HALF_DAY_MINUTES_MAX = 720, /* twelve hours */
    MODULE_COUNT = 3,
};

/* What the group does, in the order of the published frame: step n is bit n - 1 of a day. */
enum step {
    STEP_START = 1,
    STEP_OFFER,
    STEP_BRAND,
    STEP_PRODUCE,
    STEP_SELL,
    STEP_ACCOUNTS,
    STEP_REVIEW,
    STEPS_MAX = STEP_REVIEW,
};

enum half { HALF_AM, HALF_PM, HALF_COUNT };

struct calendar_day {
    struct day date;             /* DAY_NONE: not chosen yet */
    minutes planned[HALF_COUNT]; /* 0 = no activity, ..HALF_DAY_MINUTES_MAX */
    unsigned steps;              /* what it is for; 0: it carries on with the day before */
};

struct calendar {
    int day_count;                      /* DAYS_MIN..DAYS_MAX */
    int creation_last;                  /* first ratings are taken up to it; 0: there are none */
    int sale_day;                       /* last ratings are taken from it */
    struct calendar_day days[DAYS_MAX]; /* days[0] is J1 */
};

/* The format of that many days, without dates. ERR_INPUT: not 1 to 10 days. */
bool calendar_init(struct calendar *out, int day_count, struct err *err) MUST_CHECK;

/* The same with dates. ERR_INPUT: no format has so many, twice the same, or not ascending. */
bool calendar_set_dates(struct calendar *calendar, const struct day *dates, int date_count,
                        struct err *err) MUST_CHECK;

/*
 * Another number of days: those that stay keep dates and minutes, steps fall
 * at the usual place again. ERR_INPUT: not 1 to 10 days.
 */
bool calendar_resize(struct calendar *calendar, int day_count, struct err *err) MUST_CHECK;

/*
 * Where ratings begin and end, from what the days are for: up to the last day of module 1 before
 * the first sale, and from that sale on; of more than ten days, the first and the last fifth.
 */
void calendar_settle(struct calendar *calendar);

/* The seven steps over the days, as books have them that name no steps. */
void calendar_spread(struct calendar *calendar);

/*
 * Last day of module 1 and of module 2; each module keeps at least one day, and the steps are
 * spread anew. ERR_INPUT: they do not follow each other, or there are not 4 to 10 days.
 */
bool calendar_set_modules(struct calendar *calendar, int creation_last, int sale_day,
                          struct err *err) MUST_CHECK;

/* ERR_INPUT: two known dates do not ascend. Days without a date are left out. */
bool calendar_check(const struct calendar *calendar, struct err *err) MUST_CHECK;

/* Give J`day` another date. ERR_INPUT: it would pass a neighbour; the sentence names it. */
bool calendar_move(struct calendar *calendar, int day, struct day date, struct err *err) MUST_CHECK;

bool day_has_step(const struct calendar *calendar, int day, enum step step);

/* The first day with that step, 0 none. */
int calendar_step_day(const struct calendar *calendar, enum step step);

/* Of the first step of the day: 1 creation, 2 production and sale, 3 review. */
int calendar_module(const struct calendar *calendar, int day);
int step_module(enum step step);

bool day_is_departure(const struct calendar *calendar, int day); /* T0 window: module 1 */
bool day_is_arrival(const struct calendar *calendar, int day);   /* T3 window: from the sale day */

struct day calendar_first(const struct calendar *calendar); /* DAY_NONE without dates */
struct day calendar_last(const struct calendar *calendar);

/* The number of the day at that date, 0 when the group does not meet. */
int calendar_find(const struct calendar *calendar, struct day date);

/* "3", "J3" or the date of that day. */
bool calendar_day_parse(const struct calendar *calendar, const char *text, int *out,
                        struct err *err) MUST_CHECK;
/* Cold review: from 4 to 6 calendar months after the last day, clamped to the end of the month. */
struct follow_up_window {
    struct day from;
    struct day to;
};
struct follow_up_window calendar_follow_up(const struct calendar *calendar);

/* "am" or "pm"; false: another word. */
bool half_parse(const char *text, enum half *out);

#endif
