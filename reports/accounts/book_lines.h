/* The entries of one book as lines of the host's accounts, before they have numbers. */
#ifndef REPORTS_BOOK_LINES_H
#define REPORTS_BOOK_LINES_H

#include "ledger/till.h"
#include "reports/accounts/account_map.h"

struct book_source {
    struct till *till;
    char code[SESSION_CODE_MAX];
    struct day from; /* the exercise, both days in it */
    struct day to;
    const char *exercise;
};

/*
 * Append the entries of the exercise that `known` does not hold, mapped; `*outside` counts those of
 * other exercises. ERR_INPUT: a piece that would pass twelve characters.
 */
bool book_lines_read(const struct book_source *source, const struct account_map *map,
                     const struct account_lines *known, struct account_lines *out, int *outside,
                     struct err *err) MUST_CHECK;

#endif
