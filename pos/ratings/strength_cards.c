#include "pos/ratings/strength_cards.h"

#include "base/lang.h"
#include "pos/ui/reason.h"
#include "pos/acts/act.h"
#include "pos/acts/session_step.h"
#include "pos/acts/permit.h"
#include "programme/programme_store.h"
#include "programme/records.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STRENGTH_REFRESH, STRENGTH_RECORD };
enum { ASK_CORRECTION = 1, HEAD_LINES = 2 };

static void strength_cards_begin(void *model, struct desk *desk, int64_t argument)
{
    struct strength_cards *page = model;
    struct err err = ERR_EMPTY;

    (void)argument;
    if (!programme_grid(desk->till->db, &page->grid, &err))
        notice_fail(&page->notice, &err);
    list_set_count(&page->choices, page->grid.indicator_count);
}

int strength_cards_given(const struct strength_cards *page, int giver)
{
    int count = 0;

    for (int i = 0; i < page->people.count; i++)
        count += page->cards[giver][i] > 0;
    return count;
}

/* The place in `people` of line `i` among the others. */
static int other_at(const struct strength_cards *page, int i)
{
    return i < page->giver ? i : i + 1;
}

/* The next of the others without a card; stays when each has one. */
static void others_choose_next(struct strength_cards *page)
{
    for (int step = 1; step < page->people.count; step++) {
        int line = (page->others.selected + step) % (page->people.count - 1);

        if (page->cards[page->giver][other_at(page, line)] == 0) {
            page->others.selected = line;
            return;
        }
    }
}

/* -- Update. -- */

static struct area list_area(int width, int height)
{
    struct area area = frame_area_of(width, height);

    return (struct area){ area.x, area.y + HEAD_LINES, area.width, area.height - HEAD_LINES };
}

static struct list *list_shown(struct strength_cards *page)
{
    switch (page->step) {
    case STRENGTH_GIVER: return &page->givers;
    case STRENGTH_WHOM: return &page->others;
    case STRENGTH_WHICH: return &page->choices;
    }
    abort(); /* -Wswitch-enum: every step is handled above */
}

static struct effect line_chosen(struct strength_cards *page)
{
    if (page->people.count < 2)
        return BEEP;
    if (page->step == STRENGTH_WHICH)
        return perform(STRENGTH_RECORD);
    if (page->step == STRENGTH_GIVER) {
        page->giver = page->givers.selected;
        list_set_count(&page->others, page->people.count - 1);
        page->others.selected = page->people.count - 2; /* so that the first one comes next */
        others_choose_next(page);
        page->step = STRENGTH_WHOM;
        return NOTHING;
    }
    page->subject = other_at(page, page->others.selected);
    page->choices.selected = page->cards[page->giver][page->subject];
    page->choices.selected -= page->choices.selected > 0;
    page->step = STRENGTH_WHICH;
    return NOTHING;
}

/* A badge names the giver, then who receives. */
static struct effect badge_scanned(struct strength_cards *page, const char *code)
{
    int person = people_find_code(&page->people, code);

    if (person < 0 || page->step == STRENGTH_WHICH ||
        (page->step == STRENGTH_WHOM && person == page->giver))
        return BEEP;
    if (page->step == STRENGTH_GIVER)
        page->givers.selected = person;
    else
        page->others.selected = person < page->giver ? person : person - 1;
    return line_chosen(page);
}

struct effect strength_cards_update(void *model, const struct event *event)
{
    struct strength_cards *page = model;
    struct area area = list_area(event->width, event->height);

    if (page->question.purpose != 0)
        return reason_event(&page->question, event, page->reason, STRENGTH_RECORD);
    if (event->kind == EVENT_SCAN)
        return badge_scanned(page, event->text);
    if (event->kind == EVENT_KEY && event->key == PRESS_ESCAPE) {
        if (page->step == STRENGTH_GIVER)
            return LEAVE;
        page->step = page->step == STRENGTH_WHICH ? STRENGTH_WHOM : STRENGTH_GIVER;
    } else if (list_update(list_shown(page), event, area, NULL) != LIST_NONE) {
        return line_chosen(page);
    }
    return NOTHING;
}

/* -- Asking the book. -- */

static void card_take(void *context, const char *giver, const char *badge, const char *indicator)
{
    struct strength_cards *page = context;
    int from = people_find(&page->people, giver);
    int to = people_find(&page->people, badge);

    if (from >= 0 && to >= 0)
        page->cards[from][to] = grid_find(&page->grid, indicator) + 1;
}

static bool cards_read(struct strength_cards *page, struct db *db, struct err *err)
{
    memset(page->cards, 0, sizeof page->cards);
    if (!people_read_named(db, &page->people, err) || !records_each_card(db, card_take, page, err))
        return false;
    list_set_count(&page->givers, page->people.count);
    return true;
}

/* By badge; who gave it stays out of what remains visible. */
static bool card_write(const struct strength_cards *page, struct till *till, struct err *err)
{
    const char *badge = page->people.list[page->subject].badge;
    const char *giver = page->people.list[page->giver].badge;
    const char *indicator = page->grid.indicators[page->choices.selected].id;
    char what[64];
    const struct act act = { ACTION_PEOPLE, what, page->reason, false };

    snprintf(what, sizeof what, "%s card", badge);
    return act_begin(till, &act, err) &&
           till_write_end(till, records_put_card(till->db, giver, badge, indicator, err), err);
}

