#include "programme/attendance.h"

#include "base/lang.h"

#include <stdio.h>
#include <string.h>

struct attendance_total attendance_sum(const struct attendance *attendance,
                                       const struct calendar *calendar, const struct stays *stays)
{
    struct attendance_total total = { 0 };

    for (int i = 0; i < calendar->day_count * HALF_COUNT; i++) {
        const struct presence *presence = &attendance->halves[i / HALF_COUNT][i % HALF_COUNT];

        if (!presence->called || !stays_cover(stays, i / HALF_COUNT + 1))
            continue;
        total.half_days_called++;
        total.planned += calendar->days[i / HALF_COUNT].planned[i % HALF_COUNT];
        total.present += presence->present;
        total.half_days_present += presence->present > 0;
        total.half_days_excused +=
            presence->present == 0 && strcmp(presence->reason, "excused") == 0;
    }
    return total;
}

int attendance_uncalled(const struct attendance *attendance, const struct calendar *calendar,
                        const struct stays *stays, int last_day)
{
    int count = 0;

    for (int day = 0; day < last_day && day < calendar->day_count; day++)
        for (int half = 0; half < HALF_COUNT && stays_cover(stays, day + 1); half++)
            count += calendar->days[day].planned[half] > 0 && !attendance->halves[day][half].called;
    return count;
}

void attendance_add(struct attendance_total *total, const struct attendance_total *more)
{
    total->present += more->present;
    total->planned += more->planned;
    total->half_days_present += more->half_days_present;
    total->half_days_called += more->half_days_called;
    total->half_days_excused += more->half_days_excused;
}

bool attendance_rate(const struct attendance_total *total, struct ratio *out)
{
    if (total->half_days_called == 0)
        return false;
    *out = ratio_of(100 * (int64_t)total->half_days_present, total->half_days_called);
    return true;
}

void hours_format(minutes amount, char out[HOURS_TEXT_MAX])
{
    if (amount % 60 == 0)
        snprintf(out, HOURS_TEXT_MAX, "%d h", amount / 60);
    else
        snprintf(out, HOURS_TEXT_MAX, "%d h %02d", amount / 60, amount % 60);
}

void attendance_format(const struct attendance_total *total, char out[RATE_TEXT_MAX])
{
    struct ratio rate;

    if (attendance_rate(total, &rate))
        snprintf(out, RATE_TEXT_MAX, _("%d demi-journées sur %d (%d %%)"), total->half_days_present,
                 total->half_days_called, (int)ratio_scale(rate, 1));
    else
        snprintf(out, RATE_TEXT_MAX, "%s", _("aucune demi-journée appelée"));
}
