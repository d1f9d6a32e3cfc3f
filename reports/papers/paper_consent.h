/*
 * The image-right form: each use of a person's image, words and sheet apart,
 * yes or no, refused unless ticked, revocable. One page each.
 */
#ifndef REPORTS_PAPER_CONSENT_H
#define REPORTS_PAPER_CONSENT_H

#include "reports/papers/paper_people.h"

/* A blank one when `people` is NULL or holds nobody. */
bool paper_image_right(const struct paper_head *head, const struct paper_people *people,
                       struct outlet *outlet, struct err *err) MUST_CHECK;

#endif
