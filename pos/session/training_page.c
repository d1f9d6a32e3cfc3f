#include "pos/session/training_page.h"

#include "base/lang.h"

#include <stdio.h>

enum { TRAINING_SHOWN, FOOT_LINES = 2, PAGE_LINES = 3 };

static struct area tasks_area(int width, int height)
{
    struct area area = frame_area_of(width, height);

    return list_page((struct area){ area.x, area.y + 1, area.width, area.height - 1 - FOOT_LINES },
                     PAGE_LINES);
}

static void training_begin(void *model, struct desk *desk, int64_t argument)
{
    struct training_screen *page = model;

    (void)desk;
    (void)argument;
    list_set_count(&page->list, TRAINING_TASKS);
}

static struct effect training_update(void *model, const struct event *event)
{
    struct training_screen *page = model;

    if (list_update(&page->list, event, tasks_area(event->width, event->height), NULL) != LIST_NONE)
        return LEAVE; /* home is where every task begins */
    return NOTHING;
}

static void training_perform(void *model, struct desk *desk, int what)
{
    struct training_screen *page = model;
    struct err err = ERR_EMPTY;

    (void)what;
    page->is_exercise = session_is_exercise(&desk->till->session);
    if (!training_read(desk->till->db, &page->training, &err))
        notice_fail(&page->notice, &err);
    else if (page->training.next < TRAINING_TASKS)
        page->list.selected = page->training.next;
}

static struct list_row task_row(const void *context, int i)
{
    const struct training_screen *page = context;
    const struct training_task *task = training_task(i);
    bool done = training_is_done(&page->training, i);
    char left[LIST_LEFT_MAX], right[LIST_RIGHT_MAX];

    snprintf(left, sizeof left, "%s J%d %s", done ? "[x]" : "[ ]", task->day, _(task->what));
    snprintf(right, sizeof right, "%d / %d",
             page->training.done[i] < task->wanted ? page->training.done[i] : task->wanted,
             task->wanted);
    return list_row_of(left, right, done ? STYLE_QUIET : STYLE_STRONG);
}

static void training_draw(const void *model, struct canvas *canvas)
{
    const struct training_screen *page = model;
    struct area area = tasks_area(canvas->width, canvas->height);
    const struct training_task *task = training_task(page->list.selected);
    char line[160];
    struct frame frame = {
        .title = _("Tâches"),
        .back = _("Retour"),
        .next = _("À l'accueil"),
    };

    list_draw(&page->list, canvas, area, task_row, page);
    if (!page->is_exercise)
        snprintf(line, sizeof line, "%s", _("Ce livre n'est pas un exercice."));
    else if (page->training.next == TRAINING_TASKS)
        snprintf(line, sizeof line, "%s", _("Tout est fait. Bravo !"));
    else
        snprintf(line, sizeof line, _("Où : %s"), _(task->where));
    canvas_put_fit(canvas, (struct area){ area.x + 1, area.y + area.height + 1, area.width - 1, 1 },
                   STYLE_STRONG, line);
    frame_draw(canvas, &frame);
}

const struct screen_kind TRAINING_PAGE = {
    .title = N_("Tâches"),
    .help = N_("Une session pour apprendre, en une heure à peu près.\n"
               "Une tâche se coche seule. La ligne du bas dit où aller.\n"
               "Un livre d'exercice : flashcoop exercise exercice.flashcoop.\n"
               "La page de qui forme : le rapport du même nom."),
    .model_size = sizeof(struct training_screen),
    .begin = training_begin,
    .update = training_update,
    .perform = training_perform,
    .draw = training_draw,
};
