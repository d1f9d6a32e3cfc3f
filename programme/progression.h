/*
 * The progression index: what went up between the first days and the last.
 *
 * A pair exists only when both ratings do: a missing rating is never zero.
 * Values are in twelfths of a step, because several animators' ratings of one
 * indicator count as their mean (of 1 to 4 animators, so twelfths are exact).
 * Self and animator have each their own index; nothing here mixes them.
 */
#ifndef PROGRAMME_PROGRESSION_H
#define PROGRAMME_PROGRESSION_H

#include "programme/statistics.h"

enum {
    STEP = 12,            /* twelfths in one step of the scale */
    SCALE_TOP = 4 * STEP, /* "très bien" */
    SCALE_SPAN = 3,       /* steps from the lowest to the highest mark */
    GROUP_MEAN_MIN = 4,   /* persons below which a group has counts only */
    GROUP_SPREAD_MIN = 5, /* persons below which a group has no interval */
};

struct pair {
    int start; /* twelfths, STEP..SCALE_TOP; 0 = missing */
    int end;   /* twelfths, STEP..SCALE_TOP; 0 = missing */
};

/* One person, one volet, one kind of rater. */
struct progression {
    int pairs;      /* n */
    int indicators; /* m: those that count in this volet */
    int sum;        /* S = Σ (end − start), twelfths */
    int up;
    int same;
    int down;
    int ceiling;               /* pairs that started at the top */
    bool shown;                /* n >= ceil(2 m / 3); else D and IP do not exist */
    bool near_ceiling;         /* ceiling >= n / 2: the index cannot show progress there */
    struct ratio displacement; /* D, steps, −3..+3; when shown */
    struct ratio index;        /* IP, percent of the scale, −100..+100; when shown */
    bool gain_shown;           /* expert view: never for a loss, nor when all were at the top */
    struct ratio gain;         /* g, 0..1 */
};

/* `pairs` holds one entry for each of the `indicators` that count. */
struct progression progression_of(const struct pair *pairs, int indicators);

/*
 * One person over all volets, for one kind of rater: counts are summed, the
 * index is the plain mean of the volets' indexes, shown only when each is.
 */
struct progression progression_person(const struct progression *volets, int volet_count);

/* A group, one volet, one kind of rater. */
struct group_progression {
    int people; /* N: all who started, those who stopped included */
    int shown;  /* K: persons with an index */
    int up;     /* persons whose sum is > 0, = 0, < 0 */
    int same;
    int down;
    bool has_mean;             /* K >= GROUP_MEAN_MIN */
    struct ratio displacement; /* mean D; when has_mean */
    struct ratio index;        /* percent; when has_mean */
    struct ratio index_min;    /* when has_mean */
    struct ratio index_max;
    struct spread spread;  /* of D, millionths of a step; exists only from GROUP_SPREAD_MIN */
    struct sign_test sign; /* on persons up and down */
};

/* `people` 0..SAMPLE_MAX. */
struct group_progression progression_group(const struct progression *persons, int people);

#endif
