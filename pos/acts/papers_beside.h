/*
 * Papers as PDF in a folder beside the book: all of them and the tables, those
 * of one day, or one of it.
 */
#ifndef POS_PAPERS_BESIDE_H
#define POS_PAPERS_BESIDE_H

#include "pos/acts/desk.h"

enum { BESIDE_PATH_MAX = DESK_PATH_MAX + 16 };

struct papers_wanted {
    int day;          /* 0: the whole session */
    const char *only; /* file of one document, NULL all */
};

/* mamcookies.flashcoop → mamcookies-papiers beside it. */
void folder_beside(const struct desk *desk, const char *what, char out[BESIDE_PATH_MAX]);

/* Sheets that the animator opened on the screen serve the papers and reports too. */
struct vault_access sheets_access(const struct desk *desk);

/* `notice` says where they are, and how many are missing and why. */
bool papers_beside_make(struct desk *desk, const struct papers_wanted *wanted,
                        struct notice *notice, struct err *err) MUST_CHECK;

#endif
