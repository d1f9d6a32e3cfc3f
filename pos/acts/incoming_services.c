#include "pos/acts/incoming_services.h"

#include "base/lang.h"
#include "base/text.h"
#include "ledger/billing/client.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct period_totals {
    struct till *till;
    struct people *people;
    int64_t count;
};

/* -- clients -- */

enum { CLIENT_KEY, CLIENT_NAME, CLIENT_ADDRESS, CLIENT_SIREN, CLIENT_VAT, CLIENT_EMAIL };

static const struct csv_column CLIENT_COLUMNS[] = {
    { "key", true },    { "name", true },        { "address", false },
    { "siren", false }, { "vat_number", false }, { "email", false },
};

static bool client_row(void *context, long line, const char *const *fields, struct err *err)
{
    struct period_totals *reading = context;
    struct client client;

    (void)line;
    reading->count++;
    return text_copy(client.key, sizeof client.key, fields[CLIENT_KEY], "key", err) &&
           text_copy(client.name, sizeof client.name, fields[CLIENT_NAME], "name", err) &&
           text_copy(client.address, sizeof client.address, fields[CLIENT_ADDRESS], "address",
                     err) &&
           text_copy(client.siren, sizeof client.siren, fields[CLIENT_SIREN], "siren", err) &&
           text_copy(client.vat_number, sizeof client.vat_number, fields[CLIENT_VAT], "vat_number",
                     err) &&
           text_copy(client.email, sizeof client.email, fields[CLIENT_EMAIL], "email", err) &&
           client_put(reading->till->db, &client, err);
}

bool incoming_clients_read(struct till *till, const char *path, struct csv_faults *faults,
                           int64_t *count, struct err *err)
{
    static const struct csv_table TABLE = { CLIENT_COLUMNS, COUNT_OF(CLIENT_COLUMNS), client_row,
                                            "clients" };
    struct period_totals reading = { .till = till };

    if (!till_check(till, ACTION_CHARGE, err) || !csv_read(path, &TABLE, &reading, faults, err))
        return false;
    *count = reading.count;
    return true;
}

/* -- jobs -- */

enum { JOB_CLIENT, JOB_SERVICE, JOB_QUANTITY, JOB_PRICE, JOB_VAT, JOB_DATE, JOB_PLACE, JOB_HOURS };

static const struct csv_column JOB_COLUMNS[] = {
    { "client", true }, { "service", true }, { "quantity", true },
    { "price", true },  { "vat", true },     { "date", CSV_DAY(DAY_OF_PLAN) },
    { "place", false }, { "hours", false },
};

/* "3.5" or "3,5" hours in minutes. */
static bool minutes_take(const char *text, int64_t *out, struct err *err)
{
    thousandths hours;

    if (!quantity_parse(text, false, &hours, err))
        return false;
    *out = money_scale(hours, 60, ONE_PIECE);
    return true;
}

bool hours_parse(const char *text, const struct people *people, struct job_hours *out, int *count,
                 struct err *err)
{
    *count = 0;
    while (*(text += strspn(text, " ;")) != '\0') {
        size_t length = strcspn(text, ";");
        char part[64], *colon;

        snprintf(part, sizeof part, "%.*s", (int)length, text);
        colon = strchr(part, ':');
        if (!colon || *count == JOB_HOURS_MAX)
            return err_fail(err, ERR_INPUT, _("Heures « %.40s » : écrire P1:3.5;P2:2."), part);
        *colon = '\0';
        if (people_find(people, part) < 0)
            return err_fail(err, ERR_INPUT, _("Badge « %.20s » inconnu dans ce livre."), part);
        snprintf(out[*count].badge, sizeof out[*count].badge, "%s", part);
        if (!minutes_take(colon + 1, &out[*count].minutes, err))
            return false;
        ++*count;
        text += length;
    }
    return true;
}

static bool job_take(const char *const *fields, struct job *job, struct err *err)
{
    return text_copy(job->client, sizeof job->client, fields[JOB_CLIENT], "client", err) &&
           text_copy(job->service, sizeof job->service, fields[JOB_SERVICE], "service", err) &&
           text_copy(job->place, sizeof job->place, fields[JOB_PLACE], "place", err) &&
           quantity_parse(fields[JOB_QUANTITY], false, &job->quantity, err) &&
           money_parse(fields[JOB_PRICE], &job->price, err) &&
           rate_parse(fields[JOB_VAT], &job->rate, err) &&
           (fields[JOB_DATE][0] == '\0' || day_parse(fields[JOB_DATE], &job->day, err));
}

static bool job_row(void *context, long line, const char *const *fields, struct err *err)
{
    struct period_totals *reading = context;
    struct job job = { .day = DAY_NONE };
    struct job_hours hours[JOB_HOURS_MAX];
    int hours_count;

    (void)line;
    if (!job_take(fields, &job, err) ||
        !hours_parse(fields[JOB_HOURS], reading->people, hours, &hours_count, err) ||
        !job_add(reading->till->db, &job, &job.id, err))
        return false;
    for (int i = 0; i < hours_count; i++)
        if (!job_put_hours(reading->till->db, job.id, &hours[i], err))
            return false;
    reading->count++;
    return true;
}

bool incoming_jobs_read(struct till *till, const char *path, struct csv_faults *faults,
                        int64_t *count, struct err *err)
{
    static const struct csv_table TABLE = { JOB_COLUMNS, COUNT_OF(JOB_COLUMNS), job_row, "jobs" };
    struct people *people = calloc(1, sizeof *people);
    struct period_totals reading = { .till = till, .people = people };
    bool good;

    if (!people)
        abort();
    good = till_check(till, ACTION_CHARGE, err) && people_read(till->db, people, err) &&
           csv_read(path, &TABLE, &reading, faults, err);
    free(people);
    *count = reading.count;
    return good;
}
