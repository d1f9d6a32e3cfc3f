/*
 * The competence grid of a session: each person, each indicator, from the first
 * rating to the last, by who rated. Only what was said has a row; what is
 * missing is empty, never zero.
 */
#ifndef REPORTS_RATING_TABLE_H
#define REPORTS_RATING_TABLE_H

#include "ledger/session.h"
#include "programme/people.h"
#include "programme/records.h"
#include "reports/print/page.h"

/* Everything about ratings in a session; large: keep it off the stack. */
struct rating_table {
    struct people people;
    struct calendar calendar;
    struct grid grid;
    struct assessment assessments[PARTICIPANTS_MAX]; /* beside people.list */
};

/* Into storage of the caller, who keeps it off the stack. */
bool rating_table_read(struct db *db, struct rating_table *out, struct err *err) MUST_CHECK;

/* Allocated here, freed by rating_table_close(). */
bool rating_table_open(struct db *db, struct rating_table **out, struct err *err) MUST_CHECK;
void rating_table_close(struct rating_table *marks); /* accepts NULL */

/* True when nobody said anything about anybody. */
bool rating_table_is_empty(const struct rating_table *marks);

/* `report grid` */
void rating_table_page(const struct session *session, const struct rating_table *marks,
                       struct page *page);

#endif
