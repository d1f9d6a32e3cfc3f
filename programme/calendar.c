#include "programme/calendar.h"

#include "base/lang.h"
#include "programme/format.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool calendar_init(struct calendar *out, int day_count, struct err *err)
{
    struct format format;
    char name[16];

    if (day_count < DAYS_MIN || day_count > DAYS_DAILY_MAX)
        return err_fail(err, ERR_INPUT,
                        _("Une session a de %d à %d jours ; plus longue, elle suit un format par "
                          "semaine."),
                        (int)DAYS_MIN, (int)DAYS_DAILY_MAX);
    snprintf(name, sizeof name, "%d", day_count);
    if (!format_find(name, &format, err))
        return false;
    *out = format.calendar;
    return true;
}

bool calendar_set_dates(struct calendar *calendar, const struct day *dates, int date_count,
                        struct err *err)
{
    struct calendar made = *calendar; /* keeps planned minutes and steps */

    if (date_count != calendar->day_count && !calendar_init(&made, date_count, err))
        return false;
    for (int i = 0; i < date_count; i++) {
        if (i > 0 && dates[i].number <= dates[i - 1].number)
            return err_fail(err, ERR_INPUT,
                            _("Les dates doivent se suivre : J%d doit venir après J%d."), i + 1, i);
        made.days[i].date = dates[i];
    }
    *calendar = made;
    return true;
}

bool calendar_resize(struct calendar *calendar, int day_count, struct err *err)
{
    struct calendar made;

    if (day_count == calendar->day_count)
        return true;
    if (!calendar_init(&made, day_count, err))
        return false;
    for (int i = 0; i < day_count && i < calendar->day_count; i++) {
        unsigned steps = made.days[i].steps;

        made.days[i] = calendar->days[i];
        made.days[i].steps = steps;
    }
    *calendar = made;
    return true;
}

int step_module(enum step step)
{
    return step <= STEP_BRAND ? 1 : step <= STEP_SELL ? 2 : 3;
}

bool day_has_step(const struct calendar *calendar, int day, enum step step)
{
    return (calendar->days[day - 1].steps >> (step - 1) & 1U) != 0;
}

int calendar_step_day(const struct calendar *calendar, enum step step)
{
    for (int day = 1; day <= calendar->day_count; day++)
        if (day_has_step(calendar, day, step))
            return day;
    return 0;
}

void calendar_settle(struct calendar *calendar)
{
    int fifth = (calendar->day_count + 4) / 5;
    int sale = calendar_step_day(calendar, STEP_SELL);

    if (calendar->day_count > DAYS_DAILY_MAX) {
        calendar->creation_last = fifth;
        calendar->sale_day = calendar->day_count - fifth + 1;
        return;
    }
    calendar->sale_day = sale > 0 ? sale : calendar->day_count;
    calendar->creation_last = 0;
    for (int day = 1; day < calendar->sale_day; day++)
        for (int step = STEP_START; step <= STEP_BRAND; step++)
            if (day_has_step(calendar, day, (enum step)step))
                calendar->creation_last = day;
}

/* The steps `from`..`to` over the days `first`..`last`; the last one falls on the last day. */
static void module_spread(struct calendar *calendar, const int steps[2], int first, int last)
{
    int count = steps[1] - steps[0] + 1;

    for (int step = steps[0]; step <= steps[1]; step++) {
        int rank = step - steps[0];
        int day = step == steps[1] ? last : first + rank * (last - first + 1) / count;

        calendar->days[day - 1].steps |= 1U << (step - 1);
    }
    for (int day = first + 1; day <= last; day++)
        if (calendar->days[day - 1].steps == 0)
            calendar->days[day - 1].steps = calendar->days[day - 2].steps;
}

void calendar_spread(struct calendar *calendar)
{
    static const int STEPS[MODULE_COUNT][2] = { { STEP_START, STEP_BRAND },
                                                { STEP_PRODUCE, STEP_SELL },
                                                { STEP_ACCOUNTS, STEP_REVIEW } };

    for (int i = 0; i < calendar->day_count; i++)
        calendar->days[i].steps = 0;
    module_spread(calendar, STEPS[0], 1, calendar->creation_last);
    module_spread(calendar, STEPS[1], calendar->creation_last + 1, calendar->sale_day);
    module_spread(calendar, STEPS[2], calendar->sale_day + 1, calendar->day_count);
}

