#include "pos/session/days.h"

#include "base/lang.h"
#include "pos/ui/reason.h"
#include "pos/acts/dates.h"
#include "pos/session/day_page.h"
#include "pos/session/formats_page.h"
#include "pos/acts/setting.h"
#include "pos/acts/permit.h"
#include "programme/agenda.h"
#include "programme/people.h"
#include "programme/records.h"

#include <stdio.h>
#include <string.h>

enum { DAYS_REFRESH, DAYS_OPEN, DAYS_CHANGE };
enum { ASK_NUMBER = 1, ASK_REASON };

static const struct {
    const char *key;
    const char *name;     /* N_() */
    const char *question; /* N_() */
} EXTRA_ROWS[DAYS_EXTRA_ROWS] = {
    [DAYS_ROW_COUNT] = { "days", N_("Jours"), N_("Combien de jours, de 1 à 10 ?") },
    [DAYS_ROW_CREATION] = { "creation-last", N_("La création finit à"),
                            N_("Quel est le dernier jour de création ?") },
    [DAYS_ROW_SALE] = { "sale-day", N_("La vente est à"), N_("Quel est le jour de la vente ?") },
    [DAYS_ROW_FORMAT] = { "format", N_("Format"), NULL },
};

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

static int extra_row(const struct days *page)
{
    return page->list.selected - page->calendar.day_count;
}

static int extra_value(const struct days *page, int row)
{
    const struct calendar *calendar = &page->calendar;

    return row == DAYS_ROW_COUNT      ? calendar->day_count
           : row == DAYS_ROW_CREATION ? calendar->creation_last
                                      : calendar->sale_day;
}

/* -- Update. -- */

static struct effect days_chosen(struct days *page, int row)
{
    char offered[16];

    if (row < page->calendar.day_count || extra_row(page) == DAYS_ROW_FORMAT)
        return perform(DAYS_OPEN);
    question_ask(&page->question, ASK_NUMBER, _(EXTRA_ROWS[extra_row(page)].question), "");
    snprintf(offered, sizeof offered, "%d", extra_value(page, extra_row(page)));
    question_offer(&page->question, offered);
    return NOTHING;
}

static struct effect days_update(void *model, const struct event *event)
{
    struct days *page = model;
    struct area area = days_area(event->width, event->height);
    int row;

    if (page->question.purpose != 0)
        return reason_event(&page->question, event, NULL, DAYS_CHANGE);
    row = list_update(&page->list, event, area, NULL);
    return row == LIST_NONE ? NOTHING : days_chosen(page, row);
}

/* -- Asking the book. -- */

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

static bool ticks_read(struct days *page, struct db *db, struct err *err)
{
    for (int day = 1; day <= page->calendar.day_count; day++) {
        struct agenda_check checks[CHECKS_MAX + 1];
        const struct agenda_check *check = checks;

        agenda_checks_of_day(&page->calendar, day, checks);
        page->ticked[day - 1] = 0;
        page->to_tick[day - 1] = 0;
        for (; check->word; check++) {
            bool ticked;

            if (!programme_is_ticked(db, day, check->word, &ticked, err))
                return false;
            page->ticked[day - 1] += ticked;
            page->to_tick[day - 1]++;
        }
    }
    return true;
}

static bool days_read(struct days *page, struct till *till, struct err *err)
{
    if (!programme_calendar(till->db, &page->calendar, err) || !called_read(page, till->db, err) ||
        !ticks_read(page, till->db, err))
        return false;
    page->today = calendar_find(&page->calendar, moment_day(till_now(till)));
    list_set_count(&page->list, page->calendar.day_count + DAYS_EXTRA_ROWS);
    return true;
}

