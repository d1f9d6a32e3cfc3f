/*
 * Calendar days, moments, and the clock that gives them.
 *
 * A day is a date without a time, in the proleptic Gregorian calendar. A
 * moment is UTC seconds with the offset of the wall clock, so that it can be
 * printed as people lived it and compared without a time zone.
 */
#ifndef BASE_DAY_H
#define BASE_DAY_H

#include "base/err.h"

#include <stdint.h>

struct day {
    int32_t number; /* days since 1970-01-01, DAY_NONE = no day */
};

enum { DAY_NONE_NUMBER = INT32_MIN, DAY_TEXT_MAX = 11, MOMENT_TEXT_MAX = 26 };
enum { DAY_FIRST_NUMBER = -719162, DAY_LAST_NUMBER = 2932896 }; /* 0001-01-01, 9999-12-31 */
enum { OFFSET_MAX_MIN = 1080 };

#define DAY_NONE ((struct day){ DAY_NONE_NUMBER })

struct moment {
    int64_t utc_s;      /* seconds since 1970-01-01T00:00:00Z */
    int32_t offset_min; /* wall clock minus UTC, -1080..1080 */
};

/* Where the time comes from: the machine, or a fixed moment in tests and deterministic papers. */
struct clock {
    bool frozen;
    struct moment at; /* when frozen */
};

struct clock clock_real(void);
struct clock clock_frozen(struct moment at);
struct moment clock_now(const struct clock *clock);

bool day_exists(int year, int month, int day); /* years 1..9999 */
struct day day_of(int year, int month, int day);
void day_split(struct day day, int *year, int *month, int *month_day);
int day_weekday(struct day day); /* 1 = Monday .. 7 = Sunday */

/* The same day `months` later, clamped to the end of the month: 31 Aug + 6 = 28 or 29 Feb. */
struct day day_add_months(struct day day, int months);

/* "2019-11-26", "26/11/2019", "26/11/19", "26.11.2019", "26 nov. 2019" and the like, the whole
 * text; ERR_INPUT: not a date that exists. */
bool day_parse(const char *text, struct day *out, struct err *err) MUST_CHECK;
void day_format(struct day day, char out[DAY_TEXT_MAX]);       /* ISO, "" for DAY_NONE */
void day_format_human(struct day day, char *out, size_t room); /* "26/11/2019", or "26 Nov 2019" */
void day_format_weekday(struct day day, char *out, size_t room); /* "mardi 26/11/2019" */

/* The date on the wall clock at that moment. */
struct day moment_day(struct moment moment);
/* The day that begins `cut_min` minutes after midnight: at 05:00, a party until three is today. */
struct day moment_day_cut(struct moment moment, int cut_min);

/*
 * "2019-11-26T10:02:05+01:00". On input the date may be any of day_parse(), the seconds and the
 * offset may be missing and a space may stand for the T; without offset the machine's zone at that
 * moment is meant. ERR_INPUT: not a time that exists.
 */
bool moment_parse(const char *text, struct moment *out, struct err *err) MUST_CHECK;
void moment_format(struct moment moment, char out[MOMENT_TEXT_MAX]);
void moment_format_hour(struct moment moment, char out[6]); /* "10:02" */

#endif
