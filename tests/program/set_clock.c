/*
 * The clock of the program that tests run: FLASHCOOP_CLOCK=2019-11-26T10:02:05+01:00 stops it. It
 * stands in the place of pos/acts/book_clock.c; the program that people run knows nothing of it.
 */
#include "pos/acts/book.h"

#include <stdlib.h>

bool book_clock(struct clock *out, struct err *err)
{
    const char *fixed = getenv("FLASHCOOP_CLOCK");
    struct moment moment;

    if (!fixed || fixed[0] == '\0') {
        *out = clock_real();
        return true;
    }
    if (!moment_parse(fixed, &moment, err)) {
        err_prefix(err, "FLASHCOOP_CLOCK");
        return false;
    }
    *out = clock_frozen(moment);
    return true;
}
