/*
 * The one way in which a screen asks why: what the ledger lets the host do only with a reason
 * (ERR_REASON) is tried again with the answer, which reason_event() takes.
 */
#ifndef POS_WHY_H
#define POS_WHY_H

#include "ledger/till.h"
#include "pos/ui/frame.h"
#include "pos/ui/question.h"
#include "pos/ui/screen.h"

enum { ASK_WHY = 100 }; /* purpose of the question, beside those of the screen */

/* What was refused: asked why, or said in the notice; a second refusal stands under the answer. */
void why_refused(struct question *question, struct notice *notice, const struct err *err);
/* "" while nothing was answered. */
const char *why_answer(const struct question *question);
/* till->correction, for the one try: why_done() empties it and closes the question if `good`. */
void why_begin(const struct question *question, struct till *till);
void why_done(struct question *question, struct till *till, bool good);

#endif