static void givers_choose_next(struct strength_cards *page)
{
    for (int step = 1; step < page->people.count; step++) {
        int giver = (page->givers.selected + step) % page->people.count;

        if (strength_cards_given(page, giver) < page->people.count - 1) {
            page->givers.selected = giver;
            return;
        }
    }
}

/* Given: the next person without a card, or the thanks; a card that was replaced changes no step.
 */
static void card_given(struct strength_cards *page)
{
    bool replaced = page->cards[page->giver][page->subject] > 0;

    page->cards[page->giver][page->subject] = page->choices.selected + 1;
    if (replaced || strength_cards_given(page, page->giver) < page->people.count - 1) {
        page->step = STRENGTH_WHOM;
        others_choose_next(page);
        return;
    }
    page->step = STRENGTH_GIVER;
    notice_set(&page->notice, STYLE_GOOD, _(" %s a donné toutes ses cartes. Merci ! "),
               page->people.list[page->giver].called_name);
    givers_choose_next(page);
}

static void card_record(struct strength_cards *page, struct till *till)
{
    struct err err = ERR_EMPTY;

    if (card_write(page, till, &err)) {
        session_notice_start(till);
        question_close(&page->question);
        card_given(page);
    } else {
        reason_refused(&page->question, &page->notice, ASK_CORRECTION,
                       _("Pourquoi corriger cette carte ?"), &err);
    }
}

static void strength_cards_perform(void *model, struct desk *desk, int what)
{
    struct strength_cards *page = model;
    struct err err = ERR_EMPTY;

    if (what == STRENGTH_RECORD)
        card_record(page, desk->till);
    else if (!cards_read(page, desk->till->db, &err))
        notice_fail(&page->notice, &err);
}

/* -- Drawing. -- */

static const char *name_of(const struct strength_cards *page, int person)
{
    return page->people.list[person].called_name;
}

static struct list_row giver_row(const void *context, int i)
{
    const struct strength_cards *page = context;
    int given = strength_cards_given(page, i);
    char right[LIST_RIGHT_MAX];

    if (given > 0 && given == page->people.count - 1)
        return list_row_of(name_of(page, i), _("fait"), STYLE_QUIET);
    snprintf(right, sizeof right, _("%d / %d"), given, page->people.count - 1);
    return list_row_of(name_of(page, i), right, STYLE_TEXT);
}

static struct list_row other_row(const void *context, int i)
{
    const struct strength_cards *page = context;
    int person = other_at(page, i);
    int card = page->cards[page->giver][person];

    return list_row_of(name_of(page, person), card > 0 ? page->grid.indicators[card - 1].id : "",
                       card > 0 ? STYLE_QUIET : STYLE_TEXT);
}

static struct list_row choice_row(const void *context, int i)
{
    const struct strength_cards *page = context;
    const struct indicator *indicator = &page->grid.indicators[i];

    return list_row_of(wording_shown(&indicator->wording), indicator->id, STYLE_TEXT);
}

static void head_draw(const struct strength_cards *page, struct canvas *canvas, struct area area)
{
    const char *giver = page->people.count > 0 ? name_of(page, page->giver) : "";

    if (page->people.count < 2)
        canvas_put(canvas, area.x + 1, area.y, STYLE_TEXT,
                   _("Il faut au moins deux personnes : écrire d'abord les personnes."));
    else if (page->step == STRENGTH_GIVER)
        canvas_put(canvas, area.x + 1, area.y, STYLE_STRONG, _("Qui donne ?"));
    else if (page->step == STRENGTH_WHOM)
        canvas_put_format(canvas, area.x + 1, area.y, STYLE_STRONG,
                          _("%s donne une carte à chacun. À qui ?"), giver);
    else
        canvas_put_format(canvas, area.x + 1, area.y, STYLE_STRONG,
                          _("%s : ce que %s fait très bien"), giver, name_of(page, page->subject));
}

void strength_cards_draw(const void *model, struct canvas *canvas)
{
    static list_row_fn *const ROWS[] = { giver_row, other_row, choice_row };
    const struct strength_cards *page = model;
    const struct list *const lists[] = { &page->givers, &page->others, &page->choices };
    bool can_give = page->people.count >= 2;
    struct frame frame = {
        .title = _("Points forts"),
        .back = "",
        .next = !can_give                      ? NULL
                : page->step == STRENGTH_WHICH ? _("Donner cette carte")
                                               : _("Choisir"),
    };

    head_draw(page, canvas, frame_area(canvas));
    if (can_give)
        list_draw(lists[page->step], canvas, list_area(canvas->width, canvas->height),
                  ROWS[page->step], page);
    frame_draw(canvas, &frame);
}

const struct screen_kind STRENGTH_CARDS = {
    .title = N_("Points forts"),
    .help = N_("Chaque personne donne une carte à chaque autre : ce qu'elle fait très bien.\n"
               "Il n'y a pas de mauvaise carte. Une nouvelle remplace l'ancienne.\n"
               "La feuille dit les cartes, sans dire qui les a données."),
    .admits = permit_people,
    .model_size = sizeof(struct strength_cards),
    .takes_escape = true,
    .begin = strength_cards_begin,
    .update = strength_cards_update,
    .perform = strength_cards_perform,
    .draw = strength_cards_draw,
};
