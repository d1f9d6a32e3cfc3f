#include "pos/stall/charges.h"

#include "base/lang.h"
#include "pos/ui/reason.h"
#include "pos/acts/permit.h"

#include <stdio.h>

enum { CHARGES_REFRESH, CHARGES_NEW, CHARGES_CANCEL };
enum { ASK_CANCEL = 1, TOTAL_LINES = 4 };

static void charges_begin(void *model, struct desk *desk, int64_t argument)
{
    (void)model;
    (void)desk;
    (void)argument;
}

static struct area charges_area(int width, int height)
{
    struct area area = frame_area_of(width, height);

    return (struct area){ area.x, area.y, area.width, area.height - TOTAL_LINES };
}

static struct effect charges_chosen(struct charges *page)
{
    const struct charge *charge = &page->rows[page->list.selected].charge;

    if (page->list.selected == page->count)
        return perform(CHARGES_NEW);
    question_ask(&page->question, ASK_CANCEL, _("Annuler cette charge : pourquoi ?"),
                 charge->label);
    question_mean(&page->question, charge->net + charge->vat);
    return NOTHING;
}

static struct effect charges_update(void *model, const struct event *event)
{
    struct charges *page = model;
    struct area area = charges_area(event->width, event->height);

    if (page->question.purpose != 0)
        return reason_event(&page->question, event, NULL, CHARGES_CANCEL);
    if (list_update(&page->list, event, area, NULL) != LIST_NONE)
        return charges_chosen(page);
    return NOTHING;
}

static bool charge_take(void *context, const struct charge_row *row, struct err *err)
{
    struct charges *page = context;

    (void)err;
    if (page->count < CHARGES_SHOWN_MAX)
        page->rows[page->count++] = *row;
    else
        page->left_out++;
    return true;
}

static bool charges_read(struct charges *page, struct till *till, struct err *err)
{
    bool at_new = page->list.selected >= page->count;

    page->count = 0;
    page->left_out = 0;
    if (!charge_each(till->db, charge_take, page, err) ||
        !charge_sum(till->db, till->session.vat_on, &page->sums, err))
        return false;
    page->vat_on = till->session.vat_on;
    list_set_count(&page->list, page->count + 1);
    list_set_new(&page->list, page->count);
    if (at_new) /* several are written one after the other */
        page->list.selected = page->count;
    return true;
}

static bool charge_take_back(struct charges *page, struct till *till, struct err *err)
{
    const struct charge_row *row = &page->rows[page->list.selected];

    if (!charge_cancel(till, row->chain, row->seq, page->question.answer, err))
        return false;
    return charges_read(page, till, err);
}

static void charges_perform(void *model, struct desk *desk, int what)
{
    struct charges *page = model;
    struct err err = ERR_EMPTY;
    bool good;

    if (what == CHARGES_NEW) {
        desk_go(desk, &CHARGE_FORM, 0);
        return;
    }
    good = what == CHARGES_CANCEL ? charge_take_back(page, desk->till, &err)
                                  : charges_read(page, desk->till, &err);
    if (good)
        question_close(&page->question);
    else if (page->question.purpose != 0)
        question_refuse(&page->question, err.text);
    else
        notice_fail(&page->notice, &err);
}

static struct list_row charges_row(const void *context, int i)
{
    const struct charges *page = context;
    const struct charge *charge;
    char left[LIST_LEFT_MAX];
    char day[24];
    char amount[MONEY_TEXT_MAX];

    if (i == page->count)
        return list_row_of(_("Nouvelle charge"), "", STYLE_STRONG);
    charge = &page->rows[i].charge;
    day_format_human(charge->day, day, sizeof day);
    money_format_euro(charge->net + charge->vat, amount);
    snprintf(left, sizeof left, "%s  %s (%s)", day, charge->label,
             _(CHARGE_CATEGORIES[charge->category].name));
    return list_row_of(left, amount, STYLE_TEXT);
}

static void total_draw(struct canvas *canvas, struct area area, int line, const char *name,
                       cents amount)
{
    char text[MONEY_TEXT_MAX];
    int y = area.y + area.height + line;

    money_format_euro(amount, text);
    canvas_put(canvas, area.x + 5, y, STYLE_TEXT, name);
    canvas_put_right(canvas, area.x + area.width - 1, y, STYLE_STRONG, text);
}

static void charges_draw(const void *model, struct canvas *canvas)
{
    static const struct key_hint HINTS[] = { { "N", N_("Nouvelle") }, { NULL, NULL } };
    const struct charges *page = model;
    struct area area = charges_area(canvas->width, canvas->height);
    struct frame frame = {
        .title = _("Charges"),
        .hints = HINTS,
        .back = "",
        .next = page->list.selected == page->count ? _("Nouvelle charge") : _("Annuler celle-ci"),
    };

    list_draw(&page->list, canvas, area, charges_row, page);
    if (page->left_out > 0)
        canvas_put_format(canvas, area.x + 5, area.y + area.height, STYLE_WARNING,
                          _("%d autres ne sont pas montrées ici."), page->left_out);
    total_draw(canvas, area, 1,
               page->vat_on ? _("Production (matières, emballage...), hors TVA")
                            : _("Production (matières, emballage...)"),
               page->sums.production);
    total_draw(canvas, area, 2, page->vat_on ? _("Autres charges, hors TVA") : _("Autres"),
               page->sums.other);
    frame_draw(canvas, &frame);
}

const struct screen_kind CHARGES = {
    .title = N_("Charges"),
    .help = N_("Tout ce que la session a payé : matières, stand, cuisine.\n"
               "Une erreur : on l'annule, elle reste visible, et on l'écrit juste.\n"
               "Payée du tiroir, la somme en sort. Par une personne, on lui doit."),
    .model_size = sizeof(struct charges),
    .asks = permit_charge,
    .begin = charges_begin,
    .update = charges_update,
    .perform = charges_perform,
    .draw = charges_draw,
};
