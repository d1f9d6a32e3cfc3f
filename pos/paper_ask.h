/*
 * A paper of the till asked for on a screen: into the queue, and what to say of it.
 */
#ifndef POS_PAPER_ASK_H
#define POS_PAPER_ASK_H

#include "pos/desk.h"

/*
 * Ask for the paper of that name (pos/paper.h). A printed X is an X that was taken; a sheet without
 * a number gets the next one. `*notice` says whether it comes out now or waits, and for what.
 */
bool paper_ask(struct desk *desk, const char *name, struct notice *notice,
               struct err *err) MUST_CHECK;

#endif
