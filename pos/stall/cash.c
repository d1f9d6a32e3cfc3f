#include "pos/stall/cash.h"

#include "base/lang.h"
#include "pos/acts/badge.h"

#include <stdio.h>

enum { CASH_REFRESH, CASH_RECORD };
enum { FIELD_KIND, FIELD_AMOUNT, FIELD_REASON, FIELD_COUNT };
enum { KIND_FLOAT, KIND_IN, KIND_OUT };

static const char *const KINDS[] = { N_("fond de caisse"), N_("apport"), N_("retrait"), NULL };

static bool amount_check(const char *value, struct err *err)
{
    cents amount;

    return money_parse(value, &amount, err);
}

static const struct form_rule RULES[FIELD_COUNT] = {
    { .label = N_("Quoi"), .choices = KINDS, .hint = N_("gauche, droite") },
    { .label = N_("Somme"), .check = amount_check, .required = true, .hint = N_("en euros") },
    { .label = N_("Raison"), .hint = N_("sauf pour le fond") },
};

static void cash_begin(void *model, struct desk *desk, int64_t argument)
{
    struct cash *cash = model;

    (void)desk;
    form_set_choice(&cash->form, FIELD_KIND, (int)argument);
    cash->form.at = FIELD_AMOUNT;
}

static struct effect cash_update(void *model, const struct event *event)
{
    struct cash *cash = model;

    if (event->kind == EVENT_SHOWN)
        return (struct effect){ EFFECT_PERFORM, CASH_REFRESH };
    notice_clear(&cash->notice);
    if (event->kind == EVENT_KEY && event->key == PRESS_ESCAPE)
        return (struct effect){ EFFECT_BACK, 0 };
    if (form_update(&cash->form, RULES, FIELD_COUNT, event) == FORM_DONE)
        return (struct effect){ EFFECT_PERFORM, CASH_RECORD };
    return (struct effect){ EFFECT_NONE, 0 };
}

static bool cash_record(const struct form *form, struct till *till, struct err *err)
{
    const char *reason = form->values[FIELD_REASON].text;
    int kind = form_choice(form, FIELD_KIND);
    cents amount;

    if (!money_parse(form->values[FIELD_AMOUNT].text, &amount, err))
        return false;
    if (kind == KIND_FLOAT)
        return till_set_float(till, amount, err);
    return badge_check_unnamed(till->db, reason, err) &&
           till_move_cash(till, kind == KIND_IN, amount, reason, err);
}

static void cash_perform(void *model, struct desk *desk, int what)
{
    struct cash *cash = model;
    struct err err = ERR_EMPTY;

    if (what != CASH_RECORD)
        return;
    if (!cash_record(&cash->form, desk->till, &err)) {
        notice_fail(&cash->notice, &err);
        return;
    }
    desk->forget_draft = true;
    notice_set(&desk->message, STYLE_GOOD, "%s", _("Inscrit."));
    desk_back(desk);
}

static void cash_draw(const void *model, struct canvas *canvas)
{
    const struct cash *cash = model;
    bool last = cash->form.at == FIELD_COUNT - 1;
    struct frame frame = {
        .title = _("Tiroir"),
        .notice = &cash->notice,
        .back = "",
        .next = last ? _("Inscrire") : _("Suite"),
    };
    struct area area = frame_area(canvas);

    form_draw(&cash->form, RULES, FIELD_COUNT, canvas,
              (struct area){ area.x, area.y + 1, area.width, area.height - 1 });
    frame_draw(canvas, &frame);
}

const struct screen_kind CASH = {
    .title = N_("Tiroir"),
    .help = N_("Le matin : le fond de caisse, c'est-à-dire ce qu'il y a dans le tiroir avant la "
               "première vente.\nDans la journée : un apport ou un retrait, avec sa raison."),
    .model_size = sizeof(struct cash),
    .draft_offset = offsetof(struct cash, form),
    .draft_size = sizeof(struct form),
    .draft_name = "cash",
    .takes_text = true,
    .begin = cash_begin,
    .update = cash_update,
    .perform = cash_perform,
    .draw = cash_draw,
};
