/*
 * What every screen has around it, in one place: its notice goes with the next key, its question
 * stands over all, Escape leaves, and it reads its figures when it comes to the front. A screen is
 * what only it knows.
 */
#ifndef POS_SHELL_H
#define POS_SHELL_H

#include "pos/ui/screen.h"

/* The event, as far as the screen has to be asked. */
struct effect shell_update(const struct screen_kind *kind, void *model, const struct event *event);
void shell_draw(const struct screen_kind *kind, const void *model, struct canvas *canvas);
/* Of a model, which begins with SHELL. */
struct notice *shell_notice(void *model);
struct question *shell_question(void *model);

#endif
