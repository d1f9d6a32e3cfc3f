#include "base/day.h"

#include "base/lang.h"
#include "base/text.h"

#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SECONDS_A_DAY = 86400 };

struct clock clock_real(void)
{
    return (struct clock){ .frozen = false };
}

struct clock clock_frozen(struct moment at)
{
    return (struct clock){ .frozen = true, .at = at };
}

static int32_t local_offset_min(int64_t utc_s)
{
    time_t seconds = (time_t)utc_s;
    struct tm local;

    /* A zone that no place on earth has is none: POSIX lets TZ name one of a week. */
    if (!localtime_r(&seconds, &local) || labs(local.tm_gmtoff) > 60 * OFFSET_MAX_MIN)
        return 0;
    return (int32_t)(local.tm_gmtoff / 60);
}

struct moment clock_now(const struct clock *clock)
{
    if (clock->frozen)
        return clock->at;

    int64_t now = (int64_t)time(NULL);

    return (struct moment){ now, local_offset_min(now) };
}

static bool year_is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_length(int year, int month)
{
    static const int LENGTHS[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

    return month == 2 && year_is_leap(year) ? 29 : LENGTHS[month - 1];
}

bool day_exists(int year, int month, int day)
{
    return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
           day <= month_length(year, month);
}

/* Days from civil, after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
struct day day_of(int year, int month, int day)
{
    assert(day_exists(year, month, day));

    int shifted = month <= 2 ? year - 1 : year;
    int era = (shifted >= 0 ? shifted : shifted - 399) / 400;
    int year_of_era = shifted - era * 400;
    int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

    return (struct day){ era * 146097 + day_of_era - 719468 };
}

void day_split(struct day day, int *year, int *month, int *month_day)
{
    int shifted = day.number + 719468;
    int era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int day_of_era = shifted - era * 146097;
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int month_index = (5 * day_of_year + 2) / 153;

    *month_day = day_of_year - (153 * month_index + 2) / 5 + 1;
    *month = month_index < 10 ? month_index + 3 : month_index - 9;
    *year = year_of_era + era * 400 + (*month <= 2 ? 1 : 0);
}

int day_weekday(struct day day)
{
    int since_monday = (day.number + 3) % 7; /* 1970-01-01 was a Thursday */

    return (since_monday < 0 ? since_monday + 7 : since_monday) + 1;
}

struct day day_add_months(struct day day, int months)
{
    int year;
    int month;
    int month_day;

    day_split(day, &year, &month, &month_day);

    int index = year * 12 + month - 1 + months;

    year = index / 12;
    month = index % 12 + 1;
    if (month_day > month_length(year, month))
        month_day = month_length(year, month);
    return day_of(year, month, month_day);
}

/* Exactly `count` digits; advances `*text`. */
static bool digits_read(const char **text, int count, int *out)
{
    int value = 0;

    for (int i = 0; i < count; i++) {
        char c = (*text)[i];

        if (c < '0' || c > '9')
            return false;
        value = value * 10 + (c - '0');
    }
    *text += count;
    *out = value;
    return true;
}

static bool byte_read(const char **text, char wanted)
{
    if (**text != wanted)
        return false;
    (*text)++;
    return true;
}

/* One or two digits; advances `*text`. */
static bool short_read(const char **text, int *out)
{
    return digits_read(text, 2, out) || digits_read(text, 1, out);
}

/* "26/11/2019", "1/2/19", "26.11.2019": as French people and spreadsheets write it. */
static bool date_read_french(const char **text, int *year, int *month, int *month_day)
{
    const char *at = *text;
    char separator;

    if (!short_read(&at, month_day) || !strchr("/.-", *at) || *at == '\0')
        return false;
    separator = *at++;
    if (!short_read(&at, month) || !byte_read(&at, separator))
        return false;
    if (digits_read(&at, 4, year)) {
        *text = at;
        return true;
    }
    if (separator != '/' || !digits_read(&at, 2, year) || (*at >= '0' && *at <= '9'))
        return false;
    *year += 2000;
    *text = at;
    return true;
}

static bool date_read(const char **text, struct day *out)
{
    const char *at = *text;
    int year;
    int month;
    int month_day;
    bool is_iso = digits_read(&at, 4, &year) && byte_read(&at, '-') &&
                  digits_read(&at, 2, &month) && byte_read(&at, '-') &&
                  digits_read(&at, 2, &month_day);

    if (is_iso)
        *text = at;
    else if (!date_read_french(text, &year, &month, &month_day))
        return false;
    if (!day_exists(year, month, month_day))
        return false;
    *out = day_of(year, month, month_day);
    return true;
}

