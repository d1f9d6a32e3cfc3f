/*
 * The appreciation grid: what a person says of the week, one impact statement
 * at a time (pos/inquiry). A session asks one wording: the printed sentences of
 * 2019-2020 or the plainer ones. Changed words are another question, so the
 * first answer recorded settles it.
 */
#ifndef POS_APPRECIATION_H
#define POS_APPRECIATION_H

#include "pos/desk.h"
#include "pos/inquiry.h"
#include "pos/list.h"
#include "pos/question.h"
#include "programme/people.h"
#include "programme/statement.h"

enum appreciation_step { APPRECIATE_WORDING, APPRECIATE_WHO, APPRECIATE_ASK, APPRECIATE_DONE };

enum { APPRECIATION_WORDINGS = 2, APPRECIATION_PLAIN = 0, APPRECIATION_ORIGINAL = 1 };

struct appreciation {
    struct list list;     /* the people */
    struct list wordings; /* plain, original */
    struct people people;
    struct statements statements;
    enum tongue second;              /* the session's second language, TONGUE_FR: none */
    int wording;                     /* APPRECIATION_PLAIN or APPRECIATION_ORIGINAL */
    int said[APPRECIATION_WORDINGS]; /* answers in the book in each wording, everybody's */
    int done[PARTICIPANTS_MAX];      /* answers in the wording asked */
    int asked[STATEMENTS_MAX];       /* places in statements */
    int asked_count;
    enum appreciation_step step;
    struct inquiry inquiry;
    struct question question;
    char reason[QUESTION_ANSWER_MAX]; /* of corrections, once given on this screen */
    struct notice notice;
    char place[FRAME_TEXT_MAX];
};

extern const struct screen_kind APPRECIATION;

struct effect appreciation_update(void *model, const struct event *event);
void appreciation_draw(const void *model, struct canvas *canvas);

/* The key of an answer on the screen, and back: 1 yes, 2 a little, 3 no, 0 "I don't know". */
int appreciation_key(enum answer answer); /* NOT_ANSWERED for ANSWER_NONE */
enum answer appreciation_answer(int key);

#endif
