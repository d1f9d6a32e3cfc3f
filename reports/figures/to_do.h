/*
 * Where a session is: what each day is for, what was recorded of it and what
 * is still missing. People who stopped, or were erased, are not waited for.
 */
#ifndef REPORTS_TO_DO_H
#define REPORTS_TO_DO_H

#include "ledger/session.h"
#include "programme/agenda.h"
#include "reports/print/page.h"

enum to_do_task {
    TASK_PEOPLE,    /* at least one participant */
    TASK_DATES,     /* every day has its date */
    TASK_CONSENT,   /* everyone was asked about the image, whatever the answer */
    TASK_CALL,      /* roll call of the day, each half-day and person */
    TASK_START,     /* own first ratings, volet by volet */
    TASK_PRICE,     /* one price sheet */
    TASK_BATCH,     /* one batch */
    TASK_END,       /* own last ratings */
    TASK_SEEN,      /* the animator's last ratings */
    TASK_ANSWERS,   /* the impact statements */
    TASK_FOLLOW_UP, /* calls of the cold review */
};

enum { TO_DO_MAX = 4 * DAYS_MAX };

struct to_do_item {
    int day; /* 1..n; 0 before J1, n + 1 months later */
    enum to_do_task task;
    int done;
    int wanted; /* done >= wanted: nothing is missing */
};

struct to_do {
    struct calendar calendar;
    enum session_state state;
    int count;
    struct to_do_item items[TO_DO_MAX];
};

bool to_do_read(struct db *db, struct to_do *out, struct err *err) MUST_CHECK;

const char *to_do_name(enum to_do_task task); /* for people */

/* What was corrected once the session was closed, and why; nothing before. */
bool to_do_corrections_put(struct db *db, struct page *page, struct err *err) MUST_CHECK;

/* `report agenda` */
void to_do_page(const struct session *session, const struct to_do *list, struct page *page);

#endif
