/*
 * What was answered in words to the hot and cold questionnaires, question by
 * question. It is for the team: it says who answered, and who does not agree
 * to be quoted. What goes to a funder is the session's report, which quotes
 * only people who agreed, without their names.
 */
#ifndef REPORTS_OPINION_LIST_H
#define REPORTS_OPINION_LIST_H

#include "base/db.h"
#include "ledger/session.h"
#include "reports/print/page.h"

/* `report questionnaires` */
bool opinion_list_page(struct db *db, const struct session *session, struct page *page,
                       struct err *err) MUST_CHECK;

/* "Amina", "animateur", "partenaire 2": who answered, for people. */
enum { RESPONDENT_NAME_MAX = 80 };
struct people;
struct partners;
void respondent_format(const struct people *people, const struct partners *partners,
                       const char *respondent, char out[RESPONDENT_NAME_MAX]);

#endif
