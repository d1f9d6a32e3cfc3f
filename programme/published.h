/*
 * The seven sessions of 2019-2020 as they were published, the program's own
 * example: names, places, dates, head counts and turnover are facts; the days
 * between the first and the last are chosen here, and everything else that the
 * example shows is invented and marked so.
 */
#ifndef PROGRAMME_PUBLISHED_H
#define PROGRAMME_PUBLISHED_H

#include "programme/calendar.h"

#include <stdint.h>

enum { PUBLISHED_COUNT = 7, PUBLISHED_TEXT_MAX = 80 };

struct published {
    char id[8];
    char name[PUBLISHED_TEXT_MAX];
    char host[PUBLISHED_TEXT_MAX];
    char place[PUBLISHED_TEXT_MAX];
    char venue[PUBLISHED_TEXT_MAX];
    char people[PUBLISHED_TEXT_MAX]; /* whom it was for, as printed */
    char product[PUBLISHED_TEXT_MAX];
    char sector[16]; /* "food", "textile" or "other" */
    char note[PUBLISHED_TEXT_MAX];
    struct day first_day;
    struct day last_day;
    struct day days[DAYS_DAILY_MAX];
    int day_count;
    int participants;
    int age_min; /* 0 = not published */
    int age_max; /* 0 = not published */
    int64_t turnover_cents;
};

/* In the order of the source. Its file is tested, so this cannot fail. */
void published_load(struct published out[PUBLISHED_COUNT]);

#endif
