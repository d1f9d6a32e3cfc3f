/*
 * What is told in confidence, line by line: the sheet of J1, the interview of
 * the last day. Each line is kept, sealed, as soon as it is left; once the
 * session is closed, for a reason. Nothing of it ever stands in a draft.
 */
#ifndef POS_SEALED_FORM_H
#define POS_SEALED_FORM_H

#include "pos/acts/sheet_key.h"
#include "pos/ui/form.h"
#include "pos/ui/frame.h"
#include "pos/ui/question.h"
#include "programme/people.h"

struct sealed_form {
    SHELL;
    int rank; /* of the person, from 1 */
    struct participant who;
    struct form form;
    bool is_open;                     /* it could be read: else nothing is written */
    bool leaving;                     /* Escape or the last Enter: go back once it is kept */
    bool refused;                     /* leaving failed once; the next Escape goes back */
    char reason[QUESTION_ANSWER_MAX]; /* of corrections after the session is closed */
};

/* Who it is, and the key that opens what she told; close it. */
bool sealed_form_open(struct sealed_form *page, struct desk *desk, struct vault *vault,
                      struct err *err) MUST_CHECK;

/* `keep` is what the screen performs to keep its lines. */
struct effect sealed_form_update(struct sealed_form *page, const struct form_rule *rules, int count,
                                 const struct event *event, int keep);

/* After keeping: back with `said`, or why not. */
void sealed_form_kept(struct sealed_form *page, struct desk *desk, const char *said);
void sealed_form_failed(struct sealed_form *page, const struct err *err);

/* Whose it is, the lines in `fields`, and the frame over all that the screen drew before. */
struct sealed_look {
    const char *title;
    const struct form_rule *rules;
    int count;
    struct area fields;
};
void sealed_form_draw(const struct sealed_form *page, const struct sealed_look *look,
                      struct canvas *canvas);

#endif
