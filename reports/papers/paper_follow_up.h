/*
 * Whom to call 4 to 6 months later, what was tried already, room for three attempts.
 */
#ifndef REPORTS_PAPER_FOLLOW_UP_H
#define REPORTS_PAPER_FOLLOW_UP_H

#include "programme/workbook.h"
#include "reports/papers/paper_people.h"

enum { ATTEMPTS_SHOWN = 3 };

/* What is known of one person's calls, beside the list of people. */
struct follow_up_line {
    bool agreed;         /* to be called: nobody else is */
    const char *contact; /* telephone, of who agreed; NULL or "" not known here */
    int attempt_count;
    struct follow_up_call attempts[ATTEMPTS_SHOWN]; /* the last ones, oldest first */
};

bool paper_follow_up(const struct paper_head *head, const struct paper_people *people,
                     const struct follow_up_line *lines, const struct calendar *calendar,
                     struct outlet *outlet, struct err *err) MUST_CHECK;

#endif