/* A spreadsheet shows midnight behind a day that it keeps as a moment. */
static const char *midnight_skip(const char *text)
{
    static const char *const FORMS[] = { " 00:00:00", " 00:00", " 0:00", "T00:00:00" };

    for (size_t i = 0; i < COUNT_OF(FORMS); i++)
        if (strcmp(text, FORMS[i]) == 0)
            return text + strlen(text);
    return text;
}

/* The month of which `word` is the beginning, in French or English; 0 none, or not one alone. */
static int month_find(const char *word, size_t length)
{
    static const char *const NAMES[12][2] = {
        { "janvier", "january" }, { "fevrier", "february" },  { "mars", "march" },
        { "avril", "april" },     { "mai", "may" },           { "juin", "june" },
        { "juillet", "july" },    { "aout", "august" },       { "septembre", "september" },
        { "octobre", "october" }, { "novembre", "november" }, { "decembre", "december" },
    };
    int found = 0;

    for (int month = 1; length >= 3 && month <= 12; month++)
        for (int i = 0; i < 2; i++)
            if (strncmp(NAMES[month - 1][i], word, length) == 0)
                found = found == 0 || found == month ? month : -1;
    return found > 0 ? found : 0;
}

/* Letters and digits alone, small and bare as far as months need it. */
static void words_fold(const char *text, char *out, size_t room)
{
    size_t used = 0;
    uint32_t c;

    while ((c = text_next(&text)) != 0 && used + 1 < room)
        if (c < 0x80 && isalnum((int)c))
            out[used++] = (char)tolower((int)c);
        else if ((c | 0x20) == 0xE9) /* é */
            out[used++] = 'e';
        else if ((c | 0x20) == 0xFB) /* û */
            out[used++] = 'u';
    out[used] = '\0';
}

/* "26 novembre 2026", "jeudi 26 nov. 2026", "26-nov-26": what spreadsheets show of a date. */
static bool date_read_words(const char *text, struct day *out)
{
    char folded[40];
    const char *at = folded;
    int year, month, month_day;
    size_t length;

    words_fold(text, folded, sizeof folded);
    while (isalpha((unsigned char)*at)) /* the day of the week */
        at++;
    if (!short_read(&at, &month_day))
        return false;
    if (month_day == 1 && strncmp(at, "er", 2) == 0)
        at += 2;
    length = strcspn(at, "0123456789");
    month = month_find(at, length);
    at += length;
    if (month == 0 || (!digits_read(&at, 4, &year) && !digits_read(&at, 2, &year)) || *at != '\0')
        return false;
    year += year < 100 ? 2000 : 0;
    if (!day_exists(year, month, month_day))
        return false;
    *out = day_of(year, month, month_day);
    return true;
}

bool day_parse(const char *text, struct day *out, struct err *err)
{
    const char *at = text;
    struct day day;

    if (strlen(text) == 5 && strspn(text, "0123456789") == 5)
        return err_fail(err, ERR_INPUT,
                        _("« %.40s » est une date que le tableur montre en nombre : remettre la "
                          "colonne au format date."),
                        text);
    if ((!date_read(&at, &day) || *midnight_skip(at) != '\0') && !date_read_words(text, &day))
        return err_fail(err, ERR_INPUT,
                        _("« %.40s » n'est pas une date : écrire comme 2019-11-26."), text);
    *out = day;
    return true;
}

void day_format(struct day day, char out[DAY_TEXT_MAX])
{
    int year;
    int month;
    int month_day;

    if (day.number == DAY_NONE_NUMBER) {
        out[0] = '\0';
        return;
    }
    day_split(day, &year, &month, &month_day);
    snprintf(out, DAY_TEXT_MAX, "%04u-%02u-%02u", (unsigned)year % 10000U, (unsigned)month % 100U,
             (unsigned)month_day % 100U);
}

