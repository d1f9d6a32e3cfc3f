/*
 * Verification: recompute the whole journal from the rows that reports read.
 *
 * What ledger/chain_check judges of each chain, with the bytes that
 * ledger/record_reader makes of the rows; then what only a book has: rows that
 * belong to no record, what is kept along with the facts (products, settings;
 * ledger/book_check), and what the program remembers outside the book.
 */
#ifndef LEDGER_VERIFY_H
#define LEDGER_VERIFY_H

#include "ledger/keyring.h"
#include "ledger/proof/verdict.h"

/*
 * `head_code`: hexadecimal start of a hash that the book must still hold, as printed on a Z; ""
 * none. `keyring` may be NULL. False only when the book could not be read (ERR_STORAGE); what was
 * found is in `*out`. The book is not changed.
 */
bool book_verify(struct db *db, const struct keyring *keyring, const char *head_code,
                 struct verdict *out, struct err *err) MUST_CHECK;

/*
 * What was recorded in `chain` since its last day was closed, and all that does not grow with the
 * book: rows without a record, settings, presence, schema.
 */
bool book_verify_day(struct db *db, const char *chain, struct verdict *out,
                     struct err *err) MUST_CHECK;

#endif
