/*
 * Presence of the group: minutes and half-days of each person. A half-day that
 * nobody called is in no total.
 */
#ifndef REPORTS_ROLL_H
#define REPORTS_ROLL_H

#include "ledger/session.h"
#include "programme/people.h"
#include "programme/records.h"
#include "reports/print/page.h"

struct roll {
    struct people people;
    struct attendance_total totals[PARTICIPANTS_MAX]; /* beside people.list */
    struct attendance_total group;
};

bool roll_read(struct db *db, struct roll *out, struct err *err) MUST_CHECK;

/* `report attendance` */
void roll_page(const struct session *session, const struct roll *roll, struct page *page);

/* The line under the title of a report on people: session, host, and that it is an example. */
void people_page_title(struct page *page, const char *title, const struct session *session);

#endif
