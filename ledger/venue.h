/*
 * Where tills sell: two of a session may stand at two markets. A till whose
 * place is not that of the session (`venue`) has a setting of its own,
 * "venue.B"; both are sealed, so that it is known where it stood then.
 */
#ifndef LEDGER_VENUE_H
#define LEDGER_VENUE_H

#include "ledger/session.h"

#define TILL_VENUE_SETTING "venue."
enum { TILL_VENUE_KEY_MAX = sizeof TILL_VENUE_SETTING + 1 };
void till_venue_key(char letter, char out[TILL_VENUE_KEY_MAX]);

/*
 * `venue` of the session becomes where the till of `chain` stood when it made the record `seq`
 * (SEQ_NOW: where it stands): a paper that is printed again after a move says the same as before.
 */
#define SEQ_NOW INT64_MAX
bool session_at_till(struct db *db, char chain, int64_t seq, struct session *session,
                     struct err *err) MUST_CHECK;

/* "Marché des Halles et Fête du port": every place where a till stands, of the first till first. */
enum { VENUES_MAX = 400 };
bool session_venues(struct db *db, const struct session *session, char out[VENUES_MAX],
                    struct err *err) MUST_CHECK;

#endif
