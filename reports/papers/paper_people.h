/*
 * Papers about the people of a session, one line or one page each: badges,
 * sign-in sheets, intake sheets.
 */
#ifndef REPORTS_PAPER_PEOPLE_H
#define REPORTS_PAPER_PEOPLE_H

#include "programme/attendance.h"
#include "programme/participant.h"
#include "programme/partner.h"
#include "reports/print/paper.h"

/* Who the papers are about; erased people are left out. */
struct paper_people {
    const struct participant *list;
    int count;
    const struct partners *partners; /* who leads and helps; NULL nobody is known */
};

/* Pictogram, name, bar code of the badge: eight on a page. */
bool paper_badges(const struct paper_head *head, const struct paper_people *people,
                  struct outlet *outlet, struct err *err) MUST_CHECK;

/* Everybody on one sheet, to keep at the till: picture, name, bar code to scan. */
bool paper_badge_list(const struct paper_head *head, const struct paper_people *people,
                      struct outlet *outlet, struct err *err) MUST_CHECK;

/*
 * One page a day: planned hours and a box to sign for each half-day. A box says in small
 * letters what the roll call noted, so that nobody signs for a half-day she missed; empty
 * lines when nobody is known yet. `attendance` stands beside the people, NULL = not called.
 */
bool paper_sign_in(const struct paper_head *head, const struct paper_people *people,
                   const struct calendar *calendar, const struct attendance *attendance,
                   struct outlet *outlet, struct err *err) MUST_CHECK;

/* The guide of the talk on the last day, with room to write; one page each, or a blank one. */
bool paper_interview(const struct paper_head *head, const struct paper_people *people,
                     struct outlet *outlet, struct err *err) MUST_CHECK;

/* What an adviser asks before J1, to be filled with the person; one page each, a blank one
 * when nobody is known yet. */
bool paper_intake(const struct paper_head *head, const struct paper_people *people,
                  struct outlet *outlet, struct err *err) MUST_CHECK;

#endif
