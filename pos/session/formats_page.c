#include "pos/session/formats_page.h"

#include "base/lang.h"
#include "pos/acts/setting.h"
#include "pos/acts/permit.h"
#include "programme/agenda.h"
#include "pos/ui/reason.h"

#include <stdio.h>

enum { FORMATS_SHOWN, FORMATS_LOOK, FORMATS_TAKE };
enum { ASK_SURE = 1, LOOK_LINES = 2 };

enum { PAGE_LINES = 7 };

static struct area list_place(int width, int height)
{
    struct area area = frame_area_of(width, height);

    area.y++;
    area.height -= LOOK_LINES + 2;
    return list_page(area, PAGE_LINES);
}

static void formats_begin(void *model, struct desk *desk, int64_t argument)
{
    struct formats_page *page = model;
    int count = 0;

    (void)desk;
    (void)argument;
    while (format_name(count))
        count++;
    list_set_count(&page->list, count);
}

static struct effect formats_update(void *model, const struct event *event)
{
    struct formats_page *page = model;
    int before = page->list.selected;

    if (page->question.purpose != 0)
        return reason_event(&page->question, event, NULL, FORMATS_TAKE);
    if (list_update(&page->list, event, list_place(event->width, event->height), NULL) !=
        LIST_NONE) {
        question_ask(&page->question, ASK_SURE, _("Prendre ce format ?"),
                     format_title(page->list.selected));
        page->question.yes_or_no = true;
        return NOTHING;
    }
    return page->list.selected != before ? perform(FORMATS_LOOK) : NOTHING;
}

static void formats_perform(void *model, struct desk *desk, int what)
{
    struct formats_page *page = model;
    const struct setting_change change = { "format", format_name(page->list.selected), NULL };
    struct err err = ERR_EMPTY;

    if (!format_find(change.value, &page->format, &err))
        notice_fail(&page->notice, &err);
    if (what != FORMATS_TAKE)
        return;
    question_close(&page->question);
    if (!setting_change(desk->till, &change, &err)) {
        notice_fail(&page->notice, &err);
        return;
    }
    notice_set(&desk->message, STYLE_GOOD, "%s", _("Le format est pris : choisir les dates."));
    desk_back(desk);
}

static struct list_row formats_row(const void *context, int i)
{
    (void)context;
    return list_row_of(format_title(i), format_name(i), STYLE_TEXT);
}

/* What the chosen format does on which days. */
static void look_draw(const struct formats_page *page, struct canvas *canvas, struct area area)
{
    const struct calendar *calendar = &page->format.calendar;
    int weeks = calendar->day_count > 0 ? page->format.weeks[calendar->day_count - 1] : 0;
    char days[AGENDA_TEXT_MAX];
    char line[AGENDA_TEXT_MAX + 120];

    agenda_days_of_step(calendar, STEP_SELL, days);
    if (weeks > 0)
        snprintf(line, sizeof line, _("%d jours en %d semaines. Vente : %s."), calendar->day_count,
                 weeks, days[0] ? days : "–");
    else
        snprintf(line, sizeof line,
                 lang_plural("%d jour. Vente : %s.", "%d jours. Vente : %s.", calendar->day_count),
                 calendar->day_count, days[0] ? days : "–");
    canvas_put_fit(canvas, (struct area){ area.x + 1, area.y, area.width - 1, 1 }, STYLE_QUIET,
                   line);
}

static void formats_draw(const void *model, struct canvas *canvas)
{
    const struct formats_page *page = model;
    struct area area = list_place(canvas->width, canvas->height);
    struct frame frame = {
        .title = _("Format de la session"),
        .back = "",
        .next = _("Prendre"),
    };

    list_draw(&page->list, canvas, area, formats_row, page);
    look_draw(page, canvas,
              (struct area){ area.x, area.y + area.height + 1, area.width, LOOK_LINES });
    frame_draw(canvas, &frame);
}

const struct screen_kind FORMATS_PAGE = {
    .title = N_("Format de la session"),
    .help = N_("Un format dit combien de jours, et que faire chaque jour.\n"
               "Il se choisit tant que la session est préparée. Les dates restent.\n"
               "Un format à vous : flashcoop formats 7 -o mien.csv, puis le changer.\n"
               "Ensuite : flashcoop import LIVRE format mien.csv."),
    .model_size = sizeof(struct formats_page),
    .takes_text = true,
    .asks = permit_set_up_once,
    .begin = formats_begin,
    .update = formats_update,
    .perform = formats_perform,
    .draw = formats_draw,
};