/* A number, or the reason for the number typed before it. */
static void number_change(struct days *page, struct till *till)
{
    struct question *question = &page->question;
    bool has_reason = question->purpose == ASK_REASON;
    struct setting_change change = { EXTRA_ROWS[extra_row(page)].key, page->value, NULL };
    struct err err = ERR_EMPTY;
    enum session_state state = SESSION_PREPARED;

    if (has_reason)
        change.reason = question->answer;
    else
        snprintf(page->value, sizeof page->value, "%s",
                 question->answer[0] == 'J' ? question->answer + 1 : question->answer);
    if (setting_change(till, &change, &err)) {
        question_close(question);
    } else if (err.code == ERR_CLOSED && !has_reason && extra_row(page) != DAYS_ROW_COUNT &&
               programme_state(till->db, &state, &err) && state >= SESSION_CLOSED) {
        question_ask(question, ASK_REASON, _("Pourquoi corriger ?"), err.text);
    } else {
        question_refuse(question, err.text);
    }
}

static void days_perform(void *model, struct desk *desk, int what)
{
    struct days *page = model;
    struct err err = ERR_EMPTY;

    if (what == DAYS_OPEN) {
        if (extra_row(page) == DAYS_ROW_FORMAT)
            desk_go(desk, &FORMATS_PAGE, 0);
        else
            desk_go(desk, &DAY_PAGE, page->list.selected + 1);
        return;
    }
    if (what == DAYS_CHANGE)
        number_change(page, desk->till);
    if (!days_read(page, desk->till, &err))
        notice_fail(&page->notice, &err);
}

/* -- Drawing. -- */

/* A module is named on its first day. */
static struct list_row day_row(const struct days *page, int day)
{
    const struct calendar *calendar = &page->calendar;
    const char *module = module_name(calendar, day);
    char left[LIST_LEFT_MAX], right[LIST_RIGHT_MAX], name[48];

    snprintf(name, sizeof name, "J%d -", day);
    if (calendar->days[day - 1].date.number != DAY_NONE_NUMBER)
        day_name(calendar, day, name, sizeof name);
    if (day > 1 && strcmp(module, module_name(calendar, day - 1)) == 0)
        module = "";
    snprintf(left, sizeof left, "%-22s %s%s", name, module, page->today == day ? "   <<" : "");
    snprintf(right, sizeof right, "%d/%d   %d/%d", page->called[day - 1],
             (calendar->days[day - 1].planned[HALF_AM] > 0) +
                 (calendar->days[day - 1].planned[HALF_PM] > 0),
             page->ticked[day - 1], page->to_tick[day - 1]);
    return list_row_of(left, right, page->today == day ? STYLE_STRONG : STYLE_TEXT);
}

static struct list_row days_row(const void *context, int i)
{
    const struct days *page = context;
    int extra = i - page->calendar.day_count;
    char value[16];

    if (extra < 0)
        return day_row(page, i + 1);
    if (extra == DAYS_ROW_FORMAT)
        return list_row_of(_(EXTRA_ROWS[extra].name), "", STYLE_QUIET);
    snprintf(value, sizeof value, extra == DAYS_ROW_COUNT ? "%d" : "J%d", extra_value(page, extra));
    return list_row_of(_(EXTRA_ROWS[extra].name), value, STYLE_QUIET);
}

static void days_draw(const void *model, struct canvas *canvas)
{
    const struct days *page = model;
    struct area area = frame_area(canvas);
    struct frame frame = {
        .title = _("Jours"),
        .back = "",
        .next =
            extra_row(page) >= 0 && extra_row(page) != DAYS_ROW_FORMAT ? _("Changer") : _("Ouvrir"),
    };

    canvas_put_right(canvas, area.x + area.width - 1, area.y, STYLE_QUIET, _("appel liste"));
    list_draw(&page->list, canvas, days_area(canvas->width, canvas->height), days_row, page);
    frame_draw(canvas, &frame);
}

const struct screen_kind DAYS = {
    .title = N_("Jours"),
    .help = N_("Entrée ouvre un jour : sa date, ses heures, sa liste, sa note.\n"
               "Le nombre de jours se choisit tant que la session est préparée.\n"
               "La création finit avant la vente ; le bilan vient après."),
    .model_size = sizeof(struct days),
    .takes_text = true,
    .asks = permit_set_up_once,
    .begin = days_begin,
    .update = days_update,
    .perform = days_perform,
    .draw = days_draw,
};
