/*
 * Takings by one means compared with the file of its terminal: the result is a record of the
 * journal, and is told with every closing of the days that the file spoke of.
 */
#ifndef LEDGER_COMPARED_H
#define LEDGER_COMPARED_H

#include "ledger/till.h"

enum { COMPARED_MAX = 6 };

struct compared {
    char means[MEANS_MAX]; /* "card", or a further means */
    struct day first;      /* of the file */
    struct day last;
    cents terminal;
    cents book;
    int unmatched; /* lines that are not found on the other side, or differ */
};

/* Kept in the journal when the book can be written. */
bool compared_note(struct till *till, const struct compared *compared, struct err *err) MUST_CHECK;

/* The newest of each means that speaks of one of the days, oldest means first. */
bool compared_read(struct db *db, struct day from, struct day to, struct compared out[COMPARED_MAX],
                   int *count, struct err *err) MUST_CHECK;

#endif
