/*
 * A sale day as it grew: what was sold of each article, and for how much, hour
 * after hour. All real tills together, refunds taken off at their own hour.
 */
#ifndef REPORTS_DAY_STORY_H
#define REPORTS_DAY_STORY_H

#include "base/day.h"
#include "ledger/ticket.h"

/* An accounting day may go on until the next noon; its hours after midnight are 24, 25 … */
enum { STORY_HOURS = 36, STORY_GOODS_MAX = 40, STORY_DAYS_MAX = 16 };

struct story_good {
    char code[CODE_MAX]; /* "" of an article without a product */
    char label[LABEL_MAX];
    thousandths sold[STORY_HOURS]; /* in that hour alone */
    thousandths all;               /* the whole day */
};

struct day_story {
    struct day day;
    int first, last;          /* the hours in which something was sold; 0, -1: none */
    cents gross[STORY_HOURS]; /* taken in that hour alone */
    struct story_good goods[STORY_GOODS_MAX]; /* most sold first */
    int good_count;
};

/* The days on which something was sold, the oldest first; of more than there is room, the last. */
bool day_story_days(struct db *db, struct day days[STORY_DAYS_MAX], int *count,
                    struct err *err) MUST_CHECK;
bool day_story_read(struct db *db, struct day day, struct day_story *out,
                    struct err *err) MUST_CHECK;

/* What had come together by the end of that hour. */
cents day_story_gross(const struct day_story *story, int hour);
thousandths day_story_sold(const struct story_good *good, int hour);
/* The most that any article reached, and any hour took: what bars are measured by. */
thousandths day_story_most_sold(const struct day_story *story);
cents day_story_best_hour(const struct day_story *story);

#endif
