#include "programme/calendar.h"

#include "base/lang.h"

#include <assert.h>
#include <string.h>

/* Last day of module 1 and of module 2 for each length; seven days are the published frame. */
static const struct modules {
    int creation_last;
    int sale_day;
} MODULES[DAYS_MAX + 1] = {
    [4] = { 2, 3 }, [5] = { 2, 4 }, [6] = { 2, 4 },  [7] = { 3, 5 },
    [8] = { 3, 6 }, [9] = { 4, 7 }, [10] = { 4, 8 },
};

bool calendar_init(struct calendar *out, int day_count, struct err *err)
{
    if (day_count < DAYS_MIN || day_count > DAYS_MAX)
        return err_fail(err, ERR_INPUT,
                        _("Une session a de %d à %d jours : en ajouter ou en ôter."), (int)DAYS_MIN,
                        (int)DAYS_MAX);
    *out = (struct calendar){ .day_count = day_count,
                              .creation_last = MODULES[day_count].creation_last,
                              .sale_day = MODULES[day_count].sale_day };
    for (int i = 0; i < DAYS_MAX; i++)
        out->days[i] = (struct calendar_day){ DAY_NONE, { HALF_DAY_MINUTES, HALF_DAY_MINUTES } };
    return true;
}

bool calendar_set_dates(struct calendar *calendar, const struct day *dates, int date_count,
                        struct err *err)
{
    struct calendar made;

    if (!calendar_init(&made, date_count, err))
        return false;
    if (date_count == calendar->day_count)
        made = *calendar; /* keeps planned minutes and modules */
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

    if (!calendar_init(&made, day_count, err))
        return false;
    for (int i = 0; i < day_count && i < calendar->day_count; i++)
        made.days[i] = calendar->days[i];
    if (day_count != calendar->day_count)
        *calendar = made;
    return true;
}

bool calendar_set_modules(struct calendar *calendar, int creation_last, int sale_day,
                          struct err *err)
{
    if (creation_last < 1 || sale_day <= creation_last || sale_day >= calendar->day_count)
        return err_fail(err, ERR_INPUT,
                        _("Le module 1 finit avant la vente, et la vente avant le dernier jour : "
                          "choisir de J1 à J%d."),
                        calendar->day_count - 1);
    calendar->creation_last = creation_last;
    calendar->sale_day = sale_day;
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
    return day <= calendar->creation_last ? 1 : day <= calendar->sale_day ? 2 : 3;
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

const char *half_word(enum half half)
{
    return half == HALF_AM ? "am" : "pm";
}

const char *session_state_word(enum session_state state)
{
    static const char *const WORDS[] = { "prepared", "open", "closed", "cold-review", "archived" };

    assert(state < SESSION_STATE_COUNT);
    return WORDS[state];
}

const char *session_state_name(enum session_state state)
{
    static const char *const NAMES[] = { N_("préparée"), N_("ouverte"), N_("close"),
                                         N_("en bilan à froid"), N_("archivée") };

    assert(state < SESSION_STATE_COUNT);
    return _(NAMES[state]);
}

bool session_state_can_follow(enum session_state from, enum session_state to)
{
    return (int)to == (int)from + 1 && to < SESSION_STATE_COUNT;
}
