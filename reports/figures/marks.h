/*
 * The competence grid of a session: each person, each indicator, from the first
 * rating to the last, by who rated. Only what was said has a row; what is
 * missing is empty, never zero.
 */
#ifndef REPORTS_MARKS_H
#define REPORTS_MARKS_H

#include "ledger/session.h"
#include "programme/people.h"
#include "programme/records.h"
#include "reports/print/page.h"

/* Everything about ratings in a session; large: keep it off the stack. */
struct marks {
    struct people people;
    struct calendar calendar;
    struct grid grid;
    struct assessment assessments[PARTICIPANTS_MAX]; /* beside people.list */
};

/* Into storage of the caller, who keeps it off the stack. */
bool marks_read(struct db *db, struct marks *out, struct err *err) MUST_CHECK;

/* Allocated here, freed by marks_close(). */
bool marks_open(struct db *db, struct marks **out, struct err *err) MUST_CHECK;
void marks_close(struct marks *marks); /* accepts NULL */

/* True when nobody said anything about anybody. */
bool marks_are_empty(const struct marks *marks);

/* `report grid` */
void marks_page(const struct session *session, const struct marks *marks, struct page *page);

#endif
