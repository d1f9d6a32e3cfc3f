/*
 * Papers about the people of a session, one line or one page each: badges,
 * sign-in sheets, the image-right form, the intake surface, the follow-up list.
 */
#ifndef REPORTS_PAPER_PEOPLE_H
#define REPORTS_PAPER_PEOPLE_H

#include "programme/calendar.h"
#include "programme/participant.h"
#include "reports/paper.h"

/* Who the papers are about; erased people are left out. */
struct paper_people {
    const struct participant *list;
    int count;
};

/* Pictogram, name, bar code of the badge: eight on a page. */
bool paper_badges(const struct paper_head *head, const struct paper_people *people,
                  struct outlet *outlet, struct err *err) MUST_CHECK;

/* One page a day: planned hours and a box to sign for each half-day. */
bool paper_sign_in(const struct paper_head *head, const struct paper_people *people,
                   const struct calendar *calendar, struct outlet *outlet,
                   struct err *err) MUST_CHECK;

/* Each use of the image apart, yes or no, refused unless ticked; one page each. */
bool paper_image_right(const struct paper_head *head, const struct paper_people *people,
                       struct outlet *outlet, struct err *err) MUST_CHECK;

/* What an adviser asks before J1, to be filled with the person; one page each. */
bool paper_intake(const struct paper_head *head, const struct paper_people *people,
                  struct outlet *outlet, struct err *err) MUST_CHECK;

/* Whom to call 4 to 6 months later, with room for three attempts. */
bool paper_follow_up(const struct paper_head *head, const struct paper_people *people,
                     const struct calendar *calendar, struct outlet *outlet,
                     struct err *err) MUST_CHECK;

#endif
