#include "pos/people/people_list.h"

#include "base/lang.h"
#include "pos/people/duties.h"
#include "pos/people/follow_up.h"
#include "pos/people/outcomes.h"
#include "pos/people/partners.h"
#include "pos/people/passphrase.h"
#include "pos/people/person.h"

#include <stdio.h>

enum { PERSONS_REFRESH, PERSONS_OPEN };

/* The lines after the people. */
enum {
    AFTER_NEW,
    AFTER_ROLES,
    AFTER_FOLLOW_UP,
    AFTER_KEY,
    AFTER_PARTNERS,
    AFTER_OUTCOMES,
    AFTER_COUNT
};

static void people_list_begin(void *model, struct desk *desk, int64_t argument)
{
    (void)model;
    (void)desk;
    (void)argument;
}

static struct area people_list_area(int width, int height)
{
    struct area area = frame_area_of(width, height);

    return (struct area){ area.x, area.y + 1, area.width, area.height - 1 };
}

static struct effect people_list_update(void *model, const struct event *event)
{
    struct people_list *page = model;
    struct area area = people_list_area(event->width, event->height);

    if (list_update(&page->list, event, area, NULL) != LIST_NONE)
        return perform(PERSONS_OPEN);
    return NOTHING;
}

static void people_list_read(struct people_list *page, struct desk *desk)
{
    bool at_new = page->list.count > 0 && page->list.selected == page->people.count;
    struct err err = ERR_EMPTY;

    if (!people_read(desk->till->db, &page->people, &err) ||
        !sheet_key_state(desk, &page->lock, &err))
        notice_fail(&page->notice, &err);
    if (!desk->pictures && !pictures_load(&desk->pictures, desk->till->db, &err))
        notice_fail(&page->notice, &err);
    page->pictures = desk->pictures;
    page->list.is_pictured = true;
    list_set_count(&page->list, page->people.count + AFTER_COUNT);
    list_set_new(&page->list, page->people.count + AFTER_NEW);
    if (at_new) /* several are written one after the other */
        page->list.selected = page->people.count;
}

static void key_turn(struct people_list *page, struct desk *desk)
{
    if (page->lock != SHEETS_UNLOCKED) {
        desk_go(desk, &PASSPHRASE, 0);
        return;
    }
    sheet_key_lock(desk);
    notice_set(&page->notice, STYLE_GOOD, "%s", _("Les fiches sont fermées."));
    people_list_read(page, desk);
}

static void people_list_open(struct people_list *page, struct desk *desk)
{
    int row = page->list.selected;

    if (row < page->people.count)
        desk_go(desk, &PERSON, row + 1);
    else if (row - page->people.count == AFTER_NEW)
        desk_go(desk, &PERSON_FORM, 0);
    else if (row - page->people.count == AFTER_ROLES)
        desk_go(desk, &DUTIES, 0);
    else if (row - page->people.count == AFTER_FOLLOW_UP)
        desk_go(desk, &FOLLOW_UP, 0);
    else if (row - page->people.count == AFTER_PARTNERS)
        desk_go(desk, &PARTNERS_PAGE, 0);
    else if (row - page->people.count == AFTER_OUTCOMES)
        desk_go(desk, &OUTCOMES_PAGE, 0);
    else
        key_turn(page, desk);
}

static void people_list_perform(void *model, struct desk *desk, int what)
{
    struct people_list *page = model;

    if (what == PERSONS_OPEN) {
        people_list_open(page, desk);
        return;
    }
    people_list_read(page, desk);
}

static struct list_row person_row(const struct people_list *page, const struct participant *person)
{
    char left[LIST_LEFT_MAX];
    char right[LIST_RIGHT_MAX] = "";
    struct list_row row;

    snprintf(left, sizeof left, "%-6s %s", person->badge,
             person->erased ? _("(sans nom)") : person->called_name);
    if (person->stopped_day > 0)
        snprintf(right, sizeof right, _("venue jusqu'à J%d"), person->stopped_day);
    else
        snprintf(right, sizeof right, "%s", pictogram_name(person->position));
    row = list_row_of(left, right, person->erased ? STYLE_QUIET : STYLE_TEXT);
    row.picture = pictures_of_badge(page->pictures, person->position);
    return row;
}

static struct list_row people_list_row(const void *context, int i)
{
    static const char *const KEYS[] = {
        [SHEETS_EMPTY] = N_("Phrase secrète"),     [SHEETS_PLAIN] = N_("Phrase secrète"),
        [SHEETS_LOCKED] = N_("Ouvrir les fiches"), [SHEETS_UNLOCKED] = N_("Refermer les fiches"),
        [SHEETS_ELSEWHERE] = N_("Phrase secrète"),
    };
    const struct people_list *page = context;

    if (i < page->people.count)
        return person_row(page, &page->people.list[i]);
    switch (i - page->people.count) {
    case AFTER_NEW: return list_row_of(_("Nouvelle personne"), "", STYLE_STRONG);
    case AFTER_ROLES: return list_row_of(_("Rôles du jour"), "", STYLE_STRONG);
    case AFTER_FOLLOW_UP: return list_row_of(_("Appeler après"), "", STYLE_STRONG);
    case AFTER_OUTCOMES: return list_row_of(_("Ce que chacun devient"), "", STYLE_STRONG);
    case AFTER_PARTNERS:
        return list_row_of(_("Partenaires, animateurs, invités"), "", STYLE_STRONG);
    default:
        return list_row_of(
            _(KEYS[page->lock]),
            page->lock == SHEETS_LOCKED || page->lock == SHEETS_ELSEWHERE ? _("fermées") : "",
            STYLE_STRONG);
    }
}

static void people_list_draw(const void *model, struct canvas *canvas)
{
    static const struct key_hint HINTS[] = { { "N", N_("Nouvelle") }, { NULL, NULL } };
    const struct people_list *page = model;
    struct frame frame = {
        .title = _("Personnes"),
        .hints = HINTS,
        .back = "",
        .next = page->list.selected == page->people.count ? _("Nouvelle personne") : _("Ouvrir"),
    };

    list_draw(&page->list, canvas, people_list_area(canvas->width, canvas->height), people_list_row,
              page);
    frame_draw(canvas, &frame);
}

const struct screen_kind PEOPLE_LIST = {
    .title = N_("Personnes"),
    .help = N_("Les personnes du groupe : badge, nom, image. Entrée ouvre une personne.\n"
               "Les ventes ne connaissent que le badge.\n"
               "Après la liste : ajouter, rôles, suivi, clé des fiches, partenaires."),
    .model_size = sizeof(struct people_list),
    .begin = people_list_begin,
    .update = people_list_update,
    .perform = people_list_perform,
    .draw = people_list_draw,
};
