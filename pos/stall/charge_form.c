#include "pos/stall/charges.h"

#include "base/lang.h"
#include "base/text.h"
#include "pos/acts/date_limits.h"
#include "pos/acts/dates.h"
#include "pos/acts/why.h"
#include "pos/acts/permit.h"
#include "pos/ui/reason.h"

#include <stdio.h>

enum { CHARGE_REFRESH, CHARGE_RECORD };
enum { DAY, LABEL, CATEGORY, NET, VAT, SUPPLIER, DOCUMENT, PAID_FROM, PAYER, FIELD_COUNT };

/* Who paid, as the book writes it; a person by her badge. */
enum { PAID_BY_PERSON = 2 };
static const char *const PAYERS[] = { N_("la coopérative"), N_("le tiroir de la caisse"),
                                      N_("une personne du groupe"), NULL };
static const char *const PAYER_WORDS[PAID_BY_PERSON] = { "host", "drawer" };

static bool day_check(const char *value, struct err *err)
{
    struct day day;

    return date_typed(value, day_of(2000, 1, 1), &day, err); /* only its form is judged here */
}

static const struct form_rule RULES[FIELD_COUNT] = {
    [DAY] = { .label = N_("Date"),
              .check = day_check,
              .required = true,
              .hint = N_("comme 26/11") },
    [LABEL] = { .field = &CHARGE_FIELDS[CHARGE_LABEL] },
    [CATEGORY] = { .field = &CHARGE_FIELDS[CHARGE_CATEGORY] },
    [NET] = { .field = &CHARGE_FIELDS[CHARGE_NET] },
    [VAT] = { .field = &CHARGE_FIELDS[CHARGE_VAT] },
    [SUPPLIER] = { .field = &CHARGE_FIELDS[CHARGE_SUPPLIER] },
    [DOCUMENT] = { .field = &CHARGE_FIELDS[CHARGE_DOCUMENT] },
    [PAID_FROM] = { .label = N_("Payée par"), .choices = PAYERS, .hint = N_("gauche, droite") },
    [PAYER] = { .label = N_("Son badge"), .hint = N_("si une personne") },
};

static void charge_form_begin(void *model, struct desk *desk, int64_t argument)
{
    struct charge_form *page = model;
    char day[24];

    (void)argument;
    page->today = moment_day(till_now(desk->till));
    date_to_type(page->today, day, sizeof day);
    form_set(&page->form, DAY, day);
    form_set_choice(&page->form, CATEGORY, 0);
    form_set(&page->form, VAT, "0");
    form_set_choice(&page->form, PAID_FROM, 0);
    page->form.at = LABEL;
}

static void charge_form_reopen(void *model)
{
    struct charge_form *page = model;

    form_reopen(&page->form, RULES, FIELD_COUNT);
}

static struct effect charge_form_update(void *model, const struct event *event)
{
    struct charge_form *page = model;

    if (page->question.purpose != 0)
        return reason_event(&page->question, event, NULL, CHARGE_RECORD);
    if (form_update(&page->form, RULES, FIELD_COUNT, event) == FORM_DONE)
        return perform(CHARGE_RECORD);
    return NOTHING;
}

static bool payer_of_form(const struct form *form, struct charge *charge, struct err *err)
{
    int choice = form_choice(form, PAID_FROM);
    const char *badge = form->values[PAYER].text;

    if (choice == PAID_BY_PERSON && badge[0] == '\0')
        return err_fail(err, ERR_INPUT, _("Écrire le badge de qui a payé."));
    return text_copy(charge->paid_from, sizeof charge->paid_from,
                     choice == PAID_BY_PERSON ? badge : PAYER_WORDS[choice], _("Son badge"), err);
}

static bool charge_of_form(const struct charge_form *page, struct charge *charge, struct err *err)
{
    const struct form *form = &page->form;

    *charge = (struct charge){ .net = 0 };
    return form_take(form, RULES, FIELD_COUNT, charge, err) &&
           date_typed(form->values[DAY].text, page->today, &charge->day, err) &&
           payer_of_form(form, charge, err);
}

static bool charge_take(struct charge_form *page, struct till *till, struct err *err)
{
    struct charge charge;

    if (!charge_of_form(page, &charge, err))
        return false;
    snprintf(charge.reason, sizeof charge.reason, "%s", why_answer(&page->question));
    return date_limits_check(till, DAY_OF_FACT, charge.day, charge.reason, err) &&
           charge_put(till, &charge, err);
}

static void charge_form_perform(void *model, struct desk *desk, int what)
{
    struct charge_form *page = model;
    struct err err = ERR_EMPTY;

    if (what != CHARGE_RECORD)
        return;
    if (!charge_take(page, desk->till, &err)) {
        why_refused(&page->question, &page->notice, &err);
        return;
    }
    desk->forget_draft = true;
    notice_set(&desk->message, STYLE_GOOD, "%s", _("Inscrit."));
    desk_back(desk);
}

static void charge_form_draw(const void *model, struct canvas *canvas)
{
    const struct charge_form *page = model;
    struct frame frame = {
        .title = _("Nouvelle charge"),
        .back = "",
        .next = page->form.at == FIELD_COUNT - 1 ? _("Inscrire") : _("Suite"),
    };

    form_draw(&page->form, RULES, FIELD_COUNT, canvas, frame_area(canvas));
    frame_draw(canvas, &frame);
}

const struct screen_kind CHARGE_FORM = {
    .title = N_("Nouvelle charge"),
    .help = N_("Recopier la facture : date, objet, montant sans la taxe, TVA.\n"
               "Payée par une personne : écrire son badge. L'argent lui sera rendu.\n"
               "Ce qui est tapé est gardé, même si l'on quitte."),
    .model_size = sizeof(struct charge_form),
    .draft_offset = offsetof(struct charge_form, form),
    .draft_size = sizeof(struct form),
    .draft_name = "charge",
    .draft_back = charge_form_reopen,
    .takes_text = true,
    .admits = permit_charge,
    .begin = charge_form_begin,
    .update = charge_form_update,
    .perform = charge_form_perform,
    .draw = charge_form_draw,
};
