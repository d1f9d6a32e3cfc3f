/*
 * What people agreed to: the programme keeps the present answer in its table
 * `consent`, the journal every answer that was ever given, by badge. Like the
 * roll it is told by the till that founded the book.
 *
 * Order of calls, inside one till_write_begin() … till_write_end():
 *   consent_check, any change of the table, consent_seal
 */
#ifndef LEDGER_CONSENT_H
#define LEDGER_CONSENT_H

#include "ledger/till_book.h"

/* ERR_INPUT: another till founded the book. ERR_TAMPERED: the table is not what was recorded. */
bool consent_check(struct till *till, struct err *err) MUST_CHECK;

/* One record of all answers that the table now gives otherwise than the journal. */
bool consent_seal(struct till *till, struct err *err) MUST_CHECK;

/* Whose answer differs from the records: the first badge, "" nobody. Who was erased has none. */
bool consent_find_difference(struct db *db, char out[ACTOR_MAX], struct err *err) MUST_CHECK;

#endif
