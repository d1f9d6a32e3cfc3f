#include "pos/people/partners.h"

#include "base/lang.h"
#include "pos/ui/reason.h"
#include "pos/acts/permit.h"

#include <stdio.h>

enum { ROLES_SHOWN, ROLES_TURN };
enum { ASK_REASON = 1, HEAD_LINES = 2, PAGE_LINES = 4 };

static void roles_begin(void *model, struct desk *desk, int64_t argument)
{
    struct partner_roles *page = model;
    struct err err = ERR_EMPTY;

    list_set_count(&page->list, PARTNER_ROLE_COUNT + 1);
    if (!partner_at(desk->till->db, argument, &page->partner, &err))
        notice_fail(&page->notice, &err);
}

static struct area roles_area(int width, int height)
{
    struct area area = frame_area_of(width, height);

    return list_page(
        (struct area){ area.x, area.y + HEAD_LINES, area.width, area.height - HEAD_LINES },
        PAGE_LINES);
}

static struct effect roles_update(void *model, const struct event *event)
{
    struct partner_roles *page = model;
    int row;

    if (page->question.purpose != 0)
        return reason_event(&page->question, event, page->reason, ROLES_TURN);
    row = list_update(&page->list, event, roles_area(event->width, event->height), NULL);
    if (row == PARTNER_ROLE_COUNT)
        return LEAVE;
    if (row != LIST_NONE)
        return perform(ROLES_TURN);
    return NOTHING;
}

static void roles_perform(void *model, struct desk *desk, int what)
{
    struct partner_roles *page = model;
    struct partner changed = page->partner;
    struct err err = ERR_EMPTY;

    if (what != ROLES_TURN)
        return;
    changed.roles ^= 1U << (unsigned)page->list.selected;
    if (!partner_record(desk->till, &changed, page->reason, &err)) {
        reason_refused(&page->question, &page->notice, ASK_REASON, _("Pourquoi corriger ?"), &err);
        return;
    }
    question_close(&page->question);
    page->partner = changed;
}

static struct list_row roles_row(const void *context, int i)
{
    const struct partner_roles *page = context;
    char left[LIST_LEFT_MAX];

    if (i == PARTNER_ROLE_COUNT)
        return list_row_of(_("C'est tout"), "", STYLE_STRONG);
    snprintf(left, sizeof left, "%s %s",
             partner_has_role(&page->partner, (enum partner_role)i) ? "[x]" : "[ ]",
             partner_role_name((enum partner_role)i));
    return list_row_of(left, "", STYLE_TEXT);
}

static void roles_draw(const void *model, struct canvas *canvas)
{
    const struct partner_roles *page = model;
    struct area area = frame_area(canvas);
    struct frame frame = {
        .title = _("Ce qu'il ou elle fait"),
        .back = _("Fini"),
        .next = page->list.selected == PARTNER_ROLE_COUNT ? _("Fini") : _("Cocher, décocher"),
    };

    canvas_put_format(canvas, area.x + 1, area.y, STYLE_STRONG, "%s", page->partner.name);
    list_draw(&page->list, canvas, roles_area(canvas->width, canvas->height), roles_row, page);
    frame_draw(canvas, &frame);
}

const struct screen_kind PARTNER_ROLES = {
    .title = N_("Ce qu'il ou elle fait"),
    .help = N_("Entrée coche et décoche. Plusieurs choix sont possibles.\n"
               "Le guide du partenaire et les papiers pour la presse s'en servent."),
    .model_size = sizeof(struct partner_roles),
    .admits = permit_people,
    .takes_text = true,
    .begin = roles_begin,
    .update = roles_update,
    .perform = roles_perform,
    .draw = roles_draw,
};