bool calendar_set_modules(struct calendar *calendar, int creation_last, int sale_day,
                          struct err *err)
{
    if (calendar->day_count > DAYS_DAILY_MAX)
        return err_fail(err, ERR_INPUT,
                        _("Une session par semaine suit son format : importer un format."));
    if (creation_last < 1 || sale_day <= creation_last || sale_day >= calendar->day_count)
        return err_fail(err, ERR_INPUT,
                        _("Le module 1 finit avant la vente, et la vente avant le dernier jour : "
                          "choisir de J1 à J%d."),
                        calendar->day_count - 1);
    calendar->creation_last = creation_last;
    calendar->sale_day = sale_day;
    calendar_spread(calendar);
    return true;
}

bool calendar_check(const struct calendar *calendar, struct err *err)
{
    int before = 0; /* the last day seen with a date, 0 none */

    for (int day = 1; day <= calendar->day_count; day++) {
        int32_t date = calendar->days[day - 1].date.number;

        if (date == DAY_NONE_NUMBER)
            continue;
        if (before > 0 && date <= calendar->days[before - 1].date.number)
            return err_fail(err, ERR_INPUT,
                            _("Les dates doivent se suivre : J%d doit venir après J%d."), day,
                            before);
        before = day;
    }
    return true;
}

bool calendar_move(struct calendar *calendar, int day, struct day date, struct err *err)
{
    assert(day >= 1 && day <= calendar->day_count);
    for (int i = 0; i < calendar->day_count; i++) {
        int32_t other = calendar->days[i].date.number;

        if (i == day - 1 || other == DAY_NONE_NUMBER)
            continue;
        if (i < day - 1 ? date.number <= other : date.number >= other)
            return err_fail(err, ERR_INPUT,
                            i < day - 1 ? _("J%d doit venir après J%d : choisir une autre date.")
                                        : _("J%d doit venir avant J%d : choisir une autre date."),
                            day, i + 1);
    }
    calendar->days[day - 1].date = date;
    return true;
}

int calendar_module(const struct calendar *calendar, int day)
{
    while (day > 1 && calendar->days[day - 1].steps == 0)
        day--;
    for (int step = STEP_START; step <= STEPS_MAX; step++)
        if (day_has_step(calendar, day, (enum step)step))
            return step_module((enum step)step);
    return 1;
}

bool day_is_departure(const struct calendar *calendar, int day)
{
    return day >= 1 && day <= calendar->creation_last;
}

bool day_is_arrival(const struct calendar *calendar, int day)
{
    return day >= calendar->sale_day && day <= calendar->day_count;
}

struct day calendar_first(const struct calendar *calendar)
{
    return calendar->days[0].date;
}

struct day calendar_last(const struct calendar *calendar)
{
    return calendar->days[calendar->day_count - 1].date;
}

int calendar_find(const struct calendar *calendar, struct day date)
{
    for (int i = 0; i < calendar->day_count && date.number != DAY_NONE_NUMBER; i++)
        if (calendar->days[i].date.number == date.number)
            return i + 1;
    return 0;
}

bool calendar_day_parse(const struct calendar *calendar, const char *text, int *out,
                        struct err *err)
{
    const char *digits = text + (text[0] == 'J' || text[0] == 'j');
    struct err ignored = ERR_EMPTY;
    char *end;
    long number = strtol(digits, &end, 10);
    struct day date;

    if (*digits == '\0' || *end != '\0' || number < 1 || number > calendar->day_count)
        number = day_parse(text, &date, &ignored) ? calendar_find(calendar, date) : 0;
    if (number == 0)
        return err_fail(err, ERR_INPUT,
                        _("Jour « %.20s » : écrire J1 à J%d, ou la date d'un de ces jours."), text,
                        calendar->day_count);
    *out = (int)number;
    return true;
}

struct follow_up_window calendar_follow_up(const struct calendar *calendar)
{
    struct day last = calendar_last(calendar);

    if (last.number == DAY_NONE_NUMBER)
        return (struct follow_up_window){ DAY_NONE, DAY_NONE };
    return (struct follow_up_window){ day_add_months(last, 4), day_add_months(last, 6) };
}

bool half_parse(const char *text, enum half *out)
{
    if (strcmp(text, "am") != 0 && strcmp(text, "pm") != 0)
        return false;
    *out = text[0] == 'a' ? HALF_AM : HALF_PM;
    return true;
}
