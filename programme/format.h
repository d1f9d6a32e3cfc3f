/*
 * Formats: how many days a session has, what each is for and for how long.
 * They are data: those of the program (programme/formats.csv) are there to
 * start from, and a host writes others in a file of the same columns.
 */
#ifndef PROGRAMME_FORMAT_H
#define PROGRAMME_FORMAT_H

#include "base/csv.h"
#include "programme/calendar.h"

enum { FORMAT_NAME_MAX = 16, FORMAT_TITLE_MAX = 80, FORMATS_MAX = 24, FORMAT_WEEKS_MAX = 40 };

struct format {
    char name[FORMAT_NAME_MAX];
    char title[FORMAT_TITLE_MAX];
    struct calendar calendar; /* without dates */
    int weeks[DAYS_MAX];      /* of the session, from 1; 0: the format says none */
};

/* The shipped formats, in the order of their file; NULL past the last. */
const char *format_name(int i);
const char *format_title(int i); /* for people */

/* ERR_NOT_FOUND: none of that name; the sentence lists them. */
bool format_find(const char *name, struct format *out, struct err *err) MUST_CHECK;

/* A file that people made. ERR_INPUT: faults, or days that do not count 1, 2, 3 … */
bool format_read(const char *path, struct format *out, struct csv_faults *faults,
                 struct err *err) MUST_CHECK;

/* As format_read() takes it. */
void format_put_csv(const struct format *format, struct buf *out);

/*
 * Dates of the days. One alone is that of J1 when the format goes by week: a day of each week
 * falls on the same weekday, the next one of that week on the day after. ERR_INPUT.
 */
bool format_set_dates(struct format *format, const struct day *dates, int count,
                      struct err *err) MUST_CHECK;

/* The dates that the days of a session have already. */
void format_keep_dates(struct format *format, const struct calendar *calendar);

/* "start offer": the words of a day's steps; ERR_INPUT: another word. */
enum { STEPS_TEXT_MAX = 64 };
bool steps_parse(const char *text, unsigned *out, struct err *err) MUST_CHECK;
void steps_format(unsigned steps, char out[STEPS_TEXT_MAX]);

#endif
