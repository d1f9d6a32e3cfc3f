#include "pos/people/partners.h"

#include "base/lang.h"
#include "pos/ui/reason.h"
#include "pos/acts/act.h"
#include "pos/acts/permit.h"
#include "programme/programme_store.h"

#include <stdio.h>
#include <stdlib.h>

enum { PARTNERS_SHOWN, PARTNERS_OPEN, PARTNERS_REMOVE };
enum { ASK_SURE = 1, ASK_REASON };
enum { DAYS_SHOWN_MAX = 64 };

bool partner_at(struct db *db, int64_t rank, struct partner *out, struct err *err)
{
    struct partners *partners = partners_open(db, err);
    bool good = partners != NULL;

    if (good && (rank < 1 || rank > partners->count))
        good = err_fail(err, ERR_NOT_FOUND, _("Ce partenaire n'est plus dans la liste."));
    if (good)
        *out = partners->list[rank - 1];
    free(partners);
    return good;
}

bool partner_record(struct till *till, struct partner *partner, const char *reason, struct err *err)
{
    struct calendar calendar;
    const struct act act = { ACTION_PEOPLE, partner->key, reason, false };

    return programme_calendar(till->db, &calendar, err) && partner_check(partner, &calendar, err) &&
           act_begin(till, &act, err) &&
           till_write_end(till, partner_put(till->db, partner, NULL, err), err);
}

static bool partner_drop(struct till *till, const char *key, const char *reason, struct err *err)
{
    const struct act act = { ACTION_PEOPLE, key, reason, false };

    return act_begin(till, &act, err) &&
           till_write_end(till, partner_remove(till->db, key, err), err);
}

static void partners_begin(void *model, struct desk *desk, int64_t argument)
{
    (void)model;
    (void)desk;
    (void)argument;
}

static struct area partners_area(int width, int height)
{
    struct area area = frame_area_of(width, height);

    return (struct area){ area.x, area.y + 2, area.width, area.height - 2 };
}

static struct effect remove_ask(struct partners_page *page)
{
    if (page->list.selected >= page->partners.count)
        return BEEP;
    question_ask(&page->question, ASK_SURE, _("Retirer de la liste ?"),
                 page->partners.list[page->list.selected].name);
    page->question.yes_or_no = true;
    return NOTHING;
}

static struct effect partners_update(void *model, const struct event *event)
{
    struct partners_page *page = model;
    struct area area = partners_area(event->width, event->height);

    if (page->question.purpose != 0)
        return reason_event(&page->question, event, NULL, PARTNERS_REMOVE);
    if (event->kind == EVENT_KEY && event->key == PRESS_DELETE)
        return remove_ask(page);
    if (list_update(&page->list, event, area, NULL) != LIST_NONE)
        return perform(PARTNERS_OPEN);
    return NOTHING;
}

static bool partners_read_again(struct partners_page *page, struct db *db, struct err *err)
{
    struct partners *partners = partners_open(db, err);

    if (!partners)
        return false;
    page->partners = *partners;
    free(partners);
    list_set_count(&page->list, page->partners.count + 1);
    list_set_new(&page->list, page->partners.count);
    return true;
}

static void partners_remove(struct partners_page *page, struct till *till)
{
    bool asked = page->question.purpose == ASK_REASON;
    struct err err = ERR_EMPTY;

    if (!partner_drop(till, page->partners.list[page->list.selected].key,
                      asked ? page->question.answer : "", &err)) {
        reason_refused(&page->question, &page->notice, ASK_REASON, _("Pourquoi corriger ?"), &err);
        return;
    }
    question_close(&page->question);
    notice_set(&page->notice, STYLE_GOOD, "%s", _("Retiré de la liste."));
}

static void partners_perform(void *model, struct desk *desk, int what)
{
    struct partners_page *page = model;
    struct err err = ERR_EMPTY;

    if (what == PARTNERS_OPEN) {
        bool is_new = page->list.selected >= page->partners.count;

        desk_go(desk, &PARTNER_FORM, is_new ? 0 : page->list.selected + 1);
        return;
    }
    if (what == PARTNERS_REMOVE)
        partners_remove(page, desk->till);
    if (!partners_read_again(page, desk->till->db, &err))
        notice_fail(&page->notice, &err);
}

/* "J1 J2 J7" */
static void days_shown(const struct partner *partner, char out[DAYS_SHOWN_MAX])
{
    size_t length = 0;

    out[0] = '\0';
    for (int i = 0; i < partner->slot_count && length + 6 < DAYS_SHOWN_MAX; i++)
        if (i == 0 || partner->slots[i].day != partner->slots[i - 1].day)
            length += (size_t)snprintf(out + length, DAYS_SHOWN_MAX - length, "%sJ%d",
                                       length > 0 ? " " : "", partner->slots[i].day);
}

static struct list_row partners_row(const void *context, int i)
{
    const struct partners_page *page = context;
    const struct partner *partner = &page->partners.list[i];
    const char *house;
    char left[LIST_LEFT_MAX];
    char days[DAYS_SHOWN_MAX];

    if (i >= page->partners.count)
        return list_row_of(_("Nouveau partenaire"), "", STYLE_STRONG);
    house = partner_house(&page->partners, partner);
    snprintf(left, sizeof left, "%s%s%s · %s",
             partner->name[0] != '\0' ? partner->name : _("(sans nom)"), house[0] ? ", " : "",
             house, partner_kind_name(partner->kind));
    days_shown(partner, days);
    return list_row_of(left, days, STYLE_TEXT);
}

static void partners_draw(const void *model, struct canvas *canvas)
{
    static const struct key_hint HINTS[] = { { "N", N_("Nouveau") },
                                             { N_("Suppr"), N_("Retirer") },
                                             { NULL, NULL } };
    static const struct key_hint NEW[] = { { "N", N_("Nouveau") }, { NULL, NULL } };
    const struct partners_page *page = model;
    struct area area = frame_area(canvas);
    bool is_new = page->list.selected >= page->partners.count;
    struct frame frame = {
        .title = _("Partenaires, animateurs, invités"),
        .hints = is_new ? NEW : HINTS,
        .back = _("Retour"),
        .next = is_new ? _("Nouveau partenaire") : _("Ouvrir"),
    };

    canvas_put(canvas, area.x + 1, area.y, STYLE_TEXT,
               _("Qui aide le groupe, et quel jour. Les papiers prennent ces noms."));
    list_draw(&page->list, canvas, partners_area(canvas->width, canvas->height), partners_row,
              page);
    frame_draw(canvas, &frame);
}

const struct screen_kind PARTNERS_PAGE = {
    .title = N_("Partenaires, animateurs, invités"),
    .help = N_("Qui aide le groupe, quel jour, pour quoi.\n"
               "Leurs noms viennent sur la feuille de présence et les papiers publics.\n"
               "Le téléphone et le courriel restent dans l'équipe."),
    .model_size = sizeof(struct partners_page),
    .admits = permit_people,
    .takes_text = true,
    .asks = permit_people_once,
    .begin = partners_begin,
    .update = partners_update,
    .perform = partners_perform,
    .draw = partners_draw,
};
