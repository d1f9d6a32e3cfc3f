#include "pos/ui/shell.h"

#include <stddef.h>

struct shell {
    SHELL;
};

struct notice *shell_notice(void *model)
{
    return &((struct shell *)model)->notice;
}

struct question *shell_question(void *model)
{
    return &((struct shell *)model)->question;
}

struct effect shell_update(const struct screen_kind *kind, void *model, const struct event *event)
{
    const struct shell *shell = model;

    notice_clear(shell_notice(model));
    if (event->kind == EVENT_KEY && event->key == PRESS_ESCAPE && shell->question.purpose == 0 &&
        !kind->takes_escape)
        return LEAVE;
    return kind->update(model, event);
}

void shell_draw(const struct screen_kind *kind, const void *model, struct canvas *canvas)
{
    const struct shell *shell = model;

    kind->draw(model, canvas);
    notice_draw(canvas, &shell->notice);
    if (shell->question.purpose != 0)
        question_draw(&shell->question, canvas);
}
