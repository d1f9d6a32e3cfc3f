#include "programme/format.h"

#include "base/lang.h"
#include "base/text.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const unsigned char FORMATS[] = {
#include "programme/formats.csv.inc"
};

enum { FIELD_FORMAT, FIELD_TITLE, FIELD_DAY, FIELD_WEEK, FIELD_STEPS, FIELD_AM, FIELD_PM };

static const struct csv_column COLUMNS[] = {
    { "format", false }, { "title", false }, { "day", true }, { "week", false },
    { "steps", false },  { "am", false },    { "pm", false },
};

static const char *const STEP_WORDS[STEPS_MAX] = { "start", "offer", "brand", "produce",
                                                   "sell",  "count", "review" };

bool steps_parse(const char *text, unsigned *out, struct err *err)
{
    *out = 0;
    while (*(text += strspn(text, " ")) != '\0') {
        size_t length = strcspn(text, " ");
        int step = 0;

        while (step < STEPS_MAX &&
               (strlen(STEP_WORDS[step]) != length || strncmp(STEP_WORDS[step], text, length) != 0))
            step++;
        if (step == STEPS_MAX)
            return err_fail(err, ERR_INPUT,
                            _("« %.20s » : les étapes sont start offer brand "
                              "produce sell count review."),
                            text);
        *out |= 1U << step;
        text += length;
    }
    return true;
}

void steps_format(unsigned steps, char out[STEPS_TEXT_MAX])
{
    size_t length = 0;

    out[0] = '\0';
    for (int step = 0; step < STEPS_MAX; step++)
        if ((steps >> step & 1U) != 0)
            length += (size_t)snprintf(out + length, STEPS_TEXT_MAX - length, "%s%s",
                                       length > 0 ? " " : "", STEP_WORDS[step]);
}

/* -- Reading. -- */

static bool number_take(const char *text, const int range[2], int *out, struct err *err)
{
    char *end;
    long value = strtol(text, &end, 10);

    if (text[0] == '\0')
        return true;
    if (*end != '\0' || value < range[0] || value > range[1])
        return err_fail(err, ERR_INPUT, _("« %.20s » : un nombre de %d à %d."), text, range[0],
                        range[1]);
    *out = (int)value;
    return true;
}

/* Weeks do not go back: a day of an earlier week would have an earlier date. */
static bool week_take(struct format *format, int day, const char *text, struct err *err)
{
    static const int WEEKS[] = { 1, FORMAT_WEEKS_MAX };
    int *week = &format->weeks[day - 1];

    *week = 0;
    if (!number_take(text, WEEKS, week, err))
        return false;
    if (day > 1 && (*week < format->weeks[day - 2] || (*week > 0 && format->weeks[day - 2] == 0)))
        return err_fail(err, ERR_INPUT,
                        _("Les semaines se suivent, de 1 à %d, et chaque jour a la sienne."),
                        (int)FORMAT_WEEKS_MAX);
    return true;
}

static bool day_take(struct format *format, const char *const *fields, struct err *err)
{
    static const int MINUTES[] = { 0, HALF_DAY_MINUTES_MAX };
    static const int DAYS[] = { 1, DAYS_MAX };
    struct calendar *calendar = &format->calendar;
    int number = 0;
    int planned[HALF_COUNT] = { HALF_DAY_MINUTES, HALF_DAY_MINUTES };
    unsigned steps = 0;

    if (!number_take(fields[FIELD_DAY], DAYS, &number, err))
        return false;
    if (number != calendar->day_count + 1)
        return err_fail(err, ERR_INPUT, _("Les jours se suivent : ici vient le jour %d."),
                        calendar->day_count + 1);
    if (!number_take(fields[FIELD_AM], MINUTES, &planned[HALF_AM], err) ||
        !number_take(fields[FIELD_PM], MINUTES, &planned[HALF_PM], err) ||
        !steps_parse(fields[FIELD_STEPS], &steps, err) ||
        !week_take(format, number, fields[FIELD_WEEK], err))
        return false;
    calendar->days[calendar->day_count++] = (struct calendar_day){
        .date = DAY_NONE, .planned = { planned[HALF_AM], planned[HALF_PM] }, .steps = steps
    };
    return true;
}

static void format_begin(struct format *format, const char *name)
{
    *format = (struct format){ .calendar = { .day_count = 0 } };
    snprintf(format->name, sizeof format->name, "%s", name);
    for (int i = 0; i < DAYS_MAX; i++)
        format->calendar.days[i].date = DAY_NONE;
}

static bool row_take(struct format *format, const char *const *fields, struct err *err)
{
    if (fields[FIELD_TITLE][0] != '\0' &&
        !text_copy(format->title, sizeof format->title, fields[FIELD_TITLE], "title", err))
        return false;
    return day_take(format, fields, err);
}

static bool format_check(struct format *format, struct err *err)
{
    struct calendar *calendar = &format->calendar;

    if (calendar->day_count == 0)
        return err_fail(err, ERR_INPUT, _("Le format n'a pas de jour : en écrire un au moins."));
    if (calendar->day_count > DAYS_DAILY_MAX && format->weeks[0] == 0)
        return err_fail(err, ERR_INPUT,
                        _("Plus de %d jours : écrire la semaine de chaque jour (colonne week)."),
                        (int)DAYS_DAILY_MAX);
    if (calendar->days[0].steps == 0)
        return err_fail(err, ERR_INPUT, _("Le premier jour n'a pas d'étape : en écrire une."));
    calendar_settle(calendar);
    return true;
}

