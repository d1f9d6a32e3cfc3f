/*
 * Ratings: who rates, whom, then one sentence at a time (pos/ui/inquiry). Each
 * answer is recorded as it is given: stopping in the middle loses nothing, and
 * the list shows who still has to be asked on that day.
 */
#ifndef POS_ASSESSMENT_H
#define POS_ASSESSMENT_H

#include "pos/acts/desk.h"
#include "pos/ui/inquiry.h"
#include "pos/ui/list.h"
#include "pos/ui/question.h"
#include "programme/asked.h"
#include "programme/people.h"

enum assessment_step {
    ASSESS_WHO,   /* the people; with peers, those who rate */
    ASSESS_RATER, /* who rates: the person, an animator, the peers */
    ASSESS_WHOM,  /* peers only: whom she rates */
    ASSESS_ASK,
    ASSESS_DONE,
};

/* Who rates, as it is chosen on the screen. */
struct rater_choice {
    const char *name; /* N_() */
    const char *word; /* in the book; NULL: the badge of the peer */
    struct asked_rater asked;
};
enum { RATER_CHOICES = 8, ASSESSMENT_BY_ANIMATOR = 1, ASSESSMENT_HEAD_LINES = 3 };
extern const struct rater_choice ASSESSMENT_RATERS[RATER_CHOICES];

struct asking {
    SHELL;
    struct list list;     /* the people */
    struct list raters;   /* ASSESSMENT_RATERS */
    struct list others;   /* the people without the peer who rates */
    struct people people; /* those who were erased are left out */
    struct grid grid;
    struct calendar calendar;
    enum tongue second; /* the session's second language, TONGUE_FR: none */
    int day;
    int rater;     /* in ASSESSMENT_RATERS */
    int giver;     /* place of the peer who rates, in people */
    int subject;   /* place of who is rated */
    bool insisted; /* peers or looking back on an unusual day: yes */
    enum assessment_step step;
    int indicators[INDICATORS_MAX]; /* asked, as places in the grid */
    struct inquiry inquiry;         /* beside them */
    /* Sentences to ask about each person, and how many have an answer of that day: by giver, then
     * subject; without peers the giver is 0. */
    bool started[PARTICIPANTS_MAX][INDICATORS_MAX]; /* what each said on an earlier day */
    int asked[PARTICIPANTS_MAX];
    int done[PARTICIPANTS_MAX][PARTICIPANTS_MAX];
    char reason[QUESTION_ANSWER_MAX]; /* of corrections, once given on this screen */
};

/* Argument: who rates at first, a place in ASSESSMENT_RATERS. */
extern const struct screen_kind ASSESSMENT;

struct effect assessment_update(void *model, const struct event *event);
void assessment_draw(const void *model, struct canvas *canvas);

/* Peers and looking back belong to the last day; on another one the animator has to insist. */
bool assessment_is_usual(const struct rater_choice *rater, const struct calendar *calendar,
                         int day);

bool assessment_is_by_peers(const struct asking *page);
/* The place in `people` of line `i` among the others. */
int assessment_other(const struct asking *page, int i);
/* How many of the others a peer has rated to the end. */
int assessment_others_done(const struct asking *page, int giver);

/* What pos/ratings/assessment_book does with the book. */
enum { ASSESS_REFRESH, ASSESS_BEGIN, ASSESS_RECORD };
enum { ASK_CORRECTION = 1, ASK_INSIST };
void assessment_begin(void *model, struct desk *desk, int64_t argument);
void assessment_perform(void *model, struct desk *desk, int what);

#endif
