#include "pos/acts/dates.h"

#include "base/lang.h"

#include <stdio.h>
#include <string.h>

bool dates_parse(const char *text, struct day out[DAYS_MAX], int *count, struct err *err)
{
    const char *at = text;
    int found = 0;

    for (; *at; found++) {
        size_t length = strcspn(at, ",");
        char date[DAY_TEXT_MAX];

        if (found == DAYS_MAX || length >= sizeof date)
            return err_fail(err, ERR_INPUT, _("Dates : de %d à %d, comme 2019-11-26,2019-11-27."),
                            DAYS_MIN, DAYS_MAX);
        snprintf(date, sizeof date, "%.*s", (int)length, at);
        if (!day_parse(date, &out[found], err))
            return false;
        at += length + (at[length] == ',');
    }
    *count = found;
    return true;
}

/* Of three years the one that brings the date nearest. */
static bool day_near(int month_day, int month, struct day near, struct day *out)
{
    int32_t best = INT32_MAX;
    int year;
    int ignored_month;
    int ignored_day;

    day_split(near, &year, &ignored_month, &ignored_day);
    for (int candidate = year - 1; candidate <= year + 1; candidate++) {
        if (!day_exists(candidate, month, month_day))
            continue;

        struct day day = day_of(candidate, month, month_day);
        int32_t distance =
            day.number < near.number ? near.number - day.number : day.number - near.number;

        if (distance < best) {
            best = distance;
            *out = day;
        }
    }
    return best < INT32_MAX;
}

bool date_typed(const char *text, struct day near, struct day *out, struct err *err)
{
    int month_day = 0;
    int month = 0;
    int year = 0;
    char left = '\0';
    int found = sscanf(text, "%2d/%2d/%4d%c", &month_day, &month, &year, &left);

    if (found == 3 && day_exists(year, month, month_day)) {
        *out = day_of(year, month, month_day);
        return true;
    }
    if (found == 2 && day_near(month_day, month, near, out))
        return true;
    if (found >= 1 && strchr(text, '/'))
        return err_fail(err, ERR_INPUT, _("« %.20s » n'est pas une date : écrire 26/11/2019."),
                        text);
    return day_parse(text, out, err);
}

void date_to_type(struct day day, char *out, size_t room)
{
    char iso[DAY_TEXT_MAX];
    int year;
    int month;
    int month_day;

    out[0] = '\0';
    if (day.number == DAY_NONE_NUMBER)
        return;
    day_split(day, &year, &month, &month_day);
    day_format(day, iso);
    if (lang_current() == LANG_FR)
        snprintf(out, room, "%02d/%02d/%04d", month_day, month, year);
    else
        snprintf(out, room, "%s", iso);
}

struct day date_offered(const struct calendar *calendar, int day)
{
    enum { SATURDAY = 6 };
    struct day before = day > 1 ? calendar->days[day - 2].date : DAY_NONE;

    if (before.number == DAY_NONE_NUMBER)
        return DAY_NONE;
    do
        before.number++;
    while (day_weekday(before) >= SATURDAY);
    return before;
}

static const char *const MODULES[MODULE_COUNT] = { N_("création"), N_("production et vente"),
                                                   N_("bilan") };

void day_name(const struct calendar *calendar, int day, char *out, size_t room)
{
    struct day date = calendar->days[day - 1].date;
    char human[40] = "";

    if (date.number != DAY_NONE_NUMBER)
        day_format_weekday(date, human, sizeof human);
    snprintf(out, room, "J%d %s", day, human[0] ? human : _("sans date"));
}

const char *module_name(const struct calendar *calendar, int day)
{
    return _(MODULES[calendar_module(calendar, day) - 1]);
}