/* -- The shipped ones. -- */

struct shelf {
    const char *wanted;
    struct format *out;
    bool found;
};

static bool shelf_row(void *context, long line, const char *const *fields, struct err *err)
{
    struct shelf *shelf = context;

    (void)line;
    if (strcmp(fields[FIELD_FORMAT], shelf->wanted) != 0)
        return true;
    shelf->found = true;
    return row_take(shelf->out, fields, err);
}

/* What formats.csv holds, in its order; its days are data, these are words of the program. */
static const struct {
    const char *name;
    const char *title; /* N_() */
} SHIPPED[] = {
    { "1", N_("1 jour") },
    { "2", N_("2 jours") },
    { "3", N_("3 jours") },
    { "4", N_("4 jours") },
    { "5", N_("5 jours") },
    { "6", N_("6 jours") },
    { "7", N_("7 jours") },
    { "8", N_("8 jours") },
    { "9", N_("9 jours") },
    { "10", N_("10 jours") },
    { "weeks", N_("4 mois, par semaine, 3 marchés") },
    { "open", N_("Groupe ouvert : on vient un jour ou plus") },
    { "youth", N_("Jeunes : 8 demi-journées, une par semaine") },
    { "services", N_("Services : un été, par semaine") },
};

const char *format_name(int i)
{
    return i < (int)COUNT_OF(SHIPPED) ? SHIPPED[i].name : NULL;
}

const char *format_title(int i)
{
    return _(SHIPPED[i].title);
}

bool format_find(const char *name, struct format *out, struct err *err)
{
    static const struct csv_table TABLE = { COLUMNS, COUNT_OF(COLUMNS), shelf_row, NULL };
    struct shelf shelf = { name, out, false };

    format_begin(out, name);
    for (size_t i = 0; i < COUNT_OF(SHIPPED); i++)
        if (strcmp(name, SHIPPED[i].name) == 0)
            snprintf(out->title, sizeof out->title, "%s", format_title((int)i));
    if (!csv_read_text((const char *)FORMATS, "formats.csv", &TABLE, &shelf, err))
        return false;
    return shelf.found ? format_check(out, err)
                       : err_fail(err, ERR_NOT_FOUND,
                                  _("Format « %.20s » inconnu : 1 à 10, weeks, open, youth, "
                                    "services, ou un fichier."),
                                  name);
}

/* -- Files of people. -- */

static bool file_row(void *context, long line, const char *const *fields, struct err *err)
{
    struct format *format = context;

    (void)line;
    return row_take(format, fields, err);
}

bool format_read(const char *path, struct format *out, struct csv_faults *faults, struct err *err)
{
    static const struct csv_table TABLE = { COLUMNS, COUNT_OF(COLUMNS), file_row, "format" };

    format_begin(out, "");
    return csv_read(path, &TABLE, out, faults, err) && format_check(out, err);
}

void format_put_csv(const struct format *format, struct buf *out)
{
    for (size_t i = 0; i < COUNT_OF(COLUMNS); i++)
        csv_put_field(out, COLUMNS[i].name, i == 0);
    csv_put_end(out);
    for (int day = 1; day <= format->calendar.day_count; day++) {
        const struct calendar_day *planned = &format->calendar.days[day - 1];
        char steps[STEPS_TEXT_MAX], number[16], week[16] = "", am[16], pm[16];

        steps_format(planned->steps, steps);
        snprintf(number, sizeof number, "%d", day);
        if (format->weeks[day - 1] > 0)
            snprintf(week, sizeof week, "%d", format->weeks[day - 1]);
        snprintf(am, sizeof am, "%d", (int)planned->planned[HALF_AM]);
        snprintf(pm, sizeof pm, "%d", (int)planned->planned[HALF_PM]);
        csv_put_field(out, format->name, true);
        csv_put_words(out, day == 1 ? format->title : "", false);
        csv_put_field(out, number, false);
        csv_put_field(out, week, false);
        csv_put_field(out, steps, false);
        csv_put_field(out, am, false);
        csv_put_field(out, pm, false);
        csv_put_end(out);
    }
}

bool format_set_dates(struct format *format, const struct day *dates, int count, struct err *err)
{
    struct calendar *calendar = &format->calendar;
    struct day weekly[DAYS_MAX];
    int rank = 0; /* among the days of that week */

    if (count != 1 || format->weeks[0] == 0) {
        if (count != calendar->day_count)
            return err_fail(err, ERR_INPUT, _("Ce format a %d jours : donner %d dates."),
                            calendar->day_count, calendar->day_count);
        return calendar_set_dates(calendar, dates, count, err);
    }
    for (int i = 0; i < calendar->day_count; i++) {
        rank = i > 0 && format->weeks[i] == format->weeks[i - 1] ? rank + 1 : 0;
        weekly[i].number = dates[0].number + (format->weeks[i] - format->weeks[0]) * 7 + rank;
    }
    return calendar_set_dates(calendar, weekly, calendar->day_count, err);
}

void format_keep_dates(struct format *format, const struct calendar *calendar)
{
    for (int i = 0; i < format->calendar.day_count && i < calendar->day_count; i++)
        format->calendar.days[i].date = calendar->days[i].date;
}
