/*
 * The question for a reason, or another that has one way out: left, it closes and nothing is done;
 * answered, the act follows, and the question stays until its screen closes it, so that a refusal
 * can stand under it.
 */
#ifndef POS_REASON_H
#define POS_REASON_H

#include "pos/ui/frame.h"
#include "pos/ui/question.h"
#include "pos/ui/screen.h"

/* `reason` gets the answer, left it is empty; NULL: it is read in the question. `what` is performed
 * then. */
struct effect reason_event(struct question *question, const struct event *event,
                           char reason[QUESTION_ANSWER_MAX], int what);

/*
 * The act was refused: what wants a reason (ERR_CLOSED, ERR_REASON) asks for it once, as `purpose`;
 * another refusal stands under the question that is open, with what was typed; else in the notice.
 */
void reason_refused(struct question *question, struct notice *notice, int purpose,
                    const char *title, const struct err *err);

#endif
