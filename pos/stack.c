#include "pos/stack.h"

#include "base/sparse.h"
#include "pos/acts/draft.h"
#include "pos/ui/shell.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct opened_screen *stack_top(struct stack *stack)
{
    assert(stack->depth > 0);
    return &stack->screens[stack->depth - 1];
}

static char *draft_of(const struct opened_screen *screen)
{
    return (char *)screen->model + screen->kind->draft_offset;
}

void stack_show(struct stack *stack, struct desk *desk)
{
    struct opened_screen *screen = stack_top(stack);

    if (desk->message.text[0] != '\0')
        *shell_notice(screen->model) = desk->message;
    notice_clear(&desk->message);
    if (screen->kind->perform)
        screen->kind->perform(screen->model, desk, SCREEN_SHOWN);
}

static void screen_begin(struct opened_screen *screen, struct desk *desk)
{
    const struct screen_kind *kind = screen->kind;

    if (desk->till)
        till_key(desk->till, desk->till->is_practice, screen->draft_book);
    kind->begin(screen->model, desk, screen->argument);
    if (kind->draft_name) {
        const struct draft_key key = desk_draft_key(desk, kind, screen->draft_book);

        if (draft_load(&key, draft_of(screen), kind->draft_size) && kind->draft_back)
            kind->draft_back(screen->model);
        sparse_copy(screen->draft_kept, draft_of(screen), kind->draft_size);
    }
}

void stack_push(struct stack *stack, struct desk *desk, const struct screen_kind *kind,
                int64_t argument)
{
    assert(stack->depth < STACK_MAX);
    struct opened_screen *screen = &stack->screens[stack->depth];

    *screen = (struct opened_screen){ .kind = kind,
                                      .argument = argument,
                                      .model = calloc(1, kind->model_size) };
    if (screen->model && kind->draft_name)
        screen->draft_kept = calloc(1, kind->draft_size);
    if (!screen->model || (kind->draft_name && !screen->draft_kept))
        abort(); /* a few kilobytes: nothing sensible is left to do without them */
    stack->depth++;
    screen_begin(screen, desk);
    stack_show(stack, desk);
}

void stack_pop(struct stack *stack)
{
    struct opened_screen *screen = stack_top(stack);

    free(screen->model);
    free(screen->draft_kept);
    stack->depth--;
}

struct effect stack_update(struct stack *stack, struct desk *desk, const struct event *event)
{
    struct opened_screen *screen = stack_top(stack);
    bool was_asked = shell_question(screen->model)->purpose != 0;
    struct effect effect = shell_update(screen->kind, screen->model, event);
    struct question *question = shell_question(screen->model);
    struct err err = ERR_EMPTY;

    if (was_asked || question->purpose == 0 || !screen->kind->asks ||
        screen->kind->asks(desk, &err))
        return effect;
    question_close(question);
    notice_fail(shell_notice(screen->model), &err);
    return BEEP;
}

void stack_keep_draft(struct stack *stack, struct desk *desk)
{
    struct opened_screen *screen = stack_top(stack);
    const struct screen_kind *kind = screen->kind;

    if (!kind->draft_name)
        return;

    const struct draft_key key = desk_draft_key(desk, screen->kind, screen->draft_book);

    if (desk->forget_draft) {
        draft_drop(&key);
        sparse_copy(screen->draft_kept, draft_of(screen), kind->draft_size);
    } else if (memcmp(screen->draft_kept, draft_of(screen), kind->draft_size) != 0) {
        draft_save(&key, draft_of(screen), kind->draft_size);
        sparse_copy(screen->draft_kept, draft_of(screen), kind->draft_size);
    }
    desk->forget_draft = false;
}

void stack_open_again(struct stack *stack, struct desk *desk)
{
    for (int i = 0; i < stack->depth; i++) {
        struct opened_screen *screen = &stack->screens[i];

        memset(screen->model, 0, screen->kind->model_size);
        screen_begin(screen, desk);
    }
    stack_show(stack, desk);
}

bool stack_types_text(struct stack *stack)
{
    const struct opened_screen *screen = stack_top(stack);

    return screen->kind->takes_text ||
           (screen->kind->types_text && screen->kind->types_text(screen->model));
}

bool stack_begins_text(struct stack *stack, struct canvas *canvas)
{
    const struct opened_screen *screen = stack_top(stack);

    if (screen->kind->takes_slash)
        return false;
    canvas_clear(canvas);
    shell_draw(screen->kind, screen->model, canvas);
    return canvas->cursor_x <= 0 ||
           canvas->cells[canvas->cursor_y][canvas->cursor_x - 1].style != STYLE_FIELD;
}
