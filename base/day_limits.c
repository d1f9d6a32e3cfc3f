#include "base/day_limits.h"

#include "base/lang.h"

enum { CLOCK_TRUST = 400, YEAR = 366 };

/* Days before the session and after today. */
static const struct {
    int before;
    int after;
} ROOM[DAY_USE_END] = {
    [DAY_OF_SALE] = { 31, 0 },          [DAY_OF_FACT] = { 300, 0 },
    [DAY_OF_PLAN] = { 300, YEAR },      [DAY_OF_KEEPING] = { 300, 10 * YEAR },
    [DAY_OF_SESSION] = { 0, 3 * YEAR }, [DAY_OF_BIRTH] = { 0, 0 },
};

/* From when to when; a clock long before the session has a flat battery and is not believed. */
static void span_find(const struct day_limits *limits, enum day_use use, struct day *first,
                      struct day *last)
{
    struct day begin = day_of(SESSIONS_FIRST_YEAR, 1, 1);
    bool has_dates = limits->first.number != DAY_NONE_NUMBER && use < DAY_OF_SESSION;

    *first = use == DAY_OF_BIRTH ? day_of(1900, 1, 1) : has_dates ? limits->first : begin;
    *last = limits->today;
    if (has_dates && last->number < first->number - CLOCK_TRUST)
        *last = *first;
    else if (has_dates && last->number < first->number)
        *first = *last;
    else if (use >= DAY_OF_SESSION && last->number < begin.number)
        *last = day_of(2099, 12, 31);
    if (has_dates)
        first->number -= ROOM[use].before;
    last->number += ROOM[use].after;
}

bool day_limits_check(const struct day_limits *limits, enum day_use use, struct day day,
                      struct err *err)
{
    struct day first;
    struct day last;
    char text[DAY_TEXT_MAX + 8];

    if (use == DAY_OF_ANY || day.number == DAY_NONE_NUMBER)
        return true;
    span_find(limits, use, &first, &last);
    if ((day.number >= first.number && day.number <= last.number) ||
        (limits->is_said && limits->is_of_host))
        return true;
    day_format_human(day, text, sizeof text);
    return err_fail(err, limits->is_of_host ? ERR_REASON : ERR_INPUT,
                    day.number < first.number
                        ? _("%s est trop loin avant la session : corriger la date, ou la "
                            "coopérative dit pourquoi.")
                    : last.number > limits->today.number
                        ? _("%s est trop loin dans l'avenir : corriger la date, ou la "
                            "coopérative dit pourquoi.")
                        : _("%s n'est pas encore venu : corriger la date, ou la coopérative "
                            "dit pourquoi."),
                    text);
}
