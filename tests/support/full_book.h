/*
 * A book with every kind of event, always the same: fixed key, fixed session,
 * a clock that the story moves. Two market days, practice, refunds, a late
 * entry, charges, a count with a recount, a vote, closings of every kind.
 */
#ifndef TESTS_SUPPORT_FULL_BOOK_H
#define TESTS_SUPPORT_FULL_BOOK_H

#include "ledger/till.h"
#include "tests/support/folder.h"

struct full_book {
    struct folder folder;
    char path[FOLDER_PATH_MAX];    /* the book */
    char keyring[FOLDER_PATH_MAX]; /* inside the folder */
    struct db *db;                 /* NULL when closed */
    struct till till;
    struct err err;
};

extern const unsigned char FULL_BOOK_SECRET[SECRET_KEY_BYTES];

/* The book with its session and its first three records; aborts on any failure. */
void full_book_found(struct full_book *book);
void full_book_play_first_day(struct full_book *book);
/* A second till sells at another market and comes back; its key is made by chance. */
void full_book_join_second_till(struct full_book *book);
void full_book_play_second_day(struct full_book *book); /* ends with the session closing */

bool full_book_open(struct full_book *book); /* false with `err` set */
void full_book_close(struct full_book *book);
void full_book_remove(struct full_book *book);

/* Group state for cmocka: both days played, the session closed. */
int full_book_set_up(void **state);
int full_book_tear_down(void **state);

/* Time goes on. */
void full_book_wait(struct full_book *book, int64_t seconds);

#endif
