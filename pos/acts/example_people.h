/*
 * The people of an example session: first names that belong to nobody,
 * presence, ratings and answers, all invented.
 */
#ifndef POS_EXAMPLE_PEOPLE_H
#define POS_EXAMPLE_PEOPLE_H

#include "ledger/closing/distribution.h"
#include "programme/published.h"

/* In the caller's transaction, after the dates were set. */
bool example_people_put(struct db *db, const struct published *session, struct err *err) MUST_CHECK;

/* J2 and J4 of the example: a price sheet, a recipe, a batch of each product on the stand. */
bool example_workshops_put(struct db *db, const struct published *session,
                           struct err *err) MUST_CHECK;

/* The people as sharers, by their minutes of presence. */
bool example_people_weigh(struct db *db, const struct published *session, struct distribution *out,
                          struct err *err) MUST_CHECK;

#endif
