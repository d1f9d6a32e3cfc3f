/*
 * Which sentences of the grid are asked of whom on which day. The screen, the
 * booklet and the sheets to fill by hand all ask here, so that what stands on
 * paper is what is keyed in.
 */
#ifndef PROGRAMME_ASKED_H
#define PROGRAMME_ASKED_H

#include "programme/sheet_code.h"

struct asked_day {
    const struct calendar *calendar;
    int day;
    int stopped_day;     /* of the person, 0: did not stop */
    const bool *started; /* beside the grid: she said it on an earlier day; NULL: everything */
};

/* Who is asked. */
struct asked_rater {
    enum rater_kind kind;
    bool all_volets; /* peers: every sentence, not only the last volet */
};

/*
 * The person herself says the last volet on J1, the others on J2, and everything on the last day
 * or on the day she stops; between, and the animator, what is in focus. What she has not said yet
 * of the first days is asked until they are over. Peers rate the last volet, looking back is about
 * what counts. Returns their number; `out` as places in the grid, in its order.
 */
int sentences_asked(const struct grid *grid, const struct asked_day *when, struct asked_rater rater,
                    int out[INDICATORS_MAX]);

/*
 * The same for the pages of a booklet, printed before: whoever is in the group on a day is taken
 * to say then what is asked. `person` NULL: somebody who comes every day. 0: she is not there.
 */
int sentences_planned(const struct grid *grid, const struct calendar *calendar,
                      const struct participant *person, int day, int out[INDICATORS_MAX]);

/*
 * Who has a row on that sheet, as places in `list`: those who are in the group on its day, without
 * the peer who rates. Returns their number.
 */
int sheet_rows(const struct participant *list, int count, const struct sheet_place *place,
               int out[PARTICIPANTS_MAX]);

#endif
