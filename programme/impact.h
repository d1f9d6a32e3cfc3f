/*
 * Answers to the impact statements, as counts. Rates always come with their
 * base; sessions are pooled by adding counts, never by averaging percents.
 */
#ifndef PROGRAMME_IMPACT_H
#define PROGRAMME_IMPACT_H

#include "programme/statistics.h"

enum answer { ANSWER_NONE, ANSWER_YES, ANSWER_LITTLE, ANSWER_NO, ANSWER_UNKNOWN };

struct impact {
    int participants; /* N: all who started, silent ones included */
    int yes;
    int little;
    int no;
    int unknown; /* said "je ne sais pas"; a blank is not counted anywhere */
};

/* "yes", "little", "no", "unknown"; false: another word. */
bool answer_parse(const char *text, enum answer *out);

void impact_pool(struct impact *total, const struct impact *more);

int impact_answered(const struct impact *impact); /* R: answers other than "je ne sais pas" */
int impact_wide(const struct impact *impact);     /* yes or a little */

/* 100 · count / base, half away from zero; base > 0. */
int percent_of(int count, int base);

/* If the silent had all answered otherwise, or all yes: `Y/N` and `(Y + N − R)/N`. Base N > 0. */
struct ratio impact_lowest(const struct impact *impact);
struct ratio impact_highest(const struct impact *impact);

/* "28 sur 36 (78 %)"; "–" without an answer. Never a percent without its base. */
enum { SHARE_TEXT_MAX = 64 };
void share_format(int count, int base, char out[SHARE_TEXT_MAX]);

#endif
