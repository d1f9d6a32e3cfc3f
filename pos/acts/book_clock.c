/* Alone in its file: the program that tests run has another one in its place (tests/program). */
#include "pos/acts/book.h"

bool book_clock(struct clock *out, struct err *err)
{
    (void)err;
    *out = clock_real();
    return true;
}
