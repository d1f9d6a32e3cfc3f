/* The days that a set of accounts covers. */
#ifndef REPORTS_EXERCISE_H
#define REPORTS_EXERCISE_H

#include "reports/accounts/account_line.h"

struct exercise {
    struct day from;
    struct day to;
    char text[EXERCISE_MAX]; /* "2026-01-01..2026-12-31" */
};

/* "2026" or "2026-07-01..2027-06-30". ERR_INPUT: neither, turned round, or longer than two years.
 */
bool exercise_parse(const char *text, struct exercise *out, struct err *err) MUST_CHECK;
struct exercise exercise_of_year(int year);

/* ERR_INPUT: shares days with another exercise of these lines, whose numbers stand already. */
bool exercise_check(const struct exercise *exercise, const struct account_lines *known,
                    struct err *err) MUST_CHECK;

#endif
