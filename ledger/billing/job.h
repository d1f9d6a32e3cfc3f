/*
 * What is done for a client: the service, its price, when and where, and who
 * worked how long. A job stands on a quote, then on an invoice; a credit note
 * for the whole invoice sets it free again. Hours are a weight of the shares.
 */
#ifndef LEDGER_JOB_H
#define LEDGER_JOB_H

#include "base/day.h"
#include "base/db.h"
#include "ledger/ticket.h"

enum { JOBS_MAX = 200, DOCUMENT_NUMBER_MAX = 33, JOB_HOURS_MAX = 40, JOB_MINUTES_MAX = 60000 };

struct job_hours {
    char badge[ACTOR_MAX];
    int64_t minutes;
};

struct job {
    int64_t id; /* 0: new */
    char client[ACTOR_MAX];
    char service[LABEL_MAX];
    thousandths quantity;
    cents price; /* of one, VAT included */
    basis_points rate;
    struct day day; /* DAY_NONE: not yet */
    char place[LABEL_MAX];
    char quote[DOCUMENT_NUMBER_MAX];   /* "" none */
    char invoice[DOCUMENT_NUMBER_MAX]; /* "" none */
    int64_t minutes;                   /* of all who worked on it */
};

/* Large: keep it off the stack. */
struct jobs {
    int count;
    struct job list[JOBS_MAX]; /* in the order in which they came */
};

/* ERR_INPUT: nothing said, amounts out of range. ERR_NOT_FOUND: no such client. */
bool job_add(struct db *db, const struct job *job, int64_t *id, struct err *err) MUST_CHECK;

/* Time of a person on a job: what it is from now on; 0 takes it away. ERR_INPUT: out of range. */
bool job_put_hours(struct db *db, int64_t job, const struct job_hours *hours,
                   struct err *err) MUST_CHECK;

/* Of that client; "" all. */
bool jobs_read(struct db *db, const char *client, struct jobs *out, struct err *err) MUST_CHECK;

/* All time of a person on jobs. */
bool job_minutes(struct db *db, const char *badge, int64_t *out, struct err *err) MUST_CHECK;

/* Who worked how long on which job, person by person; the text is gone after the call. */
struct job_time {
    const char *badge;
    int64_t job;
    const char *service;
    struct day day; /* DAY_NONE: not yet */
    int64_t minutes;
    int64_t of_person; /* on all jobs */
    bool is_last;      /* of that person */
};
typedef void job_time_fn(void *context, const struct job_time *time);
bool job_times_each(struct db *db, job_time_fn *take, void *context, struct err *err) MUST_CHECK;

/* On which quote or invoice it stands now; "" on none. */
bool job_set_document(struct db *db, int64_t job, bool is_quote, const char *number,
                      struct err *err) MUST_CHECK;
/* The jobs of that invoice can be invoiced again. */
bool jobs_free(struct db *db, const char *invoice, struct err *err) MUST_CHECK;

#endif