void day_format_human(struct day day, char *out, size_t room)
{
    static const char *const ENGLISH_MONTHS[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    int year;
    int month;
    int month_day;

    if (day.number == DAY_NONE_NUMBER) {
        snprintf(out, room, "–");
        return;
    }
    day_split(day, &year, &month, &month_day);
    if (lang_current() == LANG_EN)
        snprintf(out, room, "%d %s %d", month_day, ENGLISH_MONTHS[month - 1], year);
    else
        snprintf(out, room, "%02d/%02d/%04d", month_day, month, year);
}

void day_format_weekday(struct day day, char *out, size_t room)
{
    static const char *const WEEKDAYS[] = { N_("lundi"),   N_("mardi"),    N_("mercredi"),
                                            N_("jeudi"),   N_("vendredi"), N_("samedi"),
                                            N_("dimanche") };
    char human[DAY_TEXT_MAX + 8];

    day_format_human(day, human, sizeof human);
    if (day.number == DAY_NONE_NUMBER)
        snprintf(out, room, "%s", human);
    else
        snprintf(out, room, "%s %s", _(WEEKDAYS[day_weekday(day) - 1]), human);
}

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0 ? 1 : 0);
}

struct day moment_day(struct moment moment)
{
    int64_t wall_s = moment.utc_s + (int64_t)moment.offset_min * 60;

    return (struct day){ (int32_t)floor_div(wall_s, SECONDS_A_DAY) };
}

struct day moment_day_cut(struct moment moment, int cut_min)
{
    return moment_day((struct moment){ moment.utc_s - (int64_t)cut_min * 60, moment.offset_min });
}

/* The offset of the machine's zone for a wall clock reading. */
static int32_t wall_offset_min(int64_t wall_s)
{
    int32_t guess = local_offset_min(wall_s);

    return local_offset_min(wall_s - (int64_t)guess * 60);
}

static bool offset_read(const char **text, int64_t wall_s, int32_t *out)
{
    int hours;
    int minutes;
    char sign = **text;

    if (sign == '\0') {
        *out = wall_offset_min(wall_s);
        return true;
    }
    if (sign == 'Z') {
        (*text)++;
        *out = 0;
        return true;
    }
    if (sign != '+' && sign != '-')
        return false;
    (*text)++;
    if (!digits_read(text, 2, &hours) || !byte_read(text, ':') || !digits_read(text, 2, &minutes))
        return false;
    if (minutes > 59 || hours * 60 + minutes > OFFSET_MAX_MIN)
        return false;
    *out = (sign == '-' ? -1 : 1) * (hours * 60 + minutes);
    return true;
}

/* "10:02:05", "9:02", "9h02". */
static bool hour_read(const char **text, int *hour, int *minute, int *second)
{
    *second = 0;
    if (!short_read(text, hour) || !(byte_read(text, ':') || byte_read(text, 'h')) ||
        !digits_read(text, 2, minute))
        return false;
    if (**text == ':' && (++*text, !digits_read(text, 2, second)))
        return false;
    return *hour <= 23 && *minute <= 59 && *second <= 59;
}

static bool moment_read(const char *text, struct moment *out)
{
    struct day day;
    int hour;
    int minute;
    int second;
    int32_t offset_min;

    if (!date_read(&text, &day) || (*text != 'T' && *text != ' '))
        return false;
    text++;
    if (!hour_read(&text, &hour, &minute, &second))
        return false;

    int64_t wall_s = (int64_t)day.number * SECONDS_A_DAY + hour * 3600 + minute * 60 + second;

    if (!offset_read(&text, wall_s, &offset_min) || *text != '\0')
        return false;
    *out = (struct moment){ wall_s - (int64_t)offset_min * 60, offset_min };
    return true;
}

bool moment_parse(const char *text, struct moment *out, struct err *err)
{
    if (!moment_read(text, out))
        return err_fail(err, ERR_INPUT,
                        _("« %.40s » n'est pas une heure : écrire comme 2019-11-26T10:02."), text);
    return true;
}

void moment_format(struct moment moment, char out[MOMENT_TEXT_MAX])
{
    struct day day = moment_day(moment);
    int64_t wall_s = moment.utc_s + (int64_t)moment.offset_min * 60;
    int64_t second = wall_s - (int64_t)day.number * SECONDS_A_DAY;
    unsigned offset = (unsigned)abs(moment.offset_min);
    char date[DAY_TEXT_MAX];

    day_format(day, date);
    snprintf(out, MOMENT_TEXT_MAX, "%sT%02u:%02u:%02u%c%02u:%02u", date,
             (unsigned)(second / 3600) % 24, (unsigned)(second / 60 % 60) % 60,
             (unsigned)(second % 60) % 60, moment.offset_min < 0 ? '-' : '+', offset / 60 % 24,
             offset % 60);
}

void moment_format_hour(struct moment moment, char out[6])
{
    char full[MOMENT_TEXT_MAX];

    moment_format(moment, full);
    memcpy(out, full + 11, 5);
    out[5] = '\0';
}
