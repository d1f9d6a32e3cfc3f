/*
 * One person's grid, for the animator: before and after in bars, what moved,
 * the index where there is enough, what the others see. Gaps upwards are here
 * for the interview; no paper that is handed out holds them.
 */
#ifndef POS_PERSON_MARKS_H
#define POS_PERSON_MARKS_H

#include "pos/acts/desk.h"
#include "pos/ui/list.h"
#include "reports/figures/progress.h"

struct person_marks {
    SHELL;
    struct list list; /* the indicators of the volet */
    struct rating_table marks;
    struct progress progress;
    bool is_known;
    int person; /* place in marks.people */
    int volet;
    int rater;                                   /* as in struct progress */
    int indicators[INDICATORS_MAX];              /* of the volet, as places in the grid */
    int cards[PARTICIPANTS_MAX][INDICATORS_MAX]; /* strength cards received */
};

/* Argument: person_marks_argument(). */
extern const struct screen_kind PERSON_MARKS;

int64_t person_marks_argument(int person, int volet, int rater);
struct effect person_marks_update(void *model, const struct event *event);
void person_marks_draw(const void *model, struct canvas *canvas);

/*
 * What she says on the last days minus what the others say, in twelfths of a step; false when one
 * of them is missing. The peers' median needs PEERS_SHOWN_MIN of them.
 */
bool gap_to_peers(const struct assessment *assessment, int indicator, int *twelfths);
bool gap_to_animator(const struct assessment *assessment, int indicator, int *twelfths);

#endif
