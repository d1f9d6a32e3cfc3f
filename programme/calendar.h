/*
 * The days J1..Jn of a session. They are not consecutive dates: each day has
 * its own, ascending, and two half-days with planned minutes. What is
 * recorded belongs to a day's number, so a day can move without losing it.
 */
#ifndef PROGRAMME_CALENDAR_H
#define PROGRAMME_CALENDAR_H

#include "base/day.h"

typedef int32_t minutes;

enum {
    DAYS_MIN = 4,
    DAYS_DEFAULT = 7,
    DAYS_MAX = 10,
    HALF_DAY_MINUTES = 210,     /* planned, unless the animator says otherwise */
    HALF_DAY_MINUTES_MAX = 720, /* twelve hours */
    MODULE_COUNT = 3,
};

enum half { HALF_AM, HALF_PM, HALF_COUNT };

struct calendar_day {
    struct day date;             /* DAY_NONE: not chosen yet */
    minutes planned[HALF_COUNT]; /* 0 = no activity, ..HALF_DAY_MINUTES_MAX */
};

struct calendar {
    int day_count;                      /* DAYS_MIN..DAYS_MAX */
    int creation_last;                  /* last day of module 1: first ratings are taken up to it */
    int sale_day;                       /* last day of module 2: last ratings are taken from it */
    struct calendar_day days[DAYS_MAX]; /* days[0] is J1 */
};

/* `day_count` days without dates, modules at their usual place. ERR_INPUT: not 4 to 10 days. */
bool calendar_init(struct calendar *out, int day_count, struct err *err) MUST_CHECK;

/* The same with dates. ERR_INPUT: not 4 to 10, twice the same, or not ascending. */
bool calendar_set_dates(struct calendar *calendar, const struct day *dates, int date_count,
                        struct err *err) MUST_CHECK;

/*
 * Another number of days: those that stay keep dates and minutes, modules fall
 * at the usual place again. ERR_INPUT: not 4 to 10 days.
 */
bool calendar_resize(struct calendar *calendar, int day_count, struct err *err) MUST_CHECK;

/*
 * Last day of module 1 and of module 2; each module keeps at least one day.
 * ERR_INPUT: they do not follow each other.
 */
bool calendar_set_modules(struct calendar *calendar, int creation_last, int sale_day,
                          struct err *err) MUST_CHECK;

/* ERR_INPUT: two known dates do not ascend. Days without a date are left out. */
bool calendar_check(const struct calendar *calendar, struct err *err) MUST_CHECK;

/* Give J`day` another date. ERR_INPUT: it would pass a neighbour; the sentence names it. */
bool calendar_move(struct calendar *calendar, int day, struct day date, struct err *err) MUST_CHECK;

/* 1 creation, 2 production and sale, 3 review. */
int calendar_module(const struct calendar *calendar, int day);

bool day_is_departure(const struct calendar *calendar, int day); /* T0 window: module 1 */
bool day_is_arrival(const struct calendar *calendar, int day);   /* T3 window: from the sale day */

struct day calendar_first(const struct calendar *calendar); /* DAY_NONE without dates */
struct day calendar_last(const struct calendar *calendar);

/* The number of the day at that date, 0 when the group does not meet. */
int calendar_find(const struct calendar *calendar, struct day date);

/* Cold review: from 4 to 6 calendar months after the last day, clamped to the end of the month. */
struct follow_up_window {
    struct day from;
    struct day to;
};
struct follow_up_window calendar_follow_up(const struct calendar *calendar);

/* "am" or "pm"; false: another word. */
bool half_parse(const char *text, enum half *out);
const char *half_word(enum half half);

/* Where a session is. It only goes forward. */
enum session_state {
    SESSION_PREPARED,
    SESSION_OPEN,
    SESSION_CLOSED,      /* the last day is done: corrections need a reason from here on */
    SESSION_COLD_REVIEW, /* 4 to 6 months later */
    SESSION_ARCHIVED,
    SESSION_STATE_COUNT,
};

const char *session_state_word(enum session_state state); /* for files and the book */
const char *session_state_name(enum session_state state); /* for people */
bool session_state_can_follow(enum session_state from, enum session_state to);

#endif
