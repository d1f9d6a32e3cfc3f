/*
 * The one look of every question: the screen below the top bar is its own, with one thing to
 * type, or nothing but yes (Enter) and no (Escape). A refused answer keeps
 * what was typed and says why under it.
 */
#ifndef POS_QUESTION_H
#define POS_QUESTION_H

#include "base/err.h"
#include "ledger/money.h"
#include "pos/ui/canvas.h"
#include "pos/ui/event.h"

enum { QUESTION_TEXT_MAX = 240, QUESTION_ANSWER_MAX = 65 };

struct question {
    int purpose; /* the screen's own; 0: no question is open */
    bool yes_or_no;
    bool secret;     /* a PIN: shown as stars */
    bool offered;    /* the answer is ours so far: what is typed takes its place */
    bool has_amount; /* `amount` stands over the question, large */
    cents amount;
    char title[QUESTION_TEXT_MAX];  /* translated */
    char detail[QUESTION_TEXT_MAX]; /* translated, may be "" */
    char answer[QUESTION_ANSWER_MAX];
    char fault[ERR_TEXT_MAX]; /* why the answer was refused */
};

enum question_outcome { QUESTION_OPEN, QUESTION_ANSWERED, QUESTION_LEFT };

void question_ask(struct question *question, int purpose, const char *title, const char *detail);
/* An answer to take with Enter, or to type over. */
void question_offer(struct question *question, const char *answer);
/* The sum that is meant: it stands over the question, large. */
void question_mean(struct question *question, cents amount);
/* The answer is refused: it stays, and the sentence stands under it. A secret goes: nobody sees
 * what to mend in it. */
void question_refuse(struct question *question, const char *sentence);
void question_close(struct question *question);

/* Every key is ours while the question is open; a scan answers nothing and is refused. */
enum question_outcome question_update(struct question *question, const struct event *event);
void question_draw(const struct question *question, struct canvas *canvas);

#endif
