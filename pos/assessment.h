/*
 * Ratings: who is rated and by whom, then one sentence at a time with four
 * answers on keys 1 to 4, 0 for "I don't know", left to go back. Each answer
 * is recorded as it is given: stopping in the middle loses nothing.
 */
#ifndef POS_ASSESSMENT_H
#define POS_ASSESSMENT_H

#include "pos/desk.h"
#include "pos/list.h"
#include "pos/question.h"
#include "programme/people.h"
#include "programme/rating.h"

enum assessment_step { ASSESS_WHO, ASSESS_ASK, ASSESS_DONE };

enum { NOT_ANSWERED = -1 };

struct asking {
    struct list list; /* the people */
    struct people people;
    struct grid grid;
    struct calendar calendar;
    int day;
    bool by_animator;
    enum assessment_step step;
    int indicators[INDICATORS_MAX]; /* asked, as places in the grid */
    int values[INDICATORS_MAX];     /* beside them: 0..4 or NOT_ANSWERED */
    int count;
    int at;
    struct question question; /* the reason of a correction */
    struct notice notice;
    char place[FRAME_TEXT_MAX];
};

extern const struct screen_kind ASSESSMENT;

struct effect assessment_update(void *model, const struct event *event);
void assessment_draw(const void *model, struct canvas *canvas);

/*
 * Which indicators are asked on that day: the person herself says volet B on J1, volet A on J2 and
 * everything on the last day; between, and the animator, what is in focus. Returns their number.
 */
int assessment_choose(const struct grid *grid, const struct calendar *calendar, int day,
                      bool by_animator, int out[INDICATORS_MAX]);

#endif
