/*
 * Who rates whom, when, and what counts: the ratings of one person.
 *
 * For self and for the animator: T0 is the first rating given in the days of
 * module 1, T3 the last given from the sale day on, indicator by indicator;
 * ratings between are kept and shown, not counted. Peers and looking back are
 * apart: they enter no index. "Je ne sais pas" is missing, never zero.
 */
#ifndef PROGRAMME_RATING_H
#define PROGRAMME_RATING_H

#include "programme/grid.h"
#include "programme/participant.h"
#include "programme/progression.h"

enum {
    RATER_MAX = 24,      /* "self", "animator", "animator:2", "looking-back" or a badge */
    ANIMATORS_MAX = 4,   /* twelfths of a step hold the mean of up to four */
    PEERS_SHOWN_MIN = 3, /* below, a peer's mark could be guessed */
};

enum rater_kind { RATER_SELF, RATER_ANIMATOR, RATER_PEER, RATER_LOOKING_BACK };

struct rating {
    char rater[RATER_MAX];
    int indicator; /* index in the grid */
    int day;       /* 1..n */
    int value;     /* 1..4, 0 = "je ne sais pas, pas vu" */
};

/* Everything that was said about one person. Init to zero, add in the order of days. */
struct assessment {
    struct pair self[INDICATORS_MAX];
    int animator_count;
    char animators[ANIMATORS_MAX][RATER_MAX];
    struct pair seen[ANIMATORS_MAX][INDICATORS_MAX];
    int peer_count;
    char peers[PARTICIPANTS_MAX][RATER_MAX];
    int heard[PARTICIPANTS_MAX][INDICATORS_MAX]; /* 0 = none or "–" */
    int looking_back[INDICATORS_MAX];            /* 0 = none */
};

/* What kind of rater that word is; a badge is a peer. */
enum rater_kind rater_kind_of(const char *rater);

/*
 * ERR_INPUT: an indicator or day that does not exist, a peer who rates a day
 * or herself wrongly, more than ANIMATORS_MAX animators.
 */
bool rating_check(const struct rating *rating, const char *badge, const struct grid *grid,
                  const struct calendar *calendar, struct err *err) MUST_CHECK;

/* Checked before; days ascending. */
void assessment_add(struct assessment *assessment, const struct rating *rating,
                    const struct calendar *calendar);

/* The pair of an indicator; several animators count as their mean. */
struct pair assessment_pair(const struct assessment *assessment, enum rater_kind kind,
                            int indicator);

/* The progression in a volet for self or animator. */
struct progression assessment_progression(const struct assessment *assessment, enum rater_kind kind,
                                          const struct grid *grid, int volet);

/* Median of the peers in half steps (5 = 2,5); 0 with fewer than PEERS_SHOWN_MIN of them. */
int assessment_peers(const struct assessment *assessment, int indicator);

/* `mine` − the peers' median, in half steps; false when one of them is missing. */
bool gap_find(int mine_twelfths, int peers_halves, int *gap_halves);

/* Only gaps of a whole step down are said to the person: the others see her higher. */
bool gap_is_encouraging(int gap_halves);

#endif
