/*
 * The appreciation grid: what a person says of the week, one impact statement
 * at a time (pos/ui/inquiry). A session asks one wording
 * (reports/papers/statement_choice.h): the printed sentences of 2019-2020 or the
 * plainer ones. The first answer settles it.
 */
#ifndef POS_APPRECIATION_H
#define POS_APPRECIATION_H

#include "pos/acts/desk.h"
#include "pos/ui/inquiry.h"
#include "pos/ui/list.h"
#include "pos/ui/question.h"
#include "programme/people.h"
#include "reports/papers/statement_choice.h"

enum appreciation_step { APPRECIATE_WORDING, APPRECIATE_WHO, APPRECIATE_ASK, APPRECIATE_DONE };

struct appreciation {
    SHELL;
    struct list list;     /* the people */
    struct list wordings; /* enum statement_words */
    struct people people;
    struct statements statements;
    enum tongue second; /* the session's second language, TONGUE_FR: none */
    struct statement_choice choice;
    int done[PARTICIPANTS_MAX]; /* answers in the wording asked */
    int asked[STATEMENTS_MAX];  /* places in statements */
    int asked_count;
    enum appreciation_step step;
    struct inquiry inquiry;
    char reason[QUESTION_ANSWER_MAX]; /* of corrections, once given on this screen */
};

extern const struct screen_kind APPRECIATION;

struct effect appreciation_update(void *model, const struct event *event);
void appreciation_draw(const void *model, struct canvas *canvas);

/* The key of an answer on the screen, and back: 1 yes, 2 a little, 3 no, 0 "I don't know". */
int appreciation_key(enum answer answer); /* NOT_ANSWERED for ANSWER_NONE */
enum answer appreciation_answer(int key);

#endif
