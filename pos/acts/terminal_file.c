#include "pos/acts/terminal_file.h"

#include "base/heading.h"
#include "base/lang.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { DATE, REFERENCE, AMOUNT, TIME, TYPE, STATUS, METHOD, COLUMNS_END };

static const struct csv_column COLUMNS[COLUMNS_END] = {
    { "date", true },   { "reference", false }, { "amount", true },   { "time", false },
    { "_type", false }, { "_status", false },   { "_method", false },
};

/* A word of one of the columns that says: this is no payment by card, or not one that came. */
static bool row_is_passed(const char *const *fields)
{
    static const char *const WORDS[] = {
        "failed",    "cancelled", "canceled", "declined", "pending",   "payout",   "fee",
        "stripefee", "paid out",  "cash",     "especes",  "bargeld",   "transfer", "adjustment",
        "echoue",    "annule",    "refuse",   "virement", "versement",
    };

    for (int column = TYPE; column < COLUMNS_END; column++) {
        char folded[HEADING_MAX];

        heading_fold(fields[column], folded);
        for (size_t i = 0; folded[0] && i < COUNT_OF(WORDS); i++)
            if (strcmp(folded, WORDS[i]) == 0)
                return true;
    }
    return false;
}

/* "-€12.50", "($12.50)": the sign before the currency, or brackets for it. */
static bool amount_take(const char *text, cents *out, struct err *err)
{
    char bare[64];
    size_t used = 0;
    bool negative = strchr(text, '-') || strchr(text, '(') || strstr(text, "\xE2\x88\x92");

    for (const char *at = text; *at && used + 1 < sizeof bare; at++)
        if (strchr("0123456789., ", *at))
            bare[used++] = *at;
    bare[used] = '\0';
    if (used == 0 || !money_parse(bare, out, err))
        return used > 0 ? false
                        : err_fail(err, ERR_INPUT,
                                   _("« %.40s » n'est pas un montant : "
                                     "écrire comme 12,50."),
                                   text);
    if (negative)
        *out = -*out;
    return true;
}

/* A day alone, a day and an hour in two columns, or a moment in one. */
static bool time_take(const char *const *fields, bool is_utc, struct terminal_row *row,
                      struct err *err)
{
    struct err no_day = ERR_EMPTY;
    struct moment moment;
    char text[80];

    snprintf(text, sizeof text, "%.40s%s%.20s%s", fields[DATE], fields[TIME][0] ? " " : "",
             fields[TIME], is_utc ? "Z" : "");
    if (moment_parse(text, &moment, &no_day)) {
        if (is_utc) { /* the day is the one of the stall */
            time_t seconds = (time_t)moment.utc_s;
            struct tm local;

            if (localtime_r(&seconds, &local))
                moment.offset_min = (int32_t)(local.tm_gmtoff / 60);
        }
        row->day = moment_day(moment);
        row->utc_s = moment.utc_s;
        return true;
    }
    row->utc_s = 0;
    return day_parse(fields[DATE], &row->day, err);
}

struct period_totals {
    struct terminal_file *file;
    struct csv_faults *faults;
};

static bool is_known(const struct terminal_file *file, const struct terminal_row *row)
{
    for (int i = 0; row->reference[0] && i < file->count; i++)
        if (strcmp(file->rows[i].reference, row->reference) == 0 &&
            file->rows[i].amount == row->amount)
            return true;
    return false;
}

static bool row_take(void *context, long line, const char *const *fields, struct err *err)
{
    struct period_totals *reading = context;
    struct terminal_file *file = reading->file;
    bool is_plain = reading->faults->layout[0] == '\0';
    struct terminal_row row = { .amount = 0 };
    struct err no_day = ERR_EMPTY;
    char type[HEADING_MAX];

    (void)line;
    if (row_is_passed(fields) || (!is_plain && fields[AMOUNT][0] == '\0')) {
        file->passed++;
        return true;
    }
    if (!time_take(fields, strcmp(reading->faults->layout, "Stripe") == 0, &row, &no_day)) {
        file->passed++; /* without a digit: the sums below the list of another program */
        return (!is_plain && !strpbrk(fields[DATE], "0123456789")) ||
               err_fail(err, no_day.code, "%s", no_day.text);
    }
    if (!amount_take(fields[AMOUNT], &row.amount, err) ||
        !text_copy(row.reference, sizeof row.reference, fields[REFERENCE], "reference", err))
        return false;
    heading_fold(fields[TYPE], type);
    if ((strstr(type, "refund") || strstr(type, "rembours")) && row.amount > 0)
        row.amount = -row.amount;
    if (row.amount == 0 || is_known(file, &row)) {
        file->passed++;
        return true;
    }
    if (file->count == TERMINAL_ROWS_MAX)
        return err_fail(err, ERR_INPUT, _("Trop de lignes : garder les jours de la session."));
    file->rows[file->count++] = row;
    return true;
}

bool terminal_file_read(const char *path, struct csv_faults *faults, struct terminal_file *out,
                        struct err *err)
{
    static const struct csv_table TABLE = { COLUMNS, COLUMNS_END, row_take, "terminal" };
    struct terminal_file file = { .rows = calloc(TERMINAL_ROWS_MAX, sizeof *file.rows) };
    struct period_totals reading = { &file, faults };

    if (!file.rows)
        abort(); /* two megabytes, touched as they fill */
    if (!csv_read(path, &TABLE, &reading, faults, err)) {
        terminal_file_release(&file);
        return false;
    }
    *out = file;
    return true;
}

void terminal_file_release(struct terminal_file *file)
{
    free(file->rows);
    *file = (struct terminal_file){ .rows = NULL };
}
