/*
 * What a person takes home at the end: her own sheet with before and after, and
 * the certificate of participation, which holds no score and promises no level.
 */
#ifndef REPORTS_PAPER_REVIEW_H
#define REPORTS_PAPER_REVIEW_H

#include "programme/attendance.h"
#include "programme/rating.h"
#include "reports/paper.h"

enum { STRENGTHS_MAX = 3 };

/* What is said on one person's sheet; the self-rating only, the others' in words. */
struct own_sheet {
    const struct participant *person;
    const struct assessment *assessment;
    const char *strengths[STRENGTHS_MAX]; /* cards from peers, in words; NULL = none */
    const char *next_step;                /* "" = to be written by hand */
    const char *appointment;              /* "" = to be written by hand */
};

bool paper_own_sheet(const struct paper_head *head, const struct own_sheet *own,
                     const struct grid *grid, struct outlet *outlet, struct err *err) MUST_CHECK;

struct certificate {
    const struct participant *person;
    const struct calendar *calendar;
    const struct attendance *attendance;
    const char *done[DAYS_MAX]; /* what each day was for, one line; NULL = the usual line */
};

bool paper_certificate(const struct paper_head *head, const struct certificate *certificate,
                       struct outlet *outlet, struct err *err) MUST_CHECK;

#endif
