/*
 * Who may be in a photograph, and where it may be shown: what the photographer
 * carries. It says only what is in force that day; everything else is no.
 */
#ifndef REPORTS_PAPER_PHOTOGRAPHER_H
#define REPORTS_PAPER_PHOTOGRAPHER_H

#include "ledger/image_right.h"
#include "reports/papers/paper_people.h"

/* `rights` beside the list of people. */
bool paper_photographer(const struct paper_head *head, const struct paper_people *people,
                        bool rights[][IMAGE_USE_COUNT], struct outlet *outlet,
                        struct err *err) MUST_CHECK;

#endif
