/*
 * What only a book has and no sealed byte shows: its schema, the indexes that
 * the program looks things up by, which chains may be in it, the PINs that
 * its records say were set, and the keys that it takes for the announced ones.
 */
#ifndef LEDGER_BOOK_CHECK_H
#define LEDGER_BOOK_CHECK_H

#include "ledger/proof/chain_check.h"

enum { CHAINS_MAX = 53 }; /* 26 tills, their practice, and the NUL */

/* The chains of the book in order, one letter each; one that no till has is a fault. */
bool book_chains(struct db *db, char out[CHAINS_MAX], struct verdict *verdict,
                 struct err *err) MUST_CHECK;

/* The tables are still those of the program. */
bool book_check_schema(struct db *db, struct verdict *verdict, struct err *err) MUST_CHECK;

/*
 * After the walk of the chains: what is wrong goes into the verdict of `check`. `own` is the till
 * of the file. False only when the book could not be read.
 */
bool book_check(struct db *db, const struct journal_check *check, const char *chains, char own,
                struct err *err) MUST_CHECK;

#endif
