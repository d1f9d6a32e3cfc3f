#include "pos/acts/date_limits.h"

#include "base/lang.h"
#include "ledger/book_days.h"
#include "programme/programme_store.h"

/* The first and last dated day; false when the session has no dates yet. */
static bool calendar_span(const struct calendar *calendar, struct day *first, struct day *last)
{
    bool found = false;

    for (int i = 0; i < calendar->day_count; i++) {
        if (calendar->days[i].date.number == DAY_NONE_NUMBER)
            continue;
        if (!found)
            *first = calendar->days[i].date;
        *last = calendar->days[i].date;
        found = true;
    }
    return found;
}

bool date_limits_read(struct till *till, enum date_use use, struct date_limits *out,
                      struct err *err)
{
    enum { BEFORE_SALE = 31, BEFORE_CHARGE = 300, CLOCK_TRUST = 400, AFTER_JOB = 366 };
    int ahead = use == DATE_OF_JOB ? AFTER_JOB : 0;
    struct day today = moment_day(till_now(till));
    struct day first;
    struct day last;
    struct calendar calendar;

    if (!programme_calendar(till->db, &calendar, err))
        return false;
    if (!calendar_span(&calendar, &first, &last)) {
        *out = (struct date_limits){ day_of(BOOK_FIRST_YEAR, 1, 1), { today.number + ahead } };
        return true;
    }
    /* Long before, by a flat battery: then only the session's days say what year it is. */
    if (today.number >= first.number - CLOCK_TRUST)
        last = today;
    if (last.number < first.number)
        first = last;
    last.number += ahead;
    first.number -= use == DATE_OF_SALE ? BEFORE_SALE : BEFORE_CHARGE;
    *out = (struct date_limits){ first, last };
    return true;
}

bool date_limits_check(const struct till *till, const struct date_limits *limits, struct day day,
                       const char *reason, struct err *err)
{
    char text[DAY_TEXT_MAX + 8];
    bool is_future = day.number > limits->last.number;

    if (!is_future && day.number >= limits->first.number)
        return true;
    if (reason && reason[0] != '\0' && actor_role(&till->actor) == ROLE_HOST)
        return true;
    day_format_human(day, text, sizeof text);
    return err_fail(err, actor_role(&till->actor) == ROLE_HOST ? ERR_REASON : ERR_INPUT,
                    is_future ? _("%s n'est pas encore venu : corriger la date, ou la coopérative "
                                  "dit pourquoi.")
                              : _("%s est trop loin avant la session : corriger la date, ou la "
                                  "coopérative dit pourquoi."),
                    text);
}
