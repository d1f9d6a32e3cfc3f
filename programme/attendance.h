/*
 * Presence by half-day, in minutes. A half-day not yet called is neither
 * present nor absent: it is in no total and no denominator.
 */
#ifndef PROGRAMME_ATTENDANCE_H
#define PROGRAMME_ATTENDANCE_H

#include "programme/calendar.h"
#include "programme/ratio.h"
#include "programme/stay.h"

enum { REASON_MAX = 80 };

struct presence {
    bool called;
    minutes present;         /* 0 = absent, ..HALF_DAY_MINUTES_MAX */
    char reason[REASON_MAX]; /* free; "excused" is known */
};

struct attendance {
    struct presence halves[DAYS_MAX][HALF_COUNT];
};

struct attendance_total {
    minutes present;
    minutes planned;       /* of the half-days called */
    int half_days_present; /* with at least one minute */
    int half_days_called;
    int half_days_excused; /* absent with the reason "excused" */
};

/* Of the days on which she is in the group. */
struct attendance_total attendance_sum(const struct attendance *attendance,
                                       const struct calendar *calendar, const struct stays *stays);
/* Half-days of hers with an activity, up to J`last_day`, that nobody has called yet. */
int attendance_uncalled(const struct attendance *attendance, const struct calendar *calendar,
                        const struct stays *stays, int last_day);
void attendance_add(struct attendance_total *total, const struct attendance_total *more);

/* Percent of the half-days called, as a ratio; false: none was called. */
bool attendance_rate(const struct attendance_total *total, struct ratio *out);

/* "45 h 30" or "322 h". */
enum { HOURS_TEXT_MAX = 24 };
void hours_format(minutes amount, char out[HOURS_TEXT_MAX]);

/* "92 demi-journées sur 98 (94 %)", or that none was called. */
enum { RATE_TEXT_MAX = 96 };
void attendance_format(const struct attendance_total *total, char out[RATE_TEXT_MAX]);

#endif
