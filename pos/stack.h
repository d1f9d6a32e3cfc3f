/*
 * The screens that are open, the one in front last: each with its model, the argument that it was
 * opened with and its draft, which is kept at every change.
 */
#ifndef POS_STACK_H
#define POS_STACK_H

#include "pos/acts/desk.h"

enum { STACK_MAX = 8 };

struct opened_screen {
    const struct screen_kind *kind;
    int64_t argument;
    void *model;                   /* owned */
    void *draft_kept;              /* owned: the draft as it was last saved; NULL: no draft */
    char draft_book[TILL_KEY_MAX]; /* a form may have made another book since */
};

struct stack {
    struct opened_screen screens[STACK_MAX];
    int depth;
};

struct opened_screen *stack_top(struct stack *stack);
/* Opens a screen, takes its draft and shows it. There must be room. */
void stack_push(struct stack *stack, struct desk *desk, const struct screen_kind *kind,
                int64_t argument);
void stack_pop(struct stack *stack);
/* Whether the screen in front takes text, and whether a slash would begin it: no name begins so.
 * Draws the screen, as it is now, to see. */
bool stack_types_text(struct stack *stack);
bool stack_begins_text(struct stack *stack, struct canvas *canvas);
/* The screen in front came to the front: it reads what it shows. */
void stack_show(struct stack *stack, struct desk *desk);
/* What the screen in front makes of an event; a question that who acts may not answer is not asked.
 */
struct effect stack_update(struct stack *stack, struct desk *desk, const struct event *event);
/* After a change: saves the draft of the screen in front, or drops it when desk->forget_draft. */
void stack_keep_draft(struct stack *stack, struct desk *desk);
/* The same screens, opened again with the drafts of another till: practice began or ended. */
void stack_open_again(struct stack *stack, struct desk *desk);

#endif
