/*
 * The days that the closings of a book can have: from the one it was made to
 * today. What lies outside was under a wrong clock.
 */
#ifndef LEDGER_BOOK_DAYS_H
#define LEDGER_BOOK_DAYS_H

#include "ledger/till_book.h"

struct book_days {
    struct day first; /* of the oldest record of the book */
    struct day last;  /* today; under a clock from before the book, the day of its newest record */
};

bool book_days_read(struct till *till, struct book_days *out, struct err *err) MUST_CHECK;
/* The last of them: what is typed now counts for it. */
bool book_days_today(struct till *till, struct day *out, struct err *err) MUST_CHECK;
bool book_days_hold(const struct book_days *days, struct day day);

/* When a day ends: "05:00". ERR_INPUT: not an hour before noon. */
bool day_cut_parse(const char *text, int *minutes, struct err *err) MUST_CHECK;
bool till_read_day_cut(struct till *till, struct err *err) MUST_CHECK; /* at opening, after a Z */

#endif
