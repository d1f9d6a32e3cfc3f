/*
 * The story of the sale days and of the sharing, on paper: what was sold, the
 * money and the hours, then from what came in to each person's share.
 */
#ifndef REPORTS_PAPER_STORY_H
#define REPORTS_PAPER_STORY_H

#include "reports/figures/day_story.h"
#include "reports/figures/waterfall.h"
#include "reports/print/paper.h"

struct story_share {
    const char *name;
    cents share;
};

struct story_sheet {
    const struct day_story *days;
    int day_count;
    const struct waterfall *waterfall;
    const struct story_share *shares; /* none before the vote */
    int share_count;
};

bool paper_story(const struct paper_head *head, const struct story_sheet *story,
                 struct outlet *outlet, struct err *err) MUST_CHECK;

#endif
