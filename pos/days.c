#include "pos/days.h"

#include "base/lang.h"
#include "programme/people.h"
#include "programme/programme_store.h"
#include "programme/records.h"

#include <stdio.h>

enum { DAYS_REFRESH, DAYS_MOVE };
enum { ASK_DATE = 1 };

static const char *const MODULES[MODULE_COUNT] = { N_("création"), N_("production et vente"),
                                                   N_("bilan") };

void day_name(const struct calendar *calendar, int day, char *out, size_t room)
{
    struct day date = calendar->days[day - 1].date;
    char human[24] = "";

    if (date.number != DAY_NONE_NUMBER)
        day_format_human(date, human, sizeof human);
    snprintf(out, room, "J%d %s", day, human[0] ? human : _("sans date"));
}

static void days_begin(void *model, struct desk *desk, int64_t argument)
{
    (void)model;
    (void)desk;
    (void)argument;
}

static struct area days_area(int width, int height)
{
    struct area area = frame_area_of(width, height);

    return (struct area){ area.x, area.y + 1, area.width, area.height - 1 };
}

static struct effect days_ask(struct days *page)
{
    char day[48];

    day_name(&page->calendar, page->list.selected + 1, day, sizeof day);
    question_ask(&page->question, ASK_DATE, _("Quelle date pour ce jour ?"), day);
    day_format(page->calendar.days[page->list.selected].date, page->question.answer);
    return (struct effect){ EFFECT_NONE, 0 };
}

static struct effect days_answer(struct days *page, const struct event *event)
{
    switch (question_update(&page->question, event)) {
    case QUESTION_OPEN: break;
    case QUESTION_LEFT: question_close(&page->question); break;
    case QUESTION_ANSWERED: return (struct effect){ EFFECT_PERFORM, DAYS_MOVE };
    }
    return (struct effect){ EFFECT_NONE, 0 };
}

static struct effect days_update(void *model, const struct event *event)
{
    struct days *page = model;
    struct area area = days_area(event->width, event->height);

    if (event->kind == EVENT_SHOWN)
        return (struct effect){ EFFECT_PERFORM, DAYS_REFRESH };
    notice_clear(&page->notice);
    if (page->question.purpose != 0)
        return days_answer(page, event);
    if (event->kind == EVENT_KEY && event->key == PRESS_ESCAPE)
        return (struct effect){ EFFECT_BACK, 0 };
    if (list_update(&page->list, event, area, NULL) != LIST_NONE)
        return days_ask(page);
    return (struct effect){ EFFECT_NONE, 0 };
}

/* True in `*called` when the presence of anybody in that half-day is known. */
static bool half_is_called(struct db *db, const struct people *people, int day, enum half half,
                           bool *called, struct err *err)
{
    *called = false;
    for (int i = 0; i < people->count && !*called; i++)
        if (!records_presence_exists(db, people->list[i].badge, day, half, called, err))
            return false;
    return true;
}

static bool called_read(struct days *page, struct db *db, struct err *err)
{
    struct people people;

    if (!people_read(db, &people, err))
        return false;
    for (int half = 0; half < HALF_COUNT * page->calendar.day_count; half++) {
        int day = half / HALF_COUNT;
        bool called;

        if (!half_is_called(db, &people, day + 1, (enum half)(half % HALF_COUNT), &called, err))
            return false;
        page->called[day] = (half % HALF_COUNT == 0 ? 0 : page->called[day]) + called;
    }
    return true;
}

static bool days_read(struct days *page, struct till *till, struct err *err)
{
    if (!programme_calendar(till->db, &page->calendar, err) || !called_read(page, till->db, err))
        return false;
    page->today = calendar_find(&page->calendar, moment_day(till_now(till)));
    list_set_count(&page->list, page->calendar.day_count);
    return true;
}

static bool days_move(struct days *page, struct till *till, struct err *err)
{
    struct day date;

    return till_check(till, ACTION_SET_UP, err) && day_parse(page->question.answer, &date, err) &&
           calendar_move(&page->calendar, page->list.selected + 1, date, err) &&
           programme_set_calendar(till->db, &page->calendar, err);
}

static void days_perform(void *model, struct desk *desk, int what)
{
    struct days *page = model;
    struct err err = ERR_EMPTY;

    snprintf(page->place, sizeof page->place, "%s", desk->place);
    if (what == DAYS_MOVE) {
        if (!days_move(page, desk->till, &err)) {
            question_refuse(&page->question, err.text);
            return;
        }
        question_close(&page->question);
    }
    if (!days_read(page, desk->till, &err))
        notice_fail(&page->notice, &err);
}

static struct list_row days_row(const void *context, int i)
{
    const struct days *page = context;
    char left[LIST_LEFT_MAX];
    char day[48];
    char right[LIST_RIGHT_MAX];

    day_name(&page->calendar, i + 1, day, sizeof day);
    snprintf(left, sizeof left, "%-16s %s%s", day,
             _(MODULES[calendar_module(&page->calendar, i + 1) - 1]),
             page->today == i + 1 ? _("   << aujourd'hui") : "");
    snprintf(right, sizeof right,
             lang_plural("%d demi-journée appelée", "%d demi-journées appelées", page->called[i]),
             page->called[i]);
    return list_row_of(left, page->called[i] > 0 ? right : "",
                       page->today == i + 1 ? STYLE_STRONG : STYLE_TEXT);
}

static void days_draw(const void *model, struct canvas *canvas)
{
    const struct days *page = model;
    struct frame frame = {
        .title = _("Jours"),
        .place = page->place,
        .notice = &page->notice,
        .back = _("Retour"),
        .next = _("Changer la date"),
    };

    list_draw(&page->list, canvas, days_area(canvas->width, canvas->height), days_row, page);
    frame_draw(canvas, &frame);
    if (page->question.purpose != 0)
        question_draw(&page->question, canvas);
}

const struct screen_kind DAYS = {
    .title = N_("Jours"),
    .help = N_("Les jours de la session, chacun à sa date, dans l'ordre.\nUn jour se déplace sans "
               "rien perdre : ce qui fut inscrit reste au jour.\nUne date s'écrit 2019-11-26."),
    .model_size = sizeof(struct days),
    .takes_text = true,
    .begin = days_begin,
    .update = days_update,
    .perform = days_perform,
    .draw = days_draw,
};
