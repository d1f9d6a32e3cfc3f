/* What the group's papers wear: its colour and logo, and the emblem of European money. */
#ifndef REPORTS_GROUP_LOOK_H
#define REPORTS_GROUP_LOOK_H

#include "base/db.h"
#include "reports/print/page.h"
#include "reports/print/shape.h"

/* The group's colour, ours (INK_DARK) when it has none. */
bool group_colour(struct db *db, struct ink *out, struct err *err) MUST_CHECK;

/* A page of `target` in the group's look. */
bool group_page_open(struct db *db, const struct page_target *target, struct page **out,
                     struct err *err) MUST_CHECK;

#endif
