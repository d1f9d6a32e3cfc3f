/*
 * People, presence, ratings and answers for the example sessions: all invented,
 * the same every time, so that every report and paper has something to show.
 * Only the head count and the dates are published facts.
 */
#ifndef PROGRAMME_SAMPLE_H
#define PROGRAMME_SAMPLE_H

#include "base/db.h"
#include "programme/published.h"
#include "programme/vault.h"

/*
 * Fill the programme of a new book like that published session: its dates,
 * P1..Pn, and its days of records. Sheets are written when a vault can be
 * opened, and left out when it cannot. In the caller's transaction.
 */
bool sample_fill(struct db *db, const struct published *session, const struct vault_access *access,
                 struct err *err) MUST_CHECK;

#endif
