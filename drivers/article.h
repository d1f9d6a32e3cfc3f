/*
 * What a code says: which article, in every spelling that a product may hold, and how much of it,
 * for how much, of which lot and until when. GTIN of 8, 12, 13 and 14 digits, UPC-E, add-ons of two
 * and five digits, GS1 element strings, labels of scales. Pure.
 */
#ifndef DRIVERS_ARTICLE_H
#define DRIVERS_ARTICLE_H

#include "base/day.h"
#include "base/err.h"

enum { ARTICLE_SPELLINGS_MAX = 10, ARTICLE_TEXT_MAX = 64, ARTICLE_LOT_MAX = 21 };

struct article {
    char spellings[ARTICLE_SPELLINGS_MAX][ARTICLE_TEXT_MAX]; /* the likeliest first */
    int spelling_count;
    int64_t count;  /* pieces; 0 unsaid */
    int64_t weight; /* grams; 0 unsaid */
    int64_t price;  /* cents for all of it; 0 unsaid */
    char lot[ARTICLE_LOT_MAX];
    struct day use_by, best_before; /* DAY_NONE when unsaid */
};

/* `scales`: patterns of labels that say a weight or a price, see article_check_scales(). */
void article_read(const char *text, const char *scales, struct article *out);

/*
 * Patterns of 13 signs, one space between them, such as "21CCCCCWWWWWK": digits as they stand, C
 * the article, W grams, P cents, X anything, K the check digit at the end. "" none.
 */
bool article_check_scales(const char *scales, struct err *err) MUST_CHECK;

#endif
