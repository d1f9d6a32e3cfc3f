/* The head of a table that leaves the house: of which session and host, and over which days. */
#ifndef REPORTS_SESSION_HEADING_H
#define REPORTS_SESSION_HEADING_H

#include "base/db.h"
#include "reports/print/page.h"

/*
 * "Mam'Cookies, Coopérative Exemple, du 26/11/2019 au 27/11/2019". `sql_days` gives the first and
 * the last day, or nulls: then no days are said.
 */
bool session_heading_put(struct db *db, const char *title, const char *sql_days, struct page *page,
                         struct err *err) MUST_CHECK;

/* The first and the last day of postings, and of tickets as they happened. */
extern const char SQL_POSTING_DAYS[];
extern const char SQL_TICKET_DAYS[];

#endif
