/*
 * The help of a screen, in its place: a short page for each line of its text, then one for the keys
 * that are the same everywhere. Enter turns the page, the last one closes.
 */
#ifndef POS_HELP_H
#define POS_HELP_H

#include "pos/ui/canvas.h"
#include "pos/ui/event.h"

enum { HELP_CLOSED = 0 }; /* else the page, from 1 */

/* Whether the event was meant for the open help, which turned its page or closed. A scan closes it
 * and is not for it: what is sold must be seen. */
bool help_takes(int *page, const struct event *event, const char *text);
/* The whole screen below its top bar: nothing of what it explains shows at its edges. */
void help_draw(int page, struct canvas *canvas, const char *text);

#endif
