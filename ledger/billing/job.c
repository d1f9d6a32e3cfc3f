#include "ledger/billing/job.h"

#include "base/lang.h"
#include "ledger/billing/client.h"

#include <stdio.h>

static const char SQL_ADD[] =
    "INSERT INTO job (client, service, quantity, price, rate, day, place) VALUES (?1, ?2, ?3, ?4, "
    "?5, ?6, ?7) RETURNING id";
static const char SQL_HOURS[] = "INSERT INTO job_hours (job, badge, minutes) VALUES (?1, ?2, ?3) "
                                "ON CONFLICT (job, badge) DO UPDATE SET minutes = excluded.minutes";
static const char SQL_NO_HOURS[] = "DELETE FROM job_hours WHERE job = ?1 AND badge = ?2";
static const char SQL_JOBS[] =
    "SELECT id, client, service, quantity, price, rate, day, place, quote, invoice, "
    "(SELECT coalesce(sum(minutes), 0) FROM job_hours WHERE job = job.id) FROM job "
    "WHERE ?1 IN ('', client) ORDER BY id";
static const char SQL_MINUTES[] =
    "SELECT coalesce(sum(minutes), 0) FROM job_hours WHERE badge = ?1";
static const char SQL_TIMES[] =
    "SELECT badge, job, service, day, minutes, sum(minutes) OVER (PARTITION BY badge), "
    "lead(job) OVER (PARTITION BY badge ORDER BY job) IS NULL "
    "FROM job_hours JOIN job ON job.id = job_hours.job ORDER BY badge, job";
static const char SQL_SET_QUOTE[] = "UPDATE job SET quote = ?2 WHERE id = ?1";
static const char SQL_SET_INVOICE[] = "UPDATE job SET invoice = ?2 WHERE id = ?1";
static const char SQL_FREE[] = "UPDATE job SET invoice = '' WHERE invoice = ?1";

static bool job_check(const struct job *job, struct err *err)
{
    if (job->service[0] == '\0')
        return err_fail(err, ERR_INPUT, _("Le travail n'a pas de nom : dire ce qui est fait."));
    if (job->quantity <= 0 || job->quantity > THOUSANDTHS_MAX || job->price <= 0 ||
        job->price > CENTS_MAX || money_line(job->quantity, job->price) > CENTS_MAX)
        return err_fail(err, ERR_INPUT, _("Quantité ou prix hors limites : plus de zéro."));
    if (job->rate < 0 || job->rate > RATE_MAX)
        return err_fail(err, ERR_INPUT, _("Taux de TVA hors limites."));
    return true;
}

bool job_add(struct db *db, const struct job *job, int64_t *id, struct err *err)
{
    struct client client;

    if (!job_check(job, err) || !client_find(db, job->client, &client, err))
        return false;

    struct stmt add = db_prepare(db, SQL_ADD, err);

    stmt_bind_text(&add, 1, job->client);
    stmt_bind_text(&add, 2, job->service);
    stmt_bind_int(&add, 3, job->quantity);
    stmt_bind_int(&add, 4, job->price);
    stmt_bind_int(&add, 5, job->rate);
    if (job->day.number == DAY_NONE_NUMBER)
        stmt_bind_null(&add, 6);
    else
        stmt_bind_int(&add, 6, job->day.number);
    stmt_bind_text(&add, 7, job->place);
    if (stmt_next(&add))
        *id = stmt_int(&add, 0);
    return stmt_finish(&add);
}

bool job_put_hours(struct db *db, int64_t job, const struct job_hours *hours, struct err *err)
{
    if (hours->minutes < 0 || hours->minutes > JOB_MINUTES_MAX)
        return err_fail(err, ERR_INPUT, _("Heures hors limites : de 0 à 1000."));

    struct stmt put = db_prepare(db, hours->minutes > 0 ? SQL_HOURS : SQL_NO_HOURS, err);

    stmt_bind_int(&put, 1, job);
    stmt_bind_text(&put, 2, hours->badge);
    if (hours->minutes > 0)
        stmt_bind_int(&put, 3, hours->minutes);
    stmt_run(&put);
    return stmt_finish(&put);
}

bool jobs_read(struct db *db, const char *client, struct jobs *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_JOBS, err);

    out->count = 0;
    stmt_bind_text(&query, 1, client);
    while (out->count < JOBS_MAX && stmt_next(&query)) {
        struct job *job = &out->list[out->count++];

        *job = (struct job){ .id = stmt_int(&query, 0),
                             .quantity = stmt_int(&query, 3),
                             .price = stmt_int(&query, 4),
                             .rate = (basis_points)stmt_int(&query, 5),
                             .day = stmt_is_null(&query, 6)
                                        ? DAY_NONE
                                        : (struct day){ (int32_t)stmt_int(&query, 6) },
                             .minutes = stmt_int(&query, 10) };
        snprintf(job->client, sizeof job->client, "%s", stmt_text(&query, 1));
        snprintf(job->service, sizeof job->service, "%s", stmt_text(&query, 2));
        snprintf(job->place, sizeof job->place, "%s", stmt_text(&query, 7));
        snprintf(job->quote, sizeof job->quote, "%s", stmt_text(&query, 8));
        snprintf(job->invoice, sizeof job->invoice, "%s", stmt_text(&query, 9));
    }
    return stmt_finish(&query);
}

bool job_minutes(struct db *db, const char *badge, int64_t *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_MINUTES, err);

    *out = 0;
    stmt_bind_text(&query, 1, badge);
    if (stmt_next(&query))
        *out = stmt_int(&query, 0);
    return stmt_finish(&query);
}

bool job_times_each(struct db *db, job_time_fn *take, void *context, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_TIMES, err);

    while (stmt_next(&query)) {
        const struct job_time time = { .badge = stmt_text(&query, 0),
                                       .job = stmt_int(&query, 1),
                                       .service = stmt_text(&query, 2),
                                       .day = stmt_day(&query, 3),
                                       .minutes = stmt_int(&query, 4),
                                       .of_person = stmt_int(&query, 5),
                                       .is_last = stmt_int(&query, 6) != 0 };

        take(context, &time);
    }
    return stmt_finish(&query);
}

bool job_set_document(struct db *db, int64_t job, bool is_quote, const char *number,
                      struct err *err)
{
    struct stmt set = db_prepare(db, is_quote ? SQL_SET_QUOTE : SQL_SET_INVOICE, err);

    stmt_bind_int(&set, 1, job);
    stmt_bind_text(&set, 2, number);
    stmt_run(&set);
    return stmt_finish(&set);
}

bool jobs_free(struct db *db, const char *invoice, struct err *err)
{
    struct stmt set = db_prepare(db, SQL_FREE, err);

    stmt_bind_text(&set, 1, invoice);
    stmt_run(&set);
    return stmt_finish(&set);
}
