/*
 * A small market stall for tests of screens: a session with four products, made
 * through the ledger, in a folder of its own that is also the HOME of the
 * program, so that both see the same keyring. The clock stands still.
 */
#ifndef TESTS_SUPPORT_MARKET_H
#define TESTS_SUPPORT_MARKET_H

#include "pos/acts/book.h"
#include "tests/support/screen.h"

#define MARKET_CLOCK "2019-11-26T10:00:00+00:00"

/* The digits of the home, for tests in several languages; others use market_go(). */
#define HOME_DAYS     "3"
#define HOME_PEOPLE   "2"
#define HOME_ROLL     "1"
#define HOME_RATING   "7"
#define HOME_OFFER    "5"
#define HOME_SELL     "4"
#define HOME_MONEY    "6"
#define HOME_REPORTS  "8"
#define HOME_SETTINGS "9"

struct market {
    struct screen screen;
    char path[256]; /* of the book */
};

/* The market's book, closed; then the program opened on it. */
void market_make(struct market *market);
/* The same with three people, a float of 50,00 and one cash sale of 120,00. */
void market_make_sold(struct market *market);
void market_open(struct market *market, int width, int height, const char *lang, const char *term);
/* Chooses the line of a menu that begins with that name, by its digit, and waits for `then`. */
void market_go(struct market *market, const char *name, const char *then);
/* A key, or some text, and what the screen then shows. */
void market_press(struct market *market, const char *bytes, const char *then);
void market_type(struct market *market, const char *text, const char *then);
/* A click right where the words stand that a person would point at. */
void market_click(struct market *market, const char *words, const char *then);
/* Ends the program and opens the book to look into it; market_end() closes and removes all. */
void market_look(struct market *market, struct book *book);
void market_end(struct market *market, struct book *book);

#endif
