#include "pos/people/duties.h"

#include "base/lang.h"
#include "pos/ui/reason.h"
#include "pos/acts/act.h"
#include "base/text.h"
#include "pos/acts/dates.h"
#include "pos/acts/permit.h"
#include "programme/programme_store.h"

#include <stdio.h>
#include <string.h>

enum {
    DUTIES_SHOWN,
    DUTIES_TURN_DAY,
    DUTIES_TOGGLE,
    DUTIES_ROTATE,
    DUTIES_NEW_ROLE,
    DUTIES_REASON,
};
enum { ASK_ROLE = 1, ASK_REASON };
enum { HEAD_LINES = 3, ROW_RIGHT_COLS = 40 };

static void duties_begin(void *model, struct desk *desk, int64_t argument)
{
    struct duties_page *page = model;
    struct err err = ERR_EMPTY;

    page->day = argument > 0 ? (int)argument : 1;
    if (!programme_calendar(desk->till->db, &page->calendar, &err)) {
        notice_fail(&page->notice, &err);
        return;
    }
    if (argument > 0)
        return;
    page->day = calendar_find(&page->calendar, moment_day(till_now(desk->till)));
    if (page->day == 0)
        page->day = 1;
}

static const struct participant *person_at(const struct duties_page *page, int row)
{
    return &page->people.list[page->there[row]];
}

static struct area duties_area(int width, int height)
{
    struct area area = frame_area_of(width, height);

    return (struct area){ area.x, area.y + HEAD_LINES, area.width, area.height - HEAD_LINES };
}

static struct effect day_turn(struct duties_page *page, int step)
{
    int day = page->day + step;

    if (day < 1 || day > page->calendar.day_count)
        return NOTHING;
    page->day = day;
    return perform(DUTIES_TURN_DAY);
}

static struct effect people_event(struct duties_page *page, const struct event *event)
{
    bool is_key = event->kind == EVENT_KEY;
    int row;

    if (is_key && event->key == PRESS_ESCAPE)
        return LEAVE;
    if (is_key && (event->key == PRESS_LEFT || event->key == PRESS_RIGHT))
        return day_turn(page, event->key == PRESS_LEFT ? -1 : 1);
    row = list_update(&page->list, event, duties_area(event->width, event->height), NULL);
    if (row == LIST_NONE)
        return NOTHING;
    if (row >= page->there_count)
        return perform(DUTIES_ROTATE);
    page->is_open = true;
    page->roles.selected = 0;
    return NOTHING;
}

static struct effect roles_event(struct duties_page *page, const struct event *event)
{
    int row;

    if (event->kind == EVENT_KEY && event->key == PRESS_ESCAPE) {
        page->is_open = false;
        return NOTHING;
    }
    row = list_update(&page->roles, event, duties_area(event->width, event->height), NULL);
    if (row == LIST_NONE)
        return NOTHING;
    if (row < page->name_count)
        return perform(DUTIES_TOGGLE);
    question_ask(&page->question, ASK_ROLE, _("Quel autre rôle ?"), _("Un ou deux mots."));
    return NOTHING;
}

static struct effect duties_update(void *model, const struct event *event)
{
    struct duties_page *page = model;

    if (page->question.purpose == 0)
        return page->is_open ? roles_event(page, event) : people_event(page, event);
    if (page->question.purpose == ASK_REASON)
        return reason_event(&page->question, event, page->reason, DUTIES_REASON);
    return reason_event(&page->question, event, NULL, DUTIES_NEW_ROLE);
}

/* -- Asking the book. -- */

static void name_add(struct duties_page *page, const char *role)
{
    for (int i = 0; i < page->name_count; i++)
        if (strcmp(page->names[i], role) == 0)
            return;
    if (page->name_count < DUTIES_ROLES_MAX)
        snprintf(page->names[page->name_count++], DUTY_ROLE_MAX, "%s", role);
}

