/*
 * The open book of a session: its connection and its till, opened and closed
 * together. Screens and commands open a book in this one way.
 */
#ifndef POS_BOOK_H
#define POS_BOOK_H

#include "base/db.h"
#include "ledger/till.h"
#include "ledger/upgrade.h"

struct book {
    struct db *db;         /* NULL: closed */
    struct upgraded apart; /* of a reader of an earlier form: the copy that it reads */
    struct till till;
};

/* What a book is: every door opens it as this. */
extern const struct identity BOOK_IDENTITY;

/* ERR_STORAGE: no such file, which is trouble with a file and not a refusal. */
bool book_file_check(const char *path, struct err *err) MUST_CHECK;

/* ERR_BUSY, ERR_INPUT, ERR_TAMPERED, ERR_STORAGE: nothing is open, nothing was
 * altered. */
bool book_open(struct book *book, const char *path, struct clock clock, struct err *err) MUST_CHECK;
/* To read only: also beside the program that holds it, and where nothing may be written. */
bool book_look(struct book *book, const char *path, struct clock clock, struct err *err) MUST_CHECK;
/* To record what leaves it when that is possible, and else to read: see till_note_leaving(). */
bool book_open_or_look(struct book *book, const char *path, struct clock clock,
                       struct err *err) MUST_CHECK;

/* A new book at `path`, with its till and its first record; the host acts. ERR_INPUT: the file
 * exists, or a setting is wrong; nothing is left at `path` then. */
bool book_create(struct book *book, const char *path, const struct session *session, char letter,
                 struct clock clock, struct err *err) MUST_CHECK;

void book_close(struct book *book); /* accepts a closed one */

/* The machine's clock, and no other: what is recorded is dated by it. */
bool book_clock(struct clock *out, struct err *err) MUST_CHECK;

#endif
