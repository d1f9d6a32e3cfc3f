/*
 * Where a person is four weeks after the end, which the European fund asks for: no interview is
 * needed to say it, but a date passes.
 */
#ifndef REPORTS_EXIT_DUE_H
#define REPORTS_EXIT_DUE_H

#include "programme/outcome.h"
#include "reports/print/page.h"

enum { EXIT_DUE_DAYS = 28, EXIT_FIRST_WORD_DAYS = 15, EXIT_LAST_WORD_DAYS = 25 }; /* after it */

/* A sentence from the first word on, until it is said. */
bool exit_due_put(struct db *db, const char *badge, struct day exit, struct day today,
                  struct page *page, struct err *err) MUST_CHECK;

#endif