/* Roles in the group's own words, of any day, stay in the list once they were said. */
static bool names_read(struct duties_page *page, struct db *db, struct err *err)
{
    page->name_count = 0;
    for (int i = 0; duty_usual(i); i++)
        name_add(page, duty_usual(i));
    for (int day = 1; day <= page->calendar.day_count; day++) {
        struct duties held;

        if (!duty_read(db, day, &held, err))
            return false;
        for (int i = 0; i < held.count; i++)
            name_add(page, held.list[i].role);
    }
    list_set_count(&page->roles, page->name_count + 1);
    return true;
}

static bool duties_read(struct duties_page *page, struct db *db, struct err *err)
{
    if (!people_read(db, &page->people, err) || !duty_read(db, page->day, &page->duties, err) ||
        !duty_day_before(db, page->day, &page->turn_from, err) || !names_read(page, db, err))
        return false;
    page->there_count = 0;
    for (int i = 0; i < page->people.count; i++)
        if (duty_can_hold(&page->people.list[i], page->day))
            page->there[page->there_count++] = i;
    if (page->duties.count > 0)
        page->turn_from = 0; /* this day has its roles */
    list_set_count(&page->list, page->there_count + (page->turn_from > 0));
    return true;
}

static bool duty_toggle(struct duties_page *page, struct db *db, struct err *err)
{
    const char *badge = person_at(page, page->list.selected)->badge;

    return duty_is_held(&page->duties, page->role, badge)
               ? duty_take(db, page->day, page->role, badge, err)
               : duty_give(db, page->day, page->role, badge, err);
}

static bool duties_write(struct duties_page *page, struct till *till, struct err *err)
{
    char what[128];
    const struct act act = { ACTION_PEOPLE, what, page->reason, false };

    if (page->turns)
        snprintf(what, sizeof what, "J%d roles", page->day);
    else
        snprintf(what, sizeof what, "%s J%d %s", person_at(page, page->list.selected)->badge,
                 page->day, page->role);
    return act_begin(till, &act, err) &&
           till_write_end(till,
                          page->turns ? duty_rotate(till->db, page->turn_from, page->day, err)
                                      : duty_toggle(page, till->db, err),
                          err);
}

/* What is to be recorded, kept while the reason is asked. */
static void duties_take(struct duties_page *page, int what)
{
    const char *answer = page->question.answer;

    if (what == DUTIES_REASON)
        return;
    page->turns = what == DUTIES_ROTATE;
    if (!page->turns)
        snprintf(page->role, sizeof page->role, "%s",
                 what == DUTIES_NEW_ROLE ? answer : page->names[page->roles.selected]);
}

static void duties_perform(void *model, struct desk *desk, int what)
{
    struct duties_page *page = model;
    struct err err = ERR_EMPTY;

    if (what != DUTIES_SHOWN && what != DUTIES_TURN_DAY) {
        duties_take(page, what);
        if (!duties_write(page, desk->till, &err)) {
            reason_refused(&page->question, &page->notice, ASK_REASON, _("Pourquoi corriger ?"),
                           &err);
            return;
        }
    }
    question_close(&page->question);
    if (!duties_read(page, desk->till->db, &err))
        notice_fail(&page->notice, &err);
}

/* -- Drawing. -- */

static struct list_row person_row(const void *context, int i)
{
    const struct duties_page *page = context;
    const struct participant *person;
    char roles[3 * LIST_RIGHT_MAX] = "";
    size_t length = 0;

    if (i >= page->there_count) {
        char left[LIST_LEFT_MAX];

        snprintf(left, sizeof left, _("Faire tourner les rôles de J%d"), page->turn_from);
        return list_row_of(left, "", STYLE_STRONG);
    }
    person = person_at(page, i);
    for (int j = 0; j < page->duties.count && length + DUTY_ROLE_MAX + 2 < sizeof roles; j++)
        if (strcmp(page->duties.list[j].badge, person->badge) == 0)
            length +=
                (size_t)snprintf(roles + length, sizeof roles - length, "%s%s",
                                 length > 0 ? ", " : "", duty_role_name(page->duties.list[j].role));
    roles[text_fit_bytes(roles, ROW_RIGHT_COLS)] = '\0';
    return list_row_of(person->called_name, roles, STYLE_TEXT);
}

