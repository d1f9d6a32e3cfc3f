/*
 * The papers that were asked for, kept in the book until each is known to have
 * come out or was given up. Selling never waits for them. Not facts of the
 * journal: that a receipt was asked for is a record of its own (RECORD_PRINT).
 *
 * A job that may have come out is never sent again by itself: asked for again,
 * a receipt gets the next copy number and says DUPLICATA.
 */
#ifndef LEDGER_PRINT_QUEUE_H
#define LEDGER_PRINT_QUEUE_H

#include "ledger/till.h"

enum { PRINT_PAPER_MAX = 64, PRINT_REASON_MAX = 200, PRINT_JOBS_MAX = 20 };

enum print_state {
    PRINT_WAITING = 1, /* for the printer */
    PRINT_SENT = 2,    /* being sent; found so at a start: the program was killed in mid-job */
    PRINT_DONE = 3,
    PRINT_FAILED = 4,  /* nothing came out */
    PRINT_UNKNOWN = 5, /* some or all of it may have come out */
    PRINT_DROPPED = 6, /* a person gave it up, or asked again as another job */
    PRINT_UNSAID = 7,  /* sent whole to a printer that never says how it is */
};

struct print_job {
    int64_t id;
    char paper[PRINT_PAPER_MAX];
    int64_t copy;
    int64_t time; /* UTC seconds */
    enum print_state state;
    char reason[PRINT_REASON_MAX];
};

/*
 * Ask for a paper. A receipt ("receipt:A-42") is recorded in the journal as printed, and its copy
 * number follows from how often it was before. ERR_NOT_FOUND: no such ticket.
 */
bool print_queue_put(struct till *till, const char *paper, int64_t *id, struct err *err) MUST_CHECK;

/*
 * A paper that is made here and now, as a file: put, and found. In a book that is only read it is
 * noted nowhere, its `id` is 0. print_queue_done() once it is made.
 */
bool print_queue_take(struct till *till, const char *paper, struct print_job *out,
                      struct err *err) MUST_CHECK;
bool print_queue_done(struct till *till, const struct print_job *job, struct err *err) MUST_CHECK;

/* The highest number asked for behind `prefix` ("fallback:"), whatever came of it; 0: none. */
bool print_queue_last_number(struct db *db, const char *prefix, int64_t *out,
                             struct err *err) MUST_CHECK;

/* The oldest job that waits; `*found` false when there is none. */
bool print_queue_next(struct db *db, struct print_job *out, bool *found,
                      struct err *err) MUST_CHECK;

bool print_queue_find(struct db *db, int64_t id, struct print_job *out, bool *found,
                      struct err *err) MUST_CHECK;

bool print_queue_set(struct db *db, int64_t id, enum print_state state, const char *reason,
                     struct err *err) MUST_CHECK;

/* Jobs that did not end well, newest first; at most PRINT_JOBS_MAX. */
bool print_queue_list(struct db *db, struct print_job out[PRINT_JOBS_MAX], int *count,
                      struct err *err) MUST_CHECK;

/*
 * Offer it again: what FAILED is sent as it is, for nothing of it is in the world; what is UNKNOWN
 * becomes a new job, a receipt with the next copy number.
 */
bool print_queue_retry(struct till *till, const struct print_job *job, struct err *err) MUST_CHECK;

/*
 * At a start: jobs that were being sent when the program ended are UNKNOWN, and those that still
 * waited are FAILED: a printer plugged in tomorrow must not print yesterday's receipts by itself.
 */
bool print_queue_recover(struct db *db, struct err *err) MUST_CHECK;

#endif
