#include "pos/session/day_papers.h"

#include "base/lang.h"
#include "pos/acts/dates.h"
#include "pos/acts/papers_beside.h"
#include "pos/acts/permit.h"

#include <stdio.h>

enum { PAPERS_SHOWN, PAPERS_MAKE };
enum { HEAD_LINES = 2 };

static void documents_choose(struct day_papers *page)
{
    const struct catalogue_row *row = NULL;

    page->count = 0;
    while ((row = catalogue_next(row, DOOR_FOLDER)) != NULL && page->count < DAY_PAPERS_MAX)
        if (catalogue_is_of(row, &page->calendar) &&
            catalogue_is_of_day(row, &page->calendar, page->day))
            page->rows[page->count++] = row;
    list_set_count(&page->list, page->count + 1);
}

static void day_papers_begin(void *model, struct desk *desk, int64_t argument)
{
    struct day_papers *page = model;
    struct err err = ERR_EMPTY;

    page->day = (int)argument;
    if (programme_calendar(desk->till->db, &page->calendar, &err))
        documents_choose(page);
    else
        notice_fail(&page->notice, &err);
}

enum { PAGE_LINES = 4 };

static struct area papers_area(int width, int height)
{
    struct area area = frame_area_of(width, height);

    area = (struct area){ area.x, area.y + HEAD_LINES, area.width, area.height - HEAD_LINES };
    return list_page(area, PAGE_LINES);
}

static struct effect day_papers_update(void *model, const struct event *event)
{
    struct day_papers *page = model;

    if (list_update(&page->list, event, papers_area(event->width, event->height), NULL) !=
        LIST_NONE)
        return perform(PAPERS_MAKE);
    return NOTHING;
}

static void day_papers_perform(void *model, struct desk *desk, int what)
{
    struct day_papers *page = model;
    int line = page->list.selected;
    struct papers_wanted wanted = { .day = page->day };
    struct err err = ERR_EMPTY;

    if (what != PAPERS_MAKE)
        return;
    if (line > 0)
        wanted.only = page->rows[line - 1]->name;
    if (!papers_beside_make(desk, &wanted, &page->notice, &err))
        notice_fail(&page->notice, &err);
}

static struct list_row day_papers_row(const void *context, int i)
{
    const struct day_papers *page = context;
    const struct catalogue_row *row;

    if (i == 0)
        return list_row_of(_("Tous les papiers de ce jour"), "", STYLE_STRONG);
    row = page->rows[i - 1];
    return list_row_of(_(row->title), row->traits & EACH_PERSON ? _("une par personne") : "",
                       STYLE_TEXT);
}

static void day_papers_draw(const void *model, struct canvas *canvas)
{
    const struct day_papers *page = model;
    struct area area = frame_area(canvas);
    char title[48];
    struct frame frame = {
        .title = _("Papiers du jour"),
        .back = "",
        .next = _("Faire le PDF"),
    };

    day_name(&page->calendar, page->day, title, sizeof title);
    canvas_put(canvas, area.x + 1, area.y, STYLE_STRONG, title);
    list_draw(&page->list, canvas, papers_area(canvas->width, canvas->height), day_papers_row,
              page);
    frame_draw(canvas, &frame);
}

const struct screen_kind DAY_PAPERS = {
    .title = N_("Papiers du jour"),
    .help = N_("Les papiers de ce jour. La première ligne les fait tous.\n"
               "Ils sont en PDF, dans le dossier « papiers », à côté du livre.\n"
               "On peut les faire encore : le nouveau remplace l'ancien."),
    .admits = permit_people,
    .model_size = sizeof(struct day_papers),
    .begin = day_papers_begin,
    .update = day_papers_update,
    .perform = day_papers_perform,
    .draw = day_papers_draw,
};
