/*
 * Books of earlier programs. PRAGMA user_version counts the forms that a book
 * had; each step from one to the next is one function and one transaction, and
 * what it began from is kept beside the book.
 *
 * The tables get the shipped texts, word by word, and the rows go over; what
 * was sealed is not touched. That the journal goes on in a new form is a record
 * of its own, which ledger/journal writes ahead of the next one.
 */
#ifndef LEDGER_UPGRADE_H
#define LEDGER_UPGRADE_H

#include "base/whole_file.h"
#include "ledger/till_book.h"

bool upgrade_is_due(const struct db *db);

/* Bring an open book to the present form. db_open() saw that its schema is one of before. */
bool upgrade_run(struct db *db, struct err *err) MUST_CHECK;

/* Likewise, once a copy lies beside it: NAME.avant-N, N the version after its own,
 * or the next name that is free. */
bool upgrade_in_place(struct db *db, struct err *err) MUST_CHECK;

/* A copy of the book in a private place, brought to the present form, for those who only read. */
struct upgraded {
    struct db *db;
    struct whole_file part;
};
bool upgrade_apart(struct db *db, struct upgraded *out, struct err *err) MUST_CHECK;
void upgraded_close(struct upgraded *upgraded); /* and the copy goes */

#endif
