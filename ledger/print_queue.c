#include "ledger/print_queue.h"

#include "base/lang.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char SQL_PUT[] =
    "INSERT INTO print_job (paper, copy, time, state, reason) VALUES (?1, ?2, ?3, 1, '') "
    "RETURNING id";
static const char SQL_NEXT[] = "SELECT id, paper, copy, time, state, reason FROM print_job "
                               "WHERE state = 1 ORDER BY id LIMIT 1";
static const char SQL_FIND[] =
    "SELECT id, paper, copy, time, state, reason FROM print_job WHERE id = ?1";
static const char SQL_SET[] = "UPDATE print_job SET state = ?2, reason = ?3 WHERE id = ?1";
static const char SQL_LIST[] = "SELECT id, paper, copy, time, state, reason FROM print_job "
                               "WHERE state IN (4, 5) ORDER BY id DESC LIMIT 20";
static const char SQL_RECOVER[] = "UPDATE print_job SET state = ?3, reason = ?2 WHERE state = ?1";

static const char SQL_LAST_NUMBER[] =
    "SELECT coalesce(max(CAST(substr(paper, length(?1) + 1) AS INTEGER)), 0) FROM print_job "
    "WHERE substr(paper, 1, length(?1)) = ?1";

static struct print_job job_read(const struct stmt *query)
{
    struct print_job job = { .id = stmt_int(query, 0),
                             .copy = stmt_int(query, 2),
                             .time = stmt_int(query, 3),
                             .state = (enum print_state)stmt_range(query, 4, PRINT_WAITING,
                                                                   PRINT_UNSAID) };

    snprintf(job.paper, sizeof job.paper, "%s", stmt_text(query, 1));
    snprintf(job.reason, sizeof job.reason, "%s", stmt_text(query, 5));
    return job;
}

/* How often a ticket was printed before, after which this print is one more record. */
static bool receipt_record(struct till *till, const char *ticket, int64_t *copy, struct err *err)
{
    struct sale *sale = malloc(sizeof *sale); /* 60 KiB: too large for a stack frame */
    char name[TICKET_NAME_MAX];
    char chain[2];
    int64_t number;

    if (!sale)
        return err_fail(err, ERR_STORAGE, _("Plus de mémoire : fermer d'autres programmes."));

    bool good = ticket_name_parse(ticket, till->letter, chain, &number, err) &&
                sale_find(till->db, chain, number, sale, err) &&
                sale_count_prints(till->db, sale, copy, err);

    free(sale);
    if (!good)
        return false;
    ticket_name_format(chain, number, name);
    return till_note(till, RECORD_PRINT, name, "", 0, err);
}

bool print_queue_put(struct till *till, const char *paper, int64_t *id, struct err *err)
{
    static const char RECEIPT[] = "receipt:";
    int64_t copy = 0, made = 0;

    if (strlen(paper) >= PRINT_PAPER_MAX)
        return err_fail(err, ERR_INPUT, _("Ce papier n'existe pas."));
    if (strncmp(paper, RECEIPT, strlen(RECEIPT)) == 0 &&
        !receipt_record(till, paper + strlen(RECEIPT), &copy, err))
        return false;

    struct stmt put = db_prepare(till->db, SQL_PUT, err);

    stmt_bind_text(&put, 1, paper);
    stmt_bind_int(&put, 2, copy);
    stmt_bind_int(&put, 3, till_now(till).utc_s);
    if (stmt_next(&put))
        made = stmt_int(&put, 0);
    while (stmt_next(&put)) {
    }
    if (!stmt_finish(&put))
        return false;
    *id = made;
    return true;
}

bool print_queue_last_number(struct db *db, const char *prefix, int64_t *out, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_LAST_NUMBER, err);
    int64_t number = 0;

    stmt_bind_text(&query, 1, prefix);
    if (stmt_next(&query))
        number = stmt_int(&query, 0);
    if (!stmt_finish(&query))
        return false;
    *out = number;
    return true;
}

static bool job_find(struct stmt *query, struct print_job *out, bool *found)
{
    bool any = stmt_next(query);

    if (any)
        *out = job_read(query);
    if (!stmt_finish(query))
        return false;
    *found = any;
    return true;
}

bool print_queue_next(struct db *db, struct print_job *out, bool *found, struct err *err)
{
    struct stmt query = db_prepare(db, SQL_NEXT, err);

    return job_find(&query, out, found);
}

bool print_queue_find(struct db *db, int64_t id, struct print_job *out, bool *found,
                      struct err *err)
{
    struct stmt query = db_prepare(db, SQL_FIND, err);

    stmt_bind_int(&query, 1, id);
    return job_find(&query, out, found);
}

bool print_queue_set(struct db *db, int64_t id, enum print_state state, const char *reason,
                     struct err *err)
{
    struct stmt set = db_prepare(db, SQL_SET, err);

    stmt_bind_int(&set, 1, id);
    stmt_bind_int(&set, 2, state);
    stmt_bind_text(&set, 3, reason);
    stmt_run(&set);
    return stmt_finish(&set);
}

bool print_queue_list(struct db *db, struct print_job out[PRINT_JOBS_MAX], int *count,
                      struct err *err)
{
    struct stmt query = db_prepare(db, SQL_LIST, err);
    int read = 0;

    while (read < PRINT_JOBS_MAX && stmt_next(&query))
        out[read++] = job_read(&query);
    if (!stmt_finish(&query))
        return false;
    *count = read;
    return true;
}

bool print_queue_retry(struct till *till, const struct print_job *job, struct err *err)
{
    int64_t id;

    if (job->state == PRINT_FAILED)
        return print_queue_set(till->db, job->id, PRINT_WAITING, "", err);
    return print_queue_put(till, job->paper, &id, err) &&
           print_queue_set(till->db, job->id, PRINT_DROPPED, job->reason, err);
}

static bool all_move(struct db *db, enum print_state from, enum print_state to, const char *reason,
                     struct err *err)
{
    struct stmt move = db_prepare(db, SQL_RECOVER, err);

    stmt_bind_int(&move, 1, from);
    stmt_bind_text(&move, 2, reason);
    stmt_bind_int(&move, 3, to);
    stmt_run(&move);
    return stmt_finish(&move);
}

bool print_queue_recover(struct db *db, struct err *err)
{
    return all_move(db, PRINT_SENT, PRINT_UNKNOWN,
                    _("Le programme s'est arrêté pendant l'impression."), err) &&
           all_move(db, PRINT_WAITING, PRINT_FAILED, _("L'imprimante n'était pas là."), err);
}

bool print_queue_take(struct till *till, const char *paper, struct print_job *out, struct err *err)
{
    struct print_job job = { .id = 0 };
    bool found = false;
    int64_t id = 0;

    if (!till->is_reader)
        return print_queue_put(till, paper, &id, err) &&
               print_queue_find(till->db, id, out, &found, err);
    if (strlen(paper) >= PRINT_PAPER_MAX)
        return err_fail(err, ERR_INPUT, _("Ce papier n'existe pas."));
    memcpy(job.paper, paper, strlen(paper) + 1);
    if (!till_note_leaving(till, RECORD_PRINT, paper, "", 0, err))
        return false;
    *out = job;
    return true;
}

bool print_queue_done(struct till *till, const struct print_job *job, struct err *err)
{
    return job->id == 0 || print_queue_set(till->db, job->id, PRINT_DONE, "", err);
}
