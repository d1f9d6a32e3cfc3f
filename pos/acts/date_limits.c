#include "pos/acts/date_limits.h"

#include "programme/programme_store.h"

static struct day first_day(const struct calendar *calendar)
{
    for (int i = 0; i < calendar->day_count; i++)
        if (calendar->days[i].date.number != DAY_NONE_NUMBER)
            return calendar->days[i].date;
    return DAY_NONE;
}

bool date_limits_read(struct till *till, const char *reason, struct day_limits *out,
                      struct err *err)
{
    struct calendar calendar;

    if (!programme_calendar(till->db, &calendar, err))
        return false;
    *out = (struct day_limits){ .first = first_day(&calendar),
                                .today = moment_day(till_now(till)),
                                .is_of_host = actor_role(&till->actor) == ROLE_HOST,
                                .is_said = reason && reason[0] != '\0' };
    return true;
}

bool date_limits_check(struct till *till, enum day_use use, struct day day, const char *reason,
                       struct err *err)
{
    struct day_limits limits;

    return date_limits_read(till, reason, &limits, err) && day_limits_check(&limits, use, day, err);
}

bool date_limits_check_form(struct till *till, const struct filled *filled, struct err *err)
{
    struct day_limits limits;
    struct err ignored = ERR_EMPTY;

    if (!date_limits_read(till, filled->reason, &limits, err))
        return false;
    for (int i = 0; i < filled->count; i++) {
        const struct field *field = &filled->fields[i];
        char text[FIELD_TEXT_MAX];
        struct day day;

        if (field->day == DAY_OF_ANY)
            continue;
        field_get(field, filled->thing, text);
        if (day_parse(text, &day, &ignored) && !day_limits_check(&limits, field->day, day, err))
            return false;
    }
    return true;
}

bool date_limits_check_days(const struct day_limits *limits, const struct calendar *calendar,
                            struct err *err)
{
    for (int i = 0; i < calendar->day_count; i++)
        if (!day_limits_check(limits, DAY_OF_SESSION, calendar->days[i].date, err))
            return false;
    return true;
}
