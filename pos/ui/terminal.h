/*
 * The terminal: keys, mouse and paste become events; a canvas becomes bytes.
 *
 * Its bytes are read here and decoded by pos/ui/keys; what is shown is made by pos/ui/painter,
 * which sends only what changed. Signals are not ours: pos/ui/loop blocks them and says when the
 * window changed or when to stop.
 */
#ifndef POS_TERMINAL_H
#define POS_TERMINAL_H

#include "base/err.h"
#include "pos/ui/canvas.h"
#include "pos/ui/event.h"

struct terminal;

/* Take the terminal of standard input and output. ERR_USAGE: it is not one, or its type is unknown.
 */
bool terminal_open(struct terminal **out, struct err *err) MUST_CHECK;
void terminal_close(struct terminal *terminal); /* gives the terminal back; accepts NULL */

void terminal_size(const struct terminal *terminal, int *width, int *height);
/* Tell a canvas what colours and characters there are. */
void terminal_describe(const struct terminal *terminal, struct canvas *canvas);
/* Ask the window for its size again, after SIGWINCH. */
void terminal_resize(struct terminal *terminal);

void terminal_show(struct terminal *terminal, const struct canvas *canvas);
void terminal_redraw(struct terminal *terminal); /* everything again: something else wrote on it */

/* The next event that is already there (pos/ui/keys); false when there is none. Never waits. */
bool terminal_read(struct terminal *terminal, int64_t now_ms, struct event *event);
/* When to read again though nothing came: an Escape may be waiting. -1: nothing waits. */
int64_t terminal_deadline_ms(const struct terminal *terminal);

/* Ctrl-Z: give the terminal back, stop like any program, and take it again when continued. */
void terminal_suspend(struct terminal *terminal);

void terminal_beep(struct terminal *terminal);

#endif
