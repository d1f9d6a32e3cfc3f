#include "pos/people/outcomes.h"

#include "base/lang.h"
#include "pos/ui/reason.h"
#include "pos/acts/act.h"
#include "pos/acts/permit.h"
#include "programme/programme_store.h"

#include <stdio.h>

enum { OUTCOMES_SHOWN, OUTCOMES_TURN, OUTCOMES_RECORD };
enum { ASK_REASON = 1, HEAD_LINES = 3 };

static void outcomes_begin(void *model, struct desk *desk, int64_t argument)
{
    struct outcomes_page *page = model;

    (void)desk;
    (void)argument;
    list_set_count(&page->kinds, OUTCOME_KIND_COUNT + 1);
}

/* Nothing said yet stands first: there one begins, and Enter does no harm. */
static int row_of_kind(enum outcome_kind kind)
{
    return kind == OUTCOME_NOT_SAID ? 0 : (int)kind + 1;
}

static enum outcome_kind kind_of_row(int row)
{
    return row == 0 ? OUTCOME_NOT_SAID : (enum outcome_kind)(row - 1);
}

static struct area outcomes_area(int width, int height)
{
    struct area area = frame_area_of(width, height);

    return (struct area){ area.x, area.y + HEAD_LINES, area.width, area.height - HEAD_LINES };
}

static struct effect moment_turn(struct outcomes_page *page, int step)
{
    int moment = (int)page->moment + step;

    if (moment < 0 || moment >= OUTCOME_MOMENT_COUNT)
        return NOTHING;
    page->moment = (enum outcome_moment)moment;
    return perform(OUTCOMES_TURN);
}

static struct effect people_event(struct outcomes_page *page, const struct event *event)
{
    bool is_key = event->kind == EVENT_KEY;

    if (is_key && event->key == PRESS_ESCAPE)
        return LEAVE;
    if (is_key && (event->key == PRESS_LEFT || event->key == PRESS_RIGHT))
        return moment_turn(page, event->key == PRESS_LEFT ? -1 : 1);
    if (list_update(&page->list, event, outcomes_area(event->width, event->height), NULL) ==
        LIST_NONE)
        return NOTHING;
    page->is_open = true;
    page->kinds.selected = row_of_kind(page->outcomes[page->list.selected].kind);
    return NOTHING;
}

static struct effect kinds_event(struct outcomes_page *page, const struct event *event)
{
    if (event->kind == EVENT_KEY && event->key == PRESS_ESCAPE) {
        page->is_open = false;
        return NOTHING;
    }
    if (list_update(&page->kinds, event, outcomes_area(event->width, event->height), NULL) ==
        LIST_NONE)
        return NOTHING;
    return perform(OUTCOMES_RECORD);
}

static struct effect outcomes_update(void *model, const struct event *event)
{
    struct outcomes_page *page = model;

    if (page->question.purpose != 0)
        return reason_event(&page->question, event, page->reason, OUTCOMES_RECORD);
    return page->is_open ? kinds_event(page, event) : people_event(page, event);
}

static bool outcomes_read(struct outcomes_page *page, struct db *db, struct err *err)
{
    if (!people_read_named(db, &page->people, err))
        return false;
    for (int i = 0; i < page->people.count; i++)
        if (!outcome_read(db, page->people.list[i].badge, page->moment, &page->outcomes[i], err))
            return false;
    list_set_count(&page->list, page->people.count);
    return true;
}

static bool outcome_record(struct outcomes_page *page, struct till *till, struct err *err)
{
    const char *badge = page->people.list[page->list.selected].badge;
    const struct act act = { ACTION_PEOPLE, badge, page->reason, true };
    struct outcome outcome = page->outcomes[page->list.selected];

    outcome.kind = kind_of_row(page->kinds.selected);
    outcome.date = moment_day(till_now(till));
    return act_begin(till, &act, err) &&
           till_write_end(till, outcome_put(till->db, badge, page->moment, &outcome, err), err);
}

static void outcomes_perform(void *model, struct desk *desk, int what)
{
    struct outcomes_page *page = model;
    struct err err = ERR_EMPTY;

    if (what == OUTCOMES_RECORD && !outcome_record(page, desk->till, &err)) {
        reason_refused(&page->question, &page->notice, ASK_REASON, _("Pourquoi corriger ?"), &err);
        return;
    }
    question_close(&page->question);
    page->is_open = false;
    if (!outcomes_read(page, desk->till->db, &err))
        notice_fail(&page->notice, &err);
}

static struct list_row person_row(const void *context, int i)
{
    const struct outcomes_page *page = context;
    const struct outcome *outcome = &page->outcomes[i];
    char left[LIST_LEFT_MAX];

    snprintf(left, sizeof left, "%-6s %s", page->people.list[i].badge,
             page->people.list[i].called_name);
    return list_row_of(left, outcome_name(outcome->kind),
                       outcome->kind == OUTCOME_NOT_SAID ? STYLE_STRONG : STYLE_TEXT);
}

static struct list_row kind_row(const void *context, int i)
{
    const struct outcomes_page *page = context;
    enum outcome_kind kind = kind_of_row(i);
    char left[LIST_LEFT_MAX];

    snprintf(left, sizeof left, "%s %s",
             page->outcomes[page->list.selected].kind == kind ? "[x]" : "[ ]", outcome_name(kind));
    return list_row_of(left, "", STYLE_TEXT);
}

static void outcomes_draw(const void *model, struct canvas *canvas)
{
    static const struct key_hint HINTS[] = { { N_("flèches"), N_("Autre moment") },
                                             { NULL, NULL } };
    const struct outcomes_page *page = model;
    struct area area = frame_area(canvas);
    struct frame frame = {
        .title = _("Ce que chacun devient"),
        .hints = page->is_open ? NULL : HINTS,
        .back = _("Retour"),
        .next = page->list.count == 0 ? NULL
                : page->is_open       ? _("Inscrire")
                                      : _("Choisir"),
    };

    canvas_put_format(canvas, area.x + 1, area.y, STYLE_STRONG, "< %s >",
                      outcome_moment_name(page->moment));
    if (page->is_open)
        canvas_put_format(canvas, area.x + 1, area.y + 1, STYLE_TEXT, "%s",
                          page->people.list[page->list.selected].called_name);
    else
        canvas_put(canvas, area.x + 1, area.y + 1, STYLE_TEXT,
                   page->list.count == 0
                       ? _("Personne dans la liste : ajouter d'abord les personnes.")
                       : _("Demander à chacun ou à un proche."));
    list_draw(page->is_open ? &page->kinds : &page->list, canvas,
              outcomes_area(canvas->width, canvas->height), page->is_open ? kind_row : person_row,
              page);
    frame_draw(canvas, &frame);
}

const struct screen_kind OUTCOMES_PAGE = {
    .title = N_("Ce que chacun devient"),
    .help = N_("Où en est chaque personne : à la fin, 4 semaines après, 6 mois après.\n"
               "Gauche et droite : un autre moment. Entrée montre les réponses.\n"
               "Qui n'a rien dit reste compté : non renseigné."),
    .model_size = sizeof(struct outcomes_page),
    .admits = permit_people,
    .takes_text = true,
    .takes_escape = true,
    .begin = outcomes_begin,
    .update = outcomes_update,
    .perform = outcomes_perform,
    .draw = outcomes_draw,
};
