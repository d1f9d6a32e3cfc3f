#include "pos/people/follow_up.h"

#include "base/lang.h"
#include "pos/people/forgetting.h"
#include "pos/acts/places.h"
#include "pos/acts/permit.h"
#include "programme/programme_store.h"

#include <stdio.h>

enum { FOLLOW_UP_SHOWN, FOLLOW_UP_OPEN };
enum { HEAD_LINES = 3 };

static void follow_up_begin(void *model, struct desk *desk, int64_t argument)
{
    (void)model;
    (void)desk;
    (void)argument;
}

static struct area follow_up_area(int width, int height)
{
    struct area area = frame_area_of(width, height);

    return (struct area){ area.x, area.y + HEAD_LINES, area.width, area.height - HEAD_LINES };
}

static struct effect follow_up_update(void *model, const struct event *event)
{
    struct follow_up_page *page = model;
    struct area area = follow_up_area(event->width, event->height);

    if (list_update(&page->list, event, area, NULL) != LIST_NONE)
        return perform(FOLLOW_UP_OPEN);
    return NOTHING;
}

static bool follow_up_read(struct follow_up_page *page, struct till *till, struct err *err)
{
    struct day today = moment_day(till_now(till));
    enum session_state state;
    struct calendar calendar;

    if (!people_read(till->db, &page->people, err) ||
        !programme_calendar(till->db, &calendar, err) || !programme_state(till->db, &state, err))
        return false;
    page->window = calendar_follow_up(&calendar);
    page->can_forget = state >= SESSION_CLOSED && page->people.count > 0;
    for (int i = 0; i < page->people.count; i++) {
        const char *badge = page->people.list[i].badge;
        struct consent consent;

        if (!people_consent(till->db, badge, CONSENT_FOLLOW_UP, &consent, err) ||
            !workbook_follow_up(till->db, badge, page->window, today, &page->states[i], err))
            return false;
        page->agreed[i] = consent_is_given(&consent);
    }
    list_set_count(&page->list, page->people.count + page->can_forget);
    return true;
}

/* Who has answered is asked the questions; the others are called. */
static bool has_answered(const struct follow_up_page *page, int row)
{
    return row < page->people.count && page->states[row].state == FOLLOW_UP_ANSWERED;
}

static void follow_up_open(struct follow_up_page *page, struct desk *desk)
{
    int row = page->list.selected;

    if (row >= page->people.count)
        desk_go(desk, &FORGETTING, 0);
    else if (page->people.list[row].erased)
        notice_set(&page->notice, STYLE_WARNING, "%s",
                   _("Cette personne est effacée : personne à appeler."));
    else
        desk_go(desk, has_answered(page, row) ? &OPINIONS : &CALL_FORM, row + 1);
}

static void follow_up_perform(void *model, struct desk *desk, int what)
{
    struct follow_up_page *page = model;
    struct err err = ERR_EMPTY;

    if (what == FOLLOW_UP_OPEN) {
        follow_up_open(page, desk);
        return;
    }
    if (!follow_up_read(page, desk->till, &err))
        notice_fail(&page->notice, &err);
}

static struct list_row follow_up_row(const void *context, int i)
{
    const struct follow_up_page *page = context;
    const struct follow_up *state = &page->states[i];
    const struct participant *person = &page->people.list[i];
    bool is_due = state->state == FOLLOW_UP_DUE || state->state == FOLLOW_UP_LATE;
    char left[LIST_LEFT_MAX];
    char right[LIST_RIGHT_MAX];
    char tries[32] = "";

    if (i >= page->people.count)
        return list_row_of(_("Effacer tous les noms, garder les chiffres"), "", STYLE_STRONG);
    snprintf(left, sizeof left, "%-6s %s", person->badge,
             person->erased ? _("(sans nom)") : person->called_name);
    if (state->attempts > 0)
        snprintf(tries, sizeof tries, lang_plural("%d essai · ", "%d essais · ", state->attempts),
                 state->attempts);
    snprintf(right, sizeof right, "%s%s%s", tries, follow_up_name(state->state),
             page->agreed[i] || person->erased ? "" : " ·");
    return list_row_of(left, right,
                       person->erased              ? STYLE_QUIET
                       : is_due && page->agreed[i] ? STYLE_STRONG
                                                   : STYLE_TEXT);
}

static void head_draw(const struct follow_up_page *page, struct canvas *canvas, struct area area)
{
    char from[24];
    char to[24];
    int answered = 0;

    for (int i = 0; i < page->people.count; i++)
        answered += page->states[i].state == FOLLOW_UP_ANSWERED;
    day_format_human(page->window.from, from, sizeof from);
    day_format_human(page->window.to, to, sizeof to);
    if (page->window.from.number == DAY_NONE_NUMBER)
        canvas_put(canvas, area.x + 1, area.y, STYLE_STRONG, _("Il manque des dates."));
    else
        canvas_put_format(canvas, area.x + 1, area.y, STYLE_STRONG, _("Appeler du %s au %s."), from,
                          to);
    canvas_put_format(canvas, area.x + 1, area.y + 1, STYLE_TEXT, _("Ont répondu : %d sur %d."),
                      answered, page->people.count);
}

static void follow_up_draw(const void *model, struct canvas *canvas)
{
    const struct follow_up_page *page = model;
    struct frame frame = {
        .title = _("Appeler après"),
        .back = "",
        .next = page->list.count == 0                       ? NULL
                : page->list.selected >= page->people.count ? _("Effacer tous les noms")
                : has_answered(page, page->list.selected)   ? _("Ses réponses")
                                                            : _("Noter"),
    };

    head_draw(page, canvas, frame_area(canvas));
    list_draw(&page->list, canvas, follow_up_area(canvas->width, canvas->height), follow_up_row,
              page);
    frame_draw(canvas, &frame);
}

const struct screen_kind FOLLOW_UP = {
    .title = N_("Appeler après"),
    .help = N_("4 à 6 mois après, on appelle chaque personne qui a dit oui.\n"
               "Entrée sur une personne note un appel.\n"
               "Quand tout est fini, les noms s'effacent et les chiffres restent."),
    .admits = permit_people,
    .model_size = sizeof(struct follow_up_page),
    .begin = follow_up_begin,
    .update = follow_up_update,
    .perform = follow_up_perform,
    .draw = follow_up_draw,
};