/* Who else has that role already. */
static void holders_write(const struct duties_page *page, const char *role, const char *badge,
                          char *out, size_t room)
{
    size_t length = 0;

    out[0] = '\0';
    for (int i = 0; i < page->duties.count && length < room; i++) {
        const struct duty *duty = &page->duties.list[i];
        int person = people_find(&page->people, duty->badge);

        if (strcmp(duty->role, role) != 0 || strcmp(duty->badge, badge) == 0)
            continue;
        length +=
            (size_t)snprintf(out + length, room - length, "%s%s", length > 0 ? ", " : "",
                             person < 0 ? duty->badge : page->people.list[person].called_name);
    }
    out[text_fit_bytes(out, ROW_RIGHT_COLS)] = '\0';
}

static struct list_row role_row(const void *context, int i)
{
    const struct duties_page *page = context;
    const char *badge = person_at(page, page->list.selected)->badge;
    char left[LIST_LEFT_MAX];
    char others[3 * LIST_RIGHT_MAX];

    if (i >= page->name_count)
        return list_row_of(_("Un autre rôle"), "", STYLE_STRONG);
    holders_write(page, page->names[i], badge, others, sizeof others);
    snprintf(left, sizeof left, "%s %s",
             duty_is_held(&page->duties, page->names[i], badge) ? "[x]" : "[ ]",
             duty_role_name(page->names[i]));
    return list_row_of(left, others, STYLE_TEXT);
}

static const char *next_of(const struct duties_page *page)
{
    if (page->is_open)
        return page->roles.selected < page->name_count ? _("Donner ou reprendre")
                                                       : _("Écrire le rôle");
    if (page->list.count == 0)
        return NULL;
    return page->list.selected >= page->there_count ? _("Faire tourner") : _("Choisir ses rôles");
}

static void duties_draw(const void *model, struct canvas *canvas)
{
    static const struct key_hint DAYS_HINT[] = { { N_("flèches"), N_("Autre jour") },
                                                 { NULL, NULL } };
    const struct duties_page *page = model;
    struct area area = frame_area(canvas);
    char day[48];
    struct frame frame = {
        .title = _("Rôles du jour"),
        .hints = page->is_open ? NULL : DAYS_HINT,
        .back = page->is_open ? _("Fini") : _("Retour"),
        .next = next_of(page),
    };

    day_name(&page->calendar, page->day, day, sizeof day);
    if (page->is_open)
        canvas_put_format(canvas, area.x + 1, area.y, STYLE_STRONG, "%s · %s", day,
                          person_at(page, page->list.selected)->called_name);
    else
        canvas_put_format(canvas, area.x + 1, area.y, STYLE_STRONG, "< %s >", day);
    if (page->there_count == 0)
        canvas_put(canvas, area.x + 1, area.y + 1, STYLE_TEXT,
                   _("Personne dans la liste : ajouter d'abord les personnes."));
    else
        canvas_put(canvas, area.x + 1, area.y + 1, STYLE_TEXT,
                   page->is_open ? _("Cocher ce que la personne prend ce jour.")
                                 : _("Les rôles tournent : chacun essaie."));
    list_draw(page->is_open ? &page->roles : &page->list, canvas,
              duties_area(canvas->width, canvas->height), page->is_open ? role_row : person_row,
              page);
    frame_draw(canvas, &frame);
}

const struct screen_kind DUTIES = {
    .title = N_("Rôles du jour"),
    .help = N_("Qui fait quoi ce jour. Gauche et droite : un autre jour.\n"
               "Entrée sur une personne montre les rôles. Encore : donne ou reprend.\n"
               "Faire tourner : chacun prend le rôle de la personne avant elle."),
    .model_size = sizeof(struct duties_page),
    .takes_text = true,
    .takes_escape = true,
    .asks = permit_people_once,
    .begin = duties_begin,
    .update = duties_update,
    .perform = duties_perform,
    .draw = duties_draw,
};
