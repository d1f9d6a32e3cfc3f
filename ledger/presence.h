/*
 * Who was there, as shares are made of it: the programme keeps the roll in its
 * table `attendance`, with the free reason that can be erased; the journal seals
 * badge, day, half, minutes and code. The roll is called on the book's first
 * till alone, so that one chain tells it all.
 *
 * Order of calls, inside one till_write_begin() … till_write_end():
 *   presence_check, any change of the table, presence_seal
 */
#ifndef LEDGER_PRESENCE_H
#define LEDGER_PRESENCE_H

#include "ledger/till_book.h"

/*
 * Whether the roll may be changed here. ERR_INPUT: another till founded the book. ERR_TAMPERED: the
 * table is not what was recorded, and a new record would vouch for it.
 */
bool presence_check(struct till *till, struct err *err) MUST_CHECK;

/* One record of all that the table now says otherwise than the journal; none when nothing does. */
bool presence_seal(struct till *till, struct err *err) MUST_CHECK;

/* After a merge: the table as the records of the first till say, reasons kept where they stand. */
bool presence_renew(struct db *db, struct err *err) MUST_CHECK;

/* Whose presence differs from the records: the first badge, "" nobody. */
bool presence_find_difference(struct db *db, char out[ACTOR_MAX], struct err *err) MUST_CHECK;

#endif
